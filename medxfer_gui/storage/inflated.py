"""Compressed bytes, inflated once and only as far as they are asked for."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator

import numpy as np
import numpy.typing as npt

KEPT = 16
"""Most inflated contents that a process keeps."""

KEPT_BYTES = 1 << 28
"""Most bytes of them together; the one that is in use may be larger."""


class Inflated:
    """Random access to what a stream of chunks gives, in memory that is reserved but not filled before it is read.

    Parameters
    ----------
    chunks
        The bytes in order; what it raises reaches the reader. It is left off where nobody reads further.
    size
        Bytes they must come to, from a place that was checked against a limit.
    """

    def __init__(self, chunks: Iterator[bytes], size: int) -> None:
        self.size = size
        self._chunks = chunks
        self._bytes: npt.NDArray[np.uint8] = np.empty(size, np.uint8)
        self._filled = 0
        self._lock = threading.Lock()

    def view(self, start: int, stop: int) -> memoryview:
        """The bytes from ``start`` to ``stop``, or to the end; not copied, read only.

        Raises
        ------
        OSError
            The content is damaged, or is not of the size it should be.
        """
        stop = min(stop, self.size)
        with self._lock:
            while self._filled < stop:
                self._take(next(self._chunks, b""))
        return self._bytes.data[start : max(start, stop)].toreadonly()

    def _take(self, chunk: bytes) -> None:
        end = self._filled + len(chunk)
        if not chunk or end > self.size:
            raise OSError("the content is shorter or longer than it declares")
        self._bytes[self._filled : end] = np.frombuffer(chunk, np.uint8)
        # The last step of the chunks checks their sum; only then is the end given out.
        if end == self.size and next(self._chunks, b""):
            raise OSError("the content is longer than it declares")
        self._filled = end


class InflatedRaw(io.RawIOBase):
    """An `Inflated` as an unbuffered stream."""

    def __init__(self, content: Inflated) -> None:
        self._content = content
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._content.size}[whence]
        if base + offset < 0:
            raise OSError("a place before the start")
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        found = self._content.view(self._position, self._position + len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)


class InflatedCache:
    """The contents that were used last, so that a frame or a slice does not inflate all of its file again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Inflated] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Inflated]) -> Inflated:
        """The content under ``key``, made where it is not kept."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is None:
                found = make()
            self._kept[key] = found
            while len(self._kept) > 1 and (len(self._kept) > KEPT or self._bytes() > KEPT_BYTES):
                self._kept.popitem(last=False)
            return found

    def _bytes(self) -> int:
        return sum(content.size for content in self._kept.values())


INFLATED = InflatedCache()
"""What this process keeps."""
