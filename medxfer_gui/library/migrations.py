"""From each version of the library's tables to the next; what an earlier version wrote is written out here for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from medxfer_gui.library.findings import Findings
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.tables import CREATE
from medxfer_gui.library.update import update_folder

_VERSION_1 = (
    "CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, indexed_at REAL NOT NULL)",
    """CREATE TABLE instances (folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE, size INTEGER,
        modified INTEGER, path TEXT, kind TEXT, member TEXT, sop_instance_uid TEXT, series_instance_uid TEXT,
        study_instance_uid TEXT, patient_id TEXT, frames INTEGER, rows INTEGER, columns INTEGER, samples INTEGER,
        modality TEXT, sop_class_uid TEXT, study_date TEXT, study_description TEXT, series_description TEXT,
        series_number INTEGER, instance_number INTEGER, body_part TEXT, view_position TEXT, manufacturer TEXT,
        sex TEXT, age TEXT, photometric TEXT, bits_stored INTEGER, transfer_syntax TEXT, position REAL,
        spacing_row REAL, spacing_column REAL, class_folder TEXT, part_folder TEXT, note TEXT)""",
    "CREATE INDEX instances_by_folder ON instances(folder)",
    "CREATE INDEX instances_by_uid ON instances(sop_instance_uid)",
    "CREATE INDEX instances_by_series ON instances(series_instance_uid)",
    """CREATE TABLE skipped (folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE, path TEXT, problem TEXT,
        hint TEXT, detail TEXT)""",
    "CREATE INDEX skipped_by_folder ON skipped(folder)",
)
_FIELDS_1 = """
    kind member sop_instance_uid series_instance_uid study_instance_uid patient_id frames rows columns samples modality
    sop_class_uid study_date study_description series_description series_number instance_number body_part view_position
    manufacturer sex age photometric bits_stored transfer_syntax position class_folder part_folder note
""".split()  # noqa: SIM905 - thirty lines otherwise


def _make_version_1(database: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        database.execute(statement)


def _make_version_2(database: sqlite3.Connection) -> None:
    """Give the series rows of their own. Files get no stamps: the next scan reads them for what version 1 left out."""
    for table in ("folders", "instances", "skipped"):
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_1")
    for index in ("instances_by_folder", "instances_by_uid", "instances_by_series", "skipped_by_folder"):
        database.execute(f"DROP INDEX {index}")
    for statement in CREATE:
        database.execute(statement)
    for number, path, indexed_at in database.execute(
        "SELECT id, path, indexed_at FROM folders_1 ORDER BY id"
    ).fetchall():
        _convert_folder(database, number, path)
        database.execute("UPDATE folders SET indexed_at = ? WHERE path = ?", (indexed_at, path))
    for table in ("instances", "skipped", "folders"):
        database.execute(f"DROP TABLE {table}_1")


def _convert_folder(database: sqlite3.Connection, number: int, path: str) -> None:
    findings = Findings(database)
    names = ", ".join(_FIELDS_1)
    query = f"SELECT path, spacing_row, spacing_column, {names} FROM instances_1 WHERE folder = ? ORDER BY rowid"
    for place, row, column, *values in database.execute(query, (number,)):
        facts = dict(zip(_FIELDS_1, values, strict=True))
        spacing = None if row is None else (row, column)
        findings.add([InstanceRecord(path=Path(place), spacing=spacing, **facts)])
    query = "SELECT path, problem, hint, detail FROM skipped_1 WHERE folder = ? ORDER BY rowid"
    for place, problem, hint, detail in database.execute(query, (number,)):
        findings.skip(SkippedFile(Path(place), problem, hint, detail))
    findings.flush()
    update_folder(database, path)
    findings.close()


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_make_version_1, _make_version_2)
"""What leads from each version to the next, within one transaction."""
