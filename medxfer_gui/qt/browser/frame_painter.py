"""How one small picture is drawn: black ground, picture, label, and a frame around the one that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from medxfer_gui.plots.theme import DARK, Tokens

_BADGE = 17
_BADGE_TEXT = 11


class FramePainter:
    """Draws the cells and headings of a grid on black, whatever the theme."""

    def __init__(self, tokens: Tokens) -> None:
        self._accent = QColor()
        self._muted, self._text = QColor(DARK.muted), QColor(DARK.text)
        self._empty, self._shade = QColor("#14181e"), QColor(0, 0, 0, 190)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._accent = QColor(DARK.accent if tokens.scheme == "dark" else tokens.accent)

    def cell(
        self, painter: QPainter, cell: QRect, pixmap: QPixmap | None, label: str, unreadable: bool, current: bool
    ) -> None:
        """Draw one picture; None: it is not decoded yet, or ``unreadable``."""
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            left = cell.x() + (cell.width() - size.width()) / 2
            top = cell.y() + (cell.height() - size.height()) / 2
            painter.drawPixmap(round(left), round(top), pixmap)
        else:
            painter.fillRect(cell, self._empty)
            if unreadable:
                self.unreadable(painter, cell)
        if label:
            self._label(painter, cell, label)
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(-2, -2, 2, 2), 4, 4)

    def unreadable(self, painter: QPainter, cell: QRect) -> None:
        """Draw what stands in place of a picture that cannot be had."""
        painter.setPen(self._muted)
        painter.setFont(_font(_BADGE_TEXT))
        text = QApplication.translate("FramePainter", "unreadable")
        painter.drawText(cell.adjusted(4, 4, -4, -4), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def heading(self, painter: QPainter, ground: QRect, text: str) -> None:
        """Draw what stands above a group."""
        painter.setPen(self._muted)
        painter.setFont(_font(12))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, ground.width())
        painter.drawText(ground, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def words(self, painter: QPainter, area: QRect, text: str) -> None:
        """Draw what stands in place of pictures where there are none."""
        painter.setPen(self._muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def _label(self, painter: QPainter, cell: QRect, text: str) -> None:
        painter.setFont(_font(_BADGE_TEXT))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, cell.width() - 16)
        badge = QRectF(cell.left() + 3, cell.bottom() - _BADGE - 2, metrics.horizontalAdvance(shown) + 10, _BADGE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shade)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(self._text)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, shown)


def _font(pixels: int) -> QFont:
    font = QApplication.font()
    font.setPixelSize(pixels)
    return font
