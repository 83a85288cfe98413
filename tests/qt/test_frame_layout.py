"""Where pictures lie in grid and strip: compared with laying them out one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect

from medxfer_gui.qt.browser.frame_layout import GAP, HEADING, MARGIN, GridLayout, StripLayout


def laid_out_one_by_one(counts: list[int], width: int, cell: int, heading: int) -> list[QRect]:
    """The cells, a section after the other: beside the one before where it fits there, else below it."""
    pitch, cells, top, column = cell + GAP, [], MARGIN - cell - GAP, 0
    columns = max(1, (width - 2 * MARGIN + GAP) // pitch)
    for number, count in enumerate(counts):
        fits_beside = number and counts[number - 1] <= columns and column + count <= columns
        if not fits_beside:
            top, column = top + pitch + heading, 0
        for picture in range(count):
            if picture and column == columns:
                top, column = top + pitch, 0
            cells.append(QRect(MARGIN + column * pitch, top, cell, cell))
            column += 1
    return cells


COUNTS = [1, 7, 3, 12, 2]


@pytest.mark.parametrize("headings", [True, False])
@pytest.mark.parametrize("width", [60, 300, 900])
def test_cells_lie_where_they_would_one_after_the_other(width: int, headings: bool) -> None:
    layout = GridLayout(COUNTS, width, 64, headings)
    expected = laid_out_one_by_one(COUNTS, width, 64, HEADING if headings else 0)
    assert [layout.rect(place) for place in range(sum(COUNTS))] == expected


def test_every_cell_that_touches_an_area_is_among_its_places() -> None:
    layout = GridLayout(COUNTS, 300, 64, True)
    for top in range(0, layout.size.height(), 13):
        area = QRect(0, top, 300, 90)
        touching = {place for place in range(sum(COUNTS)) if layout.rect(place).intersects(area)}
        assert touching <= set(layout.places_in(area))


def test_place_is_found_at_its_middle_and_not_in_the_gap() -> None:
    layout = GridLayout(COUNTS, 300, 64, True)
    assert [layout.place_at(layout.rect(place).center()) for place in range(sum(COUNTS))] == list(range(sum(COUNTS)))
    assert layout.place_at(QPoint(MARGIN + 64 + GAP // 2, layout.rect(1).center().y())) is None


def test_heading_lies_above_the_first_cell_of_its_section() -> None:
    layout = GridLayout(COUNTS, 300, 64, True)
    grounds = dict(layout.headings_in(QRect(0, 0, 300, layout.size.height())))
    firsts = [layout.rect(first) for first in (0, 1, 8, 11, 23)]
    assert [(grounds[s].left(), grounds[s].bottom() + 1) for s in range(5)] == [(f.left(), f.top()) for f in firsts]


def test_small_sections_stand_beside_each_other() -> None:
    layout = GridLayout([1, 2, 1, 1], 4 * 72 + 2 * MARGIN, 64, True)
    assert [layout.rect(place).top() for place in range(5)] == [MARGIN + HEADING] * 4 + [MARGIN + 2 * HEADING + 72]
    assert [section for section, _ in layout.headings_in(QRect(0, 0, 300, 60))] == [0, 1, 2]


@pytest.mark.parametrize(
    ("place", "rows", "reached"),
    [
        (0, 1, 1),  # below a row of one
        (1, 1, 5),  # a row on, four columns
        (4, 1, 7),  # the last row is shorter
        (5, -1, 1),
        (3, -1, 0),
        (0, -1, 0),  # the beginning
        (24, 1, 24),  # the end
        (1, 3, 11),
    ],
)
def test_up_and_down_stay_in_the_column(place: int, rows: int, reached: int) -> None:
    assert GridLayout(COUNTS, 4 * 72 + 2 * MARGIN, 64, True).moved(place, rows) == reached


def test_nothing_is_laid_out_of_nothing() -> None:
    layout = GridLayout([], 300, 64, False)
    assert (list(layout.places_in(QRect(0, 0, 300, 300))), layout.place_at(QPoint(20, 20))) == ([], None)


def test_strip_shows_what_touches_it() -> None:
    layout = StripLayout(1000, 96)
    area = QRect(520, 0, 300, 112)
    touching = [place for place in range(1000) if layout.rect(place).intersects(area)]
    assert touching[0] >= layout.places_in(area).start
    assert touching[-1] < layout.places_in(area).stop
    assert len(layout.places_in(area)) <= len(touching) + 1


def test_strip_finds_the_picture_under_a_point() -> None:
    layout = StripLayout(10, 96)
    assert [layout.place_at(layout.rect(place).center()) for place in range(10)] == list(range(10))
    assert layout.place_at(QPoint(GAP + 96 + GAP // 2, 20)) is None
