"""Going through the elements of an ordinary DICOM file without making objects of them.

Ordinary is: a preamble, explicit or implicit VR in little-endian order, known value representations, elements and items
that end where they say. Anything else raises `UnusualError`: the tolerant reader is to judge.
"""

from __future__ import annotations

import io
import os
import stat
import struct
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from pydicom.datadict import dictionary_VR
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian

from medxfer_gui.dicom.headers import PARSE_FAILURES, PixelElement, first_fragment
from medxfer_gui.storage.streams import BoundedStream

_START = 132
_UNDEFINED = 0xFFFFFFFF
_FIRST_WINDOW, _LARGEST_WINDOW, _MOST_WINDOWS = 1 << 14, 1 << 20, 32
_LONGEST_VALUE = 1 << 14
_MOST_NESTED = 12
_OTHERWISE = frozenset({"", DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, "1.2.840.113619.5.2"})

# Tags are read as one little-endian number: the element in the high half, the group in the low half.
_EXPLICIT, _IMPLICIT, _LENGTH = struct.Struct("<L2sH"), struct.Struct("<LL"), struct.Struct("<L")
_SHORT = frozenset(b"AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US".split())
_LONG = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
_PIXELS = {0x00087FE0: "FloatPixelData", 0x00097FE0: "DoubleFloatPixelData", 0x00107FE0: "PixelData"}
_PIXEL_GROUP, _META_GROUP, _ITEM_GROUP = 0x7FE0, 0x0002, 0xFFFE
_ITEM, _ITEM_END, _SEQUENCE_END = 0xE000FFFE, 0xE00DFFFE, 0xE0DDFFFE
_SYNTAX = 0x00100002


class UnusualError(Exception):
    """Something that the tolerant reader is to judge."""


UNUSUAL = (UnusualError, *PARSE_FAILURES)
"""What `walk_file` and the conversion of its values raise where a file is not ordinary."""


@dataclass(frozen=True, slots=True)
class Walked:
    """Elements of a file as they stand in it.

    Parameters
    ----------
    syntax
        Transfer syntax UID.
    found
        Value representation (empty where it is implicit) and value of each wanted element, by `swapped` tag.
    pixels
        Where the pixels lie.
    """

    syntax: str
    found: dict[int, tuple[bytes, bytes]]
    pixels: PixelElement | None


def swapped(tag: int) -> int:
    """A tag with its halves exchanged, as the elements are found by; the same function leads back."""
    return (tag & 0xFFFF) << 16 | tag >> 16


def walk_file(path: Path, wanted: Container[int], *, leave_long: bool = False) -> Walked:
    """The wanted top-level elements before the pixels.

    Parameters
    ----------
    path
        A regular file.
    wanted
        `swapped` tags.
    leave_long
        Whether a value of more than 16 kB is left out; else it is unusual.

    Raises
    ------
    UnusualError, OSError
        The file is not ordinary, or cannot be read.
    """
    # Opening a pipe would wait for ever without O_NONBLOCK.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with io.FileIO(handle) as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise UnusualError
        return walk_stream(file, status.st_size, wanted, leave_long=leave_long)


def walk_stream(
    stream: io.FileIO | BoundedStream, size: int, wanted: Container[int], *, leave_long: bool = False
) -> Walked:
    """`walk_file`, of ``size`` bytes that are open already, at their start."""
    window = stream.read(_FIRST_WINDOW)
    if window[_START - 4 : _START] != b"DICM":
        raise UnusualError
    try:
        syntax, position = _transfer_syntax(window)
        walk = _Walk(wanted, syntax == ImplicitVRLittleEndian, leave_long)
        base = walk.through(stream, window, position, size)
        return Walked(syntax, walk.found, walk.pixel_element(stream, base, size))
    except struct.error:
        raise UnusualError from None


