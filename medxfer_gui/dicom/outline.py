"""Rows with a depth as a tree that is searched and opened piece by piece, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class OutlineRow(Protocol):
    """One row: what its cells say, and how deep it stands."""

    @property
    def depth(self) -> int:
        """0 for the outermost rows."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Text of each column; the last is masked where the row is identifying and privacy is on."""

    @property
    def identifying(self) -> bool:
        """Whether the last cell may say who the patient is."""

    @property
    def full(self) -> str:
        """The last cell at its full length."""


class Outline:
    """Rows in the order they are shown, each followed by those below it.

    Made once, on a worker's thread; afterwards nothing takes longer than looking at each row once.

    Parameters
    ----------
    rows
        From top to bottom. A row is below the nearest one before it that is less deep.
    """

    def __init__(self, rows: Iterable[OutlineRow] = ()) -> None:
        self.rows: tuple[OutlineRow, ...] = tuple(rows)
        self.parents: list[int] = []
        self._ends = [len(self.rows)] * len(self.rows)
        self._link()
        texts = [_searched(row.cells) for row in self.rows]
        public = [
            _searched(row.cells[:-1]) if row.identifying else text for row, text in zip(self.rows, texts, strict=True)
        ]
        self._texts = {False: texts, True: public}

    def __len__(self) -> int:
        return len(self.rows)

    def _link(self) -> None:
        above: list[int] = []
        for number, row in enumerate(self.rows):
            while above and self.rows[above[-1]].depth >= row.depth:
                self._ends[above.pop()] = number
            self.parents.append(above[-1] if above else -1)
            above.append(number)

    def has_children(self, number: int) -> bool:
        """Whether there are rows below a row."""
        return self._ends[number] > number + 1

    def children(self, number: int) -> list[int]:
        """The rows directly below a row; -1: the outermost."""
        found, at, end = [], number + 1, self._ends[number] if number >= 0 else len(self.rows)
        while at < end:
            found.append(at)
            at = self._ends[at]
        return found

    def find(self, text: str, *, privacy: bool) -> list[int]:
        """The rows that hold ``text`` in a cell, whatever its case; masked cells are not searched."""
        wanted = text.strip().casefold()
        return [number for number, held in enumerate(self._texts[privacy]) if wanted in held] if wanted else []

    def around(self, hits: Sequence[int]) -> bytearray:
        """1 for each row that is a hit, stands above one, or below one; else 0. ``hits`` go from top to bottom."""
        kept, covered = bytearray(len(self.rows)), 0
        for number in hits:
            if number < covered:
                continue
            covered = self._ends[number]
            kept[number:covered] = b"\1" * (covered - number)
            above = self.parents[number]
            while above >= 0 and not kept[above]:
                kept[above] = 1
                above = self.parents[above]
        return kept

    def path(self, number: int) -> list[int]:
        """The rows above a row, the outermost first."""
        found, above = [], self.parents[number]
        while above >= 0:
            found.append(above)
            above = self.parents[above]
        return found[::-1]


def _searched(cells: Sequence[str]) -> str:
    return "\n".join(cells).casefold()
