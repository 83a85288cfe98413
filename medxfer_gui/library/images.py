"""A frame of a record with how it lies, and small pictures: what a viewer and a grid show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from medxfer_gui.dicom.geometry import EdgeLetters, edge_letters, pixel_aspect
from medxfer_gui.dicom.headers import read_header
from medxfer_gui.dicom.pixels import Frame, functional_group, initial_window, to_display
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event

_GEOMETRY_TAGS = (
    0x00181164,  # Imager Pixel Spacing
    0x00182010,  # Nominal Scanned Pixel Spacing
    0x00200020,  # Patient Orientation
    0x00200037,  # Image Orientation (Patient)
    0x00280030,  # Pixel Spacing
    0x00280034,  # Pixel Aspect Ratio
    0x52009229,  # Shared Functional Groups Sequence
    0x52009230,  # Per-Frame Functional Groups Sequence
)
_THINNEST = 2
"""A frame is thinned to no less than this many of its pixels for one of the small picture, before it is averaged."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A decoded frame with its record and how it lies."""

    record: InstanceRecord
    frame: Frame
    aspect: float
    edges: EdgeLetters | None

    @property
    def cost(self) -> int:
        """Bytes it takes."""
        return int(self.frame.values.nbytes)


def load_image(
    record: InstanceRecord, number: int, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> LoadedImage:
    """Decode frame ``number``, from 0, of a record.

    Raises
    ------
    MedxferError
        It cannot be decoded.
    """
    frame = load_frame(record, number)
    aspect, edges = _how_it_lies(record, number)
    return LoadedImage(record, frame, aspect, edges)


def load_thumbnail(
    record: InstanceRecord,
    number: int | None,
    pixels: int,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> npt.NDArray[np.uint8]:
    """A small picture of a frame, in the window it is first shown with.

    Parameters
    ----------
    record
        From the library.
    number
        Counts from 0; None for the middle frame.
    pixels
        Most rows and columns of the picture.

    Returns
    -------
    numpy.ndarray
        uint8, shape (rows, columns), or (rows, columns, 3) RGB; the longer side has ``pixels``, a pixel is square.

    Raises
    ------
    MedxferError
        It cannot be decoded.
    """
    frame = load_frame(record, record.frames // 2 if number is None else number)
    step = max(1, min(frame.values.shape[:2]) // (_THINNEST * pixels))
    thin = Frame(frame.values[::step, ::step], frame.inverted, frame.windows, frame.full)
    size = _fitted(frame, pixels)
    # BOX averages where the picture gets smaller: what is thinner than a pixel of the small one stays visible.
    small = Image.fromarray(to_display(thin, initial_window(frame))).resize(size, Image.Resampling.BOX)
    return np.asarray(small)


def _fitted(frame: Frame, pixels: int) -> tuple[int, int]:
    """Columns and rows of a picture with square pixels whose longer side has ``pixels``."""
    rows, columns = frame.values.shape[:2]
    row_spacing, column_spacing = frame.spacing or (1.0, 1.0)
    height, width = rows * row_spacing, columns * column_spacing
    scale = pixels / max(height, width)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _how_it_lies(record: InstanceRecord, frame: int) -> tuple[float, EdgeLetters | None]:
    if record.kind != "dicom":
        return 1.0, None
    data = read_header(record.path, _GEOMETRY_TAGS).dataset
    measures = functional_group(data, frame, "PixelMeasuresSequence") or data
    orientation = functional_group(data, frame, "PlaneOrientationSequence") or data
    return pixel_aspect(measures), edge_letters(orientation)
