"""One frame as the values its modality means, and what the screen and the training see of it.

The order is that of PS3.3: stored values, modality LUT, VOI window, then the polarity of the presentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from medxfer_gui.dicom.decoding import decode_frame
from medxfer_gui.dicom.geometry import Spacing, pixel_spacing
from medxfer_gui.dicom.header_cache import open_kept_header
from medxfer_gui.dicom.headers import PARSE_FAILURES, Header, items, number, numbers, text
from medxfer_gui.dicom.palettes import apply_palette
from medxfer_gui.dicom.soundness import is_inverted
from medxfer_gui.dicom.windows import (
    LARGEST,
    LookupTable,
    Window,
    apply_window,
    file_windows,
    range_window,
    read_table,
    stored_range,
)
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource, as_source

__all__ = ["Frame", "Window", "full_window", "initial_window", "opening_window", "read_frame", "to_display", "to_unit"]


SOFT_TISSUE = Window(50.0, 400.0)
"""The usual window of abdomen and soft tissue in CT, in HU."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One 2-D plane, decoded, in modality units.

    Parameters
    ----------
    values
        float32, shape (rows, columns), after the modality LUT and before any window; or, for colour, uint8 RGB, shape
        (rows, columns, 3). Read only.
    inverted
        Whether high values are shown dark (MONOCHROME1); `to_unit` turns them, ``values`` are as stored.
    windows
        The VOI windows and tables of the file, in its order; empty where it has none.
    full
        Range of values: of the stored type up to 8 bits, so that equal grey stays equal between images; beyond, from
        the least to the greatest value that is not padding, because devices fill 16 bits at their own discretion.
    unit
        ``HU`` for CT, else what Rescale Type (0028,1054) says, else empty.
    spacing
        Row and column spacing in mm, or None.
    decoder
        What decoded it: ``native``, or a package.
    """

    values: npt.NDArray[np.float32] | npt.NDArray[np.uint8]
    inverted: bool
    windows: tuple[Window, ...]
    full: Window
    unit: str = ""
    spacing: tuple[float, float] | None = None
    decoder: str = "native"

    @property
    def is_colour(self) -> bool:
        """Whether ``values`` has a third axis of red, green and blue."""
        return self.values.ndim == 3


def full_window(frame: Frame) -> Window:
    """The window over the frame's whole range of values."""
    return frame.full


def initial_window(frame: Frame) -> Window:
    """What to show first: the file's first window, else the full range."""
    return frame.windows[0] if frame.windows else frame.full


def opening_window(frame: Frame) -> Window:
    """What a screen shows first: the file's first window; without one, CT (HU) through that of soft tissue.

    Training does not take it: `initial_window` is what a network learns from.
    """
    if frame.windows or frame.is_colour or frame.unit != "HU":
        return initial_window(frame)
    return SOFT_TISSUE


def to_unit(frame: Frame, window: Window | None = None, invert: bool = False) -> npt.NDArray[np.float32]:
    """Values as the screen and the training see them: windowed, black to white.

    Parameters
    ----------
    frame
        Any frame.
    window
        None: `initial_window`. On colour a window acts on the 0-255 of each channel.
    invert
        Turn black and white around, on top of the polarity of the file.

    Returns
    -------
    numpy.ndarray
        float32 in [0, 1], shape of ``frame.values``; 1 is white.
    """
    unit = apply_window(frame.values.astype(np.float32, copy=False), window or initial_window(frame))
    if frame.inverted != invert:
        np.subtract(np.float32(1), unit, out=unit)
    return unit


def to_display(frame: Frame, window: Window | None = None, invert: bool = False) -> npt.NDArray[np.uint8]:
    """`to_unit` in 256 steps: uint8, shape of ``frame.values``."""
    unit = to_unit(frame, window, invert)
    unit *= np.float32(255)
    unit += np.float32(0.5)
    return unit.astype(np.uint8)


def read_frame(place: Path | ByteSource, frame: int = 0) -> Frame:
    """Decode one frame of a DICOM file.

    Parameters
    ----------
    place
        The file, or a member of an archive.
    frame
        Counts from 0.

    Raises
    ------
    MedxferError
        Not DICOM, no picture, cut off, lying, too large, or no decoder: each with what to do about it.
    """
    path = as_source(place).place
    with open_kept_header(place) as (header, stream):
        stored, decoder = decode_frame(header, stream, frame, path)
    if text(header.dataset, "PhotometricInterpretation") == "PALETTE COLOR":
        stored = _through_palette(stored, header.dataset, path)
    if stored.ndim == 3:
        return _colour_frame(stored, header, frame, decoder)
    return _grey_frame(stored, header, frame, decoder)


