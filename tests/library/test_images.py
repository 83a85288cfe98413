"""Small pictures of frames."""

from __future__ import annotations

import numpy as np
import pytest

from medxfer_gui.library.examine import examine_file
from medxfer_gui.library.images import load_thumbnail
from medxfer_gui.library.records import InstanceRecord


def record_of(path) -> InstanceRecord:
    return examine_file(path, path.parent).records[0]


@pytest.mark.parametrize(
    ("shape", "spacing", "expected"),
    [((300, 600), [1, 1], (48, 96)), ((600, 300), [1, 1], (96, 48)), ((100, 100), [2, 1], (96, 48))],
    ids=["wide", "high", "pixels twice as high as wide"],
)
def test_a_thumbnail_fits_its_square_and_shows_square_pixels(make_dicom, tmp_path, shape, spacing, expected):
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=np.zeros(shape, np.uint8), PixelSpacing=spacing))
    assert load_thumbnail(record, 0, 96).shape == expected


def test_a_colour_thumbnail_has_three_channels(make_dicom, tmp_path):
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=np.full((20, 30, 3), (10, 20, 30), np.uint8)))
    np.testing.assert_array_equal(load_thumbnail(record, 0, 15), np.full((10, 15, 3), (10, 20, 30), np.uint8))


def test_without_a_number_the_middle_frame_is_shown(make_dicom, tmp_path):
    pixels = np.stack([np.full((8, 8), 100 * number, np.uint8) for number in range(3)])
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=pixels))
    assert load_thumbnail(record, None, 8).max() == 100


def test_a_thumbnail_averages_what_it_cannot_show(make_dicom, tmp_path):
    pixels = np.zeros((64, 64), np.uint8)
    pixels[::2] = 200
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=pixels))
    assert set(np.unique(load_thumbnail(record, 0, 32))) == {100}


def test_monochrome1_is_shown_inverted(make_dicom, tmp_path):
    pixels = np.zeros((8, 8), np.uint8)
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=pixels, PhotometricInterpretation="MONOCHROME1"))
    assert load_thumbnail(record, 0, 8).min() == 255
