"""From a frame and a window to pictures Qt can paint: only what is in sight, at the resolution of the screen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QImage

from medxfer_gui.dicom.pixels import Frame, to_display
from medxfer_gui.dicom.windows import Window
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.viewer.levels import AT_ONCE, HalvesWish, SizeWish, Values, halves, halves_of, resized
from medxfer_gui.qt.viewer.turn import Turn
from medxfer_gui.qt.viewer.viewport import Viewport

_SETTLE_MS = 80


@dataclass(frozen=True, slots=True)
class Look:
    """How values become grey, and how the picture is turned."""

    window: Window
    invert: bool = False
    turn: Turn = field(default_factory=Turn)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A part of a frame, windowed and turned.

    Parameters
    ----------
    image
        The pixels.
    rect
        The part of the frame it shows, in the frame's pixels.
    is_exact
        Whether it has one pixel for each of the screen's.
    """

    image: QImage
    rect: QRectF
    is_exact: bool


class Renderer(QObject):
    """Gives the picture for a look and a viewport, at once; finer values come later and are told of."""

    refined = Signal()
    """Values came that the picture can be made better of."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._levels: tuple[Values, ...] = ()
        self._exact: Values | None = None
        self._wish: SizeWish | None = None
        self._cached: tuple[object, Picture] | None = None
        self._halving = DecodeQueue("", halves_of, self)
        self._halving.decoded.connect(self._on_halved)
        self._sizing = DecodeQueue("", resized, self)
        self._sizing.decoded.connect(self._on_resized)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)

    def set_frame(self, frame: Frame | None, levels: tuple[Values, ...] = ()) -> None:
        """Render another frame; ``levels``: its `halves`, where someone has made them."""
        self._frame, self._exact, self._wish, self._cached = frame, None, None, None
        self._timer.stop()
        if frame is None:
            self._levels = ()
            return
        if levels:
            self._levels = levels
            return
        rows, columns = frame.values.shape[:2]
        if rows * columns <= AT_ONCE:
            self._levels = halves(frame.values)
            return
        # Until the means are there, every n-th pixel stands for them.
        step = math.ceil(math.sqrt(rows * columns / AT_ONCE))
        self._levels = (frame.values, frame.values[::step, ::step])
        self._halving.want([HalvesWish(frame.values)])

    def picture(self, look: Look, viewport: Viewport, ratio: float) -> Picture | None:
        """What is in sight; ``ratio``: device pixels to one of the view. None where nothing is."""
        frame = self._frame
        part = viewport.visible
        if frame is None or part.isEmpty():
            return None
        values, is_exact = self._values_for(frame, viewport, ratio)
        crop = _covering(part, frame, values)
        key = (look, id(values), crop.getRect())
        if self._cached is None or self._cached[0] != key:
            self._cached = key, _render(frame, values, crop, look, is_exact)
        return self._cached[1]

    def _values_for(self, frame: Frame, viewport: Viewport, ratio: float) -> tuple[Values, bool]:
        """The values with a pixel for each device pixel, else the next finer ones."""
        scale = viewport.actual_scale * ratio
        rows, columns = frame.values.shape[:2]
        size = max(1, round(rows * scale * viewport.aspect)), max(1, round(columns * scale))
        if self._exact is not None and self._exact.shape[:2] == size:
            return self._exact, True
        if size[0] < rows and size[1] < columns:
            self._want(SizeWish(frame.values, *size))
        fine = [level for level in self._levels if level.shape[1] >= size[1] and level.shape[0] >= size[0]]
        return (fine or self._levels[:1])[-1], math.isclose(scale, 1.0) and viewport.aspect == 1.0

    def _want(self, wish: SizeWish) -> None:
        known = self._wish
        if known is None or (known.rows, known.columns) != (wish.rows, wish.columns):
            self._wish = wish
            self._timer.start()

    def _on_settled(self) -> None:
        if self._wish is not None:
            self._sizing.want([self._wish])

    def _on_resized(self, wish: SizeWish, values: Values) -> None:
        if wish is self._wish:
            self._exact = values
            self.refined.emit()

    def _on_halved(self, wish: HalvesWish, levels: tuple[Values, ...]) -> None:
        if self._frame is not None and wish.values is self._frame.values:
            self._levels = levels
            self.refined.emit()


def _covering(part: QRectF, frame: Frame, values: Values) -> QRect:
    """The pixels of ``values`` that hold a part of the frame, and one more at each side for smooth edges."""
    down, across = values.shape[0] / frame.values.shape[0], values.shape[1] / frame.values.shape[1]
    left, top = max(0, math.floor(part.left() * across) - 1), max(0, math.floor(part.top() * down) - 1)
    right = min(values.shape[1], math.ceil(part.right() * across) + 1)
    bottom = min(values.shape[0], math.ceil(part.bottom() * down) + 1)
    return QRect(left, top, right - left, bottom - top)


def _render(frame: Frame, values: Values, crop: QRect, look: Look, is_exact: bool) -> Picture:
    down, across = frame.values.shape[0] / values.shape[0], frame.values.shape[1] / values.shape[1]
    part = values[crop.top() : crop.bottom() + 1, crop.left() : crop.right() + 1]
    image = to_qimage(look.turn.apply(display(replace(frame, values=part), look)))
    rect = QRectF(crop.left() * across, crop.top() * down, crop.width() * across, crop.height() * down)
    return Picture(image, rect, is_exact)


def display(frame: Frame, look: Look) -> npt.NDArray[np.uint8]:
    """A frame through a look, not turned: `to_display`, which colour does not need unless it is inverted."""
    if frame.is_colour and not look.invert:
        return frame.values.astype(np.uint8, copy=False)
    return to_display(frame, look.window, look.invert)


def to_qimage(display: npt.NDArray[np.uint8]) -> QImage:
    """A picture of uint8 grey (rows, columns) or RGB (rows, columns, 3), with pixels of its own."""
    pixels = np.ascontiguousarray(display)
    rows, columns = pixels.shape[:2]
    form = QImage.Format.Format_Grayscale8 if pixels.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(pixels.data, columns, rows, pixels.strides[0], form).copy()
