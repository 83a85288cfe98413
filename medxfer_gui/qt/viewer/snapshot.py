"""The view as a picture, with all that is drawn on it; who it is only where one asks for it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from medxfer_gui.qt.viewer.painting import paint_scene
from medxfer_gui.qt.viewer.viewport import Viewport

if TYPE_CHECKING:
    from medxfer_gui.qt.viewer.image_view import ImageView

_LEAST_SIDE = 512
"""Words need room: the pixels of a smaller image are drawn as squares of several."""


def screen_picture(view: ImageView, with_identity: bool = False) -> QImage | None:
    """What the view shows, at the resolution of the screen; None without an image."""
    viewport = view.viewport
    return None if viewport is None else _painted(view, viewport, view.devicePixelRatioF(), with_identity)


def image_picture(view: ImageView, with_identity: bool = False) -> QImage | None:
    """The whole frame as the view shows it, at its own resolution, or a whole multiple of it; None without one."""
    viewport = view.viewport
    if viewport is None:
        return None
    size = image_size(viewport)
    scale = size.width() / (viewport.rows * viewport.aspect if viewport.turn.swaps_sides else viewport.columns)
    whole = replace(viewport, view=size, scale=scale, offset=QPointF())
    return _painted(view, whole, 1.0, with_identity)


def image_size(viewport: Viewport) -> QSizeF:
    """Width and height of `image_picture` in pixels."""
    width, height = float(viewport.columns), viewport.rows * viewport.aspect
    if viewport.turn.swaps_sides:
        width, height = height, width
    scale = image_scale(viewport)
    return QSizeF(round(width * scale), round(height * scale))


def image_scale(viewport: Viewport) -> int:
    """How many pixels of `image_picture` a column of the image takes."""
    return math.ceil(_LEAST_SIDE / max(viewport.columns, viewport.rows * viewport.aspect))


def _painted(view: ImageView, viewport: Viewport, ratio: float, with_identity: bool) -> QImage | None:
    shown = view.shown
    scene = view.scene(viewport, ratio, shown.exported(with_identity)) if shown is not None else None
    if scene is None:
        return None
    size = (viewport.view * ratio).toSize()
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.black)
    painter = QPainter(picture)
    painter.setFont(view.font())
    paint_scene(painter, scene)
    painter.end()
    picture.setDevicePixelRatio(1.0)
    return picture
