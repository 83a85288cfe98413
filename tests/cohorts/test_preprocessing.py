"""The training image against independent computations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest

from medxfer_gui.cohorts.preprocessing import resize_unit, training_image
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame, read_frame
from medxfer_gui.dicom.windows import range_window

DicomMaker = Callable[..., Path]


def grey(values: np.ndarray[Any, Any], spacing: tuple[float, float] | None = None) -> Frame:
    return Frame(values.astype(np.float32), False, (), range_window(0, 1), spacing=spacing)


def smooth_picture(rows: int, columns: int) -> np.ndarray[Any, Any]:
    y, x = np.mgrid[:rows, :columns]
    return np.asarray(0.5 + 0.3 * np.sin(6 * x / columns) * np.cos(4 * y / rows) + 0.15 * (x / columns))


def area_average(values: np.ndarray[Any, Any], size: int) -> np.ndarray[Any, Any]:
    """Exact mean over the source area of every target pixel, by cumulative sums: no image library."""

    def along(data: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        sums = np.concatenate([np.zeros((1, data.shape[1])), np.cumsum(data, axis=0)])
        edges = np.linspace(0, len(data), size + 1)
        ends = np.stack([np.interp(edges, np.arange(len(sums)), column) for column in sums.T], axis=1)
        return np.asarray(np.diff(ends, axis=0) * size / len(data))

    return along(along(values).T).T


def test_same_picture_in_either_polarity_trains_the_same(tmp_path: Path, make_dicom: DicomMaker) -> None:
    stored = (smooth_picture(120, 90) * 4000).astype(np.uint16)
    dark = {"PhotometricInterpretation": "MONOCHROME1", "BitsStored": 12, "HighBit": 11}
    light = {"PhotometricInterpretation": "MONOCHROME2", "BitsStored": 12, "HighBit": 11}
    for window in ({}, {"WindowCenter": 1800, "WindowWidth": 3001}):
        turned = {"WindowCenter": 4096 - window["WindowCenter"], "WindowWidth": 3001} if window else {}
        one = read_frame(make_dicom(tmp_path / "1.dcm", pixels=4095 - stored, **dark, **turned))
        two = read_frame(make_dicom(tmp_path / "2.dcm", pixels=stored, **light, **window))
        images = [training_image(frame, Preprocessing(size=64)).astype(int) for frame in (one, two)]
        assert np.abs(images[0] - images[1]).max() <= 1


def test_rescale_and_window_follow_the_formula_of_the_standard(tmp_path: Path, make_dicom: DicomMaker) -> None:
    stored = (smooth_picture(64, 64) * 4000).astype(np.uint16)
    facts = {"RescaleSlope": 0.5, "RescaleIntercept": -1024, "WindowCenter": 40, "WindowWidth": 400}
    path = make_dicom(tmp_path / "a.dcm", pixels=stored, **facts)
    units = stored * 0.5 - 1024
    expected = np.clip((units - (40 - 0.5)) / (400 - 1) + 0.5, 0, 1) * 255  # PS3.3 C.11.2.1.2.1
    image = training_image(read_frame(path), Preprocessing(size=64))[0]
    assert np.abs(image - expected).max() <= 0.51


def test_full_window_ignores_the_window_of_the_file(tmp_path: Path, make_dicom: DicomMaker) -> None:
    pixels = np.tile(np.arange(256, dtype=np.uint8), (256, 1))
    path = make_dicom(tmp_path / "a.dcm", pixels=pixels, WindowCenter=10, WindowWidth=4)
    image = training_image(read_frame(path), Preprocessing(size=256, window="full"))[0]
    np.testing.assert_array_equal(image, pixels)


@pytest.mark.parametrize("shape", [(2000, 1700), (333, 512), (700, 160)])
def test_strong_reduction_averages_the_source(shape: tuple[int, int]) -> None:
    values = smooth_picture(*shape)
    image = training_image(grey(values), Preprocessing(size=96))[0]
    difference = np.abs(image / 255 - area_average(values, 96))
    assert difference.max() < 0.012
    assert difference.mean() < 0.002


def test_fine_stripes_become_grey_not_new_stripes() -> None:
    stripes = np.tile(np.array([0.0, 1.0]), (900, 450))
    image = training_image(grey(stripes), Preprocessing(size=64))[0]
    inner = image[:, 2:-2].astype(int)
    assert np.abs(inner - 127).max() <= 3


def test_overshoot_of_the_filter_stays_between_black_and_white() -> None:
    edge = np.zeros((40, 40), dtype=np.float32)
    edge[:, 20:] = 1
    resized = resize_unit(edge, 100, 100)
    assert (resized.min(), resized.max()) == (0, 1)


def test_padding_keeps_the_shape_in_millimetres() -> None:
    image = training_image(grey(np.ones((100, 100)), spacing=(2.0, 1.0)), Preprocessing(size=80, fit="pad"))[0]
    shown = image > 127
    assert (shown.any(axis=1).sum(), shown.any(axis=0).sum()) == (80, 40)
    assert shown[:, 20:60].all()


def test_padding_without_spacing_takes_pixels_as_square() -> None:
    image = training_image(grey(np.ones((50, 200))), Preprocessing(size=64, fit="pad"))[0]
    assert ((image > 127).any(axis=1).sum(), (image > 127).any(axis=0).sum()) == (16, 64)


def test_colour_keeps_its_channels() -> None:
    values = np.zeros((60, 60, 3), dtype=np.uint8)
    values[..., 0], values[..., 2] = 200, 50
    image = training_image(Frame(values, False, (), range_window(0, 255)), Preprocessing(size=32))
    assert image.shape == (3, 32, 32)
    np.testing.assert_array_equal(image.reshape(3, -1)[:, 0], [200, 0, 50])


def test_what_is_no_number_is_black() -> None:
    values = np.full((64, 64), 0.5)
    values[:32] = np.nan
    image = training_image(grey(values), Preprocessing(size=64))[0]
    assert (image[0, 0], image[-1, 0]) == (0, 128)


def test_real_ct_equals_pydicom_within_a_grey_level(shared_data: Path) -> None:
    path = sorted((shared_data / "dicom" / "ct_ge_tilted").rglob("*.dcm"))[0]
    dataset = pydicom.dcmread(path)
    units = pydicom.pixels.processing.apply_rescale(dataset.pixel_array, dataset)
    shown = pydicom.pixels.processing.apply_voi_lut(units, dataset, index=0)
    expected = area_average((shown - shown.min()) / (shown.max() - shown.min()), 64) * 255
    image = training_image(read_frame(path), Preprocessing(size=64))[0]
    assert np.abs(image - expected).mean() < 2.5
