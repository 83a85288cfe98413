"""How one small picture is drawn: black ground, picture, label, and a frame around the one that is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from medxfer_gui.plots.theme import DARK, Tokens

_BADGE = 17
_BADGE_TEXT = 11


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn on a picture: its label, and whether it is unreadable, of a series to be careful with, current."""

    label: str = ""
    unreadable: bool = False
    attention: bool = False
    current: bool = False


class FramePainter:
    """Draws the cells and headings of a grid on black, whatever the theme."""

    def __init__(self, tokens: Tokens) -> None:
        self._accent = QColor()
        self._muted, self._text, self._attention = QColor(DARK.muted), QColor(DARK.text), QColor(DARK.attention)
        self._empty, self._shade = QColor("#14181e"), QColor(0, 0, 0, 190)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._accent = QColor(DARK.accent if tokens.scheme == "dark" else tokens.accent)

    def cell(self, painter: QPainter, cell: QRect, pixmap: QPixmap | None, marks: Marks) -> None:
        """Draw one picture; None: it is not decoded yet, or never will be."""
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            left = cell.x() + (cell.width() - size.width()) / 2
            top = cell.y() + (cell.height() - size.height()) / 2
            painter.drawPixmap(round(left), round(top), pixmap)
        else:
            painter.fillRect(cell, self._empty)
            if marks.unreadable:
                self._unreadable(painter, cell)
        if marks.attention:
            self._badge(painter, QPoint(cell.right() - _BADGE - 2, cell.top() + 3), "!", self._attention)
        if marks.label:
            painter.setFont(_font(_BADGE_TEXT))
            shown = painter.fontMetrics().elidedText(marks.label, Qt.TextElideMode.ElideMiddle, cell.width() - 16)
            self._badge(painter, QPoint(cell.left() + 3, cell.bottom() - _BADGE - 2), shown, self._text)
        if marks.current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(-2, -2, 2, 2), 4, 4)

    def _unreadable(self, painter: QPainter, cell: QRect) -> None:
        painter.setPen(self._muted)
        painter.setFont(_font(_BADGE_TEXT))
        text = QApplication.translate("FramePainter", "unreadable")
        painter.drawText(cell.adjusted(4, 4, -4, -4), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def heading(self, painter: QPainter, ground: QRect, text: str) -> None:
        """Draw what stands above a group."""
        painter.setPen(self._muted)
        painter.setFont(_font(12))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, ground.width())
        painter.drawText(ground, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def words(self, painter: QPainter, area: QRect, text: str) -> None:
        """Draw what stands in place of pictures where there are none."""
        painter.setPen(self._muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def _badge(self, painter: QPainter, corner: QPoint, text: str, colour: QColor) -> None:
        painter.setFont(_font(_BADGE_TEXT))
        width = max(painter.fontMetrics().horizontalAdvance(text) + 10, _BADGE)
        badge = QRectF(corner.x(), corner.y(), width, _BADGE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._shade)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(colour)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


def _font(pixels: int) -> QFont:
    font = QApplication.font()
    font.setPixelSize(pixels)
    return font
