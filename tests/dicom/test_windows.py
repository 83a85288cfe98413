"""VOI windows against the worked examples of PS3.3 C.11.2 and against pydicom's own implementation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_windowing

from medxfer_gui.dicom.windows import LookupTable, Window, apply_window, file_windows, range_window


def shown(window: Window, *values: float) -> list[float]:
    return [float(value) for value in apply_window(np.asarray(values, np.float32), window)]


@pytest.mark.parametrize(
    ("center", "width", "value", "expected"),
    [
        (2048, 4096, 0, 0.0),
        (2048, 4096, 4095, 1.0),
        (2048, 4096, 2047.5, 0.5),
        (2048, 4096, 1000, (1000 - 2047.5) / 4095 + 0.5),
        (0, 100, -50, 0.0),
        (0, 100, 49, 1.0),
        (0, 100, 10, 10.5 / 99 + 0.5),
        (0, 1, -0.5, 0.0),
        (0, 1, 0, 1.0),
        (2048, 1, 2047, 0.0),
        (2048, 1, 2048, 1.0),
    ],
)
def test_linear_window_follows_the_examples_of_the_standard(
    center: float, width: float, value: float, expected: float
) -> None:
    assert shown(Window(center, width), value) == pytest.approx([expected], abs=1e-6)


def test_exact_window_maps_its_ends_to_black_and_white() -> None:
    window = Window(2048, 4096, "LINEAR_EXACT")
    assert shown(window, -5, 0, 1024, 2048, 4096, 5000) == [0, 0, 0.25, 0.5, 1, 1]


def test_sigmoid_window_is_the_logistic_function() -> None:
    expected = [1 / (1 + math.exp(-4 * (value - 40) / 400)) for value in (-160, 40, 90, 1000)]
    assert shown(Window(40, 400, "SIGMOID"), -160, 40, 90, 1000) == pytest.approx(expected, abs=1e-6)


def test_sigmoid_window_stays_finite_far_away() -> None:
    assert shown(Window(0, 1, "SIGMOID"), -1e6, 1e6) == pytest.approx([0, 1])


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_windows_agree_with_pydicom(function: Any) -> None:
    values = np.arange(-1024, 3072, 7, dtype=np.int16)
    dataset = Dataset()
    dataset.PhotometricInterpretation, dataset.BitsStored, dataset.PixelRepresentation = "MONOCHROME2", 16, 1
    dataset.WindowCenter, dataset.WindowWidth, dataset.VOILUTFunction = 40, 400, function
    reference = apply_windowing(values, dataset)
    reference = (reference - -32768) / 65535
    assert apply_window(values.astype(np.float32), Window(40, 400, function)) == pytest.approx(reference, abs=2e-5)


def test_window_narrower_than_one_is_taken_as_exact() -> None:
    assert shown(Window(0.5, 0.5), 0.25, 0.5, 0.75) == [0, 0.5, 1]


def test_applying_a_window_leaves_the_values_alone() -> None:
    values = np.asarray([0, 50, 100], np.float32)
    apply_window(values, Window(50, 100))
    assert values.tolist() == [0, 50, 100]


def test_table_takes_its_ends_beyond_its_range() -> None:
    table = LookupTable(10, np.asarray([0, 0.25, 1], np.float32))
    assert shown(Window(11, 2, table=table), 0, 10, 11, 12, 99) == [0, 0, 0.25, 1, 1]


def test_range_of_a_constant_frame_has_a_width() -> None:
    assert shown(range_window(7, 7), 7) == [0.5]


def test_file_windows_keep_order_names_and_function() -> None:
    dataset = Dataset()
    dataset.WindowCenter, dataset.WindowWidth = [40, -600], [400, 1500]
    dataset.WindowCenterWidthExplanation, dataset.VOILUTFunction = ["SOFT", "LUNG"], "LINEAR_EXACT"
    assert file_windows(dataset) == (
        Window(40, 400, "LINEAR_EXACT", "SOFT"),
        Window(-600, 1500, "LINEAR_EXACT", "LUNG"),
    )


@pytest.mark.parametrize(("center", "width"), [(40, 0), (40, -1), (None, 400), (40, None), ("", "")])
def test_impossible_windows_are_left_out(center: Any, width: Any) -> None:
    dataset = Dataset()
    dataset.WindowCenter, dataset.WindowWidth = center, width
    assert file_windows(dataset) == ()


def test_voi_table_of_a_file_is_scaled_by_its_bits() -> None:
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [3, 5, 12])
    item.add_new("LUTData", "US", [0, 2048, 4095])
    dataset = Dataset()
    dataset.VOILUTSequence = [item]
    (window,) = file_windows(dataset)
    assert shown(window, 4, 5, 6, 7, 8) == pytest.approx([0, 0, 2048 / 4095, 1, 1])


def test_malformed_voi_table_is_left_out() -> None:
    dataset = Dataset()
    dataset.VOILUTSequence = [Dataset()]
    assert file_windows(dataset) == ()
