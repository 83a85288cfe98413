"""What a scan has found, kept out of the library until it goes in as a whole.

Temporary tables belong to one connection and lock nothing: however long a scan takes, other windows read and write the
library meanwhile, its memory does not grow with the folder, and a scan that is cancelled or killed leaves no trace.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SeriesKey, SkippedFile
from medxfer_gui.library.tables import FOUND, INSTANCE, OBJECT, SKIPPED, FileStamp, stamp_values

_TABLES = {
    "found": FOUND,
    "found_objects": OBJECT.declared(),
    "found_skipped": SKIPPED,
    "found_facts": "patient_id TEXT, study_uid TEXT, uid TEXT, keyword TEXT, value TEXT",
    "gone": "path TEXT PRIMARY KEY",
}
_ROWS_AT_ONCE = 256


class FoundRows:
    """Rows for the tables, from instances, objects, skipped files and header facts; travels between processes."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {}

    def add(self, records: Iterable[InstanceRecord], stamp: FileStamp | None = None) -> None:
        """The instances of one file."""
        stamped = stamp_values(stamp)
        for ordinal, record in enumerate(records):
            self._put("found", (ordinal, *stamped, *INSTANCE.to_row(record)))

    def skip(self, item: SkippedFile, stamp: FileStamp | None = None) -> None:
        """A file that is no instance, and the object that it is; without a stamp every scan looks at it again."""
        reason = (item.problem, item.hint, item.detail, None, item.member)
        self._put("found_skipped", (str(item.path), *stamp_values(stamp), *reason))
        if item.object is not None:
            self.add_object(item.object)

    def add_object(self, record: ObjectRecord) -> None:
        """An object that is no picture; its file is skipped as well, with the reason."""
        self._put("found_objects", OBJECT.to_row(record))

    def describe(self, series: SeriesKey, facts: Mapping[str, str]) -> None:
        """The header facts of a series, for `Library.series_with`."""
        for keyword, value in facts.items():
            self._put("found_facts", (series.patient_id, series.study_uid, series.series_uid, keyword, value))

    def extend(self, other: FoundRows) -> None:
        """Take over the rows of others."""
        for name, rows in other.rows.items():
            self.rows.setdefault(name, []).extend(rows)

    def _put(self, name: str, row: tuple[Any, ...]) -> None:
        self.rows.setdefault(name, []).append(row)


class Findings(FoundRows):
    """What a whole scan has found, and the paths whose rows are to go.

    Parameters
    ----------
    database
        The connection to whose temporary tables they go; one `Findings` at a time.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__()
        self._database = database
        self._described: set[tuple[str, ...]] = set()
        for name, columns in _TABLES.items():
            database.execute(f"DROP TABLE IF EXISTS temp.{name}")
            database.execute(f"CREATE TEMP TABLE {name} ({columns})")

    def take(self, found: FoundRows) -> None:
        """Take over the rows of some files; of a series that was described before, its facts are left out."""
        facts = [row for row in found.rows.pop("found_facts", ()) if row[:3] not in self._described]
        self._described.update(row[:3] for row in facts)
        for name, rows in (*found.rows.items(), ("found_facts", facts)):
            self._write(name, rows)

    def remove(self, paths: Iterable[str]) -> None:
        """Set the paths whose rows are to go, in place of those set before."""
        self._database.execute("DELETE FROM temp.gone")
        self._database.executemany("INSERT OR IGNORE INTO temp.gone VALUES (?)", ((path,) for path in paths))

    def drop(self, paths: Iterable[str]) -> None:
        """Forget what was found in these files."""
        self.flush()
        values = [(path,) for path in paths]
        for name in ("found", "found_objects", "found_skipped"):
            self._database.executemany(f"DELETE FROM temp.{name} WHERE path = ?", values)

    def flush(self) -> None:
        """Write what waits to the temporary tables."""
        for name, rows in self.rows.items():
            self._write(name, rows)
        self.rows.clear()

    def close(self) -> None:
        """Remove the temporary tables."""
        for name in _TABLES:
            self._database.execute(f"DROP TABLE IF EXISTS temp.{name}")

    def _put(self, name: str, row: tuple[Any, ...]) -> None:
        super()._put(name, row)
        if len(self.rows[name]) >= _ROWS_AT_ONCE:
            self._write(name, self.rows.pop(name))

    def _write(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        insert = f"INSERT INTO temp.{name} VALUES ({', '.join('?' * len(rows[0]))})"
        if self._database.in_transaction:
            self._database.executemany(insert, rows)
            return
        # Without this each row is a transaction of its own, which takes half as long again.
        self._database.execute("BEGIN")
        try:
            self._database.executemany(insert, rows)
        finally:
            self._database.execute("COMMIT")
