"""Standardised uptake values of PET: SUV by body weight from activity, where the header allows it.

After Appendix G, "Vendor-neutral pseudo-codes for SUV calculation", of the QIBA profile "FDG-PET/CT as an imaging
biomarker measuring response to cancer therapy" (version 1.13, 2016).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import PARSE_FAILURES, items, number, text

_UNITS = {"BQML": "Bq/ml", "CNTS": "counts", "PROPCNTS": "counts", "CPS": "counts/s"}


@dataclass(frozen=True, slots=True)
class Suv:
    """How values become SUV.

    Parameters
    ----------
    factor
        SUVbw in g/ml of a value of 1, or None where it cannot be derived.
    problem
        Why not: an English template without facts; empty where ``factor`` is known.
    unit
        Of the values before, from Units (0054,1001): ``Bq/ml``, ``counts``; empty where they are something else.
    """

    factor: float | None
    problem: str = ""
    unit: str = ""


def suv_of(dataset: Dataset) -> Suv | None:
    """SUVbw of a PET image; None for any other modality.

    For Units BQML, attenuation and decay corrected to the start of the series:
    weight [g] / (injected dose [Bq] * 2 ** (-(series time - injection time) / half-life)). Units GML are SUVbw already.
    """
    if text(dataset, "Modality") != "PT":
        return None
    units = text(dataset, "Units")
    return replace(_suv(dataset, units), unit=_UNITS.get(units, ""))


def _suv(dataset: Dataset, units: str) -> Suv:
    if units == "GML":
        return Suv(1.0)
    if units != "BQML":
        return Suv(None, "The values are no activity in Bq/ml")
    corrections = set(text(dataset, "CorrectedImage").split("\\"))
    if "ATTN" not in corrections or not corrections & {"DECY", "DECAY"}:
        return Suv(None, "The values are not corrected for attenuation and decay")
    if text(dataset, "DecayCorrection") != "START":
        return Suv(None, "The decay is not corrected to the start of the scan")
    return _by_body_weight(dataset)


def _by_body_weight(dataset: Dataset) -> Suv:
    weight = number(dataset, "PatientWeight")
    if not weight or weight <= 0:
        return Suv(None, "The header has no weight of the patient")
    injections = items(dataset, "RadiopharmaceuticalInformationSequence")
    dose = number(injections[0], "RadionuclideTotalDose") if injections else None
    half_life = number(injections[0], "RadionuclideHalfLife") if injections else None
    if not dose or not half_life or dose <= 0 or half_life <= 0:
        return Suv(None, "The header has no injected dose or no half-life")
    scan = _moment(text(dataset, "SeriesDate"), text(dataset, "SeriesTime"))
    injection = _injection(injections[0], scan)
    if scan is None or injection is None:
        return Suv(None, "The header has no time of the scan or of the injection")
    acquired = _moment(text(dataset, "AcquisitionDate"), text(dataset, "AcquisitionTime"))
    if acquired is not None and scan > acquired:
        # A series made later carries the time it was made: the start of the scan is not known from it.
        return Suv(None, "The series was made after the scan, whose start is not known")
    decay = 2 ** (-(scan - injection).total_seconds() / half_life)
    return Suv(weight * 1000 / (dose * decay))


def _injection(item: Dataset, scan: datetime | None) -> datetime | None:
    """Start of the injection; a time without a date is that of the scan's day, or of the day before across midnight."""
    full = text(item, "RadiopharmaceuticalStartDateTime")
    if full:
        return _moment(full[:8], full[8:])
    if scan is None:
        return None
    moment = _moment(scan.strftime("%Y%m%d"), text(item, "RadiopharmaceuticalStartTime"))
    return moment - timedelta(days=1) if moment is not None and moment > scan else moment


def _moment(date: str, time: str) -> datetime | None:
    found = re.match(r"(\d{2})(\d{2})?(\d{2}(?:\.\d{1,6})?)?", time.replace(":", ""))
    if found is None:
        return None
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    try:
        day = datetime.strptime(date.replace(".", ""), "%Y%m%d")
        return day + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except PARSE_FAILURES:
        return None
