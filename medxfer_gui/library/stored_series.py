"""The series of a folder as the tables hold them for the tree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from medxfer_gui.library.database import Database
from medxfer_gui.library.nodes import SeriesEntry, SeriesNode, StackNode, StackProblem
from medxfer_gui.library.records import SeriesKey

_STACKS = """
    SELECT s.shared, t.* FROM folders f JOIN series s ON s.folder = f.id JOIN stacks t ON t.series = s.id
    WHERE f.path = ? ORDER BY t.series, t.number"""
_SERIES = """
    SELECT s.id, s.patient_id, s.study_uid, s.uid, study_date, study_description, number, modality, description,
    body_part, s.instances, s.frames, kind, object_uid
    FROM series s JOIN folders f ON f.id = s.folder WHERE f.path = ?"""
_SHARED = (
    StackProblem(
        "The series UID is used for more than one patient",
        "Each patient's images are a series of their own here; other programs may mix them.",
    ),
)


def stored_series(database: Database, folder: str) -> Iterator[SeriesEntry]:
    """Every series of a folder with its stacks, in no order."""
    stacks: dict[int, list[StackNode]] = {}
    for shared, series, number, label, problems, *counts in database.query(_STACKS, (folder,)):
        told = (*(_SHARED if shared else ()), *_problems(problems))
        stacks.setdefault(series, []).append(StackNode(number, label, told, *counts))
    for series, *row in database.query(_SERIES, (folder,)):
        yield _entry(tuple(stacks.get(series, ())), *row)


def _entry(
    stacks: tuple[StackNode, ...],
    patient: str,
    study: str,
    uid: str,
    date: str,
    text: str,
    number: int | None,
    *shown: Any,
) -> SeriesEntry:
    modality, description, body_part, instances, frames, kind, object_uid = shown
    node = SeriesNode(
        uid, number, modality, description, body_part, instances, frames, stacks, kind=kind, object_uid=object_uid
    )
    return SeriesEntry(SeriesKey(patient, study, uid), date, text, node)


def _problems(stored: str) -> tuple[StackProblem, ...]:
    return tuple(StackProblem(*problem) for problem in json.loads(stored)) if stored else ()
