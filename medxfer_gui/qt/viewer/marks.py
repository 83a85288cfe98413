"""What the user puts on frames: rulers and pinned values, with undo. Values only."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from medxfer_gui.dicom.lengths import Point

_UNDOABLE = 200


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line between two places on the image (column, row)."""

    start: Point
    end: Point

    def with_end(self, number: int, place: Point) -> Ruler:
        """With its start (0) or end (1) elsewhere."""
        return replace(self, start=place) if number == 0 else replace(self, end=place)


@dataclass(frozen=True, slots=True)
class Pin:
    """A pixel whose value is shown; from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one frame."""

    rulers: tuple[Ruler, ...] = ()
    pins: tuple[Pin, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self.rulers and not self.pins

    def with_ruler(self, number: int, ruler: Ruler) -> Marks:
        """With another ruler in place of one."""
        return replace(self, rulers=(*self.rulers[:number], ruler, *self.rulers[number + 1 :]))

    def without_ruler(self, number: int) -> Marks:
        """Without one ruler."""
        return replace(self, rulers=(*self.rulers[:number], *self.rulers[number + 1 :]))

    def without_pin(self, number: int) -> Marks:
        """Without one pin."""
        return replace(self, pins=(*self.pins[:number], *self.pins[number + 1 :]))


NO_MARKS = Marks()
Sheet = Mapping[Hashable, Marks]


class MarkBook:
    """The marks of all frames that were looked at, and how they came about."""

    def __init__(self) -> None:
        self._sheet: Sheet = MappingProxyType({})
        self._before: list[Sheet] = []
        self._undone: list[Sheet] = []

    def of(self, frame: Hashable) -> Marks:
        """The marks of a frame."""
        return self._sheet.get(frame, NO_MARKS)

    def change(self, frame: Hashable, marks: Marks) -> None:
        """Give a frame other marks; can be undone."""
        if marks != self.of(frame):
            self._go_to({**self._sheet, frame: marks})

    def clear(self) -> None:
        """Take all marks of all frames away; can be undone."""
        if any(not marks.is_empty for marks in self._sheet.values()):
            self._go_to({})

    def _go_to(self, sheet: dict[Hashable, Marks]) -> None:
        self._before = [*self._before[-_UNDOABLE + 1 :], self._sheet]
        self._undone = []
        self._sheet = MappingProxyType({key: marks for key, marks in sheet.items() if not marks.is_empty})

    def undo(self) -> bool:
        """Take the last change back; False where there is none."""
        if not self._before:
            return False
        self._undone.append(self._sheet)
        self._sheet = self._before.pop()
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back last; False where there is none."""
        if not self._undone:
            return False
        self._before.append(self._sheet)
        self._sheet = self._undone.pop()
        return True
