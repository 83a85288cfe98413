"""Reading some elements of an ordinary DICOM file many times faster than pydicom, with the same answers.

What is not ordinary (`element_walk`), or holds a value in another form than the standard gives it, is left to
`headers.read_header`, which is tolerant and slow; so nothing is decided here that it would decide otherwise.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from pydicom.charset import convert_encodings, decode_bytes, default_encoding
from pydicom.datadict import dictionary_VR, keyword_for_tag
from pydicom.dataset import Dataset
from pydicom.valuerep import TEXT_VR_DELIMS

from medxfer_gui.dicom.element_walk import UNUSUAL, UnusualError, Walked, swapped, walk_file, walk_stream
from medxfer_gui.dicom.headers import Header
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource, as_source

_CHARSET = 0x00050008
_DECIMAL = r" *[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})? *"
_UID = re.compile(r"[0-9.]*", re.ASCII)
_DECIMALS = re.compile(rf"{_DECIMAL}(?:\\{_DECIMAL})*", re.ASCII)
_INTEGERS = re.compile(r" *[+-]?\d{1,12} *(?:\\ *[+-]?\d{1,12} *)*", re.ASCII)
_PRINTABLE = bytes(range(0x20, 0x7F))
_REMEMBERED = 4096
"""Values that are kept: most files of a series say the same in most elements."""

Convert = Callable[[bytes], Any]


class ElementReader:
    """Reads the same elements of many files.

    Parameters
    ----------
    tags
        The elements that are wanted, as in `read_header`. A file that has one of them which is a sequence or a person's
        name is left to it.
    """

    def __init__(self, tags: Collection[int]) -> None:
        tags = {0x00080005, *tags}
        self._wanted = {swapped(tag): (keyword_for_tag(tag), *_conversion(dictionary_VR(tag))) for tag in tags}

    def read(self, file: Path | ByteSource) -> Header | None:
        """What `read_header` answers for the wanted elements, or None: it is to be asked.

        The dataset answers ``get`` and ``in`` for keywords as a pydicom dataset does, and nothing else.
        """
        try:
            walked = self._walked(as_source(file))
            values = self._values(walked.found)
        except (*UNUSUAL, MedxferError):
            return None
        if not values and walked.pixels is None:
            return None
        return Header(cast("Dataset", {}), cast("Dataset", values), walked.syntax, walked.pixels)

    def _walked(self, source: ByteSource) -> Walked:
        if not source.member:
            return walk_file(source.path, self._wanted)
        with source.open() as stream:
            return walk_stream(stream, stream.size, self._wanted)

    def _values(self, found: dict[int, tuple[bytes, bytes]]) -> dict[str, Any]:
        encodings, is_ascii = encodings_of(found[_CHARSET][1] if _CHARSET in found else b"")
        values: dict[str, Any] = {}
        for tag, (vr, raw) in found.items():
            keyword, usual, convert = self._wanted[tag]
            if vr != usual and vr:
                raise UnusualError
            if not raw:
                values[keyword] = None
            elif convert is not None:
                values[keyword] = convert(raw)
            elif is_ascii and raw.isascii() and b"\x1b" not in raw:
                values[keyword] = _ascii_text(raw)
            else:
                values[keyword] = _split(decode_bytes(raw, encodings, TEXT_VR_DELIMS))
        return values


@lru_cache(maxsize=64)
def encodings_of(raw: bytes) -> tuple[list[str], bool]:
    """Python's names for a Specific Character Set, and whether the first of them leaves ASCII as it is."""
    encodings = convert_encodings(_code(raw) if raw else "")
    return encodings, _PRINTABLE.decode(encodings[0]) == _PRINTABLE.decode("ascii")


@lru_cache(_REMEMBERED)
def _ascii_text(raw: bytes) -> str | list[str]:
    text = raw.decode("ascii").rstrip("\0 ")
    if not text.isprintable():
        raise UnusualError
    return _split(text)


def _split(text: str) -> str | list[str]:
    """SH and LO."""
    if "\\" not in text:
        return text.rstrip("\0 ")
    return [part.rstrip("\0 ") for part in text.split("\\")]


@lru_cache(_REMEMBERED)
def _code(raw: bytes) -> str | list[str]:
    """CS, AS, DA, TM and DT."""
    text = raw.decode(default_encoding).rstrip(" \0")
    if not text.isprintable():
        raise UnusualError
    return text.split("\\") if "\\" in text else text


@lru_cache(_REMEMBERED)
def _identifier(raw: bytes) -> str:
    text = raw.decode("ascii").rstrip("\0 ")
    if not _UID.fullmatch(text):
        raise UnusualError
    return text


@lru_cache(_REMEMBERED)
def _decimals(raw: bytes) -> float | list[float]:
    text = raw.decode("ascii").strip(" ").rstrip(" \0")
    if not _DECIMALS.fullmatch(text):
        raise UnusualError
    return [float(part) for part in text.split("\\")] if "\\" in text else float(text)


@lru_cache(_REMEMBERED)
def _integers(raw: bytes) -> int | list[int]:
    text = raw.decode("ascii").rstrip(" \0")
    if not _INTEGERS.fullmatch(text):
        raise UnusualError
    return [int(part) for part in text.split("\\")] if "\\" in text else int(text)


def _binary(letter: str) -> Convert:
    single = struct.Struct("<" + letter)

    def convert(raw: bytes) -> Any:
        if len(raw) != single.size:
            raise UnusualError
        return single.unpack(raw)[0]

    return convert


def _unusual(raw: bytes) -> Any:
    raise UnusualError


_BINARY = {"FD": "d", "FL": "f", "SL": "l", "SS": "h", "UL": "L", "US": "H"}
_CONVERSIONS: dict[str, Convert | None] = {
    **dict.fromkeys(("AS", "CS", "DA", "DT", "TM"), _code),
    **dict.fromkeys(("LO", "SH"), None),
    **{vr: _binary(letter) for vr, letter in _BINARY.items()},
    "DS": _decimals,
    "IS": _integers,
    "UI": _identifier,
}
"""How a value becomes what pydicom makes of it; None for text in the character set of the file."""


def _conversion(vr: str) -> tuple[bytes, Convert | None]:
    return vr.encode(), _CONVERSIONS.get(vr, _unusual)
