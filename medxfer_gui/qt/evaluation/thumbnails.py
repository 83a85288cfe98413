"""Small pictures of frames, decoded when they come into view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from medxfer_gui.library.contained import ContainedDecoder
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.viewer.rendering import to_qimage

SIDE = 112
"""Side of the square a thumbnail is fitted into, in device-independent pixels; twice as many are decoded."""
_CAPACITY = 64 << 20
_WAITING = 100


class Thumbnails(QObject):
    """Thumbnails by frame. Asking for one that is not there yet wishes for it; `loaded` tells when it is."""

    loaded = Signal(object)
    """`FrameKey` whose thumbnail can be had now."""

    def __init__(self, decoder: ContainedDecoder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = decoder
        self._records: Mapping[str, InstanceRecord] = {}
        self._cache: LruCache[QPixmap] = LruCache(_CAPACITY)
        self._broken: set[FrameKey] = set()
        self._wanted: dict[FrameKey, None] = {}
        self._queue = DecodeQueue(self.tr("Reading thumbnails"), self._decode, self)
        self._queue.decoded.connect(self._on_decoded)
        self._queue.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True, interval=30)
        self._timer.timeout.connect(self._on_settled)

    def set_records(self, records: Mapping[str, InstanceRecord]) -> None:
        """Where the images are, by SOPInstanceUID."""
        self._records = records
        self._broken.clear()
        self._wanted.clear()

    def get(self, key: FrameKey) -> QPixmap | None:
        """The thumbnail, or None while it is being read; see `is_broken`."""
        found = self._cache.get(key)
        if found is None and not self.is_broken(key):
            self._wanted.pop(key, None)
            self._wanted[key] = None
            if not self._timer.isActive():
                self._timer.start()
        return found

    def is_broken(self, key: FrameKey) -> bool:
        """Whether the image is gone or cannot be decoded."""
        return key in self._broken or key.uid not in self._records

    def _on_settled(self) -> None:
        """Read what was asked for, the latest wish first; of a long way of scrolling only its end."""
        self._wanted = dict.fromkeys(list(self._wanted)[-_WAITING:])
        self._queue.want(reversed(self._wanted))

    def _decode(self, key: FrameKey, *, on_event: EventSink, cancel: CancelToken) -> QImage:
        picture = self._decoder.thumbnail(self._records[key.uid], key.frame, 2 * SIDE, cancel=cancel)
        return to_qimage(picture)

    def _on_decoded(self, key: FrameKey, image: QImage) -> None:
        self._wanted.pop(key, None)
        self._cache.put(key, QPixmap.fromImage(image), image.sizeInBytes())
        self.loaded.emit(key)

    def _on_failed(self, key: FrameKey, error: Exception) -> None:
        self._wanted.pop(key, None)
        self._broken.add(key)
        self.loaded.emit(key)
