"""A library that an earlier version of the program wrote."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library.records import SkippedFile
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library

STATEMENTS_1 = """
CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, indexed_at REAL NOT NULL);
CREATE TABLE instances (folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE, size INTEGER,
    modified INTEGER, "path" TEXT, "kind" TEXT, "member" TEXT, "sop_instance_uid" TEXT, "series_instance_uid" TEXT,
    "study_instance_uid" TEXT, "patient_id" TEXT, "frames" INTEGER, "rows" INTEGER, "columns" INTEGER,
    "samples" INTEGER, "modality" TEXT, "sop_class_uid" TEXT, "study_date" TEXT, "study_description" TEXT,
    "series_description" TEXT, "series_number" INTEGER, "instance_number" INTEGER, "body_part" TEXT,
    "view_position" TEXT, "manufacturer" TEXT, "sex" TEXT, "age" TEXT, "photometric" TEXT, "bits_stored" INTEGER,
    "transfer_syntax" TEXT, "position" REAL, "spacing_row" REAL, "spacing_column" REAL, "class_folder" TEXT,
    "part_folder" TEXT, "note" TEXT);
CREATE INDEX instances_by_folder ON instances(folder);
CREATE INDEX instances_by_uid ON instances(sop_instance_uid);
CREATE INDEX instances_by_series ON instances(series_instance_uid);
CREATE TABLE skipped (folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE, path TEXT, problem TEXT,
    hint TEXT, detail TEXT);
CREATE INDEX skipped_by_folder ON skipped(folder);
PRAGMA user_version = 1;
"""


def write_version_1(path: Path, folder: Path, instances: int = 3) -> None:
    """A library of version 1 with one series, its files in reverse order, and one skipped file."""
    with sqlite3.connect(path) as database:
        database.executescript(STATEMENTS_1)
        database.execute("INSERT INTO folders VALUES (4, ?, 1000.5)", (str(folder),))
        for number in range(instances):
            values = (4, 10, 20, str(folder / f"{number}.dcm"), "dicom", "", f"1.2.{number}", "1.2.3.1", "1.2.3", "P")
            texts = ("CT", "1.2.840", "20200131", "study", "series", 7, instances - number, "CHEST", "AP", "GE", "F")
            rest = ("042Y", "MONOCHROME2", 12, "1.2.840.10008.1.2.1", None, 0.5, 0.25, "ill", "train", "a note")
            row = (*values, 1, 4, 5, 1, *texts, *rest)
            database.execute(f"INSERT INTO instances VALUES ({', '.join('?' * len(row))})", row)
        skipped = (4, str(folder / "x"), "problem", "hint", "detail")
        database.execute("INSERT INTO skipped VALUES (?, ?, ?, ?, ?)", skipped)
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Library:
    write_version_1(tmp_path / "l.sqlite", folder)
    return Library(tmp_path / "l.sqlite")


def test_records_of_version_1_are_kept(library: Library, folder: Path) -> None:
    first, *others = library.instances(folder)
    assert len(others) == 2
    assert (first.path, first.sop_instance_uid, first.patient_id) == (folder / "0.dcm", "1.2.0", "P")
    assert (first.spacing, first.bits_stored, first.class_folder, first.note) == ((0.5, 0.25), 12, "ill", "a note")
    assert library.skipped(folder) == [SkippedFile(folder / "x", "problem", "hint", "detail")]


def test_tree_of_version_1_is_made(library: Library, folder: Path) -> None:
    (patient,) = library.tree(folder)
    (series,) = patient.studies[0].series
    assert (series.number, series.modality, series.description, series.instances) == (7, "CT", "series", 3)
    assert library.frames(folder).uids == ("1.2.2", "1.2.1", "1.2.0")
    summary = library.summary(folder)
    assert summary is not None
    assert (summary.instances, summary.skipped, summary.indexed_at) == (3, 1, 1000.5)


def test_next_scan_reads_the_files_of_version_1_anew(tmp_path: Path, folder: Path, make_dicom: Any) -> None:
    path = make_dicom(folder / "0.dcm", PatientID="read", Manufacturer="Maker")
    write_version_1(tmp_path / "l.sqlite", folder)
    with sqlite3.connect(tmp_path / "l.sqlite") as database:
        stamp = (path.stat().st_size, path.stat().st_mtime_ns)
        database.execute("UPDATE instances SET size = ?, modified = ?", stamp)
    database.close()
    library = Library(tmp_path / "l.sqlite")
    index_folder(folder, library)
    assert [patient.patient_id for patient in library.tree(folder)] == ["read"]
    assert library.series_with(folder, "Manufacturer", "maker")


def test_failed_migration_leaves_version_1(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_version_1(tmp_path / "l.sqlite", folder)
    monkeypatch.setattr("medxfer_gui.library.migrations.update_folder", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Library(tmp_path / "l.sqlite")
    with sqlite3.connect(tmp_path / "l.sqlite") as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT COUNT(*) FROM instances").fetchone() == (3,)
    database.close()
