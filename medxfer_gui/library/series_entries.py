"""What the tree shows of a series, from its records."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from natsort import natsort_keygen

from medxfer_gui.library.nodes import PatientNode, SeriesEntry, SeriesNode, StackNode, tree_of
from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SeriesKey

_natural = natsort_keygen()


def build_tree(records: Iterable[InstanceRecord]) -> tuple[PatientNode, ...]:
    """The tree of records that are not in the library; see `tree_of`."""
    groups: dict[SeriesKey, list[InstanceRecord]] = {}
    for record in records:
        groups.setdefault(record.series_key, []).append(record)
    return tree_of(describe_series(key, group)[0] for key, group in groups.items())


def describe_series(
    key: SeriesKey, records: Iterable[InstanceRecord]
) -> tuple[SeriesEntry, list[list[InstanceRecord]]]:
    """What the tree shows of a series (at least one record), and the records of each of its stacks in order."""
    stacks = [stack_order(records)]
    first = stacks[0][0]
    nodes = tuple(_stack_node(number, stack) for number, stack in enumerate(stacks))
    node = SeriesNode(
        key.series_uid,
        first.series_number,
        first.modality,
        first.series_description,
        first.body_part,
        sum(stack.instances for stack in nodes),
        sum(stack.frames for stack in nodes),
        nodes,
    )
    return SeriesEntry(key, first.study_date, first.study_description, node), stacks


def describe_objects(objects: Sequence[ObjectRecord]) -> SeriesEntry:
    """What the tree shows of a series that holds no images (at least one object)."""
    first = objects[0]
    node = SeriesNode(
        first.series_instance_uid,
        first.series_number,
        first.modality,
        first.series_description or first.title,
        first.body_part,
        len(objects),
        0,
        (),
        first.kind,
        first.sop_instance_uid,
    )
    return SeriesEntry(first.series_key, first.study_date, first.study_description, node)


def stack_order(records: Iterable[InstanceRecord]) -> list[InstanceRecord]:
    """Instances of a series from end to end: by position where all have one, then by instance number and path."""
    listed = list(records)
    positioned = all(record.position is not None for record in listed)

    def key(record: InstanceRecord) -> tuple[float, float, object]:
        position = record.position if positioned and record.position is not None else 0.0
        if record.instance_number is None:
            return (round(position, 3), math.inf, _natural(f"{record.path} {record.member}"))
        return (round(position, 3), record.instance_number, f"{record.path} {record.member}")

    return sorted(listed, key=key) if len(listed) > 1 else listed


def _stack_node(number: int, stack: list[InstanceRecord]) -> StackNode:
    return StackNode(
        number,
        "",
        (),
        len(stack),
        sum(record.frames for record in stack),
        stack[0].sop_instance_uid,
        stack[len(stack) // 2].sop_instance_uid,
    )
