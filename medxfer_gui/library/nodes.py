"""The Patient > Study > Series tree of the library, as values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from natsort import natsort_keygen

from medxfer_gui.library.records import InstanceRecord

_natural = natsort_keygen()


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
    """One study with its series."""

    uid: str
    date: str
    description: str
    series: tuple[SeriesNode, ...]
    instances: int
    frames: int


@dataclass(frozen=True, slots=True)
class PatientNode:
    """One patient with the studies; ``patient_id`` is an identity and is shown as a pseudonym where privacy is on."""

    patient_id: str
    studies: tuple[StudyNode, ...]
    instances: int
    frames: int


def build_tree(records: Iterable[InstanceRecord]) -> tuple[PatientNode, ...]:
    """Patients in natural order of identifiers, studies by date, series by number, instances in stack order."""
    ordered = sorted(records, key=lambda r: (r.patient_id, r.study_instance_uid, r.series_instance_uid))
    patients = [_patient(key, list(group)) for key, group in groupby(ordered, key=lambda r: r.patient_id)]
    return tuple(sorted(patients, key=lambda node: _natural(node.patient_id)))


def stack_order(records: Iterable[InstanceRecord]) -> list[InstanceRecord]:
    """Instances of a series from end to end: by position where all have one, then by instance number and path."""
    listed = list(records)
    positioned = all(record.position is not None for record in listed)

    def key(record: InstanceRecord) -> tuple[float, float, object]:
        position = record.position if positioned and record.position is not None else 0.0
        if record.instance_number is None:
            return (round(position, 3), math.inf, _natural(f"{record.path} {record.member}"))
        return (round(position, 3), record.instance_number, f"{record.path} {record.member}")

    return sorted(listed, key=key)


def _patient(patient_id: str, records: list[InstanceRecord]) -> PatientNode:
    studies = [_study(key, list(group)) for key, group in groupby(records, key=lambda r: r.study_instance_uid)]
    studies.sort(key=lambda node: (node.date, _natural(node.description), node.uid))
    return PatientNode(patient_id, tuple(studies), len(records), sum(record.frames for record in records))


def _study(uid: str, records: list[InstanceRecord]) -> StudyNode:
    series = [_series(key, list(group)) for key, group in groupby(records, key=lambda r: r.series_instance_uid)]
    series.sort(key=lambda node: (node.number is None, node.number or 0, _natural(node.description), node.uid))
    frames = sum(record.frames for record in records)
    return StudyNode(uid, records[0].study_date, records[0].study_description, tuple(series), len(records), frames)


def _series(uid: str, records: list[InstanceRecord]) -> SeriesNode:
    stack = stack_order(records)
    first = stack[0]
    return SeriesNode(
        uid,
        first.series_number,
        first.modality,
        first.series_description,
        first.body_part,
        len(stack),
        sum(record.frames for record in stack),
        (_stack_node(stack),),
    )


def _stack_node(stack: list[InstanceRecord]) -> StackNode:
    return StackNode(
        0,
        "",
        (),
        len(stack),
        sum(record.frames for record in stack),
        stack[0].sop_instance_uid,
        stack[len(stack) // 2].sop_instance_uid,
    )
