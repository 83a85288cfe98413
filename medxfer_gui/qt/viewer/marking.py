"""Rulers and pins on the frame that a view shows: made, moved, chosen, deleted, undone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QLineF, QObject, QPointF, Signal

from medxfer_gui.dicom.lengths import Point
from medxfer_gui.qt.viewer.marks import MarkBook, Marks, Pin, Ruler
from medxfer_gui.qt.viewer.viewport import Viewport

_REACH = 9.0
"""How near the pointer must be to take hold of something, in view pixels."""
_SHORTEST = 3.0


class Marking(QObject):
    """The marks of one view's frame; changes go to the book when a drag ends, so that one undo takes one drag back."""

    changed = Signal()
    """What is shown is different."""

    def __init__(self, book: MarkBook, parent: QObject) -> None:
        super().__init__(parent)
        self.book = book
        self.selected: int | None = None
        self._frame: Hashable = None
        self._draft: tuple[int, Ruler] | None = None
        self._end = 1

    @property
    def shown(self) -> Marks:
        """The marks as they stand now, a ruler that is being dragged among them."""
        marks = self.book.of(self._frame)
        return marks.with_ruler(*self._draft) if self._draft is not None else marks

    @property
    def is_drawing(self) -> bool:
        """Whether a ruler is being dragged."""
        return self._draft is not None

    def set_frame(self, frame: Hashable) -> None:
        """Look at another frame."""
        self._frame, self._draft, self.selected = frame, None, None
        self.changed.emit()

    # Rulers

    def grab(self, viewport: Viewport, point: QPointF) -> bool:
        """Take hold of the end of a ruler below a point, or choose the ruler there; whether an end is held."""
        for number, ruler in reversed(list(enumerate(self.shown.rulers))):
            for end, place in enumerate((ruler.start, ruler.end)):
                if QLineF(viewport.to_view(place), point).length() <= _REACH:
                    self._draft, self._end, self.selected = (number, ruler), end, number
                    self.changed.emit()
                    return True
        self.selected = self._ruler_near(viewport, point)
        self.changed.emit()
        return False

    def begin_ruler(self, place: Point) -> None:
        """Begin a new ruler, whose end follows."""
        number = len(self.shown.rulers)
        self._draft, self._end, self.selected = (number, Ruler(place, place)), 1, number
        self.changed.emit()

    def move_end(self, place: Point) -> None:
        """Have the end that is held elsewhere."""
        if self._draft is not None:
            number, ruler = self._draft
            self._draft = number, ruler.with_end(self._end, place)
            self.changed.emit()

    def finish(self, viewport: Viewport) -> None:
        """Let go of what is held; a ruler of no length is none."""
        if self._draft is None:
            return
        (_, ruler), marks = self._draft, self.shown
        self._draft = None
        if QLineF(viewport.to_view(ruler.start), viewport.to_view(ruler.end)).length() >= _SHORTEST:
            self.book.change(self._frame, marks)
        else:
            self.selected = None
        self.changed.emit()

    def cancel(self) -> None:
        """Forget what is being dragged."""
        self._draft = self.selected = None
        self.changed.emit()

    def _ruler_near(self, viewport: Viewport, point: QPointF) -> int | None:
        for number, ruler in reversed(list(enumerate(self.shown.rulers))):
            if _distance(viewport.to_view(ruler.start), viewport.to_view(ruler.end), point) <= _REACH:
                return number
        return None

    # Pins

    def toggle_pin(self, row: int, column: int, viewport: Viewport) -> None:
        """Pin a pixel's value, or take the pin away that stands there."""
        marks = self.book.of(self._frame)
        point = viewport.to_view((column + 0.5, row + 0.5))
        for number, pin in enumerate(marks.pins):
            if QLineF(viewport.to_view((pin.column + 0.5, pin.row + 0.5)), point).length() <= _REACH:
                self._change(marks.without_pin(number))
                return
        self._change(replace(marks, pins=(*marks.pins, Pin(row, column))))

    # Both

    def delete(self) -> None:
        """Delete the chosen ruler, else the last one, else the last pin."""
        marks = self.book.of(self._frame)
        if marks.rulers:
            number = self.selected if self.selected is not None else len(marks.rulers) - 1
            self._change(marks.without_ruler(number))
        elif marks.pins:
            self._change(marks.without_pin(len(marks.pins) - 1))

    def clear(self) -> None:
        """Take all marks of all frames away."""
        self.book.clear()
        self.cancel()

    def undo(self) -> None:
        """Take the last change back."""
        self.book.undo()
        self.cancel()

    def redo(self) -> None:
        """Make the last change again."""
        self.book.redo()
        self.cancel()

    def _change(self, marks: Marks) -> None:
        self.book.change(self._frame, marks)
        self.cancel()


def _distance(start: QPointF, end: QPointF, point: QPointF) -> float:
    """From a point to a line between two others."""
    along, to_point = end - start, point - start
    length = QPointF.dotProduct(along, along)
    share = 0.0 if length == 0 else max(0.0, min(1.0, QPointF.dotProduct(to_point, along) / length))
    return QLineF(start + along * share, point).length()
