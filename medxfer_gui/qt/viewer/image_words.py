"""Words on an image: readable on bright and on dark tissue, in the dark theme's colours in every theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.plots.theme import DARK

_OUTLINE, _GLOW = QColor(0, 0, 0, 255), QColor(0, 0, 0, 90)
_NEAR = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
_FAR = ((-2, 0), (2, 0), (0, -2), (0, 2), (2, 2), (-2, 2))
_LETTERS_WIDTH = 44
_GAP = 12
_CHIP_PADDING = (5.0, 2.0)
_SCRIM = QColor(0, 0, 0, 170)

Flags = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a corner."""

    text: str
    colour: str = DARK.text


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Corners:
    """What stands in the corners, from the top down."""

    top_left: Lines = ()
    top_right: Lines = ()
    bottom_left: Lines = ()
    bottom_right: Lines = ()


def draw_words(painter: QPainter, area: QRectF, text: str, where: Qt.AlignmentFlag, colour: str = DARK.text) -> None:
    """Draw ``text`` inside ``area``, with a black outline that keeps it readable on bright tissue and paper."""
    for ink, places in ((_GLOW, _FAR), (_OUTLINE, _NEAR)):
        painter.setPen(ink)
        for dx, dy in places:
            painter.drawText(area.translated(dx, dy), where, text)
    painter.setPen(QColor(colour))
    painter.drawText(area, where, text)


def draw_corners(painter: QPainter, area: QRectF, corners: Corners, has_letters: bool) -> None:
    """Draw the corners so that no two meet, nor the letters at the upper and lower edge.

    The right ones elide at the middle; the left ones elide in what the line beside them leaves.
    """
    for right, left, is_top in (
        (corners.top_right, corners.top_left, True),
        (corners.bottom_right, corners.bottom_left, False),
    ):
        rights, lefts = ([line for line in lines if line.text] for lines in (right, left))
        for row in range(max(len(rights), len(lefts))):
            # From the edge inwards, so that lines beside each other have one number.
            at_edge = row == 0 and has_letters
            half = (area.width() - (_LETTERS_WIDTH if at_edge else _GAP)) / 2
            place = _row(painter, area, row, is_top)
            beside = _draw_line(painter, place, _nth(rights, row, is_top), Flags.AlignRight, half)
            room = half if at_edge else area.width() - beside - _GAP
            _draw_line(painter, place, _nth(lefts, row, is_top), Flags.AlignLeft, room)


def _nth(lines: list[Line], row: int, is_top: bool) -> Line:
    if row >= len(lines):
        return Line("")
    return lines[row] if is_top else lines[-1 - row]


def _row(painter: QPainter, area: QRectF, row: int, is_top: bool) -> QRectF:
    height = QFontMetricsF(painter.font()).height()
    top = area.top() + row * height if is_top else area.bottom() - (row + 1) * height
    return QRectF(area.left(), top, area.width(), height)


def _draw_line(painter: QPainter, place: QRectF, line: Line, side: Qt.AlignmentFlag, room: float) -> float:
    """Draw a line at a side; the width it takes."""
    if not line.text:
        return 0.0
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(line.text, Qt.TextElideMode.ElideRight, max(room, 24.0))
    draw_words(painter, place, text, side | Flags.AlignVCenter, line.colour)
    return metrics.horizontalAdvance(text)


def draw_edges(painter: QPainter, area: QRectF, edges: EdgeLetters) -> None:
    """Draw the orientation letters at the middles of the sides."""
    middle, centre = Flags.AlignVCenter, Flags.AlignHCenter
    for letters, where in (
        (edges.left, Flags.AlignLeft | middle),
        (edges.right, Flags.AlignRight | middle),
        (edges.top, Flags.AlignTop | centre),
        (edges.bottom, Flags.AlignBottom | centre),
    ):
        draw_words(painter, area, letters, where, DARK.good)


def draw_chip(painter: QPainter, at: QPointF, text: str, bounds: QRectF, colour: str = DARK.text) -> QRectF:
    """Draw words on a dark ground right of a point, drawn in where they would leave ``bounds``; the place they take."""
    metrics = QFontMetricsF(painter.font())
    across, down = _CHIP_PADDING
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * across
    height = metrics.height() * len(lines) + 2 * down
    left = min(max(at.x(), bounds.left()), bounds.right() - width)
    top = min(max(at.y() - height / 2, bounds.top()), bounds.bottom() - height)
    place = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SCRIM)
    painter.drawRoundedRect(place, 4, 4)
    painter.setPen(QColor(colour))
    painter.drawText(place.adjusted(across, down, -across, -down), Flags.AlignLeft | Flags.AlignVCenter, text)
    return place


def draw_message(painter: QPainter, rect: QRectF, text: str, hint: str) -> None:
    """Draw a message and its hint in the middle of ``rect``, in place of an image."""
    wrap = Qt.TextFlag.TextWordWrap | Flags.AlignHCenter
    area = rect.adjusted(40, 0, -40, 0)
    middle = area.center().y()
    painter.setPen(QColor(DARK.text))
    painter.drawText(QRectF(area.left(), middle - 60, area.width(), 56), wrap | Flags.AlignBottom, text)
    painter.setPen(QColor(DARK.muted))
    painter.drawText(QRectF(area.left(), middle + 4, area.width(), 80), wrap | Flags.AlignTop, hint)
