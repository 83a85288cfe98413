"""Ctrl+K: find any command by typing a part of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_ACTION = Qt.ItemDataRole.UserRole


class CommandPalette(QDialog):
    """A list of actions, narrowed while typing; Enter runs the chosen one."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find a command"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a command"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for action in actions:
            keys = action.shortcut().toString()
            item = QListWidgetItem(f"{_plain(action.text())}    {keys}".rstrip())
            item.setData(_ACTION, action)
            self.list.addItem(item)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.resize(480, 360)
        self.list.setCurrentRow(0)
        self.field.textChanged.connect(self._on_edited)
        self.field.returnPressed.connect(self._on_run)
        self.list.itemClicked.connect(self._on_run)
        self.field.installEventFilter(self)

    def _on_edited(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        self._step(0, 1)

    def _on_run(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None and not item.isHidden():
            item.data(_ACTION).trigger()

    def _step(self, start: int, direction: int) -> None:
        row = start
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += direction

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
            if event.key() in steps:
                self._step(self.list.currentRow() + steps[event.key()], steps[event.key()])
                return True
        return super().eventFilter(watched, event)


def _plain(text: str) -> str:
    return text.replace("&", "").replace("\t", "    ")