def functional_group(dataset: Dataset, frame: int, keyword: str) -> Dataset | None:
    """Item of a functional group of an enhanced multi-frame object: the frame's own, else the shared one, else None."""
    own = items(dataset, "PerFrameFunctionalGroupsSequence")
    for group in (*own[frame : frame + 1], *items(dataset, "SharedFunctionalGroupsSequence")):
        found = items(group, keyword)
        if found:
            return found[0]
    return None


def _through_palette(stored: npt.NDArray[Any], dataset: Dataset, path: Path) -> npt.NDArray[Any]:
    try:
        return apply_palette(stored, dataset)
    except PARSE_FAILURES:
        raise MedxferError(
            "The colour palette is damaged", "Export the file again from its source.", path=path
        ) from None


def _colour_frame(stored: npt.NDArray[Any], header: Header, frame: int, decoder: str) -> Frame:
    top = 2 ** int(number(header.dataset, "BitsStored") or 8) - 1
    if text(header.dataset, "PhotometricInterpretation") == "PALETTE COLOR" or top == 255:
        values = stored.astype(np.uint8)
    else:
        values = (stored.astype(np.float32) * np.float32(255 / top) + np.float32(0.5)).clip(0, 255).astype(np.uint8)
    values.flags.writeable = False
    spacing = _spacing(header, frame)
    return Frame(values, False, (), range_window(0, 255), "", spacing, decoder)


def _grey_frame(stored: npt.NDArray[Any], header: Header, frame: int, decoder: str) -> Frame:
    data = header.dataset
    transform = functional_group(data, frame, "PixelValueTransformationSequence") or data
    values = finite_values(_modality_values(stored, transform))
    values.flags.writeable = False
    voi = functional_group(data, frame, "FrameVOILUTSequence") or data
    unit = text(transform, "RescaleType")
    if text(data, "Modality") == "CT" and unit in ("", "US", "HU"):
        unit = "HU"
    return Frame(
        values,
        is_inverted(header),
        file_windows(voi),
        _full_range(stored, values, data, transform),
        "" if unit == "US" else unit,
        _spacing(header, frame),
        decoder,
    )


def finite_values(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Put the least value in place of what is not a number: it would spread through every sum in training."""
    finite = np.isfinite(values)
    if finite.all():
        return values
    least = values[finite].min(initial=LARGEST) if finite.any() else np.float32(0)
    return np.where(finite, values, least).astype(np.float32)


def _modality_values(stored: npt.NDArray[Any], transform: Dataset) -> npt.NDArray[np.float32]:
    table = _modality_table(transform)
    if table is not None:
        return table.apply(stored)
    slope, intercept = _rescale(transform)
    values = stored.astype(np.float32)
    if slope != 1:
        values *= np.float32(slope)
    if intercept != 0:
        values += np.float32(intercept)
    return values


def _rescale(transform: Dataset) -> tuple[float, float]:
    slope, intercept = number(transform, "RescaleSlope") or 0.0, number(transform, "RescaleIntercept") or 0.0
    # A slope of 0 would wipe the picture out, and one beyond float32 too; no device means it.
    return slope if 0 < abs(slope) < LARGEST else 1.0, intercept if abs(intercept) < LARGEST else 0.0


def _modality_table(transform: Dataset) -> LookupTable | None:
    found = items(transform, "ModalityLUTSequence")
    table = read_table(found[0]) if found else None
    return None if table is None else LookupTable(table[0], table[1].astype(np.float32))


def _full_range(
    stored: npt.NDArray[Any], values: npt.NDArray[np.float32], dataset: Dataset, transform: Dataset
) -> Window:
    if stored.dtype.kind in "iu" and (number(dataset, "BitsStored") or 16) <= 8:
        ends = _modality_values(np.asarray(stored_range(dataset)), transform)
    else:
        ends = _without_padding(stored, values, dataset)
    return range_window(float(ends.min(initial=np.inf)), float(ends.max(initial=-np.inf)))


def _without_padding(
    stored: npt.NDArray[Any], values: npt.NDArray[np.float32], dataset: Dataset
) -> npt.NDArray[np.float32]:
    """The values that are not padding (0028,0120)-(0028,0121); all of them where nothing else is left."""
    padding = numbers(dataset, "PixelPaddingValue")
    if not padding:
        return values
    limit = (*numbers(dataset, "PixelPaddingRangeLimit"), padding[0])[0]
    low, high = min(padding[0], limit), max(padding[0], limit)
    kept: npt.NDArray[np.float32] = values[(stored < low) | (stored > high)]
    return kept if kept.size else values


def _spacing(header: Header, frame: int) -> tuple[float, float] | None:
    measures = functional_group(header.dataset, frame, "PixelMeasuresSequence")
    found: Spacing | None = pixel_spacing(measures or header.dataset)
    return None if found is None else found.millimetres
