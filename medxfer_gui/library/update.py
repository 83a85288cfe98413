"""Putting what was found into the tables: instances in the order of their stacks, series as the tree shows them."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.library.files import ThrottledProgress
from medxfer_gui.library.nodes import SeriesEntry, StackNode
from medxfer_gui.library.records import InstanceRecord, SeriesKey
from medxfer_gui.library.series_entries import describe_objects, describe_series
from medxfer_gui.library.tables import COUNTS, INSTANCE, OBJECT
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event

DUPLICATE = Problem("A duplicate of another file", "The first file with this SOP instance UID is used.")
OTHER_PATIENT = Problem(
    "Its SOP instance UID belongs to an image of another patient",
    "Two images cannot share one: export both again, or open them as folders of their own.",
)
SHARED_SERIES = "the series UID is used for more than one patient"

_NAMES = INSTANCE.listed()
_KEY = "patient_id, study_instance_uid, series_instance_uid"
_PLACE = "{0}.path || CASE {0}.member WHEN '' THEN '' ELSE '/' || {0}.member END"
_INSERT = "INSERT INTO instances SELECT ?, ?, ?, ?, f.* FROM temp.found f WHERE f.rowid = ?"


@dataclass(slots=True)
class _Row:
    """An instance with its row: in the temporary table, or, where it has a stack and a place in it, in the library."""

    record: InstanceRecord
    rowid: int
    place: tuple[int, int] | None


def update_folder(
    database: sqlite3.Connection, folder: str, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> None:
    """Take the rows of `Findings` into a folder, within the transaction of the caller.

    Only the series that win or lose instances are put in order anew. Of several files with one SOPInstanceUID the one
    that is there stays, else the first that was found; the others are skipped as duplicates.

    Raises
    ------
    Cancelled
        A stop was asked for; the caller rolls back.
    """
    database.execute("INSERT OR IGNORE INTO folders (path, indexed_at) VALUES (?, 0)", (folder,))
    (number,) = database.execute("SELECT id FROM folders WHERE path = ?", (folder,)).fetchone()
    touched = _remove(database, number)
    _set_duplicates_aside(database, number)
    database.execute("INSERT INTO skipped SELECT ?, * FROM temp.found_skipped", (number,))
    progress = ThrottledProgress(on_event, "series")
    (total,) = database.execute(f"SELECT COUNT(*) FROM (SELECT DISTINCT {_KEY} FROM temp.found)").fetchone()
    for done, (key, rows) in enumerate(_found_series(database)):
        progress.report(done, total, "Updating the library")
        cancel.raise_if_cancelled()
        series = _series_id(database, number, key)
        touched.discard(series)
        _write_series(database, number, series, key, [*_stored_rows(database, series), *rows])
    touched |= _add_objects(database, number)
    for series in sorted(touched):
        cancel.raise_if_cancelled()
        _write_again(database, number, series)
    for finish in (_note_shared_series, _write_facts, _count):
        cancel.raise_if_cancelled()
        finish(database, number)


def _remove(database: sqlite3.Connection, folder: int) -> set[int]:
    """Delete the rows of paths that are gone; the series that lost instances."""
    touched: set[int] = set()
    for table in ("instances", "objects"):
        query = f"SELECT DISTINCT series FROM temp.gone g JOIN {table} t ON t.folder = ? AND t.path = g.path"
        touched |= {series for (series,) in database.execute(query, (folder,))}
    for table in ("instances", "objects", "skipped"):
        database.execute(f"DELETE FROM {table} WHERE folder = ? AND path IN (SELECT path FROM temp.gone)", (folder,))
    return touched


def _set_duplicates_aside(database: sqlite3.Connection, folder: int) -> None:
    """Move what has the UID of another instance from the found instances to the found skipped files."""
    database.execute("CREATE INDEX IF NOT EXISTS temp.found_by_uid ON found (sop_instance_uid)")
    database.execute("CREATE TEMP TABLE duplicates (number INTEGER PRIMARY KEY, other TEXT, patient TEXT)")
    database.execute(
        f"""INSERT INTO temp.duplicates SELECT f.rowid, {_PLACE.format("i")}, i.patient_id FROM temp.found f
            JOIN instances i ON i.sop_instance_uid = f.sop_instance_uid AND i.folder = ?""",
        (folder,),
    )
    # In order of paths, not of reading: several processes read, in any order.
    database.execute(
        f"""INSERT OR IGNORE INTO temp.duplicates SELECT number, first, patient FROM (
                SELECT f.rowid AS number, row_number() OVER files AS rank,
                    first_value({_PLACE.format("f")}) OVER files AS first,
                    first_value(f.patient_id) OVER files AS patient
                FROM temp.found f WHERE f.sop_instance_uid IN
                    (SELECT sop_instance_uid FROM temp.found GROUP BY sop_instance_uid HAVING COUNT(*) > 1)
                WINDOW files AS (PARTITION BY f.sop_instance_uid ORDER BY f.path, f.ordinal))
            WHERE rank > 1"""
    )
    database.execute(
        """INSERT INTO temp.found_skipped
           SELECT f.path, f.size, f.modified,
               iif(d.patient = f.patient_id, :same, :other), iif(d.patient = f.patient_id, :same_hint, :other_hint),
               d.other, f.sop_instance_uid, f.member
           FROM temp.duplicates d JOIN temp.found f ON f.rowid = d.number""",
        {
            "same": DUPLICATE.problem,
            "same_hint": DUPLICATE.hint,
            "other": OTHER_PATIENT.problem,
            "other_hint": OTHER_PATIENT.hint,
        },
    )
    database.execute("DELETE FROM temp.found WHERE rowid IN (SELECT number FROM temp.duplicates)")
    database.execute("DROP TABLE temp.duplicates")


def _found_series(database: sqlite3.Connection) -> Iterator[tuple[SeriesKey, list[_Row]]]:
    cursor = database.execute(f"SELECT {_NAMES}, rowid FROM temp.found ORDER BY {_KEY}, rowid")
    rows = (_Row(INSTANCE.from_row(row[:-1]), row[-1], None) for row in cursor)
    for key, group in groupby(rows, key=lambda row: row.record.series_key):
        yield key, list(group)


def _series_id(database: sqlite3.Connection, folder: int, key: SeriesKey) -> int:
    values = (folder, key.patient_id, key.study_uid, key.series_uid)
    found = database.execute(
        "SELECT id FROM series WHERE folder = ? AND patient_id = ? AND study_uid = ? AND uid = ?", values
    ).fetchone()
    if found is None:
        found = database.execute(
            "INSERT INTO series (folder, patient_id, study_uid, uid) VALUES (?, ?, ?, ?) RETURNING id", values
        ).fetchone()
    return int(found[0])


def _stored_rows(database: sqlite3.Connection, series: int) -> list[_Row]:
    cursor = database.execute(f"SELECT rowid, stack, place, {_NAMES} FROM instances WHERE series = ?", (series,))
    return [_Row(INSTANCE.from_row(row[3:]), row[0], (row[1], row[2])) for row in cursor]


def _add_objects(database: sqlite3.Connection, folder: int) -> set[int]:
    """Store the objects without a picture; the series they belong to."""
    touched = set()
    marks = ", ".join("?" * (len(OBJECT.names) + 2))
    for row in database.execute(f"SELECT {OBJECT.listed()} FROM temp.found_objects").fetchall():
        series = _series_id(database, folder, OBJECT.from_row(row).series_key)
        database.execute(f"INSERT OR IGNORE INTO objects VALUES ({marks})", (folder, series, *row))
        touched.add(series)
    return touched


def _write_again(database: sqlite3.Connection, folder: int, series: int) -> None:
    """Write a series as its instances, or else its objects, are now; without any it goes."""
    rows = _stored_rows(database, series)
    if rows:
        _write_series(database, folder, series, rows[0].record.series_key, rows)
        return
    query = f"SELECT {OBJECT.listed()} FROM objects WHERE series = ? ORDER BY instance_number, path"
    objects = [OBJECT.from_row(row) for row in database.execute(query, (series,))]
    if objects:
        _write_entry(database, series, describe_objects(objects))
    else:
        database.execute("DELETE FROM series WHERE id = ?", (series,))


def _write_series(database: sqlite3.Connection, folder: int, series: int, key: SeriesKey, rows: list[_Row]) -> None:
    entry, stacks = describe_series(key, [row.record for row in rows])
    by_uid = {row.record.sop_instance_uid: row for row in rows}
    inserted, moved = [], []
    for number, stack in enumerate(stacks):
        for place, record in enumerate(stack):
            row = by_uid[record.sop_instance_uid]
            if row.place is None:
                inserted.append((folder, series, number, place, row.rowid))
            elif row.place != (number, place):
                moved.append((number, place, row.rowid))
    database.executemany(_INSERT, inserted)
    database.executemany("UPDATE instances SET stack = ?, place = ? WHERE rowid = ?", moved)
    _write_entry(database, series, entry)


def _write_entry(database: sqlite3.Connection, series: int, entry: SeriesEntry) -> None:
    node = entry.node
    database.execute(
        """UPDATE series SET study_date = ?, study_description = ?, number = ?, modality = ?, description = ?,
           body_part = ?, instances = ?, frames = ?, kind = ?, object_uid = ? WHERE id = ?""",
        (
            *(entry.study_date, entry.study_description, node.number, node.modality, node.description),
            *(node.body_part, node.instances, node.frames, node.kind, node.object_uid, series),
        ),
    )
    database.execute("DELETE FROM stacks WHERE series = ?", (series,))
    database.executemany(
        "INSERT INTO stacks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_stack_row(series, stack) for stack in node.stacks)
    )


def _stack_row(series: int, stack: StackNode) -> tuple[Any, ...]:
    problems = json.dumps([dataclasses.astuple(problem) for problem in stack.problems]) if stack.problems else ""
    counts = (stack.instances, stack.frames, stack.first_uid, stack.middle_uid)
    return (series, stack.number, stack.label, problems, *counts)


def _note_shared_series(database: sqlite3.Connection, folder: int) -> None:
    """Say so where a series UID stands for several patients: the split goes by patient, the tree shows both."""
    query = """SELECT id, NOT shared FROM series s WHERE folder = :folder AND shared != (uid IN
               (SELECT uid FROM series WHERE folder = :folder GROUP BY uid HAVING COUNT(DISTINCT patient_id) > 1))"""
    for series, shared in database.execute(query, {"folder": folder}).fetchall():
        database.execute("UPDATE series SET shared = ? WHERE id = ?", (shared, series))
    # Instances that came into such a series later have no note yet.
    query = """SELECT i.rowid, i.note, s.shared FROM series s JOIN instances i ON i.series = s.id
               WHERE s.folder = ? AND s.shared != (instr(i.note, ?) > 0)"""
    rows = database.execute(query, (folder, SHARED_SERIES)).fetchall()
    database.executemany(
        "UPDATE instances SET note = ? WHERE rowid = ?", ((_noted(note, shared), rowid) for rowid, note, shared in rows)
    )


def _noted(note: str, shared: int) -> str:
    notes = [part for part in note.split("; ") if part and part != SHARED_SERIES]
    return "; ".join([*notes, SHARED_SERIES] if shared else notes)


def _write_facts(database: sqlite3.Connection, folder: int) -> None:
    found = """FROM temp.found_facts f JOIN series s
               ON s.folder = ? AND s.patient_id = f.patient_id AND s.study_uid = f.study_uid AND s.uid = f.uid"""
    database.execute(f"DELETE FROM facts WHERE series IN (SELECT DISTINCT s.id {found})", (folder,))
    database.execute(f"INSERT OR REPLACE INTO facts SELECT s.id, f.keyword, f.value {found}", (folder,))


def _count(database: sqlite3.Connection, folder: int) -> None:
    """Write the counts of the folder, and that it has been indexed now."""
    images = "FROM series WHERE folder = :folder AND kind = ''"
    stored = "FROM instances WHERE folder = :folder"
    # Of an archive, each member is a file; the test of the path needs the index alone.
    in_archives = f"{stored} AND path LIKE '%.zip' AND kind IN ('dicom', 'raster')"
    more = f"SELECT COUNT(DISTINCT path || '/' || member) - COUNT(DISTINCT path) {in_archives}"
    counted = {
        "patients": f"SELECT COUNT(DISTINCT patient_id) {images}",
        "studies": f"SELECT COUNT(*) FROM (SELECT DISTINCT patient_id, study_uid {images})",
        "series": f"SELECT COUNT(*) {images}",
        "instances": f"SELECT coalesce(SUM(instances), 0) {images}",
        "frames": f"SELECT coalesce(SUM(frames), 0) {images}",
        "files": f"SELECT COUNT(DISTINCT path) + ({more}) {stored}",
        "noted": f"SELECT COUNT(DISTINCT path) + ({more} AND note != '') {stored} AND note != ''",
        "classes": f"SELECT COUNT(DISTINCT class_folder) {stored} AND class_folder != ''",
        "in_classes": f"SELECT COUNT(*) {stored} AND class_folder != ''",
        "skipped": "SELECT COUNT(*) FROM skipped WHERE folder = :folder",
    }
    settings = ", ".join(f"{name} = ({counted[name]})" for name in COUNTS)
    database.execute(
        f"UPDATE folders SET indexed_at = :now, revision = revision + 1, {settings} WHERE id = :folder",
        {"folder": folder, "now": time.time()},
    )
