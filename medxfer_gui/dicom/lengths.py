"""Lengths on an image: in millimetres only where the header says how large a pixel is, else in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from pydicom.dataset import Dataset

from medxfer_gui.dicom.geometry import Spacing, SpacingOrigin, pixel_spacing
from medxfer_gui.dicom.headers import integer, items, number

Origin = Literal[SpacingOrigin, "region", "none"]

_CENTIMETRES = 3


@dataclass(frozen=True, slots=True)
class Region:
    """A part of an ultrasound image with a scale of its own, (0018,6011).

    Parameters
    ----------
    left, top, right, bottom
        Its pixels, from 0, ``right`` and ``bottom`` inclusive.
    millimetres
        Of a pixel, down and across.
    """

    left: int
    top: int
    right: int
    bottom: int
    millimetres: tuple[float, float]

    def holds(self, column: float, row: float) -> bool:
        """Whether a point of the image lies in it."""
        return self.left <= column <= self.right + 1 and self.top <= row <= self.bottom + 1


@dataclass(frozen=True, slots=True)
class Calibration:
    """How large the pixels of a frame are; without spacing and regions nobody knows."""

    spacing: Spacing | None = None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """A distance.

    Parameters
    ----------
    value
        In ``unit``.
    unit
        ``mm`` or ``px``.
    origin
        Where the scale comes from: as in `Spacing`, ``region`` of an ultrasound image, or ``none``.
    """

    value: float
    unit: Literal["mm", "px"]
    origin: Origin


Point = tuple[float, float]
"""Column and row of a place on the image, in pixels; the middle of the first pixel is (0.5, 0.5)."""


def calibration(dataset: Dataset) -> Calibration:
    """The scale of a frame from its header or its Pixel Measures item."""
    return Calibration(pixel_spacing(dataset), _regions(dataset))


def length_between(start: Point, end: Point, scale: Calibration) -> Length:
    """Distance of two places; a region counts where it holds both."""
    across, down = end[0] - start[0], end[1] - start[1]
    # Regions may overlap (a spectrum over the image): the smallest that holds both ends is meant.
    holding = [region for region in scale.regions if region.holds(*start) and region.holds(*end)]
    if holding:
        region = min(holding, key=lambda r: (r.right - r.left) * (r.bottom - r.top))
        return Length(_scaled(across, down, region.millimetres), "mm", "region")
    if scale.spacing is not None and not scale.regions:
        return Length(_scaled(across, down, scale.spacing.millimetres), "mm", scale.spacing.origin)
    return Length(math.hypot(across, down), "px", "none")


def _scaled(across: float, down: float, millimetres: tuple[float, float]) -> float:
    return math.hypot(across * millimetres[1], down * millimetres[0])


def _regions(dataset: Dataset) -> tuple[Region, ...]:
    """Regions whose both directions are centimetres; those in seconds or cm/s have no lengths."""
    found = []
    for item in items(dataset, "SequenceOfUltrasoundRegions"):
        units = integer(item, "PhysicalUnitsXDirection"), integer(item, "PhysicalUnitsYDirection")
        edges = [integer(item, f"RegionLocation{name}") for name in ("MinX0", "MinY0", "MaxX1", "MaxY1")]
        across, down = abs(number(item, "PhysicalDeltaX") or 0), abs(number(item, "PhysicalDeltaY") or 0)
        if units == (_CENTIMETRES, _CENTIMETRES) and across and down and None not in edges:
            left, top, right, bottom = (edge or 0 for edge in edges)
            found.append(Region(left, top, right, bottom, (10 * down, 10 * across)))
    return tuple(found)