def _transfer_syntax(window: bytes) -> tuple[str, int]:
    """The transfer syntax that the file meta information names, and where the dataset starts."""
    position, syntax = _START, ""
    while True:
        tag, vr, length = _EXPLICIT.unpack_from(window, position)
        if tag & 0xFFFF != _META_GROUP:
            break
        value = position + 8
        if vr in _LONG:
            (length,) = _LENGTH.unpack_from(window, value)
            value += 4
        elif vr not in _SHORT:
            raise UnusualError
        position = value + length
        if tag == _SYNTAX:
            syntax = window[value:position].decode("ascii").rstrip("\0 ")
            if vr != b"UI" or syntax.strip() != syntax or "\\" in syntax:
                raise UnusualError
    if syntax in _OTHERWISE:
        raise UnusualError
    return syntax, position


class _Walk:
    """Goes through one dataset, window by window."""

    def __init__(self, wanted: Container[int], implicit: bool, leave_long: bool) -> None:
        self._wanted = wanted
        self._implicit = implicit
        self._leave_long = leave_long
        self._ended = False
        self._pixels: tuple[int, bytes, int, int] | None = None
        self.found: dict[int, tuple[bytes, bytes]] = {}

    def through(self, stream: io.FileIO | BoundedStream, window: bytes, position: int, size: int) -> int:
        """Walk from a position in the first window to the end; where in the file the last window starts."""
        self._check_first(window, position)
        base, length = 0, _FIRST_WINDOW
        step = self._implicit_elements if self._implicit else self._explicit_elements
        for _ in range(_MOST_WINDOWS):
            before, position = position, step(window, position)
            if self._ended or base + position == size:
                return base
            if base + position > size or base + len(window) >= size:
                break
            if position == before and position == 0:
                if length >= _LARGEST_WINDOW:
                    break
                length *= 8
            base, position = base + position, 0
            stream.seek(base)
            window = stream.read(length)
        raise UnusualError

    def _check_first(self, window: bytes, position: int) -> None:
        """An implicit dataset whose first element looks explicit is none."""
        vr = window[position + 4 : position + 6]
        if self._implicit and len(vr) == 2 and 0x40 < vr[0] < 0x5B and 0x40 < vr[1] < 0x5B:
            raise UnusualError

    def _explicit_elements(self, window: bytes, position: int) -> int:
        """Take what lies whole within the window; the position where that ends, which may lie beyond the window."""
        # All the time goes to this loop: one turn for each element of each file.
        wanted, found, unpack, short = self._wanted, self.found, _EXPLICIT.unpack_from, _SHORT
        size = len(window)
        end = size - 12
        while position <= end:
            tag, vr, length = unpack(window, position)
            if vr in short:
                value = position + 8
            elif vr in _LONG:
                value = position + 12
                (length,) = _LENGTH.unpack_from(window, position + 8)
            else:
                raise UnusualError
            if tag & 0xFFFF >= 0x7FE0 and self._is_at_end(tag, vr, value, length):
                return position
            if length == 0xFFFFFFFF:
                after = self._after_sequence(window, tag, vr, value)
                if after is None:
                    return position
                position = after
                continue
            if tag in wanted and (length <= _LONGEST_VALUE or not self._is_too_long()):
                if value + length > size:
                    return position
                found[tag] = vr, window[value : value + length]
            position = value + length
        return self._last_explicit(window, position)

    def _last_explicit(self, window: bytes, position: int) -> int:
        """Behind a last element that is shorter than the head of a long one, where it is not wanted."""
        if len(window) - position >= 8:
            tag, vr, length = _EXPLICIT.unpack_from(window, position)
            is_plain = vr in _SHORT and tag & 0xFFFF < _PIXEL_GROUP and tag not in self._wanted
            if is_plain and position + 8 + length <= len(window):
                return position + 8 + int(length)
        return position

    def _implicit_elements(self, window: bytes, position: int) -> int:
        """As `_explicit_elements`."""
        wanted, found, unpack, size = self._wanted, self.found, _IMPLICIT.unpack_from, len(window)
        end = size - 8
        while position <= end:
            tag, length = unpack(window, position)
            value = position + 8
            if tag & 0xFFFF >= 0x7FE0 and self._is_at_end(tag, b"OW", value, length):
                return position
            if length == 0xFFFFFFFF:
                after = self._after_sequence(window, tag, b"", value)
                if after is None:
                    return position
                position = after
                continue
            if tag in wanted and (length <= _LONGEST_VALUE or not self._is_too_long()):
                if value + length > size:
                    return position
                found[tag] = b"", window[value : value + length]
            position = value + length
        return position

    def _is_too_long(self) -> bool:
        if not self._leave_long:
            raise UnusualError
        return True

    def _is_at_end(self, tag: int, vr: bytes, value: int, length: int) -> bool:
        """Whether the dataset ends here for a reader of headers: at the pixels or beyond."""
        group, element = tag & 0xFFFF, tag >> 16
        if group == _ITEM_GROUP:
            raise UnusualError
        if group == _PIXEL_GROUP and element < 8:
            return False
        self._ended = True
        if tag in _PIXELS:
            self._pixels = (tag, vr, value, length)
        return True

    def _after_sequence(self, window: bytes, tag: int, vr: bytes, position: int) -> int | None:
        """Behind a sequence of undefined length; None where the window ends before it."""
        if not (vr == b"SQ" or (not vr and _is_standard_sequence(tag))):
            raise UnusualError
        if tag in self._wanted and not self._leave_long:
            raise UnusualError
        try:
            return _after_items(window, position, self._implicit, 0)
        except struct.error:
            return None

    def pixel_element(self, stream: io.FileIO | BoundedStream, base: int, size: int) -> PixelElement | None:
        """Where the pixels lie; ``base`` is the place of the last window in the file of ``size`` bytes."""
        if self._pixels is None:
            return None
        tag, vr, value, length = self._pixels
        offset = base + value
        available = max(size - offset, 0)
        if length != _UNDEFINED:
            return PixelElement(_PIXELS[tag], vr.decode(), offset, length, available, b"")
        first = first_fragment(cast("BinaryIO", stream), offset)
        return PixelElement(_PIXELS[tag], vr.decode(), offset, None, available, first)


