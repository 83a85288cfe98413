"""The library on disk: one SQLite file, safe for several threads and processes."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.nodes import PatientNode, build_tree, stack_order
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.records import InstanceRecord, SeriesKey, SkippedFile, StackKey
from medxfer_gui.library.tables import (
    MIGRATIONS,
    NAMES,
    SELECT,
    STORED,
    TABLES,
    VERSION,
    FileStamp,
    from_row,
    stamp_values,
    to_row,
)

_BUSY_SECONDS = 30.0
_CHUNK = 500


class _ThreadConnection:
    """A connection that is closed when its thread has ended and dropped it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Library:
    """The index of everything that was opened; a context manager.

    Each thread gets a connection of its own, so one `Library` may be used from the window and from a Job at once. A
    reader never waits; a writer waits up to half a minute for another one.

    Parameters
    ----------
    path
        The SQLite file (`Home.library`); made where it does not exist.

    Raises
    ------
    MedxferError
        The file is no library (it is set aside, never deleted), was made by a later version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: weakref.WeakSet[_ThreadConnection] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate()
        except sqlite3.OperationalError as error:
            self.close()
            raise _unavailable(path, error) from None
        except OSError as error:
            raise _unavailable(path, error) from None
        except sqlite3.DatabaseError:
            self.close()
            raise _set_aside(path) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads; the library must not be used afterwards."""
        with self._lock:
            for held in list(self._open):
                held.connection.close()
            self._open.clear()
        self._local = threading.local()

    # -- writing -------------------------------------------------------------------------------------------------

    def replace_folder(
        self,
        folder: Path,
        records: Iterable[InstanceRecord],
        skipped: Iterable[SkippedFile],
        stamps: Mapping[Path, FileStamp] | None = None,
    ) -> None:
        """Put a folder's instances and skipped files in place of what was known of it, all or nothing.

        ``stamps`` holds size and time of the files of ``records``, for `known_files`.
        """
        stamps = stamps or {}
        marks = ", ".join("?" * (len(STORED) + 3))
        with self._writing() as database:
            database.execute("DELETE FROM folders WHERE path = ?", (str(opened_folder(folder)),))
            cursor = database.execute(
                "INSERT INTO folders (path, indexed_at) VALUES (?, ?)", (str(opened_folder(folder)), time.time())
            )
            number = cursor.lastrowid
            rows = ((number, *stamp_values(stamps.get(record.path)), *to_row(record)) for record in records)
            database.executemany(f"INSERT INTO instances VALUES ({marks})", rows)
            database.executemany(
                "INSERT INTO skipped VALUES (?, ?, ?, ?, ?)",
                ((number, str(item.path), item.problem, item.hint, item.detail) for item in skipped),
            )

    def remove_folder(self, folder: Path) -> None:
        """Forget a folder; its files are not touched."""
        with self._writing() as database:
            database.execute("DELETE FROM folders WHERE path = ?", (str(opened_folder(folder)),))

    # -- reading -------------------------------------------------------------------------------------------------

    def folders(self) -> tuple[Path, ...]:
        """The folders that were indexed, the latest first."""
        rows = self._query("SELECT path FROM folders ORDER BY indexed_at DESC, id DESC")
        return tuple(Path(row[0]) for row in rows)

    def instances(self, folder: Path | None = None) -> list[InstanceRecord]:
        """The instances of a folder in the order they were stored; of all folders, each SOPInstanceUID once."""
        where, values = self._of_folder(folder)
        return [from_row(row) for row in self._query(f"{SELECT} WHERE {where} ORDER BY i.rowid", values)]

    def skipped(self, folder: Path | None = None) -> list[SkippedFile]:
        """The files that did not become instances, with reasons."""
        query = "SELECT s.path, problem, hint, detail FROM skipped s JOIN folders f ON f.id = s.folder"
        rows = self._query(f"{query} WHERE ? IS NULL OR f.path = ? ORDER BY s.rowid", _twice(folder))
        return [SkippedFile(Path(path), problem, hint, detail) for path, problem, hint, detail in rows]

    def find(self, uid: str, folder: Path | None = None) -> InstanceRecord | None:
        """The instance of a SOPInstanceUID, or None."""
        return self.find_many([uid], folder).get(uid)

    def find_many(self, uids: Iterable[str], folder: Path | None = None) -> dict[str, InstanceRecord]:
        """The instances of many SOPInstanceUIDs by UID; those that are not known are left out."""
        wanted, found = list(dict.fromkeys(uids)), {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            query = f"{SELECT} WHERE (? IS NULL OR f.path = ?) AND sop_instance_uid IN ({marks}) ORDER BY f.indexed_at"
            for row in self._query(query, (*_twice(folder), *chunk)):
                record = from_row(row)
                found[record.sop_instance_uid] = record
        return found

    def tree(self, folder: Path | None = None) -> tuple[PatientNode, ...]:
        """Patient > Study > Series with counts, in natural order."""
        return build_tree(self.instances(folder))

    def series_instances(self, series_uid: str, folder: Path | None = None) -> list[InstanceRecord]:
        """The instances of a series in stack order (`library.nodes.stack_order`)."""
        where, values = self._of_folder(folder)
        rows = self._query(f"{SELECT} WHERE series_instance_uid = ? AND {where}", (series_uid, *values))
        return stack_order(map(from_row, rows))

    def frames(self, folder: Path, series: Iterable[SeriesKey] | None = None) -> FrameList:
        """The frames of some series (None: of all) in the order of the tree."""
        wanted = None if series is None else list(series)
        groups: dict[SeriesKey, list[InstanceRecord]] = {}
        for record in self.instances(folder):
            groups.setdefault(record.series_key, []).append(record)
        if wanted is None:
            wanted = [
                SeriesKey(patient.patient_id, study.uid, node.uid)
                for patient in self.tree(folder)
                for study in patient.studies
                for node in study.series
            ]
        stacked = [record for key in wanted for record in stack_order(groups.get(key, []))]
        return FrameList([record.sop_instance_uid for record in stacked], [record.frames for record in stacked])

    def stack_frames(self, folder: Path, stack: StackKey) -> FrameList:
        """The frames of one stack, in order."""
        return self.frames(folder, [stack.series])

    def stack_of(self, uid: str, folder: Path) -> StackKey | None:
        """The stack that an instance belongs to; None where the folder does not have it."""
        record = self.find(uid, folder)
        return None if record is None else StackKey(record.series_key, 0)

    def series_with(self, folder: Path, keyword: str, text: str) -> frozenset[SeriesKey]:
        """The series whose element ``keyword`` (a DICOM keyword or ``ggggeeee``) holds ``text``, whatever its case."""
        names = {"Manufacturer": "manufacturer", "Modality": "modality", "BodyPartExamined": "body_part"}
        name = names.get(keyword, "")
        records = self.instances(folder) if name else []
        return frozenset(r.series_key for r in records if text.casefold() in getattr(r, name).casefold())

    def known_files(self, folder: Path) -> dict[Path, tuple[FileStamp, list[InstanceRecord]]]:
        """What is known of each file that became instances: its stamp and its records."""
        known: dict[Path, tuple[FileStamp, list[InstanceRecord]]] = {}
        query = f"SELECT size, modified, {NAMES} FROM {TABLES} WHERE f.path = ? AND size IS NOT NULL ORDER BY i.rowid"
        for size, modified, *row in self._query(query, (str(opened_folder(folder)),)):
            record = from_row(row)
            known.setdefault(record.path, (FileStamp(size, modified), []))[1].append(record)
        return known

    # -- connections ---------------------------------------------------------------------------------------------

    def _of_folder(self, folder: Path | None) -> tuple[str, tuple[str, ...]]:
        if folder is not None:
            return "f.path = ?", (str(opened_folder(folder)),)
        return "i.rowid IN (SELECT MIN(rowid) FROM instances GROUP BY sop_instance_uid)", ()

    def _connection(self) -> sqlite3.Connection:
        held: _ThreadConnection | None = getattr(self._local, "held", None)
        if held is None:
            # Only `close` touches it from another thread.
            opened = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            held = self._local.held = _ThreadConnection(opened)
            with self._lock:
                self._open.add(held)
            for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"):
                held.connection.execute(f"PRAGMA {pragma}")
        return held.connection

    def _query(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            raise _unavailable(self.path, error) from None
        except sqlite3.DatabaseError:
            self.close()
            raise _set_aside(self.path) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            database = self._connection()
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise _unavailable(self.path, error) from None
        except sqlite3.DatabaseError:
            self.close()
            raise _set_aside(self.path) from None

    def _migrate(self) -> None:
        database = self._connection()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            self.close()
            raise MedxferError(
                "The library was made by a later version of this program",
                "Update the program, or move {path} away and index the folders again.",
                path=self.path,
            )
        if version < VERSION:
            with self._writing() as database:
                # Another process may have migrated while this one waited.
                (version,) = database.execute("PRAGMA user_version").fetchone()
                for number in range(version, VERSION):
                    for statement in MIGRATIONS[number]:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {number + 1}")
        database.execute("SELECT COUNT(*) FROM folders").fetchone()


def _twice(folder: Path | None) -> tuple[str | None, str | None]:
    value = None if folder is None else str(opened_folder(folder))
    return value, value


def _unavailable(path: Path, error: Exception) -> MedxferError:
    return MedxferError(
        "The library {path} cannot be used now",
        "Close other programs that use it, and check that the disk is not full and the folder can be written.",
        path=path,
        detail=str(error),
    )


def _set_aside(path: Path) -> MedxferError:
    """Move a damaged library out of the way, with its journal, so that the next start makes a new one."""
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    try:
        for ending in ("", "-wal", "-shm"):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError:
        return MedxferError("The library {path} is damaged", "Move it away and index your folders again.", path=path)
    return MedxferError(
        "The library was damaged and has been set aside as {aside}",
        "Open your folders again; runs and their results are not affected.",
        aside=aside,
    )
