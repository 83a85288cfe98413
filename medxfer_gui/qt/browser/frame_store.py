"""Decoded frames, ready to be painted: those that are looked at, and those that come next."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.side import Prepared
from medxfer_gui.qt.viewer.levels import AT_ONCE, halves

_BYTES = 384 << 20


class FrameStore(QObject):
    """Decodes what is wanted, the first first, and keeps what was used last."""

    decoded = Signal(object, object)
    """`ImageKey` and `Prepared`."""
    failed = Signal(object, object)
    """`ImageKey` and exception."""

    def __init__(self, reader: ImageReader, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._images: LruCache[Prepared] = LruCache(_BYTES)
        self._queue = DecodeQueue(self.tr("Reading an image"), self._read, self)
        self._queue.decoded.connect(self._on_decoded)
        self._queue.failed.connect(self.failed)

    def get(self, key: ImageKey | None) -> Prepared | None:
        """A frame that is decoded already, else None."""
        return self._images.get(key) if key is not None else None

    def want(self, keys: Iterable[ImageKey]) -> None:
        """Decode these, and nothing else."""
        self._queue.want([key for key in dict.fromkeys(keys) if key not in self._images])

    def clear(self) -> None:
        """Let go of everything: files may have changed."""
        self._images.clear()

    def _read(self, key: ImageKey, *, on_event: EventSink, cancel: CancelToken) -> Prepared:
        loaded = self._reader.read(key, on_event=on_event, cancel=cancel)
        rows, columns = loaded.frame.values.shape[:2]
        return Prepared(loaded, halves(loaded.frame.values) if rows * columns > AT_ONCE else ())

    def _on_decoded(self, key: ImageKey, prepared: Prepared) -> None:
        self._images.put(key, prepared, prepared.cost)
        self.decoded.emit(key, prepared)
