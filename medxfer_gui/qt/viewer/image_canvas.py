"""One frame on pure black, with its facts in the corners and all that is drawn on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medxfer_gui.dicom.pixels import Window, opening_window
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.viewer.corners import bare_corners, corners_of
from medxfer_gui.qt.viewer.image_words import draw_message, draw_words
from medxfer_gui.qt.viewer.marking import Marking
from medxfer_gui.qt.viewer.marks import MarkBook
from medxfer_gui.qt.viewer.painting import MARGIN, Scene, paint_scene
from medxfer_gui.qt.viewer.presets import neighbour, window_text
from medxfer_gui.qt.viewer.probe import place_text, value_text
from medxfer_gui.qt.viewer.rendering import Look, Picture, Renderer
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.turn import Turn
from medxfer_gui.qt.viewer.viewport import Viewport

_ACTIVE_WIDTH = 2


class ImageCanvas(QWidget):
    """Shows a `ShownFrame` through a window at a place. The image area is black in every theme, so its words have the
    dark theme's colours.
    """

    window_changed = Signal(object)
    """The user chose another `Window`."""
    viewport_changed = Signal(object)
    """The user zoomed, moved or turned: the `Viewport`."""
    state_changed = Signal()
    """Anything that a command shows is different now."""

    def __init__(self, book: MarkBook) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Image"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._renderer = Renderer(self)
        self._renderer.refined.connect(self.update)
        self.marking = Marking(book, self)
        self.marking.changed.connect(self.update)
        self._shown: ShownFrame | None = None
        self._window: Window | None = None
        self._invert = False
        self._viewport: Viewport | None = None
        self._layer: QImage | None = None
        self._layer_opacity = 0.5
        self._has_overlays = True
        self._has_words = True
        self._message = ("", "")
        self._hint = ""
        self._is_loading = False
        self._is_active = False
        self._pointer: QPointF | None = None

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
    def is_inverted(self) -> bool:
        """Whether black and white are turned around."""
        return self._invert

    @property
    def viewport(self) -> Viewport | None:
        """Where the image stands."""
        return self._viewport

    @property
    def picture(self) -> Picture | None:
        """The part of the frame that is in sight, as it is painted."""
        if self._viewport is None or self._window is None:
            return None
        look = Look(self._window, self._invert, self._viewport.turn)
        return self._renderer.picture(look, self._viewport, self.devicePixelRatioF())

    @property
    def message(self) -> tuple[str, str]:
        """Text and hint shown in place of an image."""
        return self._message

    @property
    def has_overlays(self) -> bool:
        """Whether overlay planes are drawn where there are any."""
        return self._has_overlays

    @property
    def has_words(self) -> bool:
        """Whether there are words in the corners."""
        return self._has_words

    def show_frame(self, shown: ShownFrame, keep_view: bool) -> None:
        """Show a frame; ``keep_view``: with the window, zoom and place of the one before (a neighbour in a stack)."""
        rows, columns = shown.frame.values.shape[:2]
        size = QSizeF(self.size())
        before = self._viewport
        turn = before.turn if before is not None and keep_view else Turn()
        shape = (rows, columns, shown.aspect)
        if not (keep_view and before is not None and (before.rows, before.columns, before.aspect) == shape):
            self._viewport = Viewport(*shape, size, turn=turn)
        if not keep_view:
            self._invert = False
        if not keep_view or self._window is None or not self._window_was_set():
            self._window = opening_window(shown.frame)
        if self._shown is None or shown.frame is not self._shown.frame:
            self._renderer.set_frame(shown.frame, shown.levels)
            self._layer, self._hint = None, ""
        if self._shown is None or shown.key != self._shown.key:
            self.marking.set_frame(shown.key)
        self._shown = shown
        self._is_loading = False
        self._message = ("", "")
        self._tell()

    def _window_was_set(self) -> bool:
        return self._shown is not None and self._window != opening_window(self._shown.frame)

    def show_loading(self) -> None:
        """Say that a frame is on its way; the one before stays until it comes."""
        self._is_loading = True
        self.update()

    def show_message(self, text: str, hint: str = "") -> None:
        """Show words in place of an image."""
        self._shown = self._viewport = self._window = self._layer = None
        self._is_loading = False
        self._renderer.set_frame(None)
        self.marking.set_frame(None)
        self._message = (text, hint)
        self.setAccessibleDescription(f"{text} {hint}".strip())
        self.state_changed.emit()
        self.update()

    def show_hint(self, text: str) -> None:
        """Say something at the lower edge until another frame is shown."""
        self._hint = text
        self.update()

    def set_layer(self, layer: QImage | None) -> None:
        """Lay a picture with an alpha channel, of any size, over the whole frame; another frame takes it away."""
        self._layer = layer
        self.update()

    def set_layer_opacity(self, opacity: float) -> None:
        """How opaque the layer is, in [0, 1]; the window does not change it."""
        self._layer_opacity = opacity
        self.update()

    def set_active(self, active: bool) -> None:
        """Draw the frame that says: what is chosen is shown here."""
        self._is_active = active
        self.update()

    # What one can do with it

    def set_window(self, window: Window) -> None:
        """See the frame through another window."""
        if self._shown is not None and not self._shown.frame.is_colour:
            self._window = window
            self._tell()
            self.window_changed.emit(window)

    def step_preset(self, step: int) -> None:
        """See the frame through the next (1) or the previous (-1) preset."""
        found = neighbour(self._shown.frame, self._window, step) if self._shown else None
        if found is not None:
            self.set_window(found)

    def reset(self) -> None:
        """See the whole frame as it is first shown, not turned."""
        if self._shown is None or self._viewport is None:
            return
        self._invert = False
        self._window = opening_window(self._shown.frame)
        self._set_viewport(self._viewport.turned(Turn()).fitted())
        self.window_changed.emit(self._window)

    def toggle_invert(self) -> None:
        """Turn black and white around."""
        self._invert = not self._invert
        self._tell()

    def toggle_overlays(self) -> None:
        """Draw overlay planes, or do not."""
        self._has_overlays = not self._has_overlays
        self._tell()

    def set_words(self, shown: bool) -> None:
        """Draw the corners, or the letters of the sides alone."""
        self._has_words = shown
        self._tell()

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

    def pan(self, by: QPointF) -> None:
        """Move the image."""
        self._set_viewport(self._viewport.moved(by) if self._viewport else None)

    def turn(self, turn: Turn) -> None:
        """Turn the image another way, for viewing only."""
        self._set_viewport(self._viewport.turned(turn) if self._viewport else None)

    def follow(self, other: Viewport) -> None:
        """Zoom, move and turn as another view does; tells nobody."""
        if self._viewport is not None:
            turned = self._viewport.turned(other.turn)
            share = turned.fitted_scale / other.fitted_scale
            scale = None if other.scale is None else other.scale * share
            self._viewport = replace(turned, scale=scale, offset=other.offset * share)
            self.update()

    def _set_viewport(self, viewport: Viewport | None) -> None:
        self._viewport = viewport
        self._tell()
        if viewport is not None:
            self.viewport_changed.emit(viewport)

    def _tell(self) -> None:
        """Show and say what is different now."""
        shown = self._shown
        if shown is not None:
            words = (shown.title, shown.subtitle, shown.place, self.window_text())
            self.setAccessibleDescription(" ".join(filter(None, words)))
        self.state_changed.emit()
        self.update()

    # Words

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
        return "" if place is None else f"{value_text(self._shown, *place)} · {place_text(*place)}"

    # Painting

    def scene(self, viewport: Viewport, ratio: float, exported: ShownFrame | None = None) -> Scene | None:
        """What is painted into a view of any size; ``exported``: the frame as a picture names it. None without one."""
        if self._shown is None or self._window is None:
            return None
        shown = exported or self._shown
        look = Look(self._window, self._invert, viewport.turn)
        probe = self.probe_text() if exported is None else ""
        is_named = self._has_words or exported is not None  # a picture that leaves the program says whose it is
        return Scene(
            shown,
            viewport,
            self._renderer.picture(look, viewport, ratio),
            ratio,
            corners_of(shown, look, viewport, ratio, probe) if is_named else bare_corners(shown, probe),
            self.marking.shown,
            self.marking.selected if exported is None else None,
            self._layer,
            self._layer_opacity,
            self._has_overlays,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        scene = self.scene(self._viewport, self.devicePixelRatioF()) if self._viewport is not None else None
        if scene is not None:
            paint_scene(painter, scene)
        if self._message[0]:
            draw_message(painter, QRectF(self.rect()), *self._message)
        elif self._is_loading or self._hint:
            where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            area = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -3 * MARGIN)
            words, colour = (self.tr("Reading…"), DARK.text) if self._is_loading else (self._hint, DARK.accent)
            draw_words(painter, area, words, where, colour)
        if self._is_active or (self.hasFocus() and self._shown is None):
            width = _ACTIVE_WIDTH if self._is_active else 1
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), width, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._viewport is not None:
            self._viewport = self._viewport.resized(QSizeF(event.size()))
