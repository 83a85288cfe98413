"""The intake report."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medxfer_gui.library import inspection
from medxfer_gui.library.intake import FileCheck, check_folder
from medxfer_gui.operation import Cancelled, CancelToken, Progress

UID = "1.2.826.0.1.3680043.8.498.1"


def found(check: FileCheck) -> list[str]:
    return [item.problem for item in check.findings]


def the_check(folder: Path) -> FileCheck:
    (check,) = check_folder(folder)
    return check


def test_every_file_is_one_row(shared_data: Path) -> None:
    folder = shared_data / "bad"
    checks = check_folder(folder)
    assert [check.path for check in checks] == sorted(path for path in folder.rglob("*") if path.is_file())


def test_rows_that_are_refused_say_why_and_what_helps(shared_data: Path) -> None:
    refused = [check for check in check_folder(shared_data / "bad") if check.severity == "refused"]
    assert refused
    assert all(check.problem for check in refused)


def test_good_file_tells_polarity_and_decoder(tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "a")
    check = the_check(tmp_path)
    assert (check.severity, check.polarity, check.decoder) == ("ok", "MONOCHROME2", "native")
    assert (check.modality, check.rows, check.columns, check.images) == ("OT", 16, 16, 1)


def test_decoders_of_real_files_are_named(shared_data: Path) -> None:
    checks = {check.path.name: check for check in check_folder(shared_data / "dicom/compression_matrix")}
    assert all(check.ok for check in checks.values())
    assert checks["CT1_JLSL"].decoder != "native"
    assert checks["CT1_UNC"].decoder == "native"


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"PhotometricInterpretation": "MONOCHROME1"}, "MONOCHROME1: high values are dark"),
        ({"RescaleSlope": 0, "RescaleIntercept": 0}, "Rescale Slope is not possible"),
        ({"RescaleSlope": -1, "RescaleIntercept": 0}, "Rescale Slope is negative"),
        ({"BitsStored": 7}, "High Bit does not fit Bits Stored"),
        ({"HighBit": None}, "High Bit does not fit Bits Stored"),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]}, "A localiser"),
        ({"BurnedInAnnotation": "YES"}, "Patient data may be burned into the picture"),
        ({"WindowCenter": 40, "WindowWidth": 0}, "A window of the file is empty"),
        ({"WindowCenter": 40, "WindowWidth": None}, "A window of the file is empty"),
        ({"SOPInstanceUID": None}, "no SOP instance UID"),
        ({"SeriesInstanceUID": None}, "no series UID"),
        ({"StudyInstanceUID": None}, "no study UID"),
        ({"PatientID": None}, "no patient ID"),
        ({"pixels": np.full((8, 8), 7, np.uint8)}, "All pixels have the same value"),
    ],
)
def test_a_note_tells_of(tmp_path: Path, make_dicom: Any, attributes: dict[str, Any], words: str) -> None:
    make_dicom(tmp_path / "a", **attributes)
    check = the_check(tmp_path)
    assert [text for text in found(check) if text.startswith(words)], check.problem
    assert check.severity == "note"


@pytest.mark.parametrize(
    "attributes",
    [
        {"BurnedInAnnotation": "NO"},
        {"BurnedInAnnotation": None},
        {"ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"]},
        {"WindowCenter": [40, 50], "WindowWidth": [400, 350]},
        {"RescaleSlope": 0.5, "RescaleIntercept": -1024},
    ],
)
def test_nothing_is_said_of(tmp_path: Path, make_dicom: Any, attributes: dict[str, Any]) -> None:
    make_dicom(tmp_path / "a", **attributes)
    assert found(the_check(tmp_path)) == []


def test_several_findings_of_one_file_are_listed(tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "a", PhotometricInterpretation="MONOCHROME1", BurnedInAnnotation="YES")
    check = the_check(tmp_path)
    assert len(check.findings) == 2
    assert check.problem.count(";") >= 1


def test_a_copy_names_its_twin(tmp_path: Path, make_dicom: Any) -> None:
    content = make_dicom(tmp_path / "a").read_bytes()
    (tmp_path / "b").write_bytes(content)
    first, second = check_folder(tmp_path)
    assert (first.severity, second.severity) == ("ok", "note")
    assert [(item.problem, item.detail) for item in second.notes] == [("The same image as another file", "a")]


def test_a_copy_is_found_in_another_transfer_syntax(shared_data: Path, tmp_path: Path) -> None:
    for name in ("CT1_UNC", "CT1_JLSL"):
        shutil.copy(shared_data / "dicom/compression_matrix" / name, tmp_path)
    first, second = check_folder(tmp_path)
    assert [item.detail for check in (first, second) for item in check.notes if "same image" in item.problem] == [
        "CT1_JLSL"
    ]


@pytest.mark.parametrize("changed", [0, 2], ids=["first frame", "last frame"])
def test_images_that_differ_in_one_frame_are_no_copies(tmp_path: Path, make_dicom: Any, changed: int) -> None:
    pixels = np.arange(192, dtype=np.uint8).reshape(3, 8, 8)
    make_dicom(tmp_path / "a", pixels=pixels)
    pixels[changed, 0, 0] += 1
    make_dicom(tmp_path / "b", pixels=pixels)
    assert [found(check) for check in check_folder(tmp_path)] == [[], []]


def test_exact_duplicates_among_pictures_are_found(shared_data: Path) -> None:
    checks = check_folder(shared_data / "images/brain_mri_yes_no")
    twins = [item.detail for check in checks for item in check.notes if "same image" in item.problem]
    assert len(set(twins)) == 22


def test_a_series_of_several_patients_is_told(tmp_path: Path, make_dicom: Any) -> None:
    for patient in ("A", "B"):
        pixels = np.arange(64, dtype=np.uint8).reshape(8, 8) + ord(patient)
        make_dicom(tmp_path / patient, pixels=pixels, PatientID=patient, SeriesInstanceUID=UID)
    shared = ["The series UID is used for more than one patient"]
    assert [found(check) for check in check_folder(tmp_path)] == [shared, shared]


def test_no_row_holds_who_the_patient_is(tmp_path: Path, make_dicom: Any) -> None:
    for patient in ("ANNA-1", "BERTA-2"):
        make_dicom(tmp_path / patient[0], PatientID=patient, PatientName="Secret^Name", SeriesInstanceUID=UID)
    rows = repr(check_folder(tmp_path))
    assert [word for word in ("ANNA-1", "BERTA-2", "Secret") if word in rows] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_file_that_makes_the_decoder_crash_is_a_row(tmp_path: Path, make_dicom: Any, monkeypatch: Any) -> None:
    folder = tmp_path / "data"
    for name in ("a", "killer", "z"):
        make_dicom(folder / name, PatientID=name, pixels=np.full((8, 8), len(name), np.uint8))
    (tmp_path / "crashing.py").write_text(
        "import os, signal\n"
        "from medxfer_gui.library.inspection import inspect_file as inspect_really\n"
        "def inspect_file(source, folder, **rest):\n"
        "    if source.name == 'killer':\n"
        "        os.kill(os.getpid(), signal.SIGSEGV)\n"
        "    return inspect_really(source, folder, **rest)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(inspection, "__name__", "crashing")
    first, killer, last = check_folder(folder)
    assert (first.ok, killer.ok, last.ok) == (True, False, True)
    assert killer.problem.startswith("The decoder crashed on this file")


def test_progress_counts_the_files(tmp_path: Path, make_dicom: Any) -> None:
    for number in range(3):
        make_dicom(tmp_path / str(number))
    events: list[Any] = []
    check_folder(tmp_path, on_event=events.append)
    assert events[-1] == Progress(3, 3, "files", "Decoding files")


def test_check_can_be_cancelled(tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "a")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_folder(tmp_path, cancel=cancel)


def test_a_cancel_comes_through_while_files_are_decoded(tmp_path: Path, make_dicom: Any) -> None:
    for number in range(40):
        make_dicom(tmp_path / str(number))
    cancel = CancelToken()
    seen = []

    def stop(event: Any) -> None:
        if event.message == "Decoding files":
            seen.append(event.done)
            cancel.cancel()

    with pytest.raises(Cancelled):
        check_folder(tmp_path, on_event=stop, cancel=cancel)
    assert seen[-1] < 40


def test_series_that_is_no_clean_volume_is_told_once(shared_data: Path) -> None:
    rows = check_folder(shared_data / "dicom/vendor_series/failing/sliceincrement/001")
    told = [(row.path.name, item.problem, item.detail) for row in rows for item in row.notes if "lices" in item.problem]
    assert told == [
        (
            "IM-0001-0007-0001.dcm",
            "Slices are missing",
            "1 slice is missing; 5.0 mm elsewhere; gap of 10.0 mm after slice 3",
        )
    ]
