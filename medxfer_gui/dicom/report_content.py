"""Structured reports and key object selections as an indented list (PS3.3 C.17.3)."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import items, text
from medxfer_gui.dicom.object_rows import MAX_TEXT, ObjectRow, class_name, code

_MAX_DEPTH = 24

_IDENTIFYING = frozenset({"TEXT", "PNAME", "DATE", "TIME", "DATETIME", "UIDREF"})
"""Types of values that may say who, when or where: names stand in free text too ("Person Observer Name")."""

_PLAIN = {
    "TEXT": "TextValue",
    "PNAME": "PersonName",
    "DATE": "Date",
    "TIME": "Time",
    "DATETIME": "DateTime",
    "UIDREF": "UID",
}


def report_rows(data: Dataset) -> Iterator[ObjectRow]:
    """The flags of a report, then its content items in order; below each item those that belong to it."""
    for name, keyword in (
        ("Completion", "CompletionFlag"),
        ("Verification", "VerificationFlag"),
    ):
        yield ObjectRow(0, name, text(data, keyword).capitalize())
    for observer in items(data, "VerifyingObserverSequence"):
        yield ObjectRow(1, "Verified by", text(observer, "VerifyingObserverName"), identifying=True)
    for item in items(data, "ContentSequence"):
        yield from _item_rows(item, 0)


def _item_rows(item: Dataset, depth: int) -> Iterator[ObjectRow]:
    kind = text(item, "ValueType")
    name = code(item, "ConceptNameCodeSequence") or _KIND_NAMES.get(kind, kind.capitalize() or "See item")
    yield ObjectRow(depth, name, _value(item, kind)[:MAX_TEXT], kind in _IDENTIFYING)
    if depth < _MAX_DEPTH:
        for child in items(item, "ContentSequence"):
            yield from _item_rows(child, depth + 1)
    elif items(item, "ContentSequence"):
        yield ObjectRow(depth + 1, "Deeper content is not shown", "…")


_KIND_NAMES = {
    "IMAGE": "Image",
    "COMPOSITE": "Object",
    "WAVEFORM": "Waveform",
    "SCOORD": "Region",
    "SCOORD3D": "Region",
    "TCOORD": "Time range",
    "CONTAINER": "Section",
}


def _value(item: Dataset, kind: str) -> str:
    if kind in _PLAIN:
        return text(item, _PLAIN[kind])
    if kind == "CODE":
        return code(item, "ConceptCodeSequence")
    if kind == "NUM":
        return _measured(item)
    if kind in ("IMAGE", "COMPOSITE", "WAVEFORM"):
        return _referenced(item)
    if kind in ("SCOORD", "SCOORD3D", "TCOORD"):
        return _region(item)
    return text(item, "ReferencedContentItemIdentifier").replace("\\", ".")


def _measured(item: Dataset) -> str:
    """Number and unit; where there is none, the reason."""
    for measured in items(item, "MeasuredValueSequence")[:1]:
        unit = _unit(measured)
        return f"{text(measured, 'NumericValue')} {unit}".strip()
    return code(item, "NumericValueQualifierCodeSequence")


def _unit(measured: Dataset) -> str:
    """UCUM code; its meaning where the code is an annotation in braces, nothing for pure numbers."""
    for unit in items(measured, "MeasurementUnitsCodeSequence")[:1]:
        value, meaning = text(unit, "CodeValue"), text(unit, "CodeMeaning")
        if value == "1" or meaning == "no units":
            return ""
        return meaning if "{" in value or not value else value
    return ""


def _referenced(item: Dataset) -> str:
    for reference in items(item, "ReferencedSOPSequence")[:1]:
        name = class_name(text(reference, "ReferencedSOPClassUID"))
        frames = text(reference, "ReferencedFrameNumber").replace("\\", ", ")
        return f"{name}, frames {frames}" if frames else name
    return ""


def _region(item: Dataset) -> str:
    kind = text(item, "GraphicType") or text(item, "TemporalRangeType")
    data = item.get("GraphicData")
    numbers = len(data) if isinstance(data, list) or hasattr(data, "__len__") else 0
    points = numbers // (3 if text(item, "ValueType") == "SCOORD3D" else 2)
    return f"{kind.capitalize()}, {points} points" if points else kind.capitalize()
