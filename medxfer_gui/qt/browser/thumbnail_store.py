"""Small pictures: kept while there is room, decoded in the order in which they are wanted now."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import FrameKey
from medxfer_gui.operation import CancelToken, Event, EventSink
from medxfer_gui.qt.browser.decode_queue import LruCache
from medxfer_gui.qt.browser.images import ImageReader, ThumbnailKey
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.translation import error_text

_SIZES = (64, 96, 128, 192, 256, 512)
"""Pictures are made in few sizes, in pixels; a larger one that is there already serves a smaller cell too."""
_CACHE_BYTES = 112 << 20


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded(Event):
    key: ThumbnailKey
    picture: QImage | None
    error: MedxferError | None = None


class _Wishes:
    """What is to be decoded, the most wanted first; changed by the window while a worker takes from it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: list[ThumbnailKey] = []

    def set(self, keys: Sequence[ThumbnailKey]) -> None:
        with self._lock:
            self._keys = list(reversed(keys))

    def __bool__(self) -> bool:
        return bool(self._keys)

    def take(self) -> ThumbnailKey | None:
        with self._lock:
            return self._keys.pop() if self._keys else None


class ThumbnailStore(QObject):
    """Small pictures of one folder's frames. Wishes replace each other: what went out of sight is never decoded."""

    arrived = Signal(object)
    """The `FrameKey` of a picture that is there now, or will never be."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""

    def __init__(self, reader: ImageReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._folder: Path | None = None
        self._pictures: LruCache[QImage] = LruCache(_CACHE_BYTES)
        self._reasons: dict[FrameKey, str] = {}
        self._wishes = _Wishes()
        self._job: Job | None = None

    def set_folder(self, folder: Path | None) -> None:
        """Forget every picture: they are of another folder, or files may have changed."""
        self._folder = folder
        self._pictures.clear()
        self._reasons.clear()
        self.want((), 1)

    def want(self, frames: Sequence[FrameKey], pixels: int) -> None:
        """Decode what is missing of ``frames``, the first first, for cells of ``pixels`` on the screen."""
        size, folder = _size_for(pixels), self._folder
        missing = [frame for frame in frames if frame not in self._reasons and not self._has(frame, size)]
        self._wishes.set([ThumbnailKey(folder, f.uid, size, f.frame) for f in missing] if folder is not None else [])
        self._start()

    def picture(self, frame: FrameKey, pixels: int) -> QImage | None:
        """The picture for a cell of ``pixels``: the smallest large enough, else the largest there is, or None."""
        at = _SIZES.index(_size_for(pixels))
        for size in (*_SIZES[at:], *reversed(_SIZES[:at])):
            found = self._pictures.get((frame, size))
            if found is not None:
                return found
        return None

    def _has(self, frame: FrameKey, size: int) -> bool:
        return any((frame, each) in self._pictures for each in _SIZES if each >= size)

    def reason(self, frame: FrameKey) -> str:
        """Why a frame has no picture; empty where it has one, or is not decoded yet."""
        return self._reasons.get(frame, "")

    def _start(self) -> None:
        if self._job is not None or not self._wishes:
            return
        self._job = Job("", _decode, self._reader, self._wishes)
        self._job.progressed.connect(self._on_decoded)
        self._job.failed.connect(self.failed)
        self._job.finished.connect(self._on_finished)
        self._job.start()

    def _on_decoded(self, event: _Decoded) -> None:
        key = event.key
        if key.folder != self._folder or key.frame is None:
            return
        frame = FrameKey(key.uid, key.frame)
        if event.picture is not None:
            self._pictures.put((frame, key.pixels), event.picture, event.picture.sizeInBytes())
        elif event.error is not None:
            self._reasons[frame] = " ".join(filter(None, error_text(event.error)))
        self.arrived.emit(frame)

    def _on_finished(self) -> None:
        self._job = None
        self._start()


def _size_for(pixels: int) -> int:
    return next((size for size in _SIZES if size >= pixels), _SIZES[-1])


def _decode(reader: ImageReader, wishes: _Wishes, *, on_event: EventSink, cancel: CancelToken) -> None:
    while (key := wishes.take()) is not None:
        cancel.raise_if_cancelled()
        try:
            on_event(_Decoded(key, reader.thumbnail(key, on_event=on_event, cancel=cancel)))
        except MedxferError as error:
            on_event(_Decoded(key, None, error))
