"""The side that shows what the network sees of the frame beside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.side import Side
from medxfer_gui.qt.viewer.network_view import TensorWish, shown_tensor, training_tensor


class NetworkSide(QObject):
    """Prepares the frame of one side as training does, and shows it on the other."""

    shown = Signal()
    """A frame was put on the other side."""

    def __init__(self, source: Side, target: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._target = source, target
        self._preprocessing = Preprocessing()
        self._is_shown = False
        self._wish: TensorWish | None = None
        self._queue = DecodeQueue("", training_tensor, self)
        self._queue.decoded.connect(self._on_prepared)

    def set_preprocessing(self, preprocessing: Preprocessing) -> None:
        """Prepare frames in another way."""
        self._preprocessing = preprocessing
        self.refresh()

    def set_shown(self, shown: bool) -> None:
        """Begin to follow, or stop."""
        self._is_shown, self._wish = shown, None
        self.refresh()

    def refresh(self) -> None:
        """The frame may be another one."""
        prepared = self._source.prepared
        if self._is_shown and prepared is not None:
            self._wish = TensorWish(self._source.key, prepared.loaded.frame, self._preprocessing)
            self._queue.want([self._wish])

    def _on_prepared(self, wish: TensorWish, planes: npt.NDArray[np.uint8]) -> None:
        if wish is self._wish and self._is_shown:
            self._target.view.show_frame(shown_tensor(wish, planes), keep_view=True)
            self.shown.emit()
