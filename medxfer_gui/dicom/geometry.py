"""Where a frame lies in the patient, and how large its pixels are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import numbers, text

SpacingOrigin = Literal["patient", "detector", "calibrated"]
_LETTERS = ("RL", "AP", "FH")
_SLACK = 1e-2


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distance of pixel centres.

    Parameters
    ----------
    millimetres
        Between rows (down the image), then between columns (across it).
    origin
        ``patient``: (0028,0030) in the patient. ``calibrated``: (0028,0030) of a projection, corrected for its
        magnification. ``detector``: (0018,1164) at the detector; lengths in the patient are smaller.
    """

    millimetres: tuple[float, float]
    origin: SpacingOrigin


def pixel_spacing(dataset: Dataset) -> Spacing | None:
    """Pixel spacing of a frame, or None where the file has none that is possible.

    A projection carries Imager Pixel Spacing (0018,1164); its Pixel Spacing is calibrated only where it differs (PS3.3
    10.7.1.3).
    """
    pixel, imager = _pair(dataset, "PixelSpacing"), _pair(dataset, "ImagerPixelSpacing")
    if pixel is not None and imager is not None:
        return Spacing(pixel, "detector" if np.allclose(pixel, imager) else "calibrated")
    if pixel is not None:
        return Spacing(pixel, "patient")
    if imager is not None:
        return Spacing(imager, "detector")
    nominal = _pair(dataset, "NominalScannedPixelSpacing")
    return None if nominal is None else Spacing(nominal, "patient")


def pixel_aspect(dataset: Dataset) -> float:
    """Height of a pixel divided by its width: from the spacing, else Pixel Aspect Ratio (0028,0034), else 1."""
    spacing = pixel_spacing(dataset)
    rows, columns = spacing.millimetres if spacing else _pair(dataset, "PixelAspectRatio") or (1.0, 1.0)
    return rows / columns


def _pair(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    values = numbers(dataset, keyword)
    return (values[0], values[1]) if len(values) == 2 and min(values) > 0 else None


_Vector = tuple[float, float, float]


def row_and_column_axes(dataset: Dataset) -> npt.NDArray[np.float64] | None:
    """Unit vectors along a row and down a column in patient space (L, P, H positive), shape (2, 3), from (0020,0037).

    None where it is absent or the two are not unit vectors at a right angle.
    """
    axes = _axes(dataset)
    return None if axes is None else np.asarray(axes, np.float64)


def slice_position(dataset: Dataset) -> float | None:
    """Distance of the frame from the origin along the slice normal, in mm, from (0020,0032) and (0020,0037), or None.

    Sorting by it is right for any orientation and for a tilted gantry, where Slice Location is not.
    """
    axes, origin = _axes(dataset), numbers(dataset, "ImagePositionPatient")
    if axes is None or len(origin) != 3:
        return None
    (a, b, c), (d, e, f) = axes
    return _dot((b * f - c * e, c * d - a * f, a * e - b * d), (origin[0], origin[1], origin[2]))


def _axes(dataset: Dataset) -> tuple[_Vector, _Vector] | None:
    """`row_and_column_axes` as plain numbers: for two vectors numpy takes many times longer."""
    values = numbers(dataset, "ImageOrientationPatient")
    if len(values) != 6:
        return None
    row, column = (values[0], values[1], values[2]), (values[3], values[4], values[5])
    are_units = all(abs(math.sqrt(_dot(axis, axis)) - 1) <= _SLACK for axis in (row, column))
    return (row, column) if are_units and abs(_dot(row, column)) <= _SLACK else None


def _dot(one: _Vector, other: _Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


@dataclass(frozen=True, slots=True)
class EdgeLetters:
    """What lies beyond each edge of the image: R, L, A, P, H, F, or up to three of them for an oblique plane."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(dataset: Dataset) -> EdgeLetters | None:
    """Orientation letters, from (0020,0037), else Patient Orientation (0020,0020); None where neither is usable."""
    axes = row_and_column_axes(dataset)
    return edges_of(axes) if axes is not None else _named_edges(dataset)


def edges_of(axes: npt.NDArray[np.float64]) -> EdgeLetters:
    """Orientation letters of a plane, from `row_and_column_axes`."""
    return EdgeLetters(_letters(-axes[0]), _letters(axes[0]), _letters(-axes[1]), _letters(axes[1]))


def _letters(direction: npt.NDArray[np.float64]) -> str:
    """Letters of a direction, the largest part first; parts of less than nine degrees are left out."""
    parts = [(abs(part), pair[int(part > 0)]) for part, pair in zip(direction.tolist(), _LETTERS, strict=True)]
    return "".join(letter for size, letter in sorted(parts, reverse=True) if size > 0.156)


def _named_edges(dataset: Dataset) -> EdgeLetters | None:
    named = [part.strip() for part in text(dataset, "PatientOrientation").split("\\")]
    if len(named) != 2 or not all(named) or set("".join(named)) - set(_OPPOSITE):
        return None
    across, down = named
    return EdgeLetters(_turned(across), across, _turned(down), down)


_OPPOSITE = {"R": "L", "L": "R", "A": "P", "P": "A", "H": "F", "F": "H"}


def _turned(letters: str) -> str:
    return "".join(_OPPOSITE[letter] for letter in letters)
