"""The tables of the library file, and how records become rows of them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medxfer_gui.library.records import InstanceRecord

VERSION = 1
"""Version of the tables (``PRAGMA user_version``)."""

_FIELDS = tuple(field.name for field in dataclasses.fields(InstanceRecord))
_AT_SPACING = _FIELDS.index("spacing")
_SPACING = ("spacing_row", "spacing_column")
STORED = (*_FIELDS[:_AT_SPACING], *_SPACING, *_FIELDS[_AT_SPACING + 1 :])
"""Columns of an instance: the fields of the record in order, its spacing as two numbers."""

_INTEGERS = {"frames", "rows", "columns", "samples", "series_number", "instance_number", "bits_stored"}
_INTEGERS |= {"acquisition_number", "temporal_position"}
_REALS = {"position", "slice_thickness", "slice_spacing", "gantry_tilt", *_SPACING}
_REALS |= {"trigger_time", "echo_time", "inversion_time", "b_value"}
_TUPLES = tuple(_FIELDS.index(name) for name in ("image_position", "orientation"))


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Size in bytes and time of change in nanoseconds: equal stamps mean an unchanged file."""

    size: int
    modified: int


def _declared(column: str) -> str:
    return f'"{column}" {"INTEGER" if column in _INTEGERS else "REAL" if column in _REALS else "TEXT"}'


_OF_FOLDER = "folder INTEGER NOT NULL REFERENCES folders(id) ON DELETE CASCADE"
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, indexed_at REAL NOT NULL)",
        f"CREATE TABLE instances ({_OF_FOLDER}, size INTEGER, modified INTEGER, {', '.join(map(_declared, STORED))})",
        "CREATE INDEX instances_by_folder ON instances(folder)",
        "CREATE INDEX instances_by_uid ON instances(sop_instance_uid)",
        "CREATE INDEX instances_by_series ON instances(series_instance_uid)",
        f"CREATE TABLE skipped ({_OF_FOLDER}, path TEXT, problem TEXT, hint TEXT, detail TEXT)",
        "CREATE INDEX skipped_by_folder ON skipped(folder)",
    ),
)
"""Statements that lead from each version to the next."""

NAMES = ", ".join(f'i."{name}"' for name in STORED)
TABLES = "instances i JOIN folders f ON f.id = i.folder"
SELECT = f"SELECT {NAMES} FROM {TABLES}"


def stamp_values(stamp: FileStamp | None) -> tuple[int | None, int | None]:
    """Size and time of a stamp, or nothing of both."""
    return (None, None) if stamp is None else (stamp.size, stamp.modified)


def to_row(record: InstanceRecord) -> tuple[Any, ...]:
    """Values of a record in the order of `STORED`."""
    values = [getattr(record, name) for name in _FIELDS]
    values[0] = str(record.path)
    for at in _TUPLES:
        values[at] = None if values[at] is None else json.dumps(values[at])
    values[_AT_SPACING : _AT_SPACING + 1] = record.spacing or (None, None)
    return tuple(values)


def from_row(row: Sequence[Any]) -> InstanceRecord:
    """The record of a row in the order of `STORED`."""
    after = _AT_SPACING + len(_SPACING)
    spacing = None if row[_AT_SPACING] is None else (row[_AT_SPACING], row[_AT_SPACING + 1])
    values: list[Any] = [Path(row[0]), *row[1:_AT_SPACING], spacing, *row[after:]]
    for at in _TUPLES:
        values[at] = None if values[at] is None else tuple(json.loads(values[at]))
    return InstanceRecord(*values)
