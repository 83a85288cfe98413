"""Rows with a depth as a tree."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from medxfer_gui.dicom.outline import Outline


@dataclass(frozen=True)
class Row:
    depth: int
    cells: tuple[str, ...]
    identifying: bool = False
    full: str = ""


def outline(*rows: tuple[int, str]) -> Outline:
    return Outline(Row(depth, ("", text)) for depth, text in rows)


TREE = outline((0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e"))


def test_rows_stand_below_the_nearest_less_deep_one() -> None:
    assert TREE.parents == [-1, 0, 1, 0, -1]
    assert [TREE.children(number) for number in (-1, 0, 1, 2)] == [[0, 4], [1, 3], [2], []]


def test_hit_keeps_what_stands_above_and_below() -> None:
    assert list(TREE.around(TREE.find("B", privacy=False))) == [1, 1, 1, 0, 0]
    assert list(TREE.around(TREE.find("c", privacy=False))) == [1, 1, 1, 0, 0]
    assert list(TREE.around(TREE.find("d", privacy=False))) == [1, 0, 0, 1, 0]


def test_masked_cell_is_not_searched() -> None:
    rows = Outline([Row(0, ("PatientName", "Doe"), identifying=True)])
    assert (rows.find("doe", privacy=True), rows.find("doe", privacy=False)) == ([], [0])
    assert rows.find("patientname", privacy=True) == [0]


def test_path_leads_from_the_outermost() -> None:
    assert TREE.path(2) == [0, 1]


@given(st.lists(st.integers(0, 5), max_size=40))
def test_every_row_is_below_exactly_one(depths: list[int]) -> None:
    tree = outline(*((depth, "x") for depth in depths))
    reached = [number for parent in range(-1, len(depths)) for number in tree.children(parent)]
    assert sorted(reached) == list(range(len(depths)))
    assert all(tree.parents[number] == parent for parent in range(-1, len(depths)) for number in tree.children(parent))
