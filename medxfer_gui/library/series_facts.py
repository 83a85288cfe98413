"""What the header of a series says, for a search by any element."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydicom.charset import decode_bytes
from pydicom.datadict import dictionary_VR, keyword_for_tag, private_dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.tag import BaseTag
from pydicom.valuerep import TEXT_VR_DELIMS

from medxfer_gui.dicom.element_walk import UNUSUAL, swapped, walk_file
from medxfer_gui.dicom.fast_headers import encodings_of
from medxfer_gui.dicom.headers import PARSE_FAILURES, read_header
from medxfer_gui.dicom.identifying import IDENTITY_KEYWORDS, is_identifying
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource

_LONGEST = 64
_REMEMBERED = 4096
_BINARY = {"FD": "d", "FL": "f", "SL": "l", "SS": "h", "SV": "q", "UL": "L", "US": "H", "UV": "Q"}
_MEASURES = frozenset({"DS", "IS", *_BINARY})
"""What a private element may hold to be searched: numbers; its texts may name the patient."""
_TIMES = frozenset({"DA", "DT", "TM"})
"""Kept for a search once identity is revealed; while it is masked `search.parse_search` refuses them."""
_TEXTS = frozenset({"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "SH", "ST", "TM", "UC", "UI"})
_CHARSET, _SIGN = 0x00080005, 0x00280103
_VR_OF_PIXELS = {b"\0\0": "US", b"\1\0": "SS"}


class _Everything:
    """Wants every element."""

    def __contains__(self, tag: object) -> bool:
        return True


_EVERYTHING = _Everything()


def read_facts(source: ByteSource) -> dict[str, str]:
    """The short elements of a DICOM file that do not say who the patient is: keyword (``ggggeeee`` where private).

    Keys and values are case-folded, values of a list are joined by a backslash. Elements within sequences are left out.
    Empty for a file that cannot be read.
    """
    try:
        found = None if source.member else list(_ordinary_elements(source.path))
    except UNUSUAL:
        found = None
    if found is None:
        found = list(_elements(source))
    return {_name(tag): value.casefold() for tag, value in found if value and len(value) <= _LONGEST}


@lru_cache(_REMEMBERED)
def _name(tag: int) -> str:
    return (keyword_for_tag(tag) or f"{tag:08x}").casefold()


@lru_cache(_REMEMBERED)
def _is_told(tag: int, vr: str) -> bool:
    element = BaseTag(tag)
    if element.element == 0:
        return False  # the length of a group
    if element.is_private:
        return vr in _MEASURES and not element.is_private_creator
    keyword = keyword_for_tag(tag)
    if keyword in IDENTITY_KEYWORDS or (vr not in _TIMES and is_identifying(element, keyword, vr)):
        return False
    return vr in _TEXTS or vr in _BINARY


# -- ordinary files ----------------------------------------------------------------------------------------------


def _ordinary_elements(path: Path) -> Iterator[tuple[int, str]]:
    """Tags and values of a file that is read without making objects."""
    walked = {swapped(tag): element for tag, element in walk_file(path, _EVERYTHING, leave_long=True).found.items()}
    encodings, _ = encodings_of(walked.get(_CHARSET, (b"", b""))[1])
    for tag, (written, raw) in walked.items():
        vr = _known_vr(tag, walked) if written in (b"", b"UN") else written.decode()
        if raw and len(raw) <= 4 * _LONGEST and _is_told(tag, vr):
            yield tag, _numbers(raw, vr) if vr in _BINARY else _joined(raw, vr, encodings)


def _known_vr(tag: int, walked: dict[int, tuple[bytes, bytes]]) -> str:
    try:
        if not tag >> 16 & 1:
            vr = dictionary_VR(tag)
            return vr if vr != "US or SS" else _VR_OF_PIXELS.get(walked.get(_SIGN, (b"", b""))[1], "US")
        _, creator = walked.get(tag & 0xFFFF0000 | (tag & 0xFFFF) >> 8, (b"", b""))
        return private_dictionary_VR(tag, creator.decode("ascii").strip("\0 "))
    except (KeyError, ValueError):
        return ""


def _numbers(raw: bytes, vr: str) -> str:
    letter = _BINARY[vr]
    count, rest = divmod(len(raw), struct.calcsize("<" + letter))
    return "" if rest else "\\".join(map(str, struct.unpack(f"<{count}{letter}", raw)))


def _joined(raw: bytes, vr: str, encodings: list[str]) -> str:
    is_coded = vr in ("LO", "LT", "SH", "ST", "UC")
    text = decode_bytes(raw, encodings, TEXT_VR_DELIMS) if is_coded else raw.decode("iso8859")
    parts = [text] if vr in ("LT", "ST") else text.split("\\")
    return "\\".join(part.strip("\0 ") for part in parts)


# -- all others --------------------------------------------------------------------------------------------------


def _elements(source: ByteSource) -> Iterator[tuple[int, str]]:
    try:
        dataset = read_header(source).dataset
    except MedxferError:
        return
    for tag in dataset.keys():  # noqa: SIM118 - a dataset iterates over its elements
        try:
            element = dataset[tag]
            if _is_told(int(tag), str(element.VR)):
                yield int(tag), _text(element)
        except PARSE_FAILURES:
            continue


def _text(element: DataElement) -> str:
    value = element.value
    if value is None or isinstance(value, bytes):
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return "\\".join(str(part).strip("\0 ") for part in value)
    return str(value).strip("\0 ")
