"""A series as the stacks it really is: what cannot be one volume is split, what is no clean volume is said."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, TypeVar

from natsort import natsort_keygen

from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.stack_problems import are_parallel, by_place, find_problems, is_time_series

PROJECTIONS = frozenset("CR DX MG XA RF IO PX RG".split())  # noqa: SIM905 - one line
"""Modalities whose images are projections: a position in them makes no volume."""

VOLUMES = frozenset({"CT", "MR", "PT"})
"""Modalities whose images are planes of a volume, whether or not the header says where they lie."""

_PLAIN = {True: "slices", False: "single images"}
_SAME_DIRECTION = math.cos(math.radians(1))
_MOST_ORIENTATIONS = 24
_natural = natsort_keygen()

Group = list[InstanceRecord]
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stack:
    """Instances that are scrolled through as one, in order.

    Parameters
    ----------
    records
        From one end to the other: by position along the slice normal; where there are no positions, by instance number.
    label
        What sets it apart from the other stacks of its series, parts joined by ``; `` ("sagittal; TE 90 ms"); empty
        where it is the only one.
    problems
        What to know before it is taken for a volume.
    """

    records: tuple[InstanceRecord, ...]
    label: str = ""
    problems: tuple[StackProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Records that belong together so far, and the parts of their label."""

    records: Group
    labels: tuple[str, ...] = ()
    is_volume: bool = False


def split_stacks(records: Iterable[InstanceRecord]) -> tuple[Stack, ...]:
    """The stacks of one series of one patient; each record is in exactly one, whatever the order they come in.

    Apart are: multi-frame instances, each of them; localisers; images without a position among those with one; other
    sizes or numbers of samples; other orientations; and, where several images lie at the same positions, other echo
    times, b-values, inversion times, time points, image types, phases or repeats. Projections and single pictures are
    never split: they are no volume that a second size would spoil.
    """
    listed = list(records)
    if len(listed) == 1:
        return (Stack((listed[0],)),)
    parts: list[_Part] = []
    for part in _by_geometry(listed):
        parts += _volumes(part) if part.is_volume else [part]
    labels = _distinct([part.labels or (_PLAIN[part.is_volume],) for part in parts])
    return tuple(map(_stack, parts, labels))


def _stack(part: _Part, label: str) -> Stack:
    ordered = _in_order(part.records, along_normal=part.is_volume)
    return Stack(tuple(ordered), label, find_problems(ordered) if part.is_volume else _loose_problems(ordered))


def _loose_problems(records: Group) -> tuple[StackProblem, ...]:
    """Of images without positions: planes of a volume should have them."""
    if len(records) < 2 or any(record.modality not in VOLUMES or record.kind != "dicom" for record in records):
        return ()
    hint = "They are shown in order of their instance numbers; distances between them are not known."
    return (StackProblem("The headers do not say where these images lie", hint),)


# -- what can be one stack ---------------------------------------------------------------------------------------


def _by_geometry(records: Group) -> list[_Part]:
    """Positioned planes, then images without positions, then multi-frame instances, each for itself."""
    planes: Group = []
    loose: Group = []
    films: Group = []
    for record in records:
        if record.frames > 1:
            films.append(record)
        elif record.position is None or record.modality in PROJECTIONS:
            loose.append(record)
        else:
            planes.append(record)
    parts = [_Part(planes, (), is_volume=True)] if planes else []
    if loose:
        parts += _without_position(loose, beside_planes=bool(planes))
    parts += [_Part([film], _film_label(film, films)) for film in _in_order(films)]
    return parts


def _without_position(records: Group, *, beside_planes: bool) -> list[_Part]:
    labels = ("without position",) if beside_planes else ()
    if any(record.modality not in VOLUMES for record in records):
        return [_Part(records, labels)]
    sizes = _groups(records, _size)
    return [_Part(group, (*labels, *_size_label(group, sizes))) for group in _largest_first(sizes)]


def _film_label(film: InstanceRecord, films: Group) -> tuple[str, ...]:
    if len(films) == 1 or film.instance_number is None:
        return ("1 frame" if film.frames == 1 else f"{film.frames} frames",)
    return (f"image {film.instance_number}",)


