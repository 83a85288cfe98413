"""What the tree shows of a series, from its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from medxfer_gui.library.nodes import PatientNode, SeriesEntry, SeriesNode, StackNode, tree_of
from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SeriesKey
from medxfer_gui.library.stacks import Stack, split_stacks


def build_tree(records: Iterable[InstanceRecord]) -> tuple[PatientNode, ...]:
    """The tree of records that are not in the library; see `tree_of`."""
    groups: dict[SeriesKey, list[InstanceRecord]] = {}
    for record in records:
        groups.setdefault(record.series_key, []).append(record)
    return tree_of(describe_series(key, group)[0] for key, group in groups.items())


def describe_series(
    key: SeriesKey, records: Iterable[InstanceRecord]
) -> tuple[SeriesEntry, list[tuple[InstanceRecord, ...]]]:
    """What the tree shows of a series (at least one record), and the records of each of its stacks in order."""
    stacks = split_stacks(records)
    first = stacks[0].records[0]
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
    return SeriesEntry(key, first.study_date, first.study_description, node), [stack.records for stack in stacks]


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
    """Instances of a series in the order of its stacks."""
    return [record for stack in split_stacks(records) for record in stack.records]


def _stack_node(number: int, stack: Stack) -> StackNode:
    records = stack.records
    return StackNode(
        number,
        stack.label,
        stack.problems,
        len(records),
        sum(record.frames for record in records),
        records[0].sop_instance_uid,
        records[len(records) // 2].sop_instance_uid,
    )
