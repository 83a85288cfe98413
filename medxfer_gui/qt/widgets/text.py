"""Pieces of text as the style sheet knows them: group titles, titles, chips, and labels that elide."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Role = Literal["group", "title", "metric", "muted", "strong", "plain"]
State = Literal["good", "attention", "bad", "plain"]


def label(text: str, role: Role = "plain", state: State = "plain") -> QLabel:
    """A label in a role of the style sheet; ``group`` is set in small capitals."""
    result = QLabel(text.upper() if role == "group" else text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setProperty("role", role)
    result.setProperty("state", state)
    return result


def wrapped(text: str, role: Role = "plain", state: State = "plain") -> QLabel:
    """A label of several lines."""
    result = label(text, role, state)
    result.setWordWrap(True)
    return result


def chip(text: str, state: State = "plain") -> QLabel:
    """A short fact in a rounded frame."""
    result = label(text, state=state)
    result.setProperty("chip", True)
    result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return result


def set_state(widget: QWidget, state: State) -> None:
    """Change the colour of a label or chip; its words must change too, colour alone says nothing."""
    set_style_property(widget, "state", state)


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have the sheet look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line that elides, in the middle unless told otherwise, and then shows the whole text in its tooltip."""

    def __init__(
        self, text: str = "", role: Role = "plain", mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle
    ) -> None:
        super().__init__()
        self._full = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_full_text(text)

    @property
    def full_text(self) -> str:
        """The text before eliding."""
        return self._full

    def set_full_text(self, text: str) -> None:
        """Show ``text``."""
        self._full = text
        self._elide()
        self.updateGeometry()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, self.contentsRect().width())
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()
