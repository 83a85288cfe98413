"""The fragments of compressed pixel data: how many there are, and whether the last one is whole (PS3.5 A.4)."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

MOST_COUNTED = 1 << 18
"""How many fragments are counted; a file of more is not looked at further."""

_ITEM = b"\xfe\xff\x00\xe0"


@dataclass(frozen=True, slots=True)
class Fragments:
    """What lies behind the basic offset table.

    Parameters
    ----------
    count
        Fragments that are there, a cut one included.
    missing
        Bytes that the last one declares and the file does not have.
    """

    count: int
    missing: int = 0


def count_fragments(stream: BinaryIO, offset: int) -> Fragments:
    """Count from ``offset``, where the basic offset table begins, to the delimiter, the end, or `MOST_COUNTED`."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(offset)
    count = -1  # the first item is the table
    while count < MOST_COUNTED:
        head = stream.read(8)
        if len(head) < 8 or head[:4] != _ITEM:
            break
        count += 1
        end = stream.tell() + int(struct.unpack("<L", head[4:])[0])
        if end > size:
            return Fragments(max(count, 0), end - size)
        stream.seek(end)
    return Fragments(max(count, 0))
