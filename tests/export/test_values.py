"""Values in 16 bits: what another program reads is what the frame held."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from PIL import Image

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.errors import MedxferError
from medxfer_gui.export.values import stored_values, write_values


def frame(values: object, inverted: bool = False) -> Frame:
    return Frame(np.asarray(values, np.float32), inverted, (), range_window(0, 1), "HU")


@pytest.mark.parametrize("form", ["png", "tiff"])
def test_hounsfield_units_come_back_exactly(tmp_path: Path, form: Literal["png", "tiff"]) -> None:
    values = np.array([[-1024, 0], [40, 3071]], np.float32)
    path = tmp_path / f"x.{form}"
    stored = write_values(frame(values), path, form)
    with Image.open(path) as picture:
        read = np.asarray(picture).astype(np.float64)
    assert np.array_equal(read * stored.slope + stored.intercept, values)


def test_whole_positive_values_are_stored_as_they_are() -> None:
    stored = stored_values(frame([[0, 5], [9, 4095]]))
    assert (stored.slope, stored.intercept, stored.pixels.max()) == (1.0, 0.0, 4095)


def test_fractions_are_within_half_a_step() -> None:
    values = np.random.default_rng(1).normal(0, 1000, (20, 20)).astype(np.float32)
    stored = stored_values(frame(values))
    back = stored.pixels * stored.slope + stored.intercept
    assert np.abs(back - values).max() <= 0.5001 * stored.slope


def test_one_grey_is_no_division_by_zero() -> None:
    stored = stored_values(frame(np.full((2, 2), 0.5)))
    assert np.allclose(stored.pixels * stored.slope + stored.intercept, 0.5)


def test_file_says_the_way_back_and_nothing_else(tmp_path: Path) -> None:
    write_values(frame([[-1, 1]]), tmp_path / "x.png", "png")
    with Image.open(tmp_path / "x.png") as picture:
        assert picture.info == {"Description": "value = 1 * stored + -1 HU"}


def test_colour_has_no_values_to_write() -> None:
    colour = Frame(np.zeros((2, 2, 3), np.uint8), False, (), range_window(0, 255))
    with pytest.raises(MedxferError):
        stored_values(colour)


def test_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MedxferError):
        write_values(frame([[1, 2]]), tmp_path / "file" / "x.png", "png")
