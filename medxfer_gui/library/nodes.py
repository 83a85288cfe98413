"""The Patient > Study > Series tree of the library, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from natsort import natsort_keygen

from medxfer_gui.library.records import SeriesKey

_natural = lru_cache(maxsize=8192)(natsort_keygen())


@dataclass(frozen=True, slots=True)
class StackProblem:
    """Why a series is not one clean stack; English templates without facts, and the facts."""

    problem: str
    hint: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StackNode:
    """What is scrolled through as one stack.

    Parameters
    ----------
    number
        From 0, as in `StackKey`.
    label
        What sets it apart from the other stacks of its series ("512 × 512", "b 1000"); empty where there is one.
    problems
        What to know before it is taken for a volume: gaps, a tilted gantry.
    instances, frames
        How many it has.
    first_uid, middle_uid
        The instances to open it on: projections at the first, slices in the middle.
    """

    number: int
    label: str
    problems: tuple[StackProblem, ...]
    instances: int
    frames: int
    first_uid: str
    middle_uid: str


@dataclass(frozen=True, slots=True)
class SeriesNode:
    """One series with its stacks: one, unless its instances cannot be one.

    ``kind`` is empty for images; else what the series holds in place of them ("Structured report"): such a series
    has no stacks, and ``object_uid`` names its first object.
    """

    uid: str
    number: int | None
    modality: str
    description: str
    body_part: str
    instances: int
    frames: int
    stacks: tuple[StackNode, ...]
    kind: str = ""
    object_uid: str = ""


@dataclass(frozen=True, slots=True)
class StudyNode:
    """One study with its series.

    ``day``: days since the first study of the patient, where the patient has several with a date; else None.
    """

    uid: str
    date: str
    description: str
    series: tuple[SeriesNode, ...]
    instances: int
    frames: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class PatientNode:
    """One patient with the studies; ``patient_id`` is an identity and is shown as a pseudonym where privacy is on."""

    patient_id: str
    studies: tuple[StudyNode, ...]
    instances: int
    frames: int


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """A series with the patient and the study it belongs to: what a tree is made of."""

    key: SeriesKey
    study_date: str
    study_description: str
    node: SeriesNode


def tree_of(entries: Iterable[SeriesEntry]) -> tuple[PatientNode, ...]:
    """Patients in natural order of identifiers, studies by date, series by number."""
    ordered = sorted(entries, key=lambda entry: (entry.key.patient_id, entry.key.study_uid))
    patients = [_patient(name, list(group)) for name, group in groupby(ordered, key=lambda e: e.key.patient_id)]
    return tuple(sorted(patients, key=lambda node: _natural(node.patient_id)))


def _patient(patient_id: str, entries: list[SeriesEntry]) -> PatientNode:
    studies = [_study(uid, list(group)) for uid, group in groupby(entries, key=lambda entry: entry.key.study_uid)]
    if len(studies) > 1:
        studies.sort(key=lambda node: (node.date, _natural(node.description), node.uid))
        studies = _with_days(studies)
    return PatientNode(
        patient_id, tuple(studies), sum(study.instances for study in studies), sum(study.frames for study in studies)
    )


def _with_days(studies: list[StudyNode]) -> list[StudyNode]:
    days = [_day(study.date) for study in studies]
    known = [day for day in days if day is not None]
    if len(known) < 2:
        return studies
    return [
        study if day is None else replace(study, day=day - min(known)) for study, day in zip(studies, days, strict=True)
    ]


def _day(text: str) -> int | None:
    """The number of a day (DA, ``20200131``); None for anything else."""
    if len(text) != 8 or not text.isdigit():
        return None
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _study(uid: str, entries: list[SeriesEntry]) -> StudyNode:
    if len(entries) > 1:
        entries.sort(key=lambda entry: _series_order(entry.node))
    series = tuple(entry.node for entry in entries)
    return StudyNode(
        uid,
        next((entry.study_date for entry in entries if entry.study_date), ""),
        next((entry.study_description for entry in entries if entry.study_description), ""),
        series,
        sum(node.instances for node in series),
        sum(node.frames for node in series),
    )


def _series_order(node: SeriesNode) -> tuple[object, ...]:
    return (node.number is None, node.number or 0, _natural(node.description), node.uid)
