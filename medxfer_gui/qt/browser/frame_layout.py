"""Where each picture of a grid or a strip lies: arithmetic, so that a hundred thousand cost no more than ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize

GAP = 8
MARGIN = 12
HEADING = 30


class FrameLayout(Protocol):
    """Cells of a content that is larger than what is seen of it; all in device-independent pixels of the content."""

    cell: int

    @property
    def size(self) -> QSize:
        """Size of the whole content."""
        ...

    def rect(self, place: int) -> QRect:
        """The cell of a picture."""
        ...

    def place_at(self, point: QPoint) -> int | None:
        """The picture whose cell holds a point."""
        ...

    def places_in(self, area: QRect) -> range:
        """The pictures whose cells may touch an area."""
        ...

    def headings_in(self, area: QRect) -> list[tuple[int, QRect]]:
        """Section and ground of the headings that touch an area."""
        ...

    def moved(self, place: int, rows: int) -> int:
        """The picture so many rows further on, in the same column as far as there is one."""
        ...


class StripLayout:
    """One row; ``count`` cells of ``cell`` pixels."""

    def __init__(self, count: int, cell: int) -> None:
        self.cell = cell
        self._count = count
        self._pitch = cell + GAP

    @property
    def size(self) -> QSize:
        """Size of the whole row."""
        return QSize(self._count * self._pitch + GAP, self.cell + 2 * GAP)

    def rect(self, place: int) -> QRect:
        """The cell of a picture."""
        return QRect(GAP + place * self._pitch, GAP, self.cell, self.cell)

    def place_at(self, point: QPoint) -> int | None:
        """The picture whose cell holds a point."""
        place = (point.x() - GAP) // self._pitch
        return place if 0 <= place < self._count and self.rect(place).contains(point) else None

    def places_in(self, area: QRect) -> range:
        """The pictures whose cells may touch an area."""
        first = max((area.left() - GAP) // self._pitch, 0)
        return range(first, min((area.right() - GAP) // self._pitch + 1, self._count))

    def headings_in(self, area: QRect) -> list[tuple[int, QRect]]:
        """None: a strip has no headings."""
        return []

    def moved(self, place: int, rows: int) -> int:
        """The same picture: there is one row."""
        return place


class GridLayout:
    """Rows of cells as wide as there is room, with a heading above each section.

    Sections that fit beside each other share a row; one that needs several rows has them for itself.

    Parameters
    ----------
    counts
        Number of pictures in each section, at least 1.
    width
        Width there is.
    cell
        Side of a cell.
    headings
        Whether the sections have headings.
    """

    def __init__(self, counts: Sequence[int], width: int, cell: int, headings: bool) -> None:
        self.cell = cell
        self._width = width
        self._pitch = cell + GAP
        self.columns = max(1, (width - 2 * MARGIN + GAP) // self._pitch)
        self._ends = np.cumsum(np.asarray(counts, np.int64))
        rows, is_headed = _rows(counts, self.columns)
        self._rows = np.array(rows, np.int64)
        """The first picture of each row, and after the last row the number of all."""
        heights = self._pitch + (HEADING if headings else 0) * np.array(is_headed, np.int64)
        self._is_headed = np.array(is_headed, bool) & headings
        self._bottoms = MARGIN + np.cumsum(heights)

    @property
    def size(self) -> QSize:
        """Size of the whole content."""
        return QSize(self._width, (int(self._bottoms[-1]) if len(self._bottoms) else 0) + MARGIN)

    def rect(self, place: int) -> QRect:
        """The cell of a picture."""
        row = self._row(place)
        left = MARGIN + (place - int(self._rows[row])) * self._pitch
        return QRect(left, int(self._bottoms[row]) - self._pitch, self.cell, self.cell)

    def place_at(self, point: QPoint) -> int | None:
        """The picture whose cell holds a point."""
        return next((p for p in self.places_in(QRect(point, point)) if self.rect(p).contains(point)), None)

    def places_in(self, area: QRect) -> range:
        """The pictures of the rows that touch an area."""
        rows = self._rows_in(area)
        return range(int(self._rows[rows.start]), int(self._rows[rows.stop])) if rows else range(0)

    def headings_in(self, area: QRect) -> list[tuple[int, QRect]]:
        """Section and ground of the headings that touch an area."""
        headed = [row for row in self._rows_in(area) if self._is_headed[row]]
        return [heading for row in headed for heading in self._headings_of(row)]

    def moved(self, place: int, rows: int) -> int:
        """The picture so many rows further on, in the same column as far as there is one."""
        row = self._row(place)
        column = place - int(self._rows[row])
        row = min(max(row + rows, 0), len(self._bottoms) - 1)
        return min(int(self._rows[row]) + column, int(self._rows[row + 1]) - 1)

    def _row(self, place: int) -> int:
        return int(np.searchsorted(self._rows, place, side="right")) - 1

    def _rows_in(self, area: QRect) -> range:
        if not len(self._bottoms):
            return range(0)
        first, last = np.searchsorted(self._bottoms, (area.top(), area.bottom()), side="right")
        return range(min(int(first), len(self._bottoms) - 1), min(int(last), len(self._bottoms) - 1) + 1)

    def _headings_of(self, row: int) -> list[tuple[int, QRect]]:
        """The headings above a row: of the sections that begin in it."""
        first, end = int(self._rows[row]), int(self._rows[row + 1])
        top = int(self._bottoms[row]) - self._pitch - HEADING
        section, found = int(np.searchsorted(self._ends, first, side="right")), []
        while first < end:
            after = min(int(self._ends[section]), end)
            is_alone = first == int(self._rows[row]) and after == end
            width = self._width - 2 * MARGIN if is_alone else (after - first) * self._pitch - GAP
            left = MARGIN + (first - int(self._rows[row])) * self._pitch
            found.append((section, QRect(left, top, width, HEADING)))
            section, first = section + 1, after
        return found


def _rows(counts: Sequence[int], columns: int) -> tuple[list[int], list[bool]]:
    """The first picture of each row (at the end the number of all), and whether sections begin in it."""
    rows: list[int] = []
    is_headed: list[bool] = []
    place = room = 0
    for count in counts:
        if count > room:
            rows += range(place, place + count, columns)
            is_headed += [True] + [False] * ((count - 1) // columns)
            room = columns if count <= columns else 0
        room -= count if room else 0
        place += count
    return [*rows, place], is_headed
