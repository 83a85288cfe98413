"""What becomes of whole sets of files: every bad one by its name, every one of pydicom's by a rule."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pydicom
import pydicom.data
import pytest

from medxfer_gui.library.intake import FileCheck, check_folder

REFUSED = {
    "The file is empty": "01 53",
    "Not a DICOM file": "02 03 TC0381 TC0383 TC0387 TC0389",
    "The DICOM header is empty or cut off": "04 TC0391 TC0393 TC0395 TC0397 TC0403 TC0233 TC0235 TC0247 TC0255",
    "No pixel data": "05 08 TC0385",
    "The pixel data is cut off": "06",
    "The pixel data is shorter than the header declares": "07 TC0285 TC0291 TC0293 TC0243",
    "One frame would take more memory than is allowed": "09",
    "Rows or Columns is zero or missing": "10 TC0295 TC0297",
    "Bits Stored does not fit Bits Allocated": "11 TC0299 TC0319",
    "More frames are declared than the file can hold": "12 TC0339",
    "Unknown transfer syntax": "13 15 TC0401",
    "The picture declares more pixels than is allowed": "50",
    "The picture is damaged, cut off or not what its name says": "54",
    "Neither DICOM, a picture nor another kind of file that is read here": "60 64",
    "Bits Allocated cannot be read": "TC0305 TC0309 TC0311 TC0313 TC0315 TC0317",
    "The pixel data cannot be decoded": "TC0321",
    "The pixel data is not what the transfer syntax says": "TC0325",
    "Samples per Pixel does not fit the Photometric Interpretation": "TC0327 TC0329",
    "Photometric Interpretation is missing or unknown": "TC0331 TC0333 TC0335",
}
"""Why bad files are refused, by the number their name begins with; all others are shown."""

NO_PICTURES = ("A segmentation, not", "A dose distribution, not")
"""Kinds of objects that hold pixels and are no picture of a patient."""
BETTER_THAN_PYDICOM = {
    "OT-PAL-8-face.dcm",  # without a preamble
    "emri_small_jpeg_2k_lossless_too_short.dcm",  # its delimiter is missing, all frames are there
}


@pytest.fixture(scope="module")
def bad(shared_data: Path) -> list[FileCheck]:
    return check_folder(shared_data / "bad")


@pytest.fixture(scope="module")
def of_pydicom() -> list[FileCheck]:
    folders = [Path(pydicom.data.__file__).parent / "test_files"]
    more = find_spec("data_store")
    if more is not None:
        folders += [Path(place) / "data" for place in more.submodule_search_locations or ()]
    return [check for folder in folders for check in check_folder(folder)]


def test_each_bad_file_has_the_outcome_of_its_name(bad: list[FileCheck]) -> None:
    found: dict[str, str] = {}
    for check in bad:
        if check.refusal is not None:
            found[check.path.name.split("_")[0]] = check.refusal.problem
    assert found == {number: reason for reason, numbers in REFUSED.items() for number in numbers.split()}


def test_no_file_makes_a_decoder_crash_hang_or_run_out_of_memory(
    bad: list[FileCheck], of_pydicom: list[FileCheck]
) -> None:
    harm = ("The decoder crashed", "Decoding took longer", "Decoding takes more memory")
    assert [check.path.name for check in (*bad, *of_pydicom) if check.problem.startswith(harm)] == []


def pydicom_shows(path: Path) -> bool:
    try:
        return pydicom.dcmread(path, force=True).pixel_array.size > 0
    except Exception:  # whatever it raises
        return False


def test_every_picture_that_pydicom_shows_is_shown(of_pydicom: list[FileCheck]) -> None:
    refused = [check for check in of_pydicom if not check.ok and not check.problem.startswith(NO_PICTURES)]
    assert [check.path.name for check in refused if pydicom_shows(check.path)] == []


def test_what_pydicom_does_not_show_and_we_do_is_known(of_pydicom: list[FileCheck]) -> None:
    more = {check.path.name for check in of_pydicom if check.ok and not pydicom_shows(check.path)}
    assert more <= BETTER_THAN_PYDICOM
