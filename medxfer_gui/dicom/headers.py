"""Reading headers tolerantly: a file that lies or ends early gives a reason, never a crash, a hang or lost memory."""

from __future__ import annotations

import io
import itertools
import math
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)
from pydicom.valuerep import PersonName

from medxfer_gui.dicom.header_limits import MOST_ELEMENTS, HeaderTooLargeError, MeteredStream, refuse_many_items
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource, as_source
from medxfer_gui.storage.streams import BoundedStream

PARSE_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BytesLengthException,
    EOFError,
    InvalidDicomError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    UserWarning,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pydicom has been seen to raise on malformed elements; it documents no narrower set."""

MAX_INFLATED = 1 << 28
"""Most bytes a deflated dataset may expand to."""

NOT_DICOM = "Not a DICOM file"
WITHOUT_PREAMBLE = "the usual start of a DICOM file is missing, it was read without"
_PREAMBLE = 128
_SHORTEST_ELEMENT = 8
_USUAL_START = _PREAMBLE + 4
_MAX_FIRST_VALUE = 1 << 16
_PIXEL_TAGS = {0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData", 0x7FE00010: "PixelData"}
_GE_IMPLICIT = "1.2.840.113619.5.2"
_MAX_EMPTY_FRAGMENTS = 64
_PADDING = " \0\r\n\t"
_EXACT = 1 << 53
"""Integers below it are floats without loss."""
_ITEM, _UNDEFINED = b"\xfe\xff\x00\xe0", 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class PixelElement:
    """Where the pixel data lies, without having read it.

    Parameters
    ----------
    keyword
        ``PixelData``, ``FloatPixelData`` or ``DoubleFloatPixelData``.
    vr
        ``OB`` or ``OW``: in big-endian order, 8-bit values in OW stand swapped by pairs (PS3.5 8.1.1).
    offset
        Position of the value in the stream that `open_header` gives.
    length
        Bytes the element declares; None for the undefined length of encapsulated data.
    available
        Bytes between ``offset`` and the end of the stream.
    first_fragment
        The first bytes (up to 32) of the first fragment with content; empty for native data or where there is none.
    """

    keyword: str
    vr: str
    offset: int
    length: int | None
    available: int
    first_fragment: bytes

    @property
    def anywhere(self) -> PixelElement:
        """The same pixels at position 0."""
        return PixelElement(self.keyword, self.vr, 0, self.length, self.available, self.first_fragment)


@dataclass(frozen=True, slots=True)
class Header:
    """File meta information, elements before the pixels, the transfer syntax that was used, and the pixel element.

    ``note`` is empty, or says what was put right while reading.
    """

    meta: Dataset
    dataset: Dataset
    transfer_syntax: str
    pixels: PixelElement | None
    note: str = ""


def read_header(place: Path | ByteSource, tags: Sequence[int] | None = None) -> Header:
    """The elements before the pixels; only ``tags`` where given, which is several times faster.

    Raises
    ------
    MedxferError
        The file is not DICOM, cannot be opened, or its header cannot be parsed.
    """
    with open_header(place, tags) as (header, _):
        return header


@contextmanager
def open_header(place: Path | ByteSource, tags: Sequence[int] | None = None) -> Iterator[tuple[Header, BinaryIO]]:
    """`read_header`, with the open stream that `PixelElement.offset` counts in (inflated where it was deflated).

    Raises
    ------
    MedxferError
        As `read_header`.
    """
    source = as_source(place)
    path = source.place
    with source.open() as file:
        try:
            start = _dicom_start(file, path)
            header, stream = _parse(file, start, tags)
        except HeaderTooLargeError:
            hint = "The file is damaged or made to do harm; export it again from its source."
            raise MedxferError("The DICOM header holds more than any real one", hint, path=path) from None
        except EOFError:
            raise MedxferError(
                "The DICOM header is empty or cut off", "Export the file again from its source.", path=path
            ) from None
        except PARSE_FAILURES:
            raise MedxferError(
                "The DICOM header is damaged", "Export the file again from its source.", path=path
            ) from None
        yield header, stream


def _dicom_start(file: BoundedStream, path: Path) -> int:
    """Offset of the first element; 132 behind a preamble, 0 in a file that has none."""
    head = file.read(_PREAMBLE + 12)
    if not head:
        raise MedxferError("The file is empty", "Export the file again from its source.", path=path)
    if head[_PREAMBLE : _PREAMBLE + 4] == b"DICM":
        return _USUAL_START
    if head[:4] == b"DICM":
        return 4
    for start in (0, _PREAMBLE):
        if _looks_like_element(head[start : start + 12]):
            return start
    raise MedxferError(NOT_DICOM, "", path=path)


def _looks_like_element(head: bytes) -> bool:
    """Whether a first element of group 0002 or 0008 stands here: explicit in either byte order, or implicit."""
    is_explicit = len(head) == 12 and head[4:6].isalpha() and head[4:6].isupper()
    if is_explicit and head[:3] == b"\x00\x08\x00":
        return True
    if len(head) < 12 or head[:2] not in (b"\x02\x00", b"\x08\x00") or head[3] != 0:
        return False
    if is_explicit:
        return True
    return int(struct.unpack("<L", head[4:8])[0]) < _MAX_FIRST_VALUE


def _parse(file: BoundedStream, start: int, tags: Sequence[int] | None) -> tuple[Header, BinaryIO]:
    file.seek(start)
    meta = read_dataset(file, False, True, stop_when=lambda tag, vr, length: int(tag) >> 16 != 2)
    syntax = text(meta, "TransferSyntaxUID")
    stream: BinaryIO = file
    if syntax == DeflatedExplicitVRLittleEndian:
        stream = io.BytesIO(_inflate(file.read()))
    syntax = syntax or _guessed_syntax(stream)
    found: list[tuple[int, str, int, int]] = []
    elements = itertools.count(1)

    def at_pixels(tag: BaseTag, vr: str | None, length: int) -> bool:
        if next(elements) > MOST_ELEMENTS:
            raise HeaderTooLargeError
        if int(tag) in _PIXEL_TAGS:
            found.append((int(tag), vr or "OW", stream.tell(), length))
        return int(tag) >= 0x7FE00008

    began = stream.tell()
    implicit, little = syntax in (ImplicitVRLittleEndian, _GE_IMPLICIT), syntax != ExplicitVRBigEndian
    wanted = cast("list[BaseTag | int] | None", list(tags) if tags else None)
    metered = MeteredStream(stream)
    try:
        dataset = read_dataset(cast(BinaryIO, metered), implicit, little, stop_when=at_pixels, specific_tags=wanted)
    except PARSE_FAILURES:
        if metered.is_used_up:  # pydicom turns some errors of the stream into its own
            raise HeaderTooLargeError from None
        raise
    refuse_many_items(dataset)
    if not dataset and not found and stream.tell() - began < _SHORTEST_ELEMENT:
        raise EOFError("nothing behind the meta information")
    notes = []
    if start != _USUAL_START:
        notes.append(WITHOUT_PREAMBLE)
    if len(dataset) and dataset.original_encoding[0] != implicit:
        if not _is_compressed(syntax):  # else it still says how the pixels are stored
            syntax = ImplicitVRLittleEndian if not implicit else ExplicitVRLittleEndian
        notes.append("the header names the wrong transfer syntax, it was read as it is stored")
    pixels = _pixel_element(stream, *found[-1]) if found else None
    return Header(meta, dataset, syntax, pixels, "; ".join(notes)), stream


def _is_compressed(syntax: str) -> bool:
    uid = UID(syntax)
    return uid.is_transfer_syntax and uid.is_encapsulated


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    inflated = inflater.decompress(data, MAX_INFLATED)
    if inflater.unconsumed_tail:
        raise MemoryError("a deflated dataset expands beyond the limit")
    return inflated


def _guessed_syntax(stream: BinaryIO) -> str:
    """The native transfer syntax that fits the first element, for files whose meta information is missing."""
    head = stream.read(6)
    stream.seek(-len(head), os.SEEK_CUR)
    if not head[4:6].isalpha():
        return ImplicitVRLittleEndian
    return ExplicitVRBigEndian if head[0] == 0 and head[1] != 0 else ExplicitVRLittleEndian


def _pixel_element(stream: BinaryIO, tag: int, vr: str, offset: int, length: int) -> PixelElement:
    size = stream.seek(0, os.SEEK_END)
    undefined = length == _UNDEFINED
    first = first_fragment(stream, offset) if undefined else b""
    return PixelElement(_PIXEL_TAGS[tag], vr, offset, None if undefined else length, max(size - offset, 0), first)


def first_fragment(stream: BinaryIO, offset: int) -> bytes:
    """Start of the first fragment behind the basic offset table that is not empty."""
    stream.seek(offset)
    for index in range(_MAX_EMPTY_FRAGMENTS):
        item = stream.read(8)
        if len(item) < 8 or item[:4] != _ITEM:
            return b""
        (length,) = struct.unpack("<L", item[4:])
        if index and length:
            return stream.read(min(length, 32))
        stream.seek(length, os.SEEK_CUR)
    return b""


def text(dataset: Dataset, keyword: str) -> str:
    """Value as text without padding, values of a list joined by a backslash; empty where absent or malformed."""
    value = _value(dataset, keyword)
    if isinstance(value, str):
        return value.strip(_PADDING)
    if value is None or isinstance(value, bytes):
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, PersonName):
        return "\\".join(str(part) for part in value)
    return str(value).strip(_PADDING)


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Values as finite numbers; empty where absent, malformed, or one of them is not finite."""
    value = _value(dataset, keyword)
    if value is None:
        return ()
    if isinstance(value, str | bytes):
        value = [value] if value else []
    try:
        parts = tuple(map(float, value if hasattr(value, "__iter__") else [value]))
    except PARSE_FAILURES:
        return ()
    return parts if all(map(math.isfinite, parts)) else ()


def number(dataset: Dataset, keyword: str) -> float | None:
    """First value as a finite number, or None."""
    value = _value(dataset, keyword)
    if value is None:
        return None
    if isinstance(value, float):  # the most usual case, spared the way by a tuple
        return float(value) if math.isfinite(value) else None
    found = numbers(dataset, keyword)
    return found[0] if found else None


def integer(dataset: Dataset, keyword: str) -> int | None:
    """First value as an integer, or None."""
    value = _value(dataset, keyword)
    if value is None:
        return None
    if isinstance(value, int) and abs(value) < _EXACT:
        return int(value)
    found = number(dataset, keyword)
    return None if found is None else int(found)


def items(dataset: Dataset, keyword: str) -> list[Dataset]:
    """Items of a sequence; empty where absent or malformed."""
    value = _value(dataset, keyword)
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        return []
    return [item for item in value if isinstance(item, Dataset)]


def _value(dataset: Dataset, keyword: str) -> Any:
    try:
        return dataset.get(keyword)
    except PARSE_FAILURES:
        return None