def _after_items(window: bytes, position: int, implicit: bool, depth: int) -> int:
    """The position behind the items of a sequence of undefined length.

    Raises
    ------
    struct.error
        The window ends before them.
    """
    if depth > _MOST_NESTED:
        raise UnusualError
    while True:
        tag, length = _IMPLICIT.unpack_from(window, position)
        position += 8
        if tag == _SEQUENCE_END:
            return position
        if tag != _ITEM:
            raise UnusualError
        end = None if length == _UNDEFINED else position + length
        position = _after_item(window, position, end, implicit, depth)


def _after_item(window: bytes, position: int, end: int | None, implicit: bool, depth: int) -> int:
    """The position behind one item, whose elements must end where it does."""
    while end is None or position < end:
        tag, _ = _IMPLICIT.unpack_from(window, position)
        if tag == _ITEM_END and end is None:
            return position + 8
        value, length, is_sequence = _nested_element(window, position, implicit)
        if length != _UNDEFINED:
            position = value + length
        elif is_sequence:
            position = _after_items(window, value, implicit, depth + 1)
        else:
            raise UnusualError
        if position > len(window):
            raise struct.error
    if position != end:
        raise UnusualError
    return position


def _nested_element(window: bytes, position: int, implicit: bool) -> tuple[int, int, bool]:
    """Where the value of an element starts, its length, and whether it is a sequence."""
    tag, length = _IMPLICIT.unpack_from(window, position)
    if tag & 0xFFFF == _ITEM_GROUP:
        raise UnusualError
    if implicit:
        return position + 8, length, length == _UNDEFINED and _is_standard_sequence(tag)
    _, vr, length = _EXPLICIT.unpack_from(window, position)
    if vr in _LONG:
        (length,) = _LENGTH.unpack_from(window, position + 8)
        return position + 12, length, vr == b"SQ"
    if vr not in _SHORT:
        raise UnusualError
    return position + 8, length, False


@lru_cache(maxsize=1024)
def _is_standard_sequence(tag: int) -> bool:
    try:
        return dictionary_VR(swapped(tag)) == "SQ"
    except KeyError:
        return False
