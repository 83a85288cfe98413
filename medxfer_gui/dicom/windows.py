"""VOI windows: what range of values a frame is shown and learned with, by the formulas of PS3.3 C.11.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import PARSE_FAILURES, integer, items, numbers, text

Function = Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]
FUNCTIONS: tuple[Function, ...] = ("LINEAR", "LINEAR_EXACT", "SIGMOID")

_MOST_WINDOWS = 32
"""Windows and tables that are offered of one file; devices write two or three."""

LARGEST = 1e30
"""Centers, widths and slopes beyond it are taken as malformed: float32 could not hold what they do."""


@dataclass(frozen=True, slots=True, eq=False)
class LookupTable:
    """An explicit table: input ``first + i`` becomes ``values[i]``; inputs beyond the ends take the end's value.

    Parameters
    ----------
    first
        Input that the first entry stands for.
    values
        float32, shape (entries,). In a VOI table: in [0, 1].
    """

    first: int
    values: npt.NDArray[np.float32]

    def apply(self, inputs: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
        """The table's value for every input, same shape."""
        index = np.rint(inputs).astype(np.int64) - self.first
        found: npt.NDArray[np.float32] = self.values[np.clip(index, 0, len(self.values) - 1)]
        return found


@dataclass(frozen=True, slots=True)
class Window:
    """A VOI window in modality units (HU in CT).

    Parameters
    ----------
    center, width
        (0028,1050), (0028,1051). For a table: the range of its inputs, so that a window dragged from it starts there.
    function
        (0028,1056). LINEAR maps center - 0.5 -+ (width - 1) / 2 to 0 and 1, LINEAR_EXACT center -+ width / 2, SIGMOID
        is 1 / (1 + exp(-4 (x - center) / width)).
    name
        What the file calls it (0028,1055), empty where it does not.
    table
        The explicit VOI LUT (0028,3010) to use in place of the function, or None.
    """

    center: float
    width: float
    function: Function = "LINEAR"
    name: str = ""
    table: LookupTable | None = None


def range_window(low: float, high: float, name: str = "") -> Window:
    """The window that maps ``low`` to 0 and ``high`` to 1, exactly."""
    return Window((low + high) / 2, max(high - low, 1e-6) if high != low else 1.0, "LINEAR_EXACT", name)


def apply_window(values: npt.NDArray[np.float32], window: Window) -> npt.NDArray[np.float32]:
    """Values shown through a window: float32 in [0, 1], same shape, a new array."""
    if window.table is not None:
        return window.table.apply(values)
    center, width = window.center, window.width
    if window.function == "SIGMOID":
        exponent = np.multiply(values, np.float32(-4 / width))
        exponent += np.float32(4 * center / width)
        # exp overflows float32 at 88; beyond 80 the result is 0 to seven digits
        np.exp(np.clip(exponent, -80, 80, out=exponent), out=exponent)
        exponent += np.float32(1)
        return np.reciprocal(exponent, out=exponent)
    # A LINEAR window narrower than 1 is not allowed and would divide by zero or less: it is meant as exact.
    if window.function == "LINEAR" and width > 1:
        center, width = center - 0.5, width - 1
    elif window.function == "LINEAR" and width == 1:
        return (values > np.float32(center - 0.5)).astype(np.float32)
    unit = np.subtract(values, np.float32(center - width / 2))
    unit *= np.float32(1 / width)
    return np.clip(unit, 0, 1, out=unit)


def file_windows(dataset: Dataset) -> tuple[Window, ...]:
    """The windows and then the tables a dataset (or its Frame VOI LUT item) offers; malformed ones are left out."""
    centers, widths = numbers(dataset, "WindowCenter"), numbers(dataset, "WindowWidth")
    names = text(dataset, "WindowCenterWidthExplanation").split("\\")
    named = text(dataset, "VOILUTFunction")
    function: Function = next((known for known in FUNCTIONS if known == named), "LINEAR")
    windows = [
        Window(center, width, function, names[i].strip() if i < len(names) else "")
        for i, (center, width) in enumerate(zip(centers[:_MOST_WINDOWS], widths, strict=False))
        if 0 < width < LARGEST and abs(center) < LARGEST
    ]
    tables = (_voi_table(item) for item in items(dataset, "VOILUTSequence")[:_MOST_WINDOWS])
    return (*windows, *(table for table in tables if table is not None))


def _voi_table(item: Dataset) -> Window | None:
    table = read_table(item)
    if table is None:
        return None
    first, entries, bits = table
    # Bits of the entry as declared; some writers declare 16 for 8-bit data or the reverse.
    top = max(float(2**bits - 1), float(entries.max())) if 0 < bits <= 16 else float(entries.max()) or 1.0
    values = (entries / top).astype(np.float32)
    count = len(values)
    return Window(
        first + (count - 1) / 2,
        max(float(count - 1), 1.0),
        "LINEAR_EXACT",
        text(item, "LUTExplanation"),
        LookupTable(first, values),
    )


def read_table(item: Dataset) -> tuple[int, npt.NDArray[np.float64], int] | None:
    """First input, entries and bits of a LUT item (0028,3002), (0028,3006); None where it is malformed."""
    descriptor = numbers(item, "LUTDescriptor")
    if len(descriptor) != 3 or "LUTData" not in item:
        return None
    count, first, bits = (int(part) for part in descriptor)
    count = count % 65536 or 65536
    try:
        element = item["LUTData"]
        data = element.value
        if isinstance(data, bytes):
            wide = ">u2" if item.original_encoding[1] is False else "<u2"
            # No more than the descriptor says: the data may be as long as the file.
            part = data if len(data) == count else data[: 2 * count]
            entries = np.frombuffer(part, "u1" if len(data) == count else wide).astype(np.float64)
        else:
            entries = np.atleast_1d(np.asarray(data[:count] if isinstance(data, list) else data, np.float64))
    except PARSE_FAILURES:
        return None
    return (first, entries[:count], bits) if len(entries) else None


def stored_range(dataset: Dataset) -> tuple[int, int]:
    """Least and greatest stored value the header allows, from Bits Stored and Pixel Representation."""
    bits = integer(dataset, "BitsStored") or 8
    return (
        (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if integer(dataset, "PixelRepresentation") == 1 else (0, 2**bits - 1)
    )