def _volumes(part: _Part) -> list[_Part]:
    """A positioned part split by localisers, size, orientation and what differs at the same positions."""
    found: list[_Part] = []
    kinds = _groups(part.records, _is_localiser)
    for is_localiser in sorted(kinds):
        kind_label = ("localiser",) if is_localiser and len(kinds) > 1 else ()
        sizes = _groups(kinds[is_localiser], _size)
        for group in _largest_first(sizes):
            labels = (*part.labels, *kind_label, *_size_label(group, sizes))
            for oriented in _oriented(_Part(group, labels, is_volume=True)):
                found += _in_repeats(oriented)
    return found


def _is_localiser(record: InstanceRecord) -> bool:
    return "LOCALIZER" in record.image_type.upper().split("\\")


def _size(record: InstanceRecord) -> tuple[int, int, int]:
    return record.rows, record.columns, record.samples


def _size_label(group: Group, sizes: dict[tuple[int, int, int], Group]) -> tuple[str, ...]:
    """Size and colour of a group where they differ among the groups."""
    rows, columns, samples = _size(group[0])
    labels = []
    if len({size[:2] for size in sizes}) > 1:
        labels.append(f"{columns} × {rows}")
    if len({size[2] for size in sizes}) > 1:
        labels.append("grey" if samples == 1 else "colour")
    return tuple(labels)


def _groups(records: Iterable[InstanceRecord], key: Callable[[InstanceRecord], _Key]) -> dict[_Key, Group]:
    groups: defaultdict[_Key, Group] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups


def _largest_first(groups: dict[_Key, Group]) -> list[Group]:
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [group for _, group in ordered]


# -- orientations ------------------------------------------------------------------------------------------------


def _oriented(part: _Part) -> list[_Part]:
    """Images whose rows and columns point the same way within one degree.

    Where nearly every image has an orientation of its own (radial planes, a turning projection), they stay together:
    as many stacks of one image would help nobody.
    """
    exact = _groups(part.records, lambda record: record.orientation or ())
    if len(exact) == 1:
        return [part]
    clusters = _clusters(exact)
    if clusters is None or (len(clusters) > 3 and 2 * len(clusters) > len(part.records)):
        return [part]
    if len(clusters) == 1:
        return [part]
    named = {orientation: plane_name(orientation) for orientation in clusters}
    order = sorted(clusters, key=lambda orientation: (-len(clusters[orientation]), orientation))
    return [_Part(clusters[key], (*part.labels, named[key]), is_volume=True) for key in order]


def _clusters(exact: dict[tuple[float, ...], Group]) -> dict[tuple[float, ...], Group] | None:
    """Groups of nearly the same orientation, by the first of each in order; None where there are too many."""
    found: dict[tuple[float, ...], Group] = {}
    for orientation in sorted(exact):
        near = next((other for other in found if _is_near(orientation, other)), orientation)
        found.setdefault(near, []).extend(exact[orientation])
        if len(found) > _MOST_ORIENTATIONS:
            return None
    return found


def _is_near(one: Sequence[float], other: Sequence[float]) -> bool:
    if len(one) != 6 or len(other) != 6:
        return len(one) == len(other)
    return (
        one[0] * other[0] + one[1] * other[1] + one[2] * other[2] > _SAME_DIRECTION
        and one[3] * other[3] + one[4] * other[4] + one[5] * other[5] > _SAME_DIRECTION
    )


def plane_name(orientation: Sequence[float]) -> str:
    """``sagittal``, ``coronal`` or ``axial`` for a normal within 37 degrees of the axis, else ``oblique``.

    ``orientation`` holds the six numbers of (0020,0037), patient axes to the left, to the back and to the head.
    """
    if len(orientation) != 6:
        return "oblique"
    row, column = orientation[:3], orientation[3:]
    normal = [row[at - 2] * column[at - 1] - row[at - 1] * column[at - 2] for at in range(3)]
    sizes = [abs(part) for part in normal]
    largest = max(range(3), key=sizes.__getitem__)
    return ("sagittal", "coronal", "axial")[largest] if sizes[largest] > 0.8 else "oblique"


# -- several images at the same positions ------------------------------------------------------------------------


def _number_label(name: str, unit: str = "") -> Callable[[object], str]:
    return lambda value: f"{name} {value:g}{unit}" if isinstance(value, int | float) else f"{name} ?"


_VALUES: tuple[tuple[Callable[[InstanceRecord], Hashable], Callable[[object], str]], ...] = (
    (lambda record: record.echo_time, _number_label("TE", " ms")),
    (lambda record: record.b_value, _number_label("b")),
    (lambda record: record.inversion_time, _number_label("TI", " ms")),
    (lambda record: record.image_type, str),
    (lambda record: record.temporal_position, _number_label("time point")),
)
"""What sets images of one position apart by its value, and how it is said."""

