"""Which frame of one stack belongs to a frame of another, when both are looked at side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medxfer_gui.dicom.view_facts import Plane


@dataclass(frozen=True, slots=True)
class StackPlace:
    """Where one is in a stack.

    Parameters
    ----------
    number
        Of the frame, from 0.
    positions
        Of each frame along the normal in mm; empty where one has none.
    plane
        Of the frame, or None.
    """

    number: int
    positions: Sequence[float] = ()
    plane: Plane | None = None


def offset_between(here: StackPlace, there: StackPlace) -> float:
    """How far ``there`` is ahead now, in mm where both can be compared in mm, else in frames."""
    if _is_by_position(here, there):
        if here.plane is not None and there.plane is not None and here.plane.space == there.plane.space != "":
            return 0.0  # one space: the same place in the patient
        return there.positions[there.number] - _sign(here, there) * here.positions[here.number]
    return float(there.number - here.number)


def counterpart(here: StackPlace, there: StackPlace, count: int, offset: float) -> int:
    """Number of the frame in the stack of ``there``, which has ``count``, that belongs to the frame ``here``."""
    if _is_by_position(here, there):
        wanted = _sign(here, there) * here.positions[here.number] + offset
        return int(np.argmin(np.abs(np.asarray(there.positions) - wanted)))
    return int(min(max(here.number + offset, 0), count - 1))


def go_together(here: StackPlace, count: int, there: StackPlace, other_count: int) -> bool:
    """Whether scrolling one stack moves the other: each has several frames, in one space where both have any."""
    if min(count, other_count) < 2:
        return False
    if not _is_by_position(here, there) or offset_between(here, there) != 0.0:
        return True
    sign = _sign(here, there)
    mine = [sign * position for position in here.positions]
    return max(mine) >= min(there.positions) and max(there.positions) >= min(mine)


def _is_by_position(here: StackPlace, there: StackPlace) -> bool:
    """Whether both stacks have positions along one normal."""
    if not here.positions or not there.positions or here.plane is None or there.plane is None:
        return False
    return here.plane.is_parallel_to(there.plane)


def _sign(here: StackPlace, there: StackPlace) -> float:
    """-1 where the normals point against each other."""
    assert here.plane is not None
    assert there.plane is not None
    return float(np.sign(np.dot(here.plane.normal, there.plane.normal)))
