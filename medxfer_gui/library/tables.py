"""The tables of the library file, and how records become rows of them."""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable, Sequence
from operator import attrgetter
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from medxfer_gui.library.records import InstanceRecord, ObjectRecord

VERSION = 2
"""Version of the tables (``PRAGMA user_version``)."""

Record = TypeVar("Record")


class FileStamp(NamedTuple):
    """Size in bytes and time of change in nanoseconds: equal stamps mean an unchanged file.

    A tuple, because a scan makes, compares and sends to other processes one for each file.
    """

    size: int
    modified: int


class Columns(Generic[Record]):
    """The columns of a kind of record: one for each field, in the same order; a tuple of numbers is kept as doubles.

    Parameters
    ----------
    kind
        A frozen dataclass whose first field is ``path``.
    """

    def __init__(self, kind: Callable[..., Record]) -> None:
        self._kind = kind
        self.names = tuple(field.name for field in dataclasses.fields(cast("Any", kind)))
        self._types = [_types(hint) for hint in get_type_hints(kind).values()]
        self._values = attrgetter(*self.names)
        self._tuples = tuple(at for at, kinds in enumerate(self._types) if tuple in kinds)

    def declared(self) -> str:
        """Names and types for ``CREATE TABLE``."""
        return ", ".join(f'"{name}" {_sql_type(kinds)}' for name, kinds in zip(self.names, self._types, strict=True))

    def listed(self, table: str = "") -> str:
        """Names for ``SELECT``, of a table where given."""
        return ", ".join(f'{table and table + "."}"{name}"' for name in self.names)

    def to_row(self, record: Record) -> tuple[Any, ...]:
        """Values of a record."""
        values = list(self._values(record))
        values[0] = str(values[0])
        for at in self._tuples:
            if values[at] is not None:
                values[at] = array("d", values[at]).tobytes()
        return tuple(values)

    def from_row(self, row: Sequence[Any]) -> Record:
        """The record of a row."""
        values = list(row)
        values[0] = Path(values[0])
        for at in self._tuples:
            if values[at] is not None:
                values[at] = tuple(array("d", values[at]))
        return self._kind(*values)


def _types(hint: Any) -> tuple[Any, ...]:
    """The types that a field may have, without None and without what tuples hold."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return tuple(get_origin(part) or part for part in parts if part is not NoneType)


def _sql_type(kinds: tuple[Any, ...]) -> str:
    for kind, name in ((tuple, "BLOB"), (float, "REAL"), (int, "INTEGER"), (bool, "INTEGER")):
        if kind in kinds:
            return name
    return "TEXT"


INSTANCE: Columns[InstanceRecord] = Columns(InstanceRecord)
OBJECT: Columns[ObjectRecord] = Columns(ObjectRecord)

_OF_FOLDER = "folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE"
_OF_SERIES = "series INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE"
COUNTS = "patients studies series instances frames files noted classes in_classes skipped".split()  # noqa: SIM905
"""What is counted of each folder: columns of ``folders``, fields of `FolderSummary`."""

FOUND = f"ordinal INTEGER, size INTEGER, modified INTEGER, {INSTANCE.declared()}"
"""Columns of an instance that its file says; ``ordinal`` is its place among those of its file."""

SKIPPED = "path TEXT, size INTEGER, modified INTEGER, problem TEXT, hint TEXT, detail TEXT, uid TEXT, member TEXT"
"""Columns of a skipped file; ``uid`` is the SOPInstanceUID where it is a duplicate of another file."""

CREATE = (
    f"""CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, indexed_at REAL NOT NULL,
        revision INTEGER NOT NULL DEFAULT 0, {", ".join(f"{name} INTEGER NOT NULL DEFAULT 0" for name in COUNTS)})""",
    f"""CREATE TABLE series (id INTEGER PRIMARY KEY, {_OF_FOLDER},
        patient_id TEXT NOT NULL, study_uid TEXT NOT NULL, uid TEXT NOT NULL,
        study_date TEXT, study_description TEXT, number INTEGER, modality TEXT, description TEXT, body_part TEXT,
        instances INTEGER, frames INTEGER, kind TEXT NOT NULL DEFAULT '', object_uid TEXT NOT NULL DEFAULT '',
        shared INTEGER NOT NULL DEFAULT 0, UNIQUE (folder, patient_id, study_uid, uid))""",
    f"""CREATE TABLE stacks ({_OF_SERIES}, number INTEGER NOT NULL, label TEXT, problems TEXT,
        instances INTEGER, frames INTEGER, first_uid TEXT, middle_uid TEXT,
        PRIMARY KEY (series, number)) WITHOUT ROWID""",
    f"""CREATE TABLE facts ({_OF_SERIES}, keyword TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (series, keyword)) WITHOUT ROWID""",
    f"CREATE TABLE instances ({_OF_FOLDER}, {_OF_SERIES}, stack INTEGER NOT NULL, place INTEGER NOT NULL, {FOUND})",
    "CREATE INDEX instances_by_path ON instances (folder, path, ordinal, size, modified)",
    "CREATE UNIQUE INDEX instances_by_uid ON instances (sop_instance_uid, folder)",
    # It holds all that a list of frames needs: the wide rows themselves are not read for it.
    "CREATE INDEX instances_by_stack ON instances (series, stack, place, sop_instance_uid, frames)",
    f"CREATE TABLE objects ({_OF_FOLDER}, {_OF_SERIES}, {OBJECT.declared()})",
    "CREATE INDEX objects_by_path ON objects (folder, path)",
    "CREATE UNIQUE INDEX objects_by_uid ON objects (sop_instance_uid, folder)",
    "CREATE INDEX objects_by_series ON objects (series)",
    f"CREATE TABLE skipped ({_OF_FOLDER}, {SKIPPED})",
    "CREATE INDEX skipped_by_path ON skipped (folder, path)",
)
"""Statements that make the tables of `VERSION`."""

TABLES = "instances i JOIN folders f ON f.id = i.folder"
SELECT = f"SELECT {INSTANCE.listed('i')} FROM {TABLES}"


def stamp_values(stamp: FileStamp | None) -> tuple[int | None, int | None]:
    """Size and time of a stamp, or nothing of both."""
    return (None, None) if stamp is None else (stamp.size, stamp.modified)
