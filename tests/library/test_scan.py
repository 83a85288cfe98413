"""Indexing folders."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from medxfer_gui.dicom.pixels import to_unit
from medxfer_gui.errors import MedxferError
from medxfer_gui.library import dicom_files
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.scan import IndexSummary, index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken, Event, Progress


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library" / "l.sqlite")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


def reasons(summary: IndexSummary) -> dict[str, str]:
    return {item.path.name: item.reason for item in summary.skipped}


def test_counts_follow_patients_studies_and_series(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "a", PatientID="A", SeriesNumber=1)
    make_dicom(folder / "deep/er/b", PatientID="A", SeriesNumber=2)
    make_dicom(folder / "c", PatientID="B", pixels=np.zeros((3, 4, 5), np.uint8))
    summary = index_folder(folder, library)
    found = (summary.patients, summary.studies, summary.series, summary.instances, summary.frames)
    assert found == (2, 2, 3, 3, 5)
    assert len(library.instances(folder)) == 3


def test_facts_of_the_header_reach_the_record(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(
        folder / "a",
        Modality="CR",
        BodyPartExamined="CHEST",
        ViewPosition="AP",
        ImagerPixelSpacing=[0.2, 0.1],
        PatientSex="F",
        PhotometricInterpretation="MONOCHROME1",
    )
    index_folder(folder, library)
    (record,) = library.instances(folder)
    assert (record.modality, record.body_part, record.view_position, record.sex) == ("CR", "CHEST", "AP", "F")
    assert (record.spacing, record.photometric, record.rows) == ((0.2, 0.1), "MONOCHROME1", 16)


def test_files_that_are_no_images_have_a_reason(folder: Path, library: Library, make_dicom: Any) -> None:
    (folder / "notes.txt").write_text("hello", encoding="utf-8")
    (folder / "empty.dcm").touch()
    (folder / ".hidden").write_text("x", encoding="utf-8")
    make_dicom(folder / "good.dcm")
    summary = index_folder(folder, library)
    assert summary.instances == 1
    assert set(reasons(summary)) == {"notes.txt", "empty.dcm", ".hidden"}
    assert {item.path.name: item.reason for item in library.skipped(folder)} == reasons(summary)


def test_dicomdir_is_skipped_as_a_directory(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "DICOMDIR", SOPClassUID="1.2.840.10008.1.3.10", PixelData=None)
    assert "DICOMDIR" in reasons(index_folder(folder, library))["DICOMDIR"]


def test_second_file_with_a_uid_is_a_duplicate(folder: Path, library: Library, make_dicom: Any) -> None:
    first = make_dicom(folder / "a.dcm")
    shutil.copy(first, folder / "b.dcm")
    summary = index_folder(folder, library)
    assert summary.instances == 1
    assert "duplicate" in reasons(summary)["b.dcm"]


def test_duplicate_takes_the_place_of_a_file_that_is_gone(folder: Path, library: Library, make_dicom: Any) -> None:
    first = make_dicom(folder / "a.dcm")
    shutil.copy(first, folder / "b.dcm")
    index_folder(folder, library)
    first.unlink()
    index_folder(folder, library)
    assert [record.path.name for record in library.instances(folder)] == ["b.dcm"]


def test_missing_identifiers_are_made_and_noted(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "a", SeriesInstanceUID=None, PatientID=None, StudyInstanceUID="1.2.3")
    make_dicom(folder / "b", SeriesInstanceUID=None, PatientID=None, StudyInstanceUID="1.2.4")
    summary = index_folder(folder, library)
    assert summary.patients == 2
    assert all("no patient ID" in record.note for record in library.instances(folder))


def test_series_of_two_patients_is_noted_until_it_is_put_right(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "a", PatientID="A", SeriesInstanceUID="1.2.3")
    make_dicom(folder / "b", PatientID="B", SeriesInstanceUID="1.2.3")
    index_folder(folder, library)
    assert all("more than one patient" in record.note for record in library.instances(folder))
    (folder / "b").unlink()
    index_folder(folder, library)
    assert [record.note for record in library.instances(folder)] == [""]


def test_unchanged_files_are_not_read_again(
    folder: Path, library: Library, make_dicom: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_dicom(folder / "a", PatientID="A")
    make_dicom(folder / "b", PatientID="B")
    index_folder(folder, library)
    make_dicom(folder / "b", PatientID="CHANGED")
    read: list[str] = []
    original = dicom_files.read_record
    monkeypatch.setattr(
        dicom_files, "read_record", lambda source, place: (read.append(source.name), original(source, place))[1]
    )
    index_folder(folder, library)
    assert read == ["b"]
    assert {record.patient_id for record in library.instances(folder)} == {"A", "CHANGED"}


def test_cancelled_scan_keeps_the_previous_index(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "a")
    index_folder(folder, library)
    make_dicom(folder / "b", PatientID="B")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        index_folder(folder, library, cancel=cancel)
    assert [record.path.name for record in library.instances(folder)] == ["a"]


def test_progress_ends_with_all_files(folder: Path, library: Library, make_dicom: Any) -> None:
    for number in range(5):
        make_dicom(folder / f"{number}")
    events: list[Event] = []
    index_folder(folder, library, on_event=events.append)
    assert events[-1] == Progress(5, 5, "files", "Reading headers")
    assert len(events) < 5


def test_missing_folder_is_an_error_for_people(tmp_path: Path, library: Library) -> None:
    with pytest.raises(MedxferError, match="no folder"):
        index_folder(tmp_path / "nowhere", library)


def test_one_file_may_be_opened_as_a_folder(folder: Path, library: Library, make_dicom: Any) -> None:
    path = make_dicom(folder / "a.dcm")
    assert index_folder(path, library).instances == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_links_that_go_in_circles_end(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "sub/a")
    (folder / "sub/loop").symlink_to(folder, target_is_directory=True)
    (folder / "broken").symlink_to(folder / "nothing")
    summary = index_folder(folder, library)
    assert summary.instances == 1
    assert set(reasons(summary)) == {"loop", "broken"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipes_are_passed_over(folder: Path, library: Library) -> None:
    os.mkfifo(folder / "pipe.dcm")
    assert reasons(index_folder(folder, library)) == {"pipe.dcm": "Not a regular file"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything")
def test_folder_that_cannot_be_opened_is_a_row(folder: Path, library: Library) -> None:
    (folder / "locked").mkdir(mode=0)
    assert "locked" in reasons(index_folder(folder, library))


def test_class_folders_are_kept(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "train/ill/x/1.dcm", PatientID="1")
    Image.new("L", (4, 4)).save(folder / "train/ill/2.png")
    (folder / "Valid/well").mkdir(parents=True)
    Image.new("L", (4, 4)).save(folder / "Valid/well/3.png")
    index_folder(folder, library)
    places = {record.path.name: (record.part_folder, record.class_folder) for record in library.instances(folder)}
    assert places == {"1.dcm": ("train", "ill"), "2.png": ("train", "ill"), "3.png": ("validation", "well")}


def test_every_bad_file_is_a_row_or_decodes(shared_data: Path, library: Library) -> None:
    folder = shared_data / "bad"
    summary = index_folder(folder, library)
    files = sum(path.is_file() for path in folder.rglob("*"))
    assert summary.instances + len(summary.skipped) == files
    assert all(item.reason for item in summary.skipped)
    for record in library.instances(folder):
        try:
            assert np.isfinite(to_unit(load_frame(record))).all()
        except MedxferError as error:
            assert error.hint


def test_pickles_are_never_opened(shared_data: Path, library: Library) -> None:
    skipped = reasons(index_folder(shared_data / "bad", library))
    assert {"60_pickle_canary.pt", "64_truncated.pt"} <= set(skipped)


def test_every_real_dicom_is_accounted_for(shared_data: Path, library: Library) -> None:
    folder = shared_data / "dicom"
    summary = index_folder(folder, library)
    files = sum(path.is_file() for path in folder.rglob("*"))
    assert summary.instances + len(summary.skipped) == files
    assert summary.instances > 120


def test_real_series_is_stacked_along_the_body(shared_data: Path, library: Library) -> None:
    folder = shared_data / "dicom/mr_series"
    index_folder(folder, library)
    ((patient,),) = (library.tree(folder),)
    stack = library.series_instances(patient.studies[0].series[0].uid, folder)
    positions = [record.position or 0.0 for record in stack]
    assert len(stack) == 16
    assert positions == sorted(positions)


def test_image_of_another_patient_with_the_same_uid_is_told_apart(
    folder: Path, library: Library, make_dicom: Any
) -> None:
    for name, patient in (("a", "A"), ("b", "A"), ("c", "B")):
        make_dicom(folder / name, PatientID=patient, SOPInstanceUID="1.2.3")
    found = reasons(index_folder(folder, library))
    assert found["b"].startswith("A duplicate of another file")
    assert found["c"].startswith("Its SOP instance UID belongs to an image of another patient")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text on this system")
def test_names_that_are_no_text_are_told_and_keep_nothing_else_out(
    folder: Path, library: Library, make_dicom: Any
) -> None:
    make_dicom(folder / "good")
    for name in (b"bad\xff.dcm", b"old\xe9"):
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_bytes(b"x")
    summary = index_folder(folder, library)
    assert summary.instances == 1
    assert {item.problem for item in summary.skipped} == {"The name is not valid text"}
    assert len(library.skipped(folder)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on this system")
def test_link_to_a_folder_around_the_opened_one_is_not_followed(
    folder: Path, library: Library, make_dicom: Any
) -> None:
    make_dicom(folder / "inside")
    make_dicom(folder.parent / "beside/outside")
    (folder / "up").symlink_to(folder.parent)
    summary = index_folder(folder, library)
    assert summary.instances == 1
    assert reasons(summary)["up"] == "A link to a folder that the opened one lies in"
