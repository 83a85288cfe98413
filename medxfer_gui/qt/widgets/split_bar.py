"""The shares of a split as one bar in the colours of the parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medxfer_gui.plots.theme import Tokens


class SplitBar(QWidget):
    """A bar of ``counts`` by part name; say the counts in words beside it."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._counts: dict[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show these counts, in order."""
        self._counts = counts
        self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self._tokens = tokens
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(self._tokens.line))
        total = sum(self._counts.values())
        left = 0.0
        for part, count in self._counts.items():
            width = self.width() * count / total if total else 0.0
            painter.fillRect(QRectF(left, 0, width, self.height()), QColor(self._tokens.part(part)))
            left += width
