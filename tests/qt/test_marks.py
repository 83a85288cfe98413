"""Rulers and pins: drawn by the mouse, taken back, deleted, and true in every view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.geometry import Spacing
from medxfer_gui.dicom.lengths import Calibration, Length, length_between
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.suv import Suv
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.marks import MarkBook, Marks, Pin, Ruler
from medxfer_gui.qt.viewer.painting import length_text
from medxfer_gui.qt.viewer.probe import value_text
from medxfer_gui.qt.viewer.shown_frame import ShownFrame

SCALE = Calibration(Spacing((2.0, 0.5), "patient"))


def frame(rows: int = 40, columns: int = 60, unit: str = "") -> Frame:
    values = np.arange(rows * columns, dtype=np.float32).reshape(rows, columns)
    return Frame(values, False, (), range_window(0, rows * columns), unit)


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    result = ImageView()
    qtbot.addWidget(result)
    result.resize(600, 400)
    result.show()
    result.activateWindow()
    result.setFocus()
    qtbot.waitUntil(result.hasFocus)
    result.show_frame(ShownFrame(frame(), key="first", scale=SCALE), keep_view=False)
    return result


def send(view: ImageView, kind: QMouseEvent.Type, place: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QMouseEvent.Type.MouseMove else left
    event = QMouseEvent(kind, place, view.mapToGlobal(place), button, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def drag(view: ImageView, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place on the image (column, row) to another."""
    assert view.viewport is not None
    send(view, QMouseEvent.Type.MouseButtonPress, view.viewport.to_view(start))
    send(view, QMouseEvent.Type.MouseMove, view.viewport.to_view(end))
    send(view, QMouseEvent.Type.MouseButtonRelease, view.viewport.to_view(end))


def rulers(view: ImageView) -> list[tuple[float, ...]]:
    return [tuple(round(part, 6) for part in (*ruler.start, *ruler.end)) for ruler in view.marking.shown.rulers]


def test_drag_with_the_ruler_measures(view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (10, 10), (16, 12))
    (ruler,) = view.marking.shown.rulers
    assert length_between(ruler.start, ruler.end, SCALE).value == pytest.approx(5.0)


def test_ruler_measures_the_same_in_a_turned_and_zoomed_view(view: ImageView) -> None:
    view.commands.rotate_right.trigger()
    view.commands.flip_across.trigger()
    view.zoom(1.3)
    view.set_tool("ruler")
    drag(view, (20, 15), (26, 17))
    (ruler,) = view.marking.shown.rulers
    assert length_between(ruler.start, ruler.end, SCALE).value == pytest.approx(5.0)


def test_end_of_a_ruler_is_moved_with_any_tool(view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (10, 10), (30, 10))
    view.set_tool("window")
    before = view.window_shown
    drag(view, (30, 10), (30, 25))
    assert (rulers(view), view.window_shown) == ([(10, 10, 30, 25)], before)


def test_click_without_a_drag_leaves_no_ruler(view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (10, 10), (10, 10))
    assert view.marking.shown == Marks()


def test_delete_takes_the_chosen_ruler(qtbot: QtBot, view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (5, 5), (25, 5))
    drag(view, (5, 30), (25, 30))
    view.set_tool("window")
    drag(view, (15, 5), (15, 5))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert rulers(view) == [(5, 30, 25, 30)]


def test_undo_takes_one_drag_back_and_redo_brings_it_again(qtbot: QtBot, view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (10, 10), (30, 10))
    drag(view, (30, 10), (30, 25))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Z, control)
    undone = rulers(view)
    qtbot.keyClick(view, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert (undone, rulers(view)) == ([(10, 10, 30, 10)], [(10, 10, 30, 25)])


def test_marks_belong_to_their_frame(view: ImageView) -> None:
    view.set_tool("ruler")
    drag(view, (10, 10), (30, 10))
    view.show_frame(ShownFrame(frame(), key="second"), keep_view=True)
    on_second = rulers(view)
    view.show_frame(ShownFrame(frame(), key="first"), keep_view=True)
    assert (on_second, rulers(view)) == ([], [(10, 10, 30, 10)])


def test_escape_leaves_the_ruler_that_is_drawn_then_the_tool(qtbot: QtBot, view: ImageView) -> None:
    view.set_tool("ruler")
    assert view.viewport is not None
    send(view, QMouseEvent.Type.MouseButtonPress, view.viewport.to_view((10, 10)))
    send(view, QMouseEvent.Type.MouseMove, view.viewport.to_view((30, 10)))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    after_first = view.tool
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert (rulers(view), after_first, view.tool) == ([], "ruler", "window")


def test_probe_pins_the_pixel_and_a_second_click_takes_it_away(view: ImageView) -> None:
    view.set_tool("probe")
    drag(view, (12.5, 7.5), (12.5, 7.5))
    pinned = view.marking.shown.pins
    drag(view, (12.5, 7.5), (12.5, 7.5))
    assert (pinned, view.marking.shown.pins) == ((Pin(7, 12),), ())


def test_changes_without_effect_cannot_be_undone() -> None:
    book = MarkBook()
    book.change("a", Marks())
    book.clear()
    assert not book.undo()


def test_new_change_forgets_what_was_undone() -> None:
    book = MarkBook()
    book.change("a", Marks((Ruler((0, 0), (1, 1)),)))
    book.undo()
    book.change("a", Marks(pins=(Pin(1, 1),)))
    assert not book.redo()


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(12.34, "mm", "patient"), "12.3 mm"),
        (Length(12.34, "mm", "detector"), "12.3 mm at detector"),
        (Length(12.34, "mm", "calibrated"), "12.3 mm calibrated"),
        (Length(12.34, "px", "none"), "12.3 px · no spacing"),
    ],
)
def test_length_says_what_it_is_worth(length: Length, words: str) -> None:
    assert length_text(length) == words


@pytest.mark.parametrize(
    ("suv", "words"),
    [
        (Suv(0.01, "", "Bq/ml"), "SUVbw 3.20 g/ml · 320 Bq/ml"),
        (Suv(1.0), "SUVbw 320.00 g/ml"),
        (Suv(None, "why", "counts"), "320 counts"),
    ],
)
def test_value_of_pet_is_suv_where_it_can_be_derived(suv: Suv, words: str) -> None:
    assert value_text(ShownFrame(frame(), suv=suv), 5, 20) == words


def test_value_of_colour_is_red_green_blue() -> None:
    colour = Frame(np.full((2, 2, 3), (1, 2, 3), np.uint8), False, (), range_window(0, 255))
    assert value_text(ShownFrame(colour), 0, 0) == "R 1 G 2 B 3"
