"""Limits of a header: a small file can declare millions of elements, each of which takes time and a kilobyte here."""

from __future__ import annotations

import time
from typing import Any, BinaryIO

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset

MOST_ELEMENTS = 50_000
"""Elements of the outermost level; real headers have a few hundred."""
MOST_ITEMS = 100_000
"""Items of one sequence and all below it; 5,000 frames with a dozen functional groups have 60,000."""
MOST_SECONDS = 4.0
"""Processor time for parsing one header: a slow drive does not count."""

_ITEMS = (b"\xfe\xff\x00\xe0", b"\xff\xfe\xe0\x00")
_ITEM_HEAD = 8
_READS_A_LOOK = 256


class HeaderTooLargeError(ValueError):
    """A header has more elements or items than any real one."""


class MeteredStream:
    """What pydicom needs of a stream, for a limited time: it parses sequences of undefined length as it meets them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = stream.read
        self.is_used_up = False
        self._reads = 0
        self._end = time.thread_time() + MOST_SECONDS
        self.tell = stream.tell
        self.seek = stream.seek

    def read(self, size: int = -1) -> bytes:
        """The stream's own read.

        Raises
        ------
        HeaderTooLargeError
            After `MOST_SECONDS`.
        """
        self._reads += 1
        if self._reads % _READS_A_LOOK == 0 and time.thread_time() > self._end:
            self.is_used_up = True
            raise HeaderTooLargeError
        return self._read(size)


def refuse_many_items(dataset: Dataset) -> None:
    """Refuse sequences that were not parsed yet and hold too many items: parsing one takes some 50 microseconds.

    Raises
    ------
    HeaderTooLargeError
        For one of more than `MOST_ITEMS`, at any depth.
    """
    for tag in list(dataset.keys()):
        element: Any = dataset.get_item(tag)
        if isinstance(element, RawDataElement) and element.value:
            value: bytes = element.value
            # Counting the tags of items is a thousand times faster than parsing them.
            if len(value) > MOST_ITEMS * _ITEM_HEAD and max(map(value.count, _ITEMS)) > MOST_ITEMS:
                raise HeaderTooLargeError
