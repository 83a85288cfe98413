"""What a viewer needs to know of a frame beside its pixels: how it lies, how large it is, what is drawn on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from medxfer_gui.dicom.cine import CineTiming, cine_timing
from medxfer_gui.dicom.geometry import EdgeLetters, Spacing, edge_letters, edges_of, pixel_aspect, row_and_column_axes
from medxfer_gui.dicom.header_cache import open_kept_header
from medxfer_gui.dicom.headers import Header, number, numbers, text
from medxfer_gui.dicom.lengths import Calibration, calibration
from medxfer_gui.dicom.overlays import Overlay, read_overlays
from medxfer_gui.dicom.pixels import functional_group
from medxfer_gui.dicom.soundness import frame_count
from medxfer_gui.dicom.suv import Suv, suv_of
from medxfer_gui.storage.source import ByteSource

_TECHNIQUE = {"CT": ("KVP", "XRayTubeCurrent"), "MR": ("EchoTime", "RepetitionTime")}


@dataclass(frozen=True, slots=True)
class Plane:
    """Where a frame lies in space.

    Parameters
    ----------
    axes
        Unit vectors along a row and down a column (L, P, H positive), six numbers as in (0020,0037).
    position
        Of its first pixel along the normal, in mm.
    space
        Frame of Reference UID (0020,0052): positions in two spaces cannot be compared.
    """

    axes: tuple[float, ...]
    position: float
    space: str = ""

    def is_parallel_to(self, other: Plane) -> bool:
        """Whether both have one normal, to within five degrees."""
        return bool(abs(np.dot(self.normal, other.normal)) > np.cos(np.radians(5)))

    @property
    def normal(self) -> tuple[float, ...]:
        """Unit vector out of the plane."""
        return tuple(np.cross(self.axes[:3], self.axes[3:]).tolist())


@dataclass(frozen=True, slots=True, eq=False)
class ViewFacts:
    """Facts of one frame.

    Parameters
    ----------
    aspect
        Height of a pixel divided by its width.
    edges
        Orientation letters, or None where unknown.
    scale
        How large the pixels are.
    plane
        Where it lies, or None.
    overlays
        Planes 60xx of the frame.
    suv
        For PET: how values become SUV, or why not.
    cine
        How fast the frames of the instance are shown.
    thickness
        Slice Thickness (0018,0050) in mm, or None.
    technique
        Keyword and value of what the file says of how it was made: KVP in kV and XRayTubeCurrent in mA for CT,
        EchoTime and RepetitionTime in ms for MR.
    """

    aspect: float = 1.0
    edges: EdgeLetters | None = None
    scale: Calibration = field(default_factory=Calibration)
    plane: Plane | None = None
    overlays: tuple[Overlay, ...] = ()
    suv: Suv | None = None
    cine: CineTiming = field(default_factory=CineTiming)
    thickness: float | None = None
    technique: tuple[tuple[str, float], ...] = ()


def read_view_facts(place: Path | ByteSource, frame: int = 0) -> ViewFacts:
    """Facts of frame ``frame``, from 0, of a DICOM file.

    Raises
    ------
    MedxferError
        The header cannot be read.
    """
    with open_kept_header(place) as (header, stream):
        return ViewFacts(
            *_how_it_lies(header, frame),
            read_overlays(header, stream, frame),
            suv_of(header.dataset),
            cine_timing(header.dataset, frame_count(header)),
            _thickness(header.dataset, frame),
            _technique(header.dataset),
        )


def facts_in_space(
    spacing: tuple[float, float] | None, axes: tuple[float, ...], first_pixel: tuple[float, ...]
) -> ViewFacts:
    """Facts of a plane that no DICOM header describes.

    Parameters
    ----------
    spacing
        Between rows and between columns, in mm.
    axes
        As `Plane.axes`; empty where it is not known how the plane lies.
    first_pixel
        Where its first pixel lies, in mm (L, P, H positive).
    """
    scale = Calibration(None if spacing is None else Spacing(spacing, "patient"))
    aspect = 1.0 if spacing is None else spacing[0] / spacing[1]
    if not axes:
        return ViewFacts(aspect, None, scale)
    position = float(np.cross(axes[:3], axes[3:]) @ np.asarray(first_pixel))
    return ViewFacts(aspect, edges_of(np.reshape(axes, (2, 3))), scale, Plane(axes, position))


def frame_positions(place: Path | ByteSource) -> tuple[float, ...]:
    """Position of each frame of an enhanced object along the normal, in mm; empty where one has none.

    Raises
    ------
    MedxferError
        The header cannot be read.
    """
    with open_kept_header(place) as (header, _):
        planes = [_how_it_lies(header, number)[3] for number in range(frame_count(header))]
    positions = tuple(plane.position for plane in planes if plane is not None)
    return positions if len(positions) == len(planes) else ()


def _thickness(data: Dataset, frame: int) -> float | None:
    measures = functional_group(data, frame, "PixelMeasuresSequence") or data
    found = number(measures, "SliceThickness")
    return found if found is not None and found > 0 else None


def _technique(data: Dataset) -> tuple[tuple[str, float], ...]:
    known = ((keyword, number(data, keyword)) for keyword in _TECHNIQUE.get(text(data, "Modality"), ()))
    return tuple((keyword, value) for keyword, value in known if value is not None)


def _how_it_lies(header: Header, frame: int) -> tuple[float, EdgeLetters | None, Calibration, Plane | None]:
    data = header.dataset
    measures = functional_group(data, frame, "PixelMeasuresSequence") or data
    orientation = functional_group(data, frame, "PlaneOrientationSequence") or data
    position = functional_group(data, frame, "PlanePositionSequence") or data
    space = text(data, "FrameOfReferenceUID")
    return (
        pixel_aspect(measures),
        edge_letters(orientation),
        calibration(measures),
        _plane(orientation, position, space),
    )


def _plane(orientation: Dataset, position: Dataset, space: str) -> Plane | None:
    axes, origin = row_and_column_axes(orientation), numbers(position, "ImagePositionPatient")
    if axes is None or len(origin) != 3:
        return None
    return Plane(tuple(axes.ravel().tolist()), float(np.cross(axes[0], axes[1]) @ np.asarray(origin)), space)
