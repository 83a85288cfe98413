"""Lengths in millimetres only where the header knows the size of a pixel."""

from __future__ import annotations

import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom.lengths import Calibration, Length, calibration, length_between


def header(**values: object) -> Dataset:
    data = Dataset()
    for name, value in values.items():
        setattr(data, name, value)
    return data


def ultrasound(units: int = 3) -> Dataset:
    item = header(
        RegionLocationMinX0=10,
        RegionLocationMinY0=0,
        RegionLocationMaxX1=99,
        RegionLocationMaxY1=99,
        PhysicalUnitsXDirection=units,
        PhysicalUnitsYDirection=3,
        PhysicalDeltaX=0.02,
        PhysicalDeltaY=0.05,
    )
    return header(SequenceOfUltrasoundRegions=[item])


def test_pixels_that_are_not_square_count_each_way_on_its_own() -> None:
    scale = calibration(header(PixelSpacing=[2, 0.5]))
    # 6 columns of 0.5 mm, 2 rows of 2 mm
    assert length_between((1, 1), (7, 3), scale) == Length(5.0, "mm", "patient")


def test_projection_with_imager_spacing_only_is_measured_at_the_detector() -> None:
    scale = calibration(header(ImagerPixelSpacing=[0.1, 0.1]))
    assert length_between((0, 0), (30, 40), scale) == Length(pytest.approx(5.0), "mm", "detector")  # type: ignore[arg-type]


def test_projection_with_both_spacings_is_calibrated() -> None:
    scale = calibration(header(ImagerPixelSpacing=[0.1, 0.1], PixelSpacing=[0.08, 0.08]))
    assert length_between((0, 0), (30, 40), scale).origin == "calibrated"


def test_without_spacing_a_length_is_in_pixels() -> None:
    assert length_between((0, 0), (3, 4), Calibration()) == Length(5.0, "px", "none")


def test_ultrasound_is_measured_by_the_region_that_holds_both_ends() -> None:
    found = length_between((20, 10), (35, 18), calibration(ultrasound()))
    assert found == Length(pytest.approx(5.0), "mm", "region")  # type: ignore[arg-type]


@pytest.mark.parametrize("end", [(5.0, 50.0), (50.0, 150.0)])
def test_ultrasound_outside_its_regions_has_no_scale(end: tuple[float, float]) -> None:
    assert length_between((20, 10), end, calibration(ultrasound())).unit == "px"


def test_region_in_seconds_has_no_lengths() -> None:
    assert calibration(ultrasound(units=4)).regions == ()
