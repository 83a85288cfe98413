"""What a second scan notices, and what it leaves alone."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library import reading
from medxfer_gui.library.examine import Examined
from medxfer_gui.library.scan import IndexSummary, index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken, Event


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library" / "l.sqlite")


@pytest.fixture
def folder(tmp_path: Path, make_dicom: Any) -> Path:
    for patient in "ABC":
        for number in (1, 2):
            make_dicom(tmp_path / f"data/{patient}/{number}.dcm", PatientID=patient, InstanceNumber=number)
    (tmp_path / "data/notes.txt").write_text("hello", encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are examined."""
    names: list[str] = []
    original = reading.examine_file

    def examine(path: Path, folder: Path, **named: Any) -> Examined:
        names.append(path.name)
        return original(path, folder, **named)

    monkeypatch.setattr(reading, "examine_file", examine)
    return names


def changes(summary: IndexSummary) -> tuple[int, int, int, int]:
    return summary.added, summary.changed, summary.moved, summary.gone


def test_first_scan_adds_every_file(folder: Path, library: Library) -> None:
    assert changes(index_folder(folder, library)) == (7, 0, 0, 0)


def test_unchanged_files_are_not_examined_again(folder: Path, library: Library, read: list[str]) -> None:
    index_folder(folder, library)
    read.clear()
    assert changes(index_folder(folder, library)) == (0, 0, 0, 0)
    assert read == []


def test_unchanged_rows_are_not_written_again(folder: Path, library: Library, make_dicom: Any) -> None:
    index_folder(folder, library)
    with sqlite3.connect(library.path) as other:
        other.execute("CREATE TABLE touched (path TEXT)")
        for action, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            body = f"BEGIN INSERT INTO touched VALUES ({row}.path); END"
            other.execute(f"CREATE TRIGGER on_{action} AFTER {action} ON instances {body}")
    make_dicom(folder / "B/3.dcm", PatientID="B", InstanceNumber=3)
    index_folder(folder, library)
    assert other.execute("SELECT path FROM touched").fetchall() == [(str(folder / "B/3.dcm"),)]
    other.close()


def test_changed_file_is_read_again(folder: Path, library: Library, make_dicom: Any) -> None:
    index_folder(folder, library)
    make_dicom(folder / "A/1.dcm", PatientID="Z")
    assert changes(index_folder(folder, library)) == (0, 1, 0, 0)
    assert [patient.patient_id for patient in library.tree(folder)] == ["A", "B", "C", "Z"]


def test_moved_file_is_known_at_its_new_place(folder: Path, library: Library) -> None:
    index_folder(folder, library)
    (folder / "A/1.dcm").rename(folder / "C/moved.dcm")
    assert changes(index_folder(folder, library)) == (0, 0, 1, 0)
    found = {record.path.name for record in library.instances(folder) if record.patient_id == "A"}
    assert found == {"moved.dcm", "2.dcm"}


def test_deleted_files_leave_the_tree(folder: Path, library: Library) -> None:
    index_folder(folder, library)
    shutil.rmtree(folder / "A")
    (folder / "B/2.dcm").unlink()
    summary = index_folder(folder, library)
    assert changes(summary) == (0, 0, 0, 3)
    assert [(patient.patient_id, patient.instances) for patient in library.tree(folder)] == [("B", 1), ("C", 2)]
    assert (summary.patients, summary.instances) == (2, 3)


def test_scan_in_steps_ends_where_one_scan_does(
    folder: Path, library: Library, tmp_path: Path, make_dicom: Any
) -> None:
    index_folder(folder, library)
    make_dicom(folder / "A/0.dcm", PatientID="A", InstanceNumber=0)
    (folder / "B/1.dcm").unlink()
    (folder / "notes.txt").rename(folder / "words.txt")
    index_folder(folder, library)
    fresh = Library(tmp_path / "fresh.sqlite")
    index_folder(folder, fresh)
    assert library.tree(folder) == fresh.tree(folder)
    assert library.instances(folder) == fresh.instances(folder)
    assert library.skipped(folder) == fresh.skipped(folder)
    assert list(library.frames(folder)) == list(fresh.frames(folder))


def test_duplicate_is_read_again_only_when_the_first_is_gone(folder: Path, library: Library, read: list[str]) -> None:
    shutil.copy(folder / "A/1.dcm", folder / "C/copy.dcm")
    index_folder(folder, library)
    read.clear()
    index_folder(folder, library)
    assert read == []
    (folder / "A/1.dcm").unlink()
    index_folder(folder, library)
    assert read == ["copy.dcm"]
    assert "copy.dcm" in {record.path.name for record in library.instances(folder)}


def test_cancel_while_the_library_is_updated_changes_nothing(folder: Path, library: Library, make_dicom: Any) -> None:
    index_folder(folder, library)
    before = library.instances(folder), library.tree(folder), library.revision(folder)
    make_dicom(folder / "D/1.dcm", PatientID="D")
    cancel = CancelToken()

    def on_event(event: Event) -> None:
        if getattr(event, "message", "") == "Updating the library":
            cancel.cancel()

    with pytest.raises(Cancelled):
        index_folder(folder, library, on_event=on_event, cancel=cancel)
    assert (library.instances(folder), library.tree(folder), library.revision(folder)) == before


def test_files_that_became_unreadable_are_rows_with_a_reason(folder: Path, library: Library) -> None:
    index_folder(folder, library)
    (folder / "A/1.dcm").write_bytes(b"")
    summary = index_folder(folder, library)
    assert {item.path.name for item in summary.skipped} == {"1.dcm", "notes.txt"}
    assert summary.instances == 5


def test_file_whose_identifiers_were_made_keeps_them(folder: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(folder / "D/1.dcm", SOPInstanceUID=None, PatientID=None)
    index_folder(folder, library)
    uids = {record.sop_instance_uid for record in library.instances(folder)}
    (folder / "D/1.dcm").touch()
    assert changes(index_folder(folder, library)) == (0, 1, 0, 0)
    assert {record.sop_instance_uid for record in library.instances(folder)} == uids
