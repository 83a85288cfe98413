"""A table header whose sections are written in the colours of the parts."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from medxfer_gui.plots.theme import Tokens

_INDENT = 8


class PartHeader(QHeaderView):
    """Sections in the ``ForegroundRole`` of the model, which a style sheet would overrule."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._tokens = tokens
        self.setHighlightSections(False)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self._tokens = tokens
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        model = self.model()
        colour = model.headerData(logicalIndex, self.orientation(), Qt.ItemDataRole.ForegroundRole)
        text = str(model.headerData(logicalIndex, self.orientation()) or "")
        painter.save()
        painter.fillRect(rect, QColor(self._tokens.panel))
        painter.setPen(QColor(self._tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colour if isinstance(colour, QColor) else QColor(self._tokens.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(_INDENT, 0, -_INDENT, 0), left, text)
        painter.restore()
