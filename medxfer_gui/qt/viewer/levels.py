"""A frame at several resolutions: painting a large one small needs no more of its values than the screen has pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from medxfer_gui.operation import CancelToken, EventSink

Values = npt.NDArray[Any]
"""float32 (rows, columns), or uint8 RGB (rows, columns, 3)."""

AT_ONCE = 1 << 20
"""Most pixels that are halved on the window's thread: some 3 ms."""
_SMALLEST = 256


def halves(values: Values) -> tuple[Values, ...]:
    """The values, then means of 2 x 2 of them, as long as the shorter side has 256 or more."""
    levels = [values]
    while min(levels[-1].shape[:2]) >= 2 * _SMALLEST:
        levels.append(_halved(levels[-1]))
    return tuple(levels)


def _halved(values: Values) -> Values:
    rows, columns = values.shape[0] // 2 * 2, values.shape[1] // 2 * 2
    wide = np.uint16 if values.dtype == np.uint8 else values.dtype
    total = values[0:rows:2, 0:columns:2].astype(wide)
    for row, column in ((0, 1), (1, 0), (1, 1)):
        total += values[row:rows:2, column:columns:2]
    if values.dtype == np.uint8:
        return ((total + 2) >> 2).astype(np.uint8)
    total *= values.dtype.type(0.25)
    return total


@dataclass(frozen=True, slots=True, eq=False)
class HalvesWish:
    """A frame's values, wanted at every resolution."""

    values: Values


@dataclass(frozen=True, slots=True, eq=False)
class SizeWish:
    """A frame's values, wanted with exactly as many pixels as it takes on the screen."""

    values: Values
    rows: int
    columns: int


def resized(wish: SizeWish, *, on_event: EventSink, cancel: CancelToken) -> Values:
    """The values in fewer pixels, each the mean of what it covers (a Hamming filter, which does not overshoot)."""
    picture = Image.fromarray(np.ascontiguousarray(wish.values))
    small = picture.resize((wish.columns, wish.rows), Image.Resampling.HAMMING, reducing_gap=3.0)
    return np.asarray(small)


def halves_of(wish: HalvesWish, *, on_event: EventSink, cancel: CancelToken) -> tuple[Values, ...]:
    """`halves` in the shape of long work."""
    return halves(wish.values)
