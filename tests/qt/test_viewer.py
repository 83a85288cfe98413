"""The viewer of the browser: two sides, what the network sees, cine, full screen, and where the commands are found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from medxfer_gui.cohorts.pixel_cache import cached_pixels
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
from medxfer_gui.qt.browser.page import BrowserPage
from medxfer_gui.qt.browser.viewer import Viewer
from medxfer_gui.qt.command_palette import CommandPalette
from medxfer_gui.qt.commands import plain_text
from medxfer_gui.qt.help_dialogs import ShortcutsDialog
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.viewer.turn import Turn


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, dicom_folder: Path) -> BrowserPage:
    result = window.pages["browse"]
    assert isinstance(result, BrowserPage)
    result.session.open_folder(dicom_folder)
    qtbot.waitUntil(
        lambda: result.image.viewer.view.shown is not None and result.image.viewer.place == "2 / 3", timeout=30_000
    )
    return result


@pytest.fixture
def viewer(page: BrowserPage) -> Viewer:
    return page.image.viewer


def value(viewer: Viewer, side: int) -> float | None:
    """The one value of the frame that a side shows."""
    shown = viewer.sides[side].view.shown
    return None if shown is None else float(shown.frame.values[0, 0])


def go_to_patient(page: BrowserPage, patient: str) -> None:
    with Library(page.session.home.library) as library:
        assert page.session.folder is not None
        records = library.instances(page.session.folder)
    uid = next(record.sop_instance_uid for record in records if record.patient_id == patient)
    page.session.select(FrameKey(uid, 0))


def test_c_shows_the_frame_beside_itself_and_the_new_side_takes_what_is_chosen(
    qtbot: QtBot, page: BrowserPage, viewer: Viewer
) -> None:
    viewer.commands.compare.trigger()
    both = value(viewer, 0), value(viewer, 1)
    go_to_patient(page, "BERTA-2")
    qtbot.waitUntil(lambda: value(viewer, 1) == 0.0, timeout=20_000)
    assert (both, value(viewer, 0), viewer.active is viewer.sides[1]) == ((76.0, 76.0), 76.0, True)


def test_sides_scroll_together(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    viewer.view.stepped.emit(1)
    qtbot.waitUntil(lambda: (value(viewer, 0), value(viewer, 1)) == (176.0, 176.0), timeout=20_000)


def test_sides_that_are_not_linked_scroll_alone(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    viewer.commands.link.trigger()
    viewer.view.stepped.emit(1)
    qtbot.waitUntil(lambda: value(viewer, 1) == 176.0, timeout=20_000)
    assert value(viewer, 0) == 76.0


def test_linked_sides_share_zoom_and_window_of_one_modality(viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    viewer.view.zoom(3)
    viewer.commands.view_commands.rotate_right.trigger()
    viewer.commands.view_commands.next_preset.trigger()
    first, second = (side.view for side in viewer.sides)
    assert first.viewport is not None and second.viewport is not None
    assert first.viewport.actual_scale == pytest.approx(second.viewport.actual_scale)
    assert (first.viewport.turn, first.window_shown) == (second.viewport.turn, second.window_shown)


def test_press_on_a_side_makes_it_the_one_that_is_looked_at(qtbot: QtBot, page: BrowserPage, viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    viewer.commands.link.trigger()
    viewer.view.stepped.emit(1)
    qtbot.waitUntil(lambda: value(viewer, 1) == 176.0, timeout=20_000)
    chosen = page.session.selection
    qtbot.mouseClick(viewer.sides[0].view, Qt.MouseButton.LeftButton)
    assert viewer.active is viewer.sides[0]
    assert page.session.selection is not None
    assert viewer.sides[0].key is not None
    assert page.session.selection == viewer.sides[0].key.frame_key != chosen


def test_tool_is_the_same_on_both_sides(viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    next(action for action in viewer.commands.view_commands.tools.actions() if action.data() == "ruler").trigger()
    assert [side.view.tool for side in viewer.sides] == ["ruler", "ruler"]


def test_command_palette_finds_the_commands_of_the_image(window: MainWindow, viewer: Viewer) -> None:
    window.actions_.palette.trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    palette.field.setText("rotate right")
    palette.field.returnPressed.emit()
    assert viewer.view.viewport is not None
    assert viewer.view.viewport.turn == Turn(1)


def test_network_view_holds_the_very_pixels_that_training_gets(
    qtbot: QtBot, page: BrowserPage, viewer: Viewer, tmp_path: Path
) -> None:
    preprocessing = Preprocessing(size=48, window="full", fit="pad")
    viewer.network.set_preprocessing(preprocessing)
    viewer.commands.network.trigger()
    qtbot.waitUntil(lambda: viewer.sides[1].view.shown is not None, timeout=20_000)
    assert page.image.image is not None and page.session.selection is not None
    record, key = page.image.image.record, page.session.selection
    held = cached_pixels([key], {record.sop_instance_uid: record}, preprocessing, tmp_path).images[0]
    shown = viewer.sides[1].view.shown
    assert shown is not None
    assert np.array_equal(shown.frame.values, held[0])


def test_network_view_follows_the_frame_and_says_its_size(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.network.set_preprocessing(Preprocessing(size=32))
    viewer.commands.network.trigger()
    qtbot.waitUntil(lambda: viewer.sides[1].view.shown is not None, timeout=20_000)
    before = viewer.sides[1].view.shown
    viewer.view.stepped.emit(1)
    qtbot.waitUntil(lambda: viewer.sides[1].view.shown is not before, timeout=20_000)
    after = viewer.sides[1].view.shown
    assert after is not None
    assert "32 × 32 pixels, 1 channel" in after.subtitle


def test_space_plays_and_the_last_frame_is_then_the_chosen_one(qtbot: QtBot, page: BrowserPage, viewer: Viewer) -> None:
    viewer.view.setFocus()
    before = page.session.selection
    viewer.commands.play.trigger()
    qtbot.waitUntil(lambda: viewer.place != "2 / 3", timeout=20_000)
    while_playing = page.session.selection
    viewer.commands.play.trigger()
    assert viewer.active.key is not None
    assert (while_playing, page.session.selection) == (before, viewer.active.key.frame_key)


def test_other_series_chosen_while_it_plays_is_the_one_that_is_shown(
    qtbot: QtBot, page: BrowserPage, viewer: Viewer
) -> None:
    viewer.commands.play.trigger()
    go_to_patient(page, "BERTA-2")
    wanted = page.session.selection
    qtbot.waitUntil(lambda: value(viewer, 0) == 0.0, timeout=20_000)
    assert (viewer.cine.is_running, page.session.selection) == (False, wanted)


def test_rate_that_was_chosen_stays_while_one_scrolls(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.bar.rate.setValue(25)
    viewer.view.stepped.emit(1)
    qtbot.waitUntil(lambda: value(viewer, 0) == 176.0, timeout=20_000)
    assert (viewer.cine.rate, viewer.bar.rate.value()) == (25.0, 25.0)


def test_slider_goes_through_the_stack(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.bar.slider.setValue(2)
    qtbot.waitUntil(lambda: value(viewer, 0) == 176.0, timeout=20_000)
    assert viewer.place == "3 / 3"


def test_full_screen_takes_the_image_and_escape_brings_it_back(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.commands.full_screen.trigger()
    alone = viewer.canvas.window() is not viewer.window()
    viewer.commands.view_commands.leave.trigger()
    assert (alone, viewer.canvas.window() is viewer.window()) == (True, True)


def test_words_of_the_frame_before_never_stand_on_another(qtbot: QtBot, page: BrowserPage, viewer: Viewer) -> None:
    go_to_patient(page, "BERTA-2")
    qtbot.waitUntil(lambda: value(viewer, 0) == 0.0, timeout=20_000)
    shown = viewer.view.shown
    assert shown is not None
    assert shown.title == page.session.pseudonyms.of("BERTA-2")


def test_no_two_commands_have_the_same_keys(window: MainWindow, page: BrowserPage) -> None:
    actions: list[QAction] = list(page.image.viewer.commands.actions())
    actions += [action for group in window.actions_.groups() for action in group.actions]
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_digits_are_left_for_labels(viewer: Viewer) -> None:
    keys = [key.toString() for action in viewer.commands.actions() for key in action.shortcuts()]
    assert not [key for key in keys if key.isdigit()]


def test_sheet_of_keys_lists_every_command_that_has_keys(window: MainWindow, page: BrowserPage) -> None:
    window.actions_.shortcuts.trigger()
    sheet = window.findChild(ShortcutsDialog)
    assert sheet is not None
    words = {found.text() for found in sheet.findChildren(QLabel)}
    keyed = [action for action in page.image.viewer.commands.actions() if not action.shortcut().isEmpty()]
    assert {plain_text(action) for action in keyed} <= words


def test_right_click_offers_every_command(viewer: Viewer) -> None:
    menu = viewer.commands.view_commands.context_menu(viewer)
    offered = set(menu.actions())
    for action in menu.actions():
        below = action.menu()
        offered |= set(below.actions()) if below is not None else set()  # type: ignore[attr-defined]
    assert set(viewer.commands.actions()) <= offered


@pytest.mark.parametrize("key", [Qt.Key.Key_I, Qt.Key.Key_C])
def test_letters_work_while_the_tree_has_the_focus(
    qtbot: QtBot, window: MainWindow, page: BrowserPage, key: Qt.Key
) -> None:
    window.activateWindow()
    page.library.tree.setFocus()
    qtbot.waitUntil(page.library.tree.hasFocus)
    qtbot.keyClick(page.library.tree, key)
    assert page.image.viewer.view.is_inverted or page.image.viewer.mode == "compare"


def test_letters_leave_the_image_alone_while_the_grid_is_shown(
    qtbot: QtBot, window: MainWindow, page: BrowserPage, viewer: Viewer
) -> None:
    window.activateWindow()
    page.work.show_grid(True)
    page.work.grid.setFocus()
    qtbot.waitUntil(page.work.grid.hasFocus)
    qtbot.keyClick(page.work.grid, Qt.Key.Key_C)
    in_grid = viewer.mode
    page.work.show_grid(False)
    qtbot.waitUntil(viewer.view.hasFocus)
    qtbot.keyClick(viewer.view, Qt.Key.Key_C)
    assert (in_grid, viewer.mode) == ("single", "compare")


@pytest.mark.parametrize("words", ["all tags", "lung", "panels"])
def test_command_palette_lists_tags_windows_and_panels(window: MainWindow, viewer: Viewer, words: str) -> None:
    window.actions_.palette.trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    palette.field.setText(words)
    item = palette.list.currentItem()
    assert item is not None and words in item.text().casefold()


def test_b_gives_the_room_of_both_panels_to_the_image_and_is_remembered(page: BrowserPage) -> None:
    page.panels.trigger()
    assert not page.library.isVisible() and not page.facts.isVisible()
    assert not page.session.preferences.has_side_panels


def test_image_keeps_its_size_where_there_is_one_frame_only(qtbot: QtBot, page: BrowserPage, viewer: Viewer) -> None:
    before = viewer.canvas.height()
    go_to_patient(page, "BERTA-2")
    qtbot.waitUntil(lambda: value(viewer, 0) == 0.0, timeout=20_000)
    assert viewer.canvas.height() == before


def test_k_hides_the_words_on_both_sides_but_not_in_exports(viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    viewer.commands.view_commands.words.trigger()
    view = viewer.view
    assert view.viewport is not None and view.shown is not None
    bare, exported = view.scene(view.viewport, 1.0), view.scene(view.viewport, 1.0, view.shown)
    assert [side.view.has_words for side in viewer.sides] == [False, False]
    assert bare is not None and not bare.corners.top_left
    assert exported is not None and exported.corners.top_left


def test_link_is_lit_only_where_scrolling_moves_both(qtbot: QtBot, page: BrowserPage, viewer: Viewer) -> None:
    viewer.commands.compare.trigger()
    with_itself = viewer.commands.link.isChecked()
    go_to_patient(page, "BERTA-2")  # a single image
    qtbot.waitUntil(lambda: value(viewer, 1) == 0.0, timeout=20_000)
    qtbot.waitUntil(lambda: not viewer.commands.link.isChecked(), timeout=20_000)
    assert with_itself
    assert viewer.commands.link.toolTip().startswith("Only zoom and position go together")


def test_network_view_follows_zoom_and_place(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.commands.network.trigger()
    first, second = (side.view for side in viewer.sides)
    qtbot.waitUntil(lambda: second.shown is not None, timeout=20_000)
    first.zoom(3)
    assert first.viewport is not None and second.viewport is not None
    assert second.viewport.actual_scale / second.viewport.fitted_scale == pytest.approx(
        first.viewport.actual_scale / first.viewport.fitted_scale
    )
