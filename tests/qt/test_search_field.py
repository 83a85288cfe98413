"""The search field: keywords that are offered, searches that are kept, and that a search waits for the last key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.saved_searches import SavedSearches
from medxfer_gui.qt.search_field import KeywordCompleter, SearchField
from medxfer_gui.qt.session import Session


@pytest.fixture
def field(qtbot: QtBot, session: Session) -> SearchField:
    result = SearchField(session.preferences, DARK)
    qtbot.addWidget(result)
    result.show()
    return result


@pytest.fixture
def completer(qtbot: QtBot) -> KeywordCompleter:
    result = KeywordCompleter()
    result.fill()
    return result


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Manufacturer", "Manufacturer="),
        ("chest Manuf", "Manufacturer="),
        ("Kvp", "KVP="),
        ("chest", None),
        ("CT", None),
        ("Manufacturer=G", None),
    ],
)
def test_keywords_are_offered_for_what_begins_like_one(
    completer: KeywordCompleter, typed: str, offered: str | None
) -> None:
    completer.setCompletionPrefix(typed)
    found = completer.currentCompletion() if completer.completionCount() else None
    assert (found and found.split()[-1]) == offered


def test_completion_keeps_what_was_typed_before(completer: KeywordCompleter) -> None:
    completer.setCompletionPrefix("chest Manufacturer")
    assert completer.currentCompletion() == "chest Manufacturer="


def test_search_comes_once_for_several_keys(qtbot: QtBot, field: SearchField) -> None:
    told: list[str] = []
    field.searched.connect(told.append)
    with qtbot.waitSignal(field.searched, timeout=5000):
        qtbot.keyClicks(field, "axial ")
    assert told == ["axial"]


def saved(field: SearchField) -> SavedSearches:
    field.show_saved()
    return field.saved


def press(panel: SavedSearches, name: str) -> None:
    """Press what a screen reader knows by ``name``."""
    kinds = (*panel.findChildren(QPushButton), *panel.findChildren(QToolButton))
    buttons = [widget for widget in kinds if name in (widget.text(), widget.accessibleName()) and widget.isVisible()]
    buttons[-1].click()


def keep(field: SearchField, text: str, name: str) -> SavedSearches:
    field.setText(text)
    panel = saved(field)
    panel.name.setText(name)
    panel.save.click()
    return panel


def test_saved_search_is_brought_back(qtbot: QtBot, field: SearchField, session: Session) -> None:
    keep(field, "Modality=MR knee", "Knees")
    field.clear()
    with qtbot.waitSignal(field.searched, timeout=5000) as searched:
        press(saved(field), "Knees")
    assert (searched.args, field.text()) == (["Modality=MR knee"], "Modality=MR knee")
    assert Session(session.home).preferences.saved_searches == {"Knees": "Modality=MR knee"}


def test_saved_search_is_renamed(field: SearchField, session: Session) -> None:
    panel = keep(field, "knee", "Knees")
    press(panel, "Rename Knees")
    panel._field.setText("All knees")
    press(panel, "Rename")
    assert session.preferences.saved_searches == {"All knees": "knee"}


def test_name_of_another_is_not_taken(field: SearchField, session: Session) -> None:
    keep(field, "hip", "Hips")
    panel = keep(field, "knee", "Knees")
    press(panel, "Rename Knees")
    panel._field.setText("Hips")
    press(panel, "Rename")
    assert session.preferences.saved_searches == {"Hips": "hip", "Knees": "knee"}


def test_deletion_can_be_undone(field: SearchField, session: Session) -> None:
    panel = keep(field, "knee", "Knees")
    press(panel, "Delete Knees")
    assert session.preferences.saved_searches == {}
    press(panel, "Undo")
    assert session.preferences.saved_searches == {"Knees": "knee"}


def test_nothing_searched_is_nothing_to_save(field: SearchField) -> None:
    assert not saved(field).save.isVisible()


def test_escape_takes_the_search_away(qtbot: QtBot, field: SearchField) -> None:
    field.setText("knee")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