_RANKS: tuple[tuple[Callable[[InstanceRecord], Any], str], ...] = (
    (lambda record: record.trigger_time, "phase"),
    (lambda record: record.acquisition_number, "acquisition"),
    (lambda record: record.acquisition_time, "time point"),
    (lambda record: record.instance_number, "repeat"),
)
"""What sets them apart by its order at each position, for times differ a little from slice to slice; and its name."""


def _in_repeats(part: _Part) -> list[_Part]:
    """One part for each value of what differs at the same positions; a time series of one position stays one."""
    places = by_place(part.records)
    if len(places) in (1, len(part.records)) or not are_parallel(part.records):
        return [part]
    for key, label in _VALUES:
        if any(len({key(record) for record in place}) > 1 for place in places):
            return [repeat for value in _by_value(part, key, label) for repeat in _in_repeats(value)]
    return _in_ranks(part, places)


def _by_value(
    part: _Part, key: Callable[[InstanceRecord], Hashable], label: Callable[[object], str]
) -> Iterable[_Part]:
    values = _groups(part.records, key)
    for value in sorted(values, key=_value_order):
        yield _Part(values[value], (*part.labels, *_said(label, value, values)), is_volume=True)


def _said(label: Callable[[object], str], value: Hashable, values: Iterable[Hashable]) -> tuple[str, ...]:
    """The label of a value; of texts of several words those that not all values have."""
    if not isinstance(value, str):
        return (label(value),)
    shared = set.intersection(*(set(str(other).split("\\")) for other in values))
    own = [word for word in value.split("\\") if word and word not in shared]
    return (" ".join(own),) if own else ()


def _value_order(value: Hashable) -> tuple[bool, float, object]:
    if isinstance(value, int | float):
        return False, value, ()
    return True, 0.0, _natural(str(value))


def _in_ranks(part: _Part, places: Sequence[Group]) -> list[_Part]:
    """The first of each position, the second of each, and so on, where most positions have several."""
    if 2 * sum(len(place) > 1 for place in places) < len(places):
        return [part]
    for key, name in _RANKS:
        if all(_are_different(map(key, place)) for place in places):
            return [
                _Part(group, (*part.labels, f"{name} {rank}"), is_volume=True)
                for rank, group in enumerate(_ranked(places, key), start=1)
            ]
    return [part]


def _are_different(values: Iterable[object]) -> bool:
    listed = list(values)
    return None not in listed and "" not in listed and len(set(listed)) == len(listed)


def _ranked(places: Sequence[Group], key: Callable[[InstanceRecord], Any]) -> list[Group]:
    ordered = (sorted(place, key=key) for place in places)
    return [[record for record in rank if record is not None] for rank in zip_longest(*ordered)]


# -- order and labels --------------------------------------------------------------------------------------------


def _in_order(records: Group, *, along_normal: bool = False) -> Group:
    if len(records) < 2:
        return records
    if not along_normal:
        return sorted(records, key=_number_and_name)
    if is_time_series(records):
        return sorted(records, key=_time_order)
    if not are_parallel(records):
        return sorted(records, key=_number_and_name)
    return [record for place in by_place(records) for record in sorted(place, key=_number_and_name)]


def _number_and_name(record: InstanceRecord) -> tuple[object, ...]:
    """Instance number, then natural name; those without a number come last."""
    if record.instance_number is None:
        return (math.inf, _natural(f"{record.path}\n{record.member}"), str(record.path), record.member)
    return (record.instance_number, (), str(record.path), record.member)


def _time_order(record: InstanceRecord) -> tuple[object, ...]:
    position = math.inf if record.temporal_position is None else record.temporal_position
    trigger = math.inf if record.trigger_time is None else record.trigger_time
    return (position, record.acquisition_time, trigger, *_number_and_name(record))


def _distinct(labels: Sequence[tuple[str, ...]]) -> list[str]:
    """The labels joined, those that would be the same numbered; empty for a single one."""
    if len(labels) == 1:
        return [""]
    joined = ["; ".join(parts) for parts in labels]
    counts, seen, found = Counter(joined), Counter[str](), []
    for label in joined:
        seen[label] += 1
        found.append("; ".join(filter(None, (label, f"part {seen[label]}"))) if counts[label] > 1 else label)
    return found
