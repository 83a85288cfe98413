"""Several programs on one library at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library

SCRIPT = Path(__file__).with_name("library_processes.py")


def start(action: str, library: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), action, str(library), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def make_folder(folder: Path, make_dicom: Any, patients: str = "ABC") -> Path:
    for patient in patients:
        for number in range(6):
            make_dicom(folder / f"{patient}/{number}.dcm", PatientID=patient, InstanceNumber=number)
    return folder


def assert_sound(path: Path) -> None:
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


@pytest.mark.parametrize("same", [True, False], ids=["the same folder", "different folders"])
def test_two_windows_index_at_once(tmp_path: Path, make_dicom: Any, same: bool) -> None:
    library, folder = tmp_path / "l.sqlite", make_folder(tmp_path / "one", make_dicom)
    other = folder if same else make_folder(tmp_path / "two", make_dicom, "DEF")
    running = [
        start("index_again_and_again", library, folder),
        start("index_again_and_again", library, other),
        start("read_on", library, folder),
    ]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert_sound(library)
    with Library(library) as opened, Library(tmp_path / "fresh.sqlite") as fresh:
        for indexed in {folder, other}:
            index_folder(indexed, opened)
            index_folder(indexed, fresh)
            assert opened.tree(indexed) == fresh.tree(indexed)
            assert opened.instances(indexed) == fresh.instances(indexed)


def test_killed_scan_leaves_the_library_as_it_was(tmp_path: Path, make_dicom: Any) -> None:
    library, folder = tmp_path / "l.sqlite", make_folder(tmp_path / "data", make_dicom)
    with Library(library) as opened:
        index_folder(folder, opened)
        before = opened.instances(folder), opened.tree(folder)
    make_folder(folder, make_dicom, "XYZ")
    process = start("stop_while_updating", library, folder)
    assert output(process).readline() == "updating\n"
    process.kill()
    process.communicate()
    with Library(library) as opened:
        assert (opened.instances(folder), opened.tree(folder)) == before
        assert index_folder(folder, opened).patients == 6
    assert_sound(library)


def test_reader_goes_on_while_another_program_writes(tmp_path: Path, make_dicom: Any) -> None:
    library, folder = tmp_path / "l.sqlite", make_folder(tmp_path / "data", make_dicom)
    with Library(library) as opened:
        index_folder(folder, opened)
        make_folder(folder, make_dicom, "X")
        process = start("stop_while_updating", library, folder)
        assert output(process).readline() == "updating\n"
        try:
            assert len(opened.tree(folder)) == 3
        finally:
            process.kill()
            process.communicate()


def test_folder_that_another_program_has_indexed_meanwhile_is_not_written_twice(
    tmp_path: Path, make_dicom: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, folder = tmp_path / "l.sqlite", make_folder(tmp_path / "data", make_dicom)
    with Library(library) as mine, Library(library) as other:
        update = Library.update
        calls = []

        def late(self: Library, *args: Any, **named: Any) -> bool:
            calls.append(self)
            if len(calls) == 1:
                index_folder(folder, other)
            return update(self, *args, **named)

        monkeypatch.setattr(Library, "update", late)
        assert index_folder(folder, mine).instances == 18
        assert len(calls) == 3  # mine, which comes too late; the other one's; mine again
        assert len(mine.instances(folder)) == 18
