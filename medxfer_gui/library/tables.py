"""The tables of the library file, and how records become rows of them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from medxfer_gui.library.records import InstanceRecord

VERSION = 2
"""Version of the tables (``PRAGMA user_version``)."""

FIELDS = tuple(field.name for field in dataclasses.fields(InstanceRecord))
"""Columns of an instance that are fields of its record, in the same order."""

_TYPES = get_type_hints(InstanceRecord)
_values = attrgetter(*FIELDS)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Size in bytes and time of change in nanoseconds: equal stamps mean an unchanged file."""

    size: int
    modified: int


def _kinds(field: str) -> tuple[Any, ...]:
    """The types a field may have besides None."""
    hint = _TYPES[field]
    parts = (hint,) if get_origin(hint) is tuple else get_args(hint) or (hint,)
    return tuple(part for part in parts if part is not NoneType)


_NUMBERS = tuple(at for at, name in enumerate(FIELDS) if any(get_origin(kind) is tuple for kind in _kinds(name)))
"""Places of the fields that are tuples: their columns hold them as JSON."""


def _declared(field: str) -> str:
    kinds = _kinds(field)
    return f'"{field}" {"REAL" if float in kinds else "INTEGER" if int in kinds or bool in kinds else "TEXT"}'


_OF_FOLDER = "folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE"
_OF_SERIES = "series INTEGER NOT NULL REFERENCES series(id) ON DELETE CASCADE"
COUNTS = "patients studies series instances frames files noted classes in_classes skipped".split()  # noqa: SIM905
"""What is counted of each folder: columns of ``folders``, fields of `FolderSummary`."""

FOUND = f"ordinal INTEGER, size INTEGER, modified INTEGER, {', '.join(map(_declared, FIELDS))}"
"""Columns of an instance that its file says; ``ordinal`` is its place among those of its file."""

SKIPPED = "path TEXT, size INTEGER, modified INTEGER, problem TEXT, hint TEXT, detail TEXT, uid TEXT"
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
    f"CREATE TABLE skipped ({_OF_FOLDER}, {SKIPPED})",
    "CREATE INDEX skipped_by_path ON skipped (folder, path)",
)
"""Statements that make the tables of `VERSION`."""

NAMES = ", ".join(f'i."{name}"' for name in FIELDS)
TABLES = "instances i JOIN folders f ON f.id = i.folder"
SELECT = f"SELECT {NAMES} FROM {TABLES}"


def stamp_values(stamp: FileStamp | None) -> tuple[int | None, int | None]:
    """Size and time of a stamp, or nothing of both."""
    return (None, None) if stamp is None else (stamp.size, stamp.modified)


def to_row(record: InstanceRecord) -> tuple[Any, ...]:
    """Values of a record in the order of `FIELDS`."""
    values = list(_values(record))
    values[0] = str(record.path)
    for at in _NUMBERS:
        if values[at] is not None:
            values[at] = json.dumps(values[at])
    return tuple(values)


def from_row(row: Sequence[Any]) -> InstanceRecord:
    """The record of a row in the order of `FIELDS`."""
    values = list(row)
    values[0] = Path(values[0])
    for at in _NUMBERS:
        if values[at] is not None:
            values[at] = tuple(json.loads(values[at]))
    return InstanceRecord(*values)
