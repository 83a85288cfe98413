"""What a drag with the left button does, one small class for each mode."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QPointF, Qt

from medxfer_gui.dicom.windows import Window

if TYPE_CHECKING:
    from medxfer_gui.qt.viewer.image_view import ImageView

ToolName = Literal["window", "zoom", "pan", "probe", "ruler"]

_WIDTH_PER_PIXEL = 1 / 180
_ZOOM_PER_PIXEL = 1 / 150


class Tool:
    """A mode; the drag begins with `press` and ends with `release`, with `drag` for each step between."""

    name: ClassVar[ToolName]
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor

    def press(self, view: ImageView, point: QPointF) -> None:
        """The button went down."""

    def drag(self, view: ImageView, point: QPointF, by: QPointF) -> None:
        """The pointer moved ``by`` to ``point``."""

    def release(self, view: ImageView) -> None:
        """The button went up."""


class WindowTool(Tool):
    """Window: wider to the right, level up and down."""

    name = "window"

    def drag(self, view: ImageView, point: QPointF, by: QPointF) -> None:
        if view.window_shown is not None:
            view.set_window(dragged_window(view.window_shown, by))


class ZoomTool(Tool):
    """Zoom at the place where the drag began: larger upwards."""

    name = "zoom"
    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self) -> None:
        self._at = QPointF()

    def press(self, view: ImageView, point: QPointF) -> None:
        self._at = point

    def drag(self, view: ImageView, point: QPointF, by: QPointF) -> None:
        view.zoom(math.exp(-by.y() * _ZOOM_PER_PIXEL), self._at)


class PanTool(Tool):
    """Move the image."""

    name = "pan"
    cursor = Qt.CursorShape.OpenHandCursor

    def drag(self, view: ImageView, point: QPointF, by: QPointF) -> None:
        view.pan(by)


class ProbeTool(Tool):
    """Pin the value of the pixel that is clicked."""

    name = "probe"
    cursor = Qt.CursorShape.CrossCursor

    def press(self, view: ImageView, point: QPointF) -> None:
        pixel = view.viewport.pixel_at(point) if view.viewport else None
        if pixel is not None and view.viewport is not None:
            view.marking.toggle_pin(*pixel, view.viewport)


class RulerTool(Tool):
    """Draw a ruler from where the drag begins to where it ends."""

    name = "ruler"
    cursor = Qt.CursorShape.CrossCursor

    def press(self, view: ImageView, point: QPointF) -> None:
        if view.viewport is not None and view.viewport.pixel_at(point) is not None:
            view.marking.begin_ruler(view.viewport.to_image(point))

    def drag(self, view: ImageView, point: QPointF, by: QPointF) -> None:
        if view.viewport is not None:
            view.marking.move_end(view.viewport.to_image(point))

    def release(self, view: ImageView) -> None:
        if view.viewport is not None:
            view.marking.finish(view.viewport)


TOOLS: dict[ToolName, type[Tool]] = {tool.name: tool for tool in (WindowTool, ZoomTool, PanTool, ProbeTool, RulerTool)}


def dragged_window(window: Window, by: QPointF) -> Window:
    """Wider to the right, level up downwards; in proportion to the width, so a narrow window moves finely."""
    width = max(window.width * math.exp(by.x() * _WIDTH_PER_PIXEL), 1e-3)
    center = window.center + by.y() * window.width * _WIDTH_PER_PIXEL
    return Window(center, width, "LINEAR_EXACT" if window.table is not None else window.function)
