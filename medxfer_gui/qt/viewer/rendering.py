"""From a frame and a window to pictures Qt can paint; large frames off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from medxfer_gui.dicom.pixels import Frame, to_display
from medxfer_gui.dicom.windows import Window
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue

_AT_ONCE = 1 << 20
"""Most pixels that are windowed on the window's thread: some 10 ms."""
_SETTLE_MS = 120
_SMALLEST_LEVEL = 512


@dataclass(frozen=True, slots=True, eq=False)
class Rendering:
    """One frame through one window.

    Parameters
    ----------
    levels
        The picture, then halves of it: painting a large one small needs no more than its nearest half.
    rows, columns
        Size of the frame; a preview of a large frame has fewer pixels in its first level.
    """

    levels: tuple[QImage, ...]
    rows: int
    columns: int

    def level_for(self, scale: float) -> QImage:
        """The smallest level that has a pixel for each device pixel, when a frame's column takes ``scale`` of them."""
        wanted = self.columns * scale
        return next((level for level in reversed(self.levels) if level.width() >= wanted), self.levels[0])


@dataclass(frozen=True, slots=True, eq=False)
class RenderWish:
    """What is to be rendered."""

    frame: Frame
    window: Window
    invert: bool


class Renderer(QObject):
    """Renders the latest wish: small frames at once, large ones thinned at once and whole when the wish settles."""

    rendered = Signal(object)
    """`Rendering` of the latest wish."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish: RenderWish | None = None
        self._queue = DecodeQueue("", render_whole, self)
        self._queue.decoded.connect(self._on_rendered)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)

    def request(self, wish: RenderWish | None) -> None:
        """Render ``wish`` in place of any before; None: nothing."""
        self._wish = wish
        if wish is None:
            self._timer.stop()
            return
        rows, columns = wish.frame.values.shape[:2]
        step = int(np.ceil(np.sqrt(rows * columns / _AT_ONCE)))
        self.rendered.emit(render(wish, step))
        if step > 1:
            self._timer.start()

    def _on_settled(self) -> None:
        if self._wish is not None:
            self._queue.want([self._wish])

    def _on_rendered(self, wish: RenderWish, rendering: Rendering) -> None:
        if wish is self._wish:
            self.rendered.emit(rendering)


def render(wish: RenderWish, step: int = 1) -> Rendering:
    """Every ``step``-th pixel of the wish's frame through its window."""
    frame = wish.frame
    rows, columns = frame.values.shape[:2]
    values = frame.values[::step, ::step]
    thinned = Frame(values, frame.inverted, frame.windows, frame.full, frame.unit, frame.spacing, frame.decoder)
    display = to_display(thinned, wish.window, wish.invert)
    levels = [to_qimage(display)]
    while step == 1 and min(display.shape[:2]) >= 2 * _SMALLEST_LEVEL:
        display = _halved(display)
        levels.append(to_qimage(display))
    return Rendering(tuple(levels), rows, columns)


def render_whole(wish: RenderWish, *, on_event: EventSink, cancel: CancelToken) -> Rendering:
    """`render` in the shape of long work."""
    return render(wish)


def _halved(display: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    rows, columns = display.shape[0] // 2 * 2, display.shape[1] // 2 * 2
    quarters = [display[row:rows:2, column:columns:2].astype(np.uint16) for row in (0, 1) for column in (0, 1)]
    return ((sum(quarters[1:], quarters[0]) + np.uint16(2)) >> 2).astype(np.uint8)


def to_qimage(display: npt.NDArray[np.uint8]) -> QImage:
    """A picture of uint8 grey (rows, columns) or RGB (rows, columns, 3), with pixels of its own."""
    pixels = np.ascontiguousarray(display)
    rows, columns = pixels.shape[:2]
    form = QImage.Format.Format_Grayscale8 if pixels.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(pixels.data, columns, rows, pixels.strides[0], form).copy()
