"""Positions, orientation letters and spacing."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom.geometry import EdgeLetters, edge_letters, pixel_aspect, pixel_spacing, slice_position
from medxfer_gui.dicom.headers import read_header


def dataset(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


@pytest.mark.parametrize(
    ("orientation", "letters"),
    [
        ([1, 0, 0, 0, 1, 0], EdgeLetters("R", "L", "A", "P")),
        ([1, 0, 0, 0, 0, -1], EdgeLetters("R", "L", "H", "F")),
        ([0, 1, 0, 0, 0, -1], EdgeLetters("A", "P", "H", "F")),
        ([0.8, 0.6, 0, 0, 0, -1], EdgeLetters("RA", "LP", "H", "F")),
    ],
)
def test_edges_carry_the_letters_of_the_patient(orientation: list[float], letters: EdgeLetters) -> None:
    assert edge_letters(dataset(ImageOrientationPatient=orientation)) == letters


def test_projection_takes_its_letters_from_patient_orientation() -> None:
    assert edge_letters(dataset(PatientOrientation=["L", "F"])) == EdgeLetters("R", "L", "H", "F")


@pytest.mark.parametrize("value", [["L"], ["L", ""], ["X", "Y"]])
def test_unusable_patient_orientation_gives_no_letters(value: list[str]) -> None:
    assert edge_letters(dataset(PatientOrientation=value)) is None


def test_position_is_the_distance_along_the_normal() -> None:
    tilt = math.radians(20)
    tilted = dataset(
        ImageOrientationPatient=[1, 0, 0, 0, math.cos(tilt), -math.sin(tilt)], ImagePositionPatient=[5, 0, 10]
    )
    assert slice_position(tilted) == pytest.approx(10 * math.cos(tilt))


def test_axes_that_are_not_at_a_right_angle_give_no_position() -> None:
    assert slice_position(dataset(ImageOrientationPatient=[1, 0, 0, 1, 0, 0], ImagePositionPatient=[0, 0, 0])) is None


def test_tilted_series_has_its_published_gaps(shared_data: Path) -> None:
    paths = sorted((shared_data / "dicom/ct_ge_tilted").glob("*.dcm"))
    positions = sorted(slice_position(read_header(path).dataset) or 0.0 for path in paths)
    gaps = {round(b - a, 1) for a, b in itertools.pairwise(positions)}
    assert {4.0, 7.0} <= gaps


def test_detector_spacing_is_flagged() -> None:
    spacing = pixel_spacing(dataset(ImagerPixelSpacing=[0.2, 0.2]))
    assert spacing is not None
    assert spacing.origin == "detector"


def test_calibrated_projection_uses_pixel_spacing() -> None:
    spacing = pixel_spacing(dataset(ImagerPixelSpacing=[0.2, 0.2], PixelSpacing=[0.15, 0.15]))
    assert spacing is not None
    assert (spacing.origin, spacing.millimetres) == ("calibrated", (0.15, 0.15))


@pytest.mark.parametrize("value", [[0, 1], [-1, 1], [1]])
def test_impossible_spacing_is_none(value: list[float]) -> None:
    assert pixel_spacing(dataset(PixelSpacing=value)) is None


def test_aspect_comes_from_spacing_before_the_ratio() -> None:
    assert pixel_aspect(dataset(PixelSpacing=[2, 1], PixelAspectRatio=[1, 1])) == 2
    assert pixel_aspect(dataset(PixelAspectRatio=[4, 3])) == pytest.approx(4 / 3)
    assert pixel_aspect(dataset()) == 1
