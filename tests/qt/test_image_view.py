"""The image view: what is painted, and what mouse and keys do."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.dicom.pixels import Frame, Window, initial_window
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.levels import halves
from medxfer_gui.qt.viewer.shown_frame import ShownFrame


def grey_frame(rows: int = 40, columns: int = 60, inverted: bool = False, unit: str = "") -> Frame:
    values = np.linspace(0, 1000, rows * columns, dtype=np.float32).reshape(rows, columns)
    return Frame(values, inverted, (Window(500.5, 1001.0, "LINEAR", "Wide"),), range_window(0, 1000), unit)


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    result = ImageView()
    qtbot.addWidget(result)
    result.resize(400, 300)
    result.show()
    result.activateWindow()
    result.setFocus()
    qtbot.waitUntil(result.hasFocus)
    result.show_frame(ShownFrame(grey_frame(), title="P-1", place="2 / 3"), keep_view=False)
    return result


def drag(view: ImageView, by: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
    start, no = QPointF(200, 150), Qt.MouseButton.NoButton
    for kind, place, pressed in (
        (QMouseEvent.Type.MouseButtonPress, start, button),
        (QMouseEvent.Type.MouseMove, start + QPointF(by), no),
        (QMouseEvent.Type.MouseButtonRelease, start + QPointF(by), button),
    ):
        QApplication.sendEvent(view, QMouseEvent(kind, place, view.mapToGlobal(place), pressed, button, modifiers))


PLAIN = Qt.KeyboardModifier.NoModifier


def wheel(view: ImageView, turned: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    place = QPointF(100, 100)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, turned),
        none,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_ground_around_the_image_is_pure_black(view: ImageView) -> None:
    view.show_frame(ShownFrame(grey_frame(300, 30)), keep_view=False)
    assert view.grab().toImage().pixelColor(20, 150).name() == "#000000"


def test_image_is_rendered_through_the_first_window_of_the_file(view: ImageView) -> None:
    assert view.picture is not None
    shades = [view.picture.image.pixelColor(column, row).red() for column, row in ((0, 0), (59, 39))]
    assert shades == [0, 255]


def test_monochrome1_is_shown_with_its_polarity(view: ImageView) -> None:
    view.show_frame(ShownFrame(grey_frame(inverted=True)), keep_view=False)
    assert view.picture is not None
    assert view.picture.image.pixelColor(0, 0).red() == 255


def test_drag_to_the_right_widens_the_window(view: ImageView) -> None:
    drag(view, QPoint(60, 0), Qt.MouseButton.LeftButton, PLAIN)
    assert view.window_shown is not None
    assert view.window_shown.width > 1001.0
    assert view.window_shown.center == 500.5


def test_drag_down_raises_the_level(view: ImageView) -> None:
    drag(view, QPoint(0, 60), Qt.MouseButton.LeftButton, PLAIN)
    assert view.window_shown is not None
    assert view.window_shown.center > 500.5


def test_drag_with_shift_moves_the_image_and_leaves_the_window(view: ImageView) -> None:
    drag(view, QPoint(30, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    assert view.viewport is not None
    assert (view.viewport.offset.x(), view.viewport.offset.y()) == (30, 20)
    assert view.window_shown == initial_window(grey_frame())


def test_middle_drag_moves_the_image(view: ImageView) -> None:
    drag(view, QPoint(-10, 5), Qt.MouseButton.MiddleButton, PLAIN)
    assert view.viewport is not None
    assert view.viewport.offset == QPointF(-10, 5)


def test_wheel_asks_for_the_next_frame(qtbot: QtBot, view: ImageView) -> None:
    with qtbot.waitSignal(view.stepped) as stepped:
        wheel(view, -120)
    assert stepped.args == [1]


def test_small_turns_of_a_touchpad_add_up(qtbot: QtBot, view: ImageView) -> None:
    steps: list[int] = []
    view.stepped.connect(steps.append)
    for _ in range(4):
        wheel(view, 60)
    assert steps == [-1, -1]


def test_wheel_with_control_zooms(view: ImageView) -> None:
    assert view.viewport is not None
    before = view.viewport.actual_scale
    wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport.actual_scale == pytest.approx(before * 1.15)


def test_double_click_fits_again(qtbot: QtBot, view: ImageView) -> None:
    view.zoom(4)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert view.viewport is not None
    assert view.viewport.scale is None


@pytest.mark.parametrize(("key", "steps"), [("Key_Down", 1), ("Key_Up", -1), ("Key_PageDown", 10)])
def test_keys_step_through_the_stack(qtbot: QtBot, view: ImageView, key: str, steps: int) -> None:
    with qtbot.waitSignal(view.stepped) as stepped:
        qtbot.keyClick(view, Qt.Key[key])
    assert stepped.args == [steps]


def test_i_inverts_and_r_brings_back(qtbot: QtBot, view: ImageView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_I)
    assert view.picture is not None
    inverted = view.picture.image.pixelColor(0, 0).red()
    qtbot.keyClick(view, Qt.Key.Key_R)
    assert (inverted, view.picture.image.pixelColor(0, 0).red()) == (255, 0)


def test_neighbour_in_the_stack_keeps_a_window_that_was_set(view: ImageView) -> None:
    view.set_window(Window(100.0, 50.0))
    view.show_frame(ShownFrame(grey_frame()), keep_view=True)
    assert view.window_shown == Window(100.0, 50.0)


def test_another_series_starts_with_its_own_window(view: ImageView) -> None:
    view.set_window(Window(100.0, 50.0))
    view.show_frame(ShownFrame(grey_frame()), keep_view=False)
    assert view.window_shown == initial_window(grey_frame())


def test_value_below_the_pointer_is_in_the_modalitys_unit(view: ImageView) -> None:
    frame = Frame(np.full((10, 10), -987.0, np.float32), False, (), range_window(-1000, 0), "HU")
    view.show_frame(ShownFrame(frame), keep_view=False)
    drag(view, QPoint(0, 0), Qt.MouseButton.RightButton, PLAIN)
    assert view.probe_text().startswith("-987 HU")


def test_window_is_told_as_width_and_level(view: ImageView) -> None:
    view.set_window(Window(-600.0, 1500.0))
    assert view.window_text() == "W 1500 · L -600"


def test_ct_offers_the_usual_windows(view: ImageView) -> None:
    from medxfer_gui.qt.viewer.presets import presets

    found = {preset.name: preset.window for preset in presets(grey_frame(unit="HU"))}
    assert found["Lung"] == Window(-600.0, 1500.0)
    assert found["Brain"] == Window(40.0, 80.0)


def test_other_modalities_offer_no_hounsfield_windows(view: ImageView) -> None:
    from medxfer_gui.qt.viewer.presets import presets

    assert [preset.name for preset in presets(grey_frame())] == [
        "Wide",
        "Full range",
        "Auto (1st to 99th percentile)",
    ]


def test_letters_are_painted_at_the_edges(view: ImageView) -> None:
    plain = view.grab().toImage()
    view.show_frame(ShownFrame(grey_frame(), edges=EdgeLetters("R", "L", "A", "P"), title="P-1", place="2 / 3"), False)
    lettered = view.grab().toImage()
    left = [plain.pixel(x, y) != lettered.pixel(x, y) for x in range(8, 30) for y in range(135, 165)]
    assert any(left)


def test_message_takes_the_place_of_the_image(view: ImageView) -> None:
    view.show_message("Cannot be decoded", "Export it again.")
    assert (view.picture, view.message) == (None, ("Cannot be decoded", "Export it again."))


def test_colour_has_no_window_to_drag(view: ImageView) -> None:
    colour = Frame(np.zeros((8, 8, 3), np.uint8), False, (), range_window(0, 255))
    view.show_frame(ShownFrame(colour), keep_view=False)
    before = view.window_shown
    drag(view, QPoint(50, 50), Qt.MouseButton.LeftButton, PLAIN)
    assert (view.window_shown, view.window_text()) == (before, "")


def test_large_frame_comes_thinned_at_once_and_exact_after(qtbot: QtBot, view: ImageView) -> None:
    view.show_frame(ShownFrame(grey_frame(2000, 2000)), keep_view=False)
    assert view.picture is not None
    assert not view.picture.is_exact
    qtbot.waitUntil(lambda: view.picture is not None and view.picture.is_exact, timeout=10_000)
    assert view.picture.image.width() == 300  # the view is 300 high


def test_halved_levels_are_means_of_four_pixels() -> None:
    values = np.zeros((1024, 1024), np.float32)
    values[::2] = 255
    levels = halves(values)
    assert [level.shape for level in levels] == [(1024, 1024), (512, 512), (256, 256)]
    assert levels[1][5, 5] == 127.5
