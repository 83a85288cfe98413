"""Words on an image: readable on bright and on dark tissue, in the dark theme's colours in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.plots.theme import DARK

_OUTLINE, _GLOW = QColor(0, 0, 0, 255), QColor(0, 0, 0, 90)
_NEAR = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
_FAR = ((-2, 0), (2, 0), (0, -2), (0, 2), (2, 2), (-2, 2))


def draw_words(painter: QPainter, area: QRectF, text: str, where: Qt.AlignmentFlag, colour: str = DARK.text) -> None:
    """Draw ``text`` inside ``area``, with a black outline that keeps it readable on bright tissue and paper."""
    for ink, places in ((_GLOW, _FAR), (_OUTLINE, _NEAR)):
        painter.setPen(ink)
        for dx, dy in places:
            painter.drawText(area.translated(dx, dy), where, text)
    painter.setPen(QColor(colour))
    painter.drawText(area, where, text)


def draw_edges(painter: QPainter, area: QRectF, edges: EdgeLetters) -> None:
    """Draw the orientation letters at the middles of the sides."""
    middle, centre = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
    for letters, where in (
        (edges.left, Qt.AlignmentFlag.AlignLeft | middle),
        (edges.right, Qt.AlignmentFlag.AlignRight | middle),
        (edges.top, Qt.AlignmentFlag.AlignTop | centre),
        (edges.bottom, Qt.AlignmentFlag.AlignBottom | centre),
    ):
        draw_words(painter, area, letters, where, DARK.good)


def draw_message(painter: QPainter, rect: QRectF, text: str, hint: str) -> None:
    """Draw a message and its hint in the middle of ``rect``, in place of an image."""
    wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
    area = rect.adjusted(40, 0, -40, 0)
    middle = area.center().y()
    painter.setPen(QColor(DARK.text))
    painter.drawText(QRectF(area.left(), middle - 60, area.width(), 56), wrap | Qt.AlignmentFlag.AlignBottom, text)
    painter.setPen(QColor(DARK.muted))
    painter.drawText(QRectF(area.left(), middle + 4, area.width(), 80), wrap | Qt.AlignmentFlag.AlignTop, hint)
