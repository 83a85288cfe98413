"""What the header of a series says, for a search by any element."""

from __future__ import annotations

from pydicom.dataelem import DataElement

from medxfer_gui.dicom.headers import PARSE_FAILURES, read_header
from medxfer_gui.dicom.identifying import IDENTITY_KEYWORDS, is_identifying
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource

_LONGEST = 64
_NOT_TEXT = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UN", "UR", "UT"})
_TIMES = frozenset({"DA", "DT", "TM"})
"""Masked on screen, but searched: whoever types a date knows it."""

_MEASURES = frozenset({"DS", "FD", "FL", "IS", "SL", "SS", "SV", "UL", "US", "UV"})
"""What a private element may hold to be searched: numbers; its texts may name the patient."""


def read_facts(source: ByteSource) -> dict[str, str]:
    """The short elements of a DICOM file that do not say who the patient is: keyword (``ggggeeee`` where private).

    Keys and values are case-folded, values of a list are joined by a backslash. Elements within sequences are left out.
    Empty for a file that cannot be read.
    """
    try:
        dataset = read_header(source).dataset
    except MedxferError:
        return {}
    facts = {}
    for tag in dataset.keys():  # noqa: SIM118 - a dataset iterates over its elements
        try:
            element = dataset[tag]
            value = _text(element)
        except PARSE_FAILURES:
            continue
        if value and len(value) <= _LONGEST:
            facts[(element.keyword or f"{int(tag):08x}").casefold()] = value.casefold()
    return facts


def _text(element: DataElement) -> str:
    vr, value = str(element.VR), element.value
    if vr in _NOT_TEXT or value is None or isinstance(value, bytes):
        return ""
    if element.tag.is_private:
        if vr not in _MEASURES:
            return ""
    elif element.keyword in IDENTITY_KEYWORDS or (
        vr not in _TIMES and is_identifying(element.tag, element.keyword, vr)
    ):
        return ""
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return "\\".join(map(str, value))
    return str(value).strip()
