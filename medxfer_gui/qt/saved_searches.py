"""Searches that were saved: chosen, named, renamed and deleted in a panel below the search field."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from medxfer_gui.plots.theme import DARK, Tokens
from medxfer_gui.qt.preferences import Preferences
from medxfer_gui.qt.widgets.buttons import button, link_button
from medxfer_gui.qt.widgets.icons import icon
from medxfer_gui.qt.widgets.text import ElidedLabel, label

_LEAST_WIDTH = 360


class SavedSearches(QFrame):
    """One row for each saved search, a row to save what is searched now, and Undo for the last deletion."""

    chosen = Signal(str)
    """The text of a saved search."""
    changed = Signal()
    """Other searches are saved."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._preferences = preferences
        self._tokens = DARK
        self._text = ""
        self._deleted: tuple[str, str] | None = None
        self._renamed = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._layout.setSpacing(6)
        self._rows = QWidget()
        self._layout.addWidget(self._rows)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name for this search"))
        self.name.setAccessibleName(self.tr("Name for this search"))
        self.save = button(self.tr("Save"))
        self._saving = QWidget()
        line = QHBoxLayout(self._saving)
        line.setContentsMargins(0, 4, 0, 0)
        line.addWidget(self.name, 1)
        line.addWidget(self.save)
        self._layout.addWidget(self._saving)
        self.name.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._tokens = tokens

    def show_for(self, text: str, place: QPoint, width: int) -> None:
        """Show the panel with its upper right corner below a field, ready to save ``text``."""
        self._text, self._deleted, self._renamed = text, None, ""
        self.name.clear()
        self.setFixedWidth(max(width, _LEAST_WIDTH))
        self._rebuild()
        self.move(place + QPoint(width - self.width(), 0))
        self.show()
        if self._saving.isVisible():
            self.name.setFocus()

    def _rebuild(self) -> None:
        rows = QWidget()
        lines = QVBoxLayout(rows)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(label(self.tr("Saved searches"), "group"))
        saved = self._preferences.saved_searches
        if not saved:
            lines.addWidget(label(self.tr("None yet. Search for something, then give it a name here."), "muted"))
        for name, text in saved.items():
            lines.addWidget(self._rename_row(name) if name == self._renamed else self._row(name, text))
        if self._deleted is not None:
            lines.addWidget(self._undo_row(self._deleted[0]))
        self._layout.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        rows.show()
        self._saving.setVisible(bool(self._text) and self._text not in saved.values())
        self.adjustSize()

    def _row(self, name: str, text: str) -> QWidget:
        choose = link_button(name, text)
        choose.setProperty("search", name)
        choose.clicked.connect(self._on_chosen)
        rename = self._tool("mdi6.pencil-outline", self.tr("Rename {name}").format(name=name), name)
        rename.clicked.connect(self._on_rename)
        delete = self._tool("mdi6.trash-can-outline", self.tr("Delete {name}").format(name=name), name)
        delete.clicked.connect(self._on_delete)
        return _line(choose, ElidedLabel(text, "muted"), rename, delete)

    def _rename_row(self, name: str) -> QWidget:
        field = QLineEdit(name)
        field.setAccessibleName(self.tr("New name"))
        field.selectAll()
        field.returnPressed.connect(self._on_renamed)
        self._field = field
        done = button(self.tr("Rename"))
        done.clicked.connect(self._on_renamed)
        row = _line(None, field, done)
        field.setFocus()
        return row

    def _undo_row(self, name: str) -> QWidget:
        undo = link_button(self.tr("Undo"))
        undo.clicked.connect(self._on_undo)
        return _line(None, ElidedLabel(self.tr("{name} was deleted").format(name=name), "muted"), undo)

    def _tool(self, picture: str, text: str, name: str) -> QToolButton:
        result = QToolButton()
        result.setIcon(icon(picture, self._tokens))
        result.setToolTip(text)
        result.setAccessibleName(text)
        result.setProperty("search", name)
        return result

    def _store(self, searches: dict[str, str]) -> None:
        self._preferences.saved_searches = searches
        self._rebuild()
        self.changed.emit()

    def _sender_name(self) -> str:
        sender = self.sender()
        return str(sender.property("search")) if sender is not None else ""

    def _on_save(self) -> None:
        name = self.name.text().strip() or self._text
        if self._text:
            self._deleted = None
            self._store({**self._preferences.saved_searches, name: self._text})

    def _on_chosen(self) -> None:
        text = self._preferences.saved_searches.get(self._sender_name())
        self.hide()
        if text is not None:
            self.chosen.emit(text)

    def _on_rename(self) -> None:
        self._renamed = self._sender_name()
        self._rebuild()

    def _on_renamed(self) -> None:
        searches = self._preferences.saved_searches
        new, old, self._renamed = self._field.text().strip(), self._renamed, ""
        if new and old in searches and (new == old or new not in searches):
            searches[new] = searches.pop(old)
        self._store(searches)

    def _on_delete(self) -> None:
        searches, name = self._preferences.saved_searches, self._sender_name()
        if name in searches:
            self._deleted = (name, searches.pop(name))
            self._store(searches)

    def _on_undo(self) -> None:
        if self._deleted is not None:
            name, text = self._deleted
            self._deleted = None
            self._store({**self._preferences.saved_searches, name: text})


def _line(first: QPushButton | None, stretched: QWidget, *others: QWidget) -> QWidget:
    """Widgets in a row, the second with the room that is left."""
    result = QWidget()
    layout = QHBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    if first is not None:
        layout.addWidget(first)
    layout.addWidget(stretched, 1)
    for widget in others:
        layout.addWidget(widget)
    return result
