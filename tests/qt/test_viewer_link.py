"""Which frames belong together when two stacks are scrolled as one."""

from __future__ import annotations

from medxfer_gui.dicom.view_facts import Plane
from medxfer_gui.qt.viewer.link import StackPlace, counterpart, offset_between

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
AXIAL_FROM_ABOVE = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
FINE = tuple(float(n) for n in range(0, 100, 2))
COARSE = tuple(float(n) for n in range(0, 100, 10))


def place(number: int, positions: tuple[float, ...], axes: tuple[float, ...] = AXIAL, space: str = "s") -> StackPlace:
    return StackPlace(number, positions, Plane(axes, positions[number] if positions else 0.0, space))


def test_one_space_is_followed_by_position() -> None:
    here, there = place(20, FINE), place(0, COARSE)
    assert counterpart(here, there, len(COARSE), offset_between(here, there)) == 4  # 40 mm


def test_two_spaces_keep_the_distance_in_millimetres_they_had() -> None:
    here, there = place(10, FINE, space="a"), place(5, COARSE, space="b")
    offset = offset_between(here, there)
    assert counterpart(place(20, FINE, space="a"), there, len(COARSE), offset) == 7


def test_normals_against_each_other_are_followed_backwards() -> None:
    there = place(0, tuple(-p for p in COARSE), AXIAL_FROM_ABOVE)
    here = place(20, FINE)
    assert counterpart(here, there, len(COARSE), offset_between(here, there)) == 4


def test_other_orientation_goes_by_number() -> None:
    here, there = place(10, FINE), place(3, COARSE, SAGITTAL)
    offset = offset_between(here, there)
    assert counterpart(place(12, FINE), there, len(COARSE), offset) == 5


def test_stack_without_positions_goes_by_number_and_stops_at_its_end() -> None:
    here, there = StackPlace(0), StackPlace(0)
    assert counterpart(StackPlace(99), there, 10, offset_between(here, there)) == 9
