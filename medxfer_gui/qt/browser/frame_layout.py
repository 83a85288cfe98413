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
    """Rows of cells as wide as there is room, each section on rows of its own below its heading.

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
        self._heading = HEADING if headings else 0
        numbers = np.asarray(counts, np.int64)
        rows = -(-numbers // self.columns)
        self.filled = int(numbers.sum()) / max(int(rows.sum()) * self.columns, 1)
        """Share of the cells of all rows that hold a picture."""
        self._ends = np.cumsum(numbers)
        self._bottoms = MARGIN + np.cumsum(rows * self._pitch + self._heading)

    @property
    def size(self) -> QSize:
        """Size of the whole content."""
        return QSize(self._width, (int(self._bottoms[-1]) if len(self._bottoms) else 0) + MARGIN)

    def _section(self, place: int) -> int:
        return int(np.searchsorted(self._ends, place, side="right"))

    def _start(self, section: int) -> int:
        return int(self._ends[section - 1]) if section else 0

    def _top(self, section: int) -> int:
        return int(self._bottoms[section - 1]) if section else MARGIN

    def rect(self, place: int) -> QRect:
        """The cell of a picture."""
        section = self._section(place)
        row, column = divmod(place - self._start(section), self.columns)
        top = self._top(section) + self._heading + row * self._pitch
        return QRect(MARGIN + column * self._pitch, top, self.cell, self.cell)

    def place_at(self, point: QPoint) -> int | None:
        """The picture whose cell holds a point."""
        return next((p for p in self.places_in(QRect(point, point)) if self.rect(p).contains(point)), None)

    def places_in(self, area: QRect) -> range:
        """The pictures of the rows that touch an area."""
        if not len(self._ends):
            return range(0)
        return range(self._first_below(area.top(), 0), self._first_below(area.bottom(), 1))

    def _first_below(self, y: int, further: int) -> int:
        """The first picture of the row at height ``y``, or so many rows further on."""
        section = min(int(np.searchsorted(self._bottoms, y, side="right")), len(self._ends) - 1)
        row = (y - self._top(section) - self._heading) // self._pitch + further
        start = self._start(section) + max(row, 0) * self.columns
        return min(start, int(self._ends[section]))

    def headings_in(self, area: QRect) -> list[tuple[int, QRect]]:
        """Section and ground of the headings that touch an area."""
        if not self._heading or not len(self._ends):
            return []
        first = min(int(np.searchsorted(self._bottoms, area.top(), side="right")), len(self._ends) - 1)
        last = min(int(np.searchsorted(self._bottoms, area.bottom(), side="right")), len(self._ends) - 1)
        width = self._width - 2 * MARGIN
        grounds = ((s, QRect(MARGIN, self._top(s), width, HEADING)) for s in range(first, last + 1))
        return [(section, ground) for section, ground in grounds if ground.intersects(area)]

    def moved(self, place: int, rows: int) -> int:
        """The picture so many rows further on, in the same column as far as there is one."""
        section, step = self._section(place), 1 if rows > 0 else -1
        for _ in range(abs(rows)):
            start, end = self._start(section), int(self._ends[section])
            column = (place - start) % self.columns
            if start <= place + step * self.columns < end:
                place += step * self.columns
            elif step > 0 and (end - 1 - start) // self.columns > (place - start) // self.columns:
                place = end - 1  # the last row is shorter
            elif 0 <= section + step < len(self._ends):
                section += step
                place = self._landed(section, column, step)
            else:
                break
        return place

    def _landed(self, section: int, column: int, step: int) -> int:
        """The picture of ``column`` in the first row of a section, or coming from below in its last."""
        start, end = self._start(section), int(self._ends[section])
        row = 0 if step > 0 else (end - 1 - start) // self.columns
        return min(start + row * self.columns + column, end - 1)
