"""One frame on pure black: window by drag, zoom, pan, and its facts in the corners."""

from __future__ import annotations

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from medxfer_gui.dicom.pixels import Window, initial_window
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.viewer.image_words import draw_edges, draw_message, draw_words
from medxfer_gui.qt.viewer.presets import number_text, preset_name, presets, window_text
from medxfer_gui.qt.viewer.rendering import Renderer, Rendering, RenderWish
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.viewport import Viewport

_MARGIN = 12
_WIDTH_PER_PIXEL = 1 / 180
_ZOOM_STEP = 1.15
_NEAREST_FROM = 8.0
_WHEEL_STEP = 120


class _Drag(Enum):
    WINDOW = 1
    PAN = 2


class ImageView(QWidget):
    """Shows a `ShownFrame`. The image area is black in every theme, so its words have the dark theme's colours."""

    stepped = Signal(int)
    """The wheel or a key asks for another frame of the stack: how many on (positive) or back."""
    end_requested = Signal(bool)
    """Home or End asks for the first (False) or last (True) frame."""
    window_changed = Signal(object)
    """`Window` now shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Image"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._renderer = Renderer(self)
        self._renderer.rendered.connect(self._on_rendered)
        self._shown: ShownFrame | None = None
        self._rendering: Rendering | None = None
        self._overlay: QImage | None = None
        self._overlay_opacity = 0.5
        self._window: Window | None = None
        self._invert = False
        self._viewport: Viewport | None = None
        self._message = ("", "")
        self._is_loading = False
        self._drag: _Drag | None = None
        self._drag_from = QPointF()
        self._pointer: QPointF | None = None
        self._wheel = 0

    # What is shown

    @property
    def shown(self) -> ShownFrame | None:
        """The frame on screen."""
        return self._shown

    @property
    def window_shown(self) -> Window | None:
        """The window the frame is seen through."""
        return self._window

    @property
    def viewport(self) -> Viewport | None:
        """Where the image stands."""
        return self._viewport

    @property
    def image(self) -> QImage | None:
        """What is painted, in its first level."""
        return self._rendering.levels[0] if self._rendering else None

    @property
    def message(self) -> tuple[str, str]:
        """Text and hint shown in place of an image."""
        return self._message

    def show_frame(self, shown: ShownFrame, keep_view: bool) -> None:
        """Show a frame; ``keep_view``: with the window, zoom and place of the one before (a neighbour in a stack)."""
        rows, columns = shown.frame.values.shape[:2]
        size = QSizeF(self.size())
        before = self._viewport
        same_shape = before is not None and (before.rows, before.columns, before.aspect) == (
            rows,
            columns,
            shown.aspect,
        )
        if not (keep_view and same_shape):
            self._viewport = Viewport(rows, columns, shown.aspect, size)
        if not keep_view:
            self._invert = False
        if not keep_view or self._window is None or not self._window_was_set():
            self._window = initial_window(shown.frame)
        self._shown = shown
        self._overlay = None
        self._is_loading = False
        self._message = ("", "")
        self._render()

    def _window_was_set(self) -> bool:
        return self._shown is not None and self._window != initial_window(self._shown.frame)

    def show_loading(self) -> None:
        """Say that a frame is on its way; the one before stays until it comes."""
        self._is_loading = True
        self.update()

    def show_message(self, text: str, hint: str = "") -> None:
        """Show words in place of an image."""
        self._shown = self._rendering = self._viewport = self._window = self._overlay = None
        self._is_loading = False
        self._renderer.request(None)
        self._message = (text, hint)
        self.setAccessibleDescription(f"{text} {hint}".strip())
        self.update()

    def set_overlay(self, overlay: QImage | None) -> None:
        """Lay a picture with an alpha channel, of any size, over the whole frame; another frame takes it away."""
        self._overlay = overlay
        self.update()

    def set_overlay_opacity(self, opacity: float) -> None:
        """How opaque the overlay is, in [0, 1]; the window does not change it."""
        self._overlay_opacity = opacity
        self.update()

    # What one can do with it

    def set_window(self, window: Window) -> None:
        """See the frame through another window."""
        if self._shown is not None and not self._shown.frame.is_colour:
            self._window = window
            self._render()
            self.window_changed.emit(window)

    def reset_window(self) -> None:
        """See the frame as its file asks."""
        self._invert = False
        if self._shown is not None:
            self._window = initial_window(self._shown.frame)
            self._render()
            self.window_changed.emit(self._window)

    def toggle_invert(self) -> None:
        """Turn black and white around."""
        self._invert = not self._invert
        self._render()

    def fit(self) -> None:
        """Show the whole image."""
        self._set_viewport(self._viewport.fitted() if self._viewport else None)

    def show_actual_pixels(self) -> None:
        """One column of the image to one pixel of the screen."""
        self._set_viewport(self._viewport.scaled(1 / self.devicePixelRatioF()) if self._viewport else None)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom at a point of the view, its middle when None."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        self._set_viewport(self._viewport.zoomed(factor, point) if self._viewport else None)

    def _set_viewport(self, viewport: Viewport | None) -> None:
        self._viewport = viewport
        self.update()

    def _render(self) -> None:
        if self._shown is not None and self._window is not None:
            self._renderer.request(RenderWish(self._shown.frame, self._window, self._invert))

    def _on_rendered(self, rendering: Rendering) -> None:
        self._rendering = rendering
        self.setAccessibleDescription(self._description())
        self.update()

    def _description(self) -> str:
        shown = self._shown
        return " ".join((shown.title, shown.subtitle, shown.place, self.window_text())) if shown else ""

    # Words in the corners

    def window_text(self) -> str:
        """Width and level; empty for colour."""
        if self._shown is None or self._window is None or self._shown.frame.is_colour:
            return ""
        return window_text(self._window)

    def probe_text(self) -> str:
        """Place and value below the pointer, in the modality's unit."""
        if self._shown is None or self._viewport is None or self._pointer is None:
            return ""
        place = self._viewport.pixel_at(self._pointer)
        if place is None:
            return ""
        value = self._shown.frame.values[place]
        shown = " ".join(str(int(part)) for part in value) if value.ndim else number_text(float(value))
        return f"x {place[1]} y {place[0]} · {shown} {self._shown.frame.unit}".rstrip()

    def zoom_text(self) -> str:
        """Screen pixels to a column, in per cent."""
        if self._viewport is None:
            return ""
        return f"{100 * self._viewport.actual_scale * self.devicePixelRatioF():.0f} %"

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if self._shown is not None and self._rendering is not None and self._viewport is not None:
            self._paint_image(painter, self._rendering, self._viewport)
            self._paint_corners(painter, self._shown)
        if self._message[0]:
            draw_message(painter, QRectF(self.rect()), *self._message)
        elif self._is_loading:
            where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            draw_words(painter, self._words_area(), self.tr("Reading…"), where)
        if self.hasFocus() and self._shown is None:
            painter.setPen(QPen(QColor(DARK.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_image(self, painter: QPainter, rendering: Rendering, viewport: Viewport) -> None:
        device_scale = viewport.actual_scale * self.devicePixelRatioF()
        sees_pixels = viewport.scale is not None and device_scale >= _NEAREST_FROM
        smooth = not sees_pixels and not math.isclose(device_scale, 1.0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(viewport.target, rendering.level_for(device_scale))
        if self._overlay is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self._overlay_opacity)
            painter.drawImage(viewport.target, self._overlay)
            painter.setOpacity(1.0)

    def _paint_corners(self, painter: QPainter, shown: ShownFrame) -> None:
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        name = preset_name(shown.frame, self._window) if self._window else ""
        if self._invert:
            name = f"{name} · {self.tr('inverted')}".lstrip(" ·")
        area = self._words_area()
        draw_words(painter, area, f"{shown.title}\n{shown.subtitle}", left | top)
        draw_words(painter, area, f"{self.window_text()}\n{name}", right | top)
        draw_words(painter, area, self.probe_text(), left | bottom)
        draw_words(painter, area, " · ".join(filter(None, (shown.place, self.zoom_text()))), right | bottom)
        if shown.synthetic:
            lower = area.adjusted(0, 22, 0, 0)
            draw_words(painter, lower, self.tr("SYNTHETIC"), Qt.AlignmentFlag.AlignHCenter | top, DARK.attention)
        if shown.edges is not None:
            draw_edges(painter, area, shown.edges)

    def _words_area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag_from = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.MiddleButton or (event.button() == Qt.MouseButton.LeftButton and shifted):
            self._drag = _Drag.PAN
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag = _Drag.WINDOW

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        by = event.position() - self._drag_from
        self._drag_from = event.position()
        if self._drag is _Drag.PAN and self._viewport is not None:
            self._viewport = self._viewport.moved(by)
        elif self._drag is _Drag.WINDOW and self._window is not None:
            self.set_window(_dragged(self._window, by))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self.fit()

    def leaveEvent(self, event: object) -> None:
        self._pointer = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP ** (turned / _WHEEL_STEP), event.position())
            return
        self._wheel += turned  # a touchpad turns in small parts
        steps = int(self._wheel / _WHEEL_STEP)
        if steps:
            self._wheel -= steps * _WHEEL_STEP
            self.stepped.emit(-steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Down: 1, key.Key_Up: -1, key.Key_PageDown: 10, key.Key_PageUp: -10}
        acts = {
            key.Key_F: self.fit,
            key.Key_Z: self.show_actual_pixels,
            key.Key_I: self.toggle_invert,
            key.Key_R: self.reset_window,
        }
        pressed = Qt.Key(event.key())
        if pressed in steps:
            self.stepped.emit(steps[pressed])
        elif pressed in acts:
            acts[pressed]()
        elif pressed in (key.Key_Plus, key.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif pressed == key.Key_Minus:
            self.zoom(1 / _ZOOM_STEP)
        elif pressed in (key.Key_Home, key.Key_End):
            self.end_requested.emit(pressed == key.Key_End)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_window_menu(menu)
        menu.addSeparator()
        menu.addAction(self.tr("Fit (F)")).triggered.connect(self.fit)
        menu.addAction(self.tr("Actual pixels (Z)")).triggered.connect(self.show_actual_pixels)
        menu.addAction(self.tr("Invert (I)")).triggered.connect(self.toggle_invert)
        menu.popup(event.globalPos())

    def fill_window_menu(self, menu: QMenu) -> None:
        """Add the windows to choose from to ``menu``."""
        if self._shown is None or self._shown.frame.is_colour:
            return
        group = QActionGroup(menu)
        for preset in presets(self._shown.frame):
            action = menu.addAction(f"{preset.name}\t{window_text(preset.window)}")
            action.setData(preset.window)
            action.setCheckable(True)
            action.setChecked(preset.window == self._window)
            group.addAction(action)
        group.triggered.connect(self._on_preset_triggered)

    def _on_preset_triggered(self, action: object) -> None:
        self.set_window(action.data())  # type: ignore[attr-defined]  # QActionGroup.triggered carries a QAction

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._viewport is not None:
            self._viewport = self._viewport.resized(QSizeF(event.size()))


def _dragged(window: Window, by: QPointF) -> Window:
    """Wider to the right, brighter upwards; in proportion to the width, so a narrow window moves finely."""
    width = max(window.width * math.exp(by.x() * _WIDTH_PER_PIXEL), 1e-3)
    center = window.center + by.y() * window.width * _WIDTH_PER_PIXEL
    return Window(center, width, "LINEAR_EXACT" if window.table is not None else window.function)
