"""Paints one frame with all that is drawn on it, on the screen and into an exported picture alike."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from medxfer_gui.dicom.lengths import Length, length_between
from medxfer_gui.dicom.overlays import Overlay
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.viewer.image_words import Corners, draw_chip, draw_corners, draw_edges
from medxfer_gui.qt.viewer.marks import NO_MARKS, Marks, Pin, Ruler
from medxfer_gui.qt.viewer.probe import value_text
from medxfer_gui.qt.viewer.rendering import Picture
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.viewport import Viewport

MARGIN = 12
HANDLE = 4.0
"""Radius of a ruler's end, in view pixels."""
_NEAREST_FROM = 8.0
_OVERLAY_COLOURS = {"graphics": "#ffd75e", "roi": "#ff7ad9"}
_TICK = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All that is painted.

    Parameters
    ----------
    shown, viewport, picture
        The frame, where it stands, and the part of it that is in sight.
    ratio
        Device pixels to one of the view.
    corners
        What stands in the corners.
    marks, selected
        Rulers and pins; the number of the ruler that is chosen, or None.
    layer, opacity
        A picture laid over the whole frame, or None, and how opaque it is.
    has_overlays
        Whether overlay planes are drawn.
    """

    shown: ShownFrame
    viewport: Viewport
    picture: Picture | None
    ratio: float
    corners: Corners = field(default_factory=Corners)
    marks: Marks = NO_MARKS
    selected: int | None = None
    layer: QImage | None = None
    opacity: float = 0.5
    has_overlays: bool = True

    @property
    def area(self) -> QRectF:
        """Where words may stand."""
        margin = min(MARGIN, self.viewport.view.width() / 20)
        return QRectF(QPointF(0, 0), self.viewport.view).adjusted(margin, margin, -margin, -margin)


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Paint on a ground that is black already."""
    if scene.picture is not None:
        _paint_picture(painter, scene, scene.picture)
    if scene.layer is not None:
        _paint_layer(painter, scene, scene.layer)
    if scene.has_overlays:
        for overlay in scene.shown.overlays:
            _paint_overlay(painter, scene, overlay)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, ruler in enumerate(scene.marks.rulers):
        _paint_ruler(painter, scene, ruler, number == scene.selected)
    for pin in scene.marks.pins:
        _paint_pin(painter, scene, pin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if scene.shown.edges is not None:
        draw_edges(painter, scene.area, scene.viewport.turn.edges(scene.shown.edges))
    draw_corners(painter, scene.area, scene.corners, scene.shown.edges is not None)


def _paint_picture(painter: QPainter, scene: Scene, picture: Picture) -> None:
    target = scene.viewport.transform.mapRect(picture.rect)
    device_scale = scene.viewport.actual_scale * scene.ratio
    if picture.is_exact:
        # One pixel of the picture on one of the screen: anything between them would blur.
        target = QRectF(
            round(target.left() * scene.ratio) / scene.ratio,
            round(target.top() * scene.ratio) / scene.ratio,
            picture.image.width() / scene.ratio,
            picture.image.height() / scene.ratio,
        )
    sees_pixels = scene.shown.pixelated or (scene.viewport.scale is not None and device_scale >= _NEAREST_FROM)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not picture.is_exact and not sees_pixels)
    painter.drawImage(target, picture.image)


def _paint_layer(painter: QPainter, scene: Scene, layer: QImage) -> None:
    painter.save()
    painter.setTransform(scene.viewport.transform, combine=True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(scene.opacity)
    painter.drawImage(QRectF(0, 0, scene.viewport.columns, scene.viewport.rows), layer)
    painter.restore()


def _paint_overlay(painter: QPainter, scene: Scene, overlay: Overlay) -> None:
    painter.save()
    painter.setTransform(scene.viewport.transform, combine=True)
    painter.setClipRect(QRectF(0, 0, scene.viewport.columns, scene.viewport.rows))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    block = max(1, math.floor(1 / (scene.viewport.actual_scale * scene.ratio)))
    image, covered = _overlay_image(overlay, block)
    if overlay.kind == "roi":
        painter.setOpacity(0.5)
    painter.drawImage(QRectF(overlay.left, overlay.top, covered[1], covered[0]), image)
    painter.restore()


@lru_cache(maxsize=4)  # it is painted again with every move of the mouse
def _overlay_image(overlay: Overlay, block: int) -> tuple[QImage, tuple[int, int]]:
    """The plane in its colour, and the rows and columns it covers.

    Each ``block`` x ``block`` bits are one pixel, on where any of them is: thin lines stay in a large image.
    """
    bits = _any_of_blocks(overlay.bits, block) if block > 1 else overlay.bits
    pixels = np.ascontiguousarray(bits.astype(np.uint8))
    rows, columns = pixels.shape
    image = QImage(pixels.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    colour = QColor(_OVERLAY_COLOURS[overlay.kind])
    image.setColorTable([0, colour.rgba()])
    return image.copy(), (rows * block, columns * block)


def _any_of_blocks(bits: npt.NDArray[np.bool_], block: int) -> npt.NDArray[np.bool_]:
    down, across = -bits.shape[0] % block, -bits.shape[1] % block
    padded = np.pad(bits, ((0, down), (0, across)))
    rows, columns = padded.shape[0] // block, padded.shape[1] // block
    return np.asarray(padded.reshape(rows, block, columns, block).any(axis=(1, 3)), np.bool_)


def _paint_ruler(painter: QPainter, scene: Scene, ruler: Ruler, is_selected: bool) -> None:
    start, end = scene.viewport.to_view(ruler.start), scene.viewport.to_view(ruler.end)
    colour = QColor(DARK.accent if not is_selected else DARK.text)
    line = QLineF(start, end)
    for pen in (QPen(QColor(0, 0, 0, 200), 4.0), QPen(colour, 1.8 if is_selected else 1.5)):
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(line)
        for point in (start, end):
            painter.drawEllipse(point, HANDLE, HANDLE)
    length = length_between(ruler.start, ruler.end, scene.shown.scale)
    right_end = start if start.x() > end.x() else end
    draw_chip(painter, right_end + QPointF(10, 0), length_text(length), scene.area, colour.name())


def _paint_pin(painter: QPainter, scene: Scene, pin: Pin) -> None:
    centre = scene.viewport.to_view((pin.column + 0.5, pin.row + 0.5))
    for pen in (QPen(QColor(0, 0, 0, 200), 4.0), QPen(QColor(DARK.attention), 1.5)):
        painter.setPen(pen)
        painter.drawLine(centre - QPointF(_TICK, 0), centre + QPointF(_TICK, 0))
        painter.drawLine(centre - QPointF(0, _TICK), centre + QPointF(0, _TICK))
    words = value_text(scene.shown, pin.row, pin.column)
    draw_chip(painter, centre + QPointF(10, 0), words, scene.area, DARK.attention)


def length_text(length: Length) -> str:
    """A length with its unit, and what it is worth where it is not one in the patient."""
    tr = QCoreApplication.translate
    if length.unit == "px":
        return tr("Ruler", "{value} px · no spacing").format(value=f"{length.value:.1f}")
    words = f"{length.value:.1f} mm" if length.value < 1000 else f"{length.value:.0f} mm"
    if length.origin == "detector":
        return tr("Ruler", "{length} at detector").format(length=words)
    if length.origin == "calibrated":
        return tr("Ruler", "{length} calibrated").format(length=words)
    return words
