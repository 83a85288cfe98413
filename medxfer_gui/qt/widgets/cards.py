"""Surfaces: cards, cards to choose from, and the panels at the sides of a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from medxfer_gui.qt.widgets.text import label, set_style_property, wrapped


class Card(QFrame):
    """A rounded surface; put widgets into ``body``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(4)

    def add_heading(self, text: str, fact: QLabel | None = None) -> QLabel:
        """Add a strong heading, with a short fact at the right end of its line. Returns the heading."""
        heading = label(text, "strong")
        line = QHBoxLayout()
        line.addWidget(heading)
        line.addStretch(1)
        if fact is not None:
            line.addWidget(fact)
        self.body.addLayout(line)
        return heading


class ChoiceCard(Card):
    """One of several choices: a name, a short fact and one honest sentence. Space or Return chooses it too."""

    chosen = Signal(str)
    """The card's ``key``; the user chose it."""

    def __init__(self, key: str, name: str, sentence: str, fact: str = "") -> None:
        super().__init__()
        self.key = key
        self.is_chosen = False
        self.fact = label(fact, "muted")
        self.add_heading(name, self.fact)
        self.sentence = wrapped(sentence, "muted")
        self.body.addWidget(self.sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}. {sentence}")

    def set_chosen(self, chosen: bool) -> None:
        """Show the card as the one that is chosen, or not."""
        self.is_chosen = chosen
        set_style_property(self, "chosen", chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.key)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)


class SidePanel(QFrame):
    """A column at the left or right of a page: what scrolls in ``body``, what stays at the bottom in ``foot``."""

    def __init__(self, side: str, width: int) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setProperty("side", side)
        self.setFixedWidth(width)
        content = QWidget()
        content.setObjectName("sidePanelContent")
        content.setMinimumWidth(1)  # else the widest child, not the panel, decides how wide all are
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(12, 0, 12, 12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self.foot)
