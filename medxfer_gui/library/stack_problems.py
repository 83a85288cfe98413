"""What to know of a stack of planes before it is taken for a volume: gaps, tilt, repeats, what does not go together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.library.records import InstanceRecord

_LEAST_TILT = 0.5
_MOST_NAMED = 6

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Planes:
    """A stack with what the checks measure of it.

    Parameters
    ----------
    records
        In order.
    steps
        Distance to the next place in mm along the normal, with the number of the slice before it, from 1.
    doubled
        Numbers of the slices that lie where the one before does.
    parallel
        Whether all point the same way.
    """

    records: Sequence[InstanceRecord]
    steps: Sequence[tuple[int, float]]
    doubled: Sequence[int]
    parallel: bool

    @property
    def is_volume(self) -> bool:
        """Whether planes lie side by side at all."""
        return self.parallel and bool(self.steps)


def find_problems(records: Sequence[InstanceRecord]) -> tuple[StackProblem, ...]:
    """Why instances that have positions are no clean volume.

    Parameters
    ----------
    records
        One stack, in order along the slice normal. Slices are counted from 1 in this order.

    Returns
    -------
    The problems, the gravest first; none for a single instance. Details are parts joined by ``; ``.
    """
    if len(records) < 2:
        return ()
    planes = _measured(records)
    return tuple(problem for check in _CHECKS for problem in check(planes))


def is_time_series(records: Sequence[InstanceRecord]) -> bool:
    """Whether several instances all lie at one position and point the same way: a series over time, or of contrasts."""
    return len(records) > 1 and len(by_place(records)) == 1 and are_parallel(records)


def by_place(records: Sequence[InstanceRecord]) -> list[list[InstanceRecord]]:
    """The records of each place along the normal, in order of places.

    Two positions are the same place where they are less than a hundredth of a millimetre apart, or less than a
    twentieth of a pixel where that is smaller.
    """
    spacings = {record.spacing for record in records if record.spacing is not None}
    near = min(0.01, 0.05 * min(map(min, spacings))) if spacings else 0.01
    places: list[list[InstanceRecord]] = []
    before = -math.inf
    for record in sorted(records, key=_position):
        if _position(record) - before > near:
            places.append([])
        places[-1].append(record)
        before = _position(record)
    return places


def are_parallel(records: Sequence[InstanceRecord]) -> bool:
    """Whether rows and columns of all point the same way, within two degrees of the first.

    That is twice the one degree that a stack allows between an orientation and the first of its kind.
    """
    orientations = {record.orientation for record in records if record.orientation is not None}
    first = min(orientations, default=None)
    return first is None or all(_is_near_direction(other, first) for other in orientations)


def _is_near_direction(one: Sequence[float], other: Sequence[float]) -> bool:
    least = math.cos(math.radians(2))
    return all(sum(one[at + k] * other[at + k] for k in range(3)) > least for at in (0, 3))


def _position(record: InstanceRecord) -> float:
    return record.position or 0.0


def _measured(records: Sequence[InstanceRecord]) -> _Planes:
    places = by_place(records)
    steps: list[tuple[int, float]] = []
    doubled: list[int] = []
    count = 0
    for number, place in enumerate(places):
        if number:
            steps.append((count, _position(place[0]) - _position(places[number - 1][-1])))
        doubled += range(count + 2, count + len(place) + 1)
        count += len(place)
    return _Planes(records, steps, doubled, are_parallel(records))


# -- checks ------------------------------------------------------------------------------------------------------


def _one_position(planes: _Planes) -> Iterable[StackProblem]:
    if planes.parallel and not planes.steps:
        hint = "A series over time or of several contrasts, not a volume; it is shown in order of time."
        yield StackProblem("All images lie at one position", hint)


def _turning(planes: _Planes) -> Iterable[StackProblem]:
    if not planes.parallel:
        hint = "Radial planes or a turning projection, not a volume; they are shown in order of their numbers."
        yield StackProblem("The images have many orientations", hint)


def _frames_of_reference(planes: _Planes) -> Iterable[StackProblem]:
    if len({record.frame_of_reference_uid for record in planes.records} - {""}) > 1:
        hint = "Their positions do not compare: the patient may have been moved in between."
        yield StackProblem("The images have several frames of reference", hint)


def _distances(planes: _Planes) -> Iterable[StackProblem]:
    if not planes.is_volume:
        return
    usual = _usual([step for _, step in planes.steps])
    odd = [(after, step) for after, step in planes.steps if not _is_near(step, usual)]
    if not odd:
        return
    lost = [(after, step) for after, step in odd if _is_multiple(step, usual)]
    if len(lost) == len(odd):
        number = sum(round(step / usual) - 1 for _, step in lost)
        count = "1 slice is missing" if number == 1 else f"{number} slices are missing"
        gaps = [f"gap of {_length_text(step)} after slice {after}" for after, step in lost]
        hint = "What lies in the gap is not there, and lengths and volumes across it are wrong."
        yield StackProblem("Slices are missing", hint, _joined([count, f"{_length_text(usual)} elsewhere", *gaps]))
    else:
        hint = "Parts were taken with other distances, or slices are missing; it is not one even volume."
        yield StackProblem("The distances between slices differ", hint, _joined(_runs(planes.steps)))


def _tilt(planes: _Planes) -> Iterable[StackProblem]:
    line = _line(planes.records) if planes.is_volume else None
    if line is None:
        return
    direction, normal, off = line
    degrees = math.degrees(math.acos(min(1.0, abs(_dot(direction, normal)))))
    spacing = planes.records[0].spacing
    if off > max(min(spacing) if spacing else 1.0, 0.5):
        hint = "The field of view was moved between slices; the stack is not one straight block."
        yield StackProblem("Slices are shifted against each other", hint, f"by up to {_length_text(off)}")
    elif degrees > _LEAST_TILT:
        hint = "Slices are sheared, as by a tilted gantry; a reformat without correction is skewed."
        yield StackProblem("The stack is tilted", hint, f"{degrees:.1f}°")


def _repeated(planes: _Planes) -> Iterable[StackProblem]:
    if planes.is_volume and planes.doubled:
        hint = "The same place was taken or sent more than once; the stack shows all of them."
        parts = [f"slice {at} lies where slice {at - 1} does" for at in planes.doubled]
        yield StackProblem("Several images lie at the same position", hint, _joined(parts))


def _overlap(planes: _Planes) -> Iterable[StackProblem]:
    thick = {record.slice_thickness for record in planes.records}
    if not planes.is_volume or len(thick) != 1:
        return
    (thickness,) = thick
    usual = _usual([step for _, step in planes.steps])
    if thickness is not None and usual < 0.95 * thickness:
        hint = "Neighbours show part of the same tissue, as in many reconstructions."
        yield StackProblem("Slices overlap", hint, f"{_length_text(usual)} apart; {_length_text(thickness)} thick")


def _thicknesses(planes: _Planes) -> Iterable[StackProblem]:
    found = sorted({round(r.slice_thickness, 2) for r in planes.records if r.slice_thickness is not None})
    if len(found) > 1:
        hint = "One distance between slices does not stand for all of them."
        yield StackProblem("The slices are not equally thick", hint, _joined([f"{value:g} mm" for value in found]))


def _spacings(planes: _Planes) -> Iterable[StackProblem]:
    found = sorted({(round(r.spacing[0], 4), round(r.spacing[1], 4)) for r in planes.records if r.spacing is not None})
    if len(found) > 1 or (found and any(record.spacing is None for record in planes.records)):
        hint = "Structures seem to grow or shrink from slice to slice."
        parts = [f"{row:g} × {column:g} mm" for row, column in found]
        yield StackProblem("The pixel spacing differs from slice to slice", hint, _joined(parts))


def _numbering(planes: _Planes) -> Iterable[StackProblem]:
    numbers = [record.instance_number for record in planes.records if record.instance_number is not None]
    if len(numbers) < len(planes.records) or not planes.is_volume:
        return
    if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        hint = "The stack follows the positions; an image number in a report is not the place in the stack."
        yield StackProblem("Instance numbers do not follow the positions", hint)


_CHECKS: tuple[Callable[[_Planes], Iterable[StackProblem]], ...] = (
    _one_position,
    _turning,
    _frames_of_reference,
    _distances,
    _repeated,
    _tilt,
    _spacings,
    _thicknesses,
    _overlap,
    _numbering,
)


# -- measures ----------------------------------------------------------------------------------------------------


def _usual(steps: Sequence[float]) -> float:
    """The distance that most steps have; of equals the smallest, for a missing slice makes a step longer."""
    ordered = sorted(steps)
    best, most = ordered[0], 0
    start = 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and _is_near(ordered[end], ordered[start]):
            end += 1
        if end - start > most:
            best, most = median(ordered[start:end]), end - start
        start = end
    return best


def _is_near(step: float, usual: float) -> bool:
    """Whether two distances are equal but for the rounding of positions in headers."""
    return abs(step - usual) <= max(0.1 * usual, min(0.06, 0.25 * usual))


def _is_multiple(step: float, usual: float) -> bool:
    times = round(step / usual)
    return times >= 2 and abs(step - times * usual) <= 0.15 * usual


def _runs(steps: Sequence[tuple[int, float]]) -> list[str]:
    """Stretches of slices with equal distances."""
    parts = []
    stretch: list[tuple[int, float]] = []
    for step in [*steps, (0, math.nan)]:
        if stretch and not _is_near(step[1], stretch[0][1]):
            distance = median(length for _, length in stretch)
            parts.append(f"slices {stretch[0][0]} to {stretch[-1][0] + 1}: {_length_text(distance)}")
            stretch = []
        stretch.append(step)
    return parts


def _length_text(millimetres: float) -> str:
    return f"{millimetres:.1f} mm" if millimetres >= 1 else f"{millimetres:.2g} mm"


def _joined(parts: Sequence[str]) -> str:
    more = len(parts) - _MOST_NAMED
    return "; ".join([*parts[:_MOST_NAMED], f"and {more} more"] if more > 0 else parts)


def _line(records: Sequence[InstanceRecord]) -> tuple[Vector, Vector, float] | None:
    """Direction from the first to the last slice, slice normal, and the largest distance of a slice from that line."""
    origins = [_vector(record.image_position) for record in records if record.image_position is not None]
    orientation = records[0].orientation
    if len(origins) < len(records) or orientation is None:
        return None
    normal = _unit(_cross(_vector(orientation[:3]), _vector(orientation[3:])))
    direction = _unit(_minus(origins[-1], origins[0]))
    if normal is None or direction is None or abs(_dot(direction, normal)) < 0.1:
        return None
    off = max(_length(_cross(_minus(origin, origins[0]), direction)) for origin in origins)
    return direction, normal, off


def _vector(values: Sequence[float] | None) -> Vector:
    x, y, z = values or (0.0, 0.0, 0.0)
    return x, y, z


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _minus(a: Vector, b: Vector) -> Vector:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _length(a: Vector) -> float:
    return math.sqrt(_dot(a, a))


def _unit(a: Vector) -> Vector | None:
    length = _length(a)
    return (a[0] / length, a[1] / length, a[2] / length) if length > 1e-9 else None
