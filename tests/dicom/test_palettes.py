"""Segmented palettes: their bound, and their expansion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medxfer_gui.dicom.palettes import MOST_ENTRIES, expanded_bound
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.errors import MedxferError


def palette(entries: list[int], count: int) -> dict[str, Any]:
    elements: dict[str, Any] = {}
    for colour in ("Red", "Green", "Blue"):
        elements[f"{colour}PaletteColorLookupTableDescriptor"] = [count, 0, 16]
        elements[f"Segmented{colour}PaletteColorLookupTableData"] = np.array(entries, "<u2").tobytes()
    return elements


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([0, 3, 1, 2, 3], 3),
        ([0, 1, 0, 1, 255, 1000], 256),
        ([0, 1, 0, 1, 100, 1000, 2, 2, 0, 0], 301),
        ([], 0),
        ([0], 0),
    ],
    ids=["discrete", "linear", "indirect", "empty", "cut off"],
)
def test_the_bound_counts_segments(entries: list[int], expected: int) -> None:
    assert expanded_bound(np.array(entries, np.uint16)) == expected


@pytest.mark.parametrize("segment", [[1, 65535, 7], [2, 65535, 0, 0]], ids=["linear", "indirect"])
def test_a_table_that_would_fill_memory_is_refused(tmp_path: Path, make_dicom: Any, segment: list[int]) -> None:
    entries = [0, 1, 0, *segment * 3000]
    assert expanded_bound(np.array(entries, np.uint16)) > MOST_ENTRIES or segment[0] == 2
    path = make_dicom(tmp_path / "a", PhotometricInterpretation="PALETTE COLOR", **palette(entries, 256))
    with pytest.raises(MedxferError, match="palette"):
        read_frame(path)


def test_a_linear_segment_runs_from_the_value_before(tmp_path: Path, make_dicom: Any) -> None:
    entries = [0, 1, 0, 1, 255, 255 * 256]  # black, then 255 steps to white
    path = make_dicom(tmp_path / "a", PhotometricInterpretation="PALETTE COLOR", **palette(entries, 256))
    grey = np.arange(256).reshape(16, 16)
    assert np.abs(read_frame(path).values.astype(int) - grey[..., None]).max() == 0
