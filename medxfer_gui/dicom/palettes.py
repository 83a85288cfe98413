"""PALETTE COLOR: from indices to RGB, within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

MOST_ENTRIES = 1 << 17
"""Entries that a segmented table may expand to, generously: a table has at most 65,536 (PS3.3 C.7.6.3.1.5)."""

_TABLES = tuple(f"Segmented{colour}PaletteColorLookupTableData" for colour in ("Red", "Green", "Blue"))


def apply_palette(indices: npt.NDArray[Any], dataset: Dataset) -> npt.NDArray[Any]:
    """Colours of a frame, shape (rows, columns, 3), 0 to 255.

    Raises
    ------
    ValueError
        A segmented table would expand beyond any real one. And whatever pydicom raises for malformed tables.
    """
    for name in _TABLES:
        if name in dataset and expanded_bound(_entries(dataset, name)) > MOST_ENTRIES:
            raise ValueError("a segmented palette expands beyond the limit")
    colours: npt.NDArray[Any] = apply_color_lut(indices, dataset)
    # Some writers declare 16 bits an entry and fill 8.
    return colours if colours.max(initial=0) < 256 else colours >> 8


def _entries(dataset: Dataset, name: str) -> npt.NDArray[Any]:
    descriptor = dataset[name.removeprefix("Segmented").replace("Data", "Descriptor")].value
    order = "<" if dataset.original_encoding[1] is not False else ">"
    data: bytes = dataset[name].value
    wide = descriptor[2] == 16
    return np.frombuffer(data[: len(data) // 2 * 2] if wide else data, f"{order}u2" if wide else "u1")


def expanded_bound(entries: Sequence[int] | npt.NDArray[Any]) -> int:
    """Most entries that a segmented table (PS3.3 C.7.9.2) can expand to; the count stops beyond `MOST_ENTRIES`.

    Discrete and linear segments say their length. An indirect one repeats some number of segments: none of them is
    longer than the longest so far.
    """
    indirect_size = 2 if getattr(entries, "dtype", None) != np.uint8 else 4
    at = total = longest = 0
    while at + 1 < len(entries) and total <= MOST_ENTRIES:
        kind, length = int(entries[at]), int(entries[at + 1])
        at += 2 + {0: length, 1: 1}.get(kind, indirect_size)
        grown = length * longest if kind == 2 else length
        total, longest = total + grown, max(longest, grown)
    return total
