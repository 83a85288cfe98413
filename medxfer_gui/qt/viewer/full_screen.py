"""The image alone, on black, on the whole screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class FullScreen(QWidget):
    """Takes a widget out of the window and gives it back.

    Parameters
    ----------
    content
        What is shown alone.
    parent
        Owner, whose keys work here too.
    """

    left = Signal()
    """The content is free to go back to where it came from."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._content = content
        self.setObjectName("fullScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("#fullScreen { background: #000000; }")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def toggle(self, actions: Iterable[QAction]) -> None:
        """Show the content alone, with the keys of ``actions``; or give it back."""
        if self.isVisible():
            self.close()
            return
        self.addActions(list(actions))
        self._layout.addWidget(self._content)
        self.showFullScreen()
        self._content.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._layout.removeWidget(self._content)
        self.left.emit()
        event.accept()
