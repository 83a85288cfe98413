"""SUV by body weight against a calculation by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom.suv import Suv, suv_of


def pet(**changes: Any) -> Dataset:
    """70 kg, 350 MBq of F-18 (6586.2 s) one half-life before the scan."""
    injection = Dataset()
    injection.RadionuclideTotalDose = 350e6
    injection.RadionuclideHalfLife = 6586.2
    injection.RadiopharmaceuticalStartTime = "100000"
    data = Dataset()
    data.Modality, data.Units, data.PatientWeight = "PT", "BQML", 70
    data.CorrectedImage, data.DecayCorrection = ["NORM", "ATTN", "DECY"], "START"
    data.SeriesDate, data.SeriesTime = "20240105", "114946.2"
    data.AcquisitionDate, data.AcquisitionTime = "20240105", "115000"
    data.RadiopharmaceuticalInformationSequence = [injection]
    for name, value in changes.items():
        target = injection if name.startswith("Radio") else data
        setattr(target, name, value)
    return data


def factor(data: Dataset) -> float:
    found = suv_of(data)
    assert found is not None and found.factor is not None
    return found.factor


def test_one_half_life_doubles_the_factor() -> None:
    # 70,000 g / (350e6 Bq / 2)
    assert factor(pet()) == pytest.approx(4e-4)


def test_injection_before_midnight_counts_as_the_day_before() -> None:
    data = pet(SeriesTime="003000", AcquisitionTime="003100", RadiopharmaceuticalStartTime="233000")
    assert factor(data) == pytest.approx(70_000 / (350e6 * 2 ** (-3600 / 6586.2)))


def test_start_with_a_date_is_taken_as_it_is() -> None:
    data = pet(RadiopharmaceuticalStartDateTime="20240105104946.200000")
    assert factor(data) == pytest.approx(70_000 / (350e6 * 2 ** (-3600 / 6586.2)))


def test_values_in_gram_per_millilitre_are_suv_already() -> None:
    assert suv_of(pet(Units="GML")) == Suv(1.0)


@pytest.mark.parametrize(("units", "shown"), [("BQML", "Bq/ml"), ("CNTS", "counts"), ("CM2ML", "")])
def test_values_that_are_no_suv_have_the_unit_of_the_header(units: str, shown: str) -> None:
    found = suv_of(pet(Units=units, PatientWeight=None))
    assert found is not None
    assert (found.factor, found.unit) == (None, shown)


def test_other_modalities_have_no_suv() -> None:
    assert suv_of(pet(Modality="CT")) is None


@pytest.mark.parametrize(
    "change",
    [
        {"Units": "CNTS"},
        {"CorrectedImage": ["ATTN"]},
        {"DecayCorrection": "ADMIN"},
        {"PatientWeight": 0},
        {"RadionuclideTotalDose": None},
        {"RadionuclideHalfLife": 0},
        {"RadiopharmaceuticalStartTime": "noon"},
        {"SeriesDate": ""},
        {"SeriesTime": "120000"},
    ],
)
def test_what_cannot_be_derived_is_not_guessed_and_says_why(change: dict[str, Any]) -> None:
    found = suv_of(pet(**change))
    assert found is not None and found.factor is None and found.problem
