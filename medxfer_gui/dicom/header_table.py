"""Every element of a header as a row, for a tag table: bounded, and robust to values that cannot be read or printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydicom.datadict import dictionary_description
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag
from pydicom.uid import UID
from pydicom.valuerep import PersonName

from medxfer_gui.dicom.headers import PARSE_FAILURES, read_header
from medxfer_gui.dicom.identifying import is_identifying
from medxfer_gui.operation import NEVER, CancelToken
from medxfer_gui.storage.source import ByteSource

MAX_ROWS = 200_000
"""Most rows of one table."""

MAX_FULL = 32_768
"""Most characters that are kept of one value."""

_MAX_KEPT = 16 << 20
_MAX_TEXT = 96
_MAX_DEPTH = 12
_MAX_VALUES = 32
_SHOWN_BYTES = 16
_DUMPED_BYTES = 512
_UNREADABLE = "(cannot be read)"


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One element, or one item of a sequence, for a tag table.

    Parameters
    ----------
    tag
        ``(0010,0010)``; of an item its number, ``#1``.
    keyword
        The standard's keyword; for a private element its creator in brackets; empty for an item.
    vr
        Value representation, two letters.
    multiplicity
        Number of values, or of items; empty for an item.
    value
        Text of at most about a hundred characters; sizes in place of binary data.
    depth
        0 in the dataset itself, 1 for an item of a sequence, 2 within it, and so on.
    identifying
        Whether it says who the patient is: to be masked where privacy is on (`dicom.identifying`). Everything within an
        identifying sequence is too.
    full
        The whole value where ``value`` is not, at most `MAX_FULL` characters; of binary data the first bytes in
        hexadecimal.
    """

    tag: str
    keyword: str
    vr: str
    multiplicity: str
    value: str
    depth: int
    identifying: bool
    full: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """Tag, keyword, value representation, multiplicity, value."""
        return self.tag, self.keyword, self.vr, self.multiplicity, self.value


def header_table(place: Path | ByteSource, *, cancel: CancelToken = NEVER) -> list[HeaderRow]:
    """Every element before the pixels, file meta information first, with nested sequences, for a tag table.

    At most `MAX_ROWS` rows and twelve levels; where there is more, a row says so.

    Raises
    ------
    MedxferError
        As `read_header`.
    Cancelled
        A stop was asked for.
    """
    header = read_header(place)
    budget = _Budget(cancel)
    rows = list(islice(budget.rows(header.meta, header.dataset), MAX_ROWS))
    if len(rows) == MAX_ROWS:
        rows.append(HeaderRow("…", "", "", "", "", 0, False))
    return rows


def element_name(keyword_or_tag: str) -> str:
    """The standard's name of a keyword ("Patient's Name"); the text itself where it has none."""
    try:
        return dictionary_description(keyword_or_tag)
    except (KeyError, ValueError):
        return keyword_or_tag


class _Budget:
    """Makes the rows, and counts what long values take."""

    def __init__(self, cancel: CancelToken) -> None:
        self._cancel = cancel
        self._left = _MAX_KEPT

    def rows(self, *datasets: Dataset) -> Iterator[HeaderRow]:
        """The rows of datasets, one after the other."""
        for dataset in datasets:
            yield from self._dataset(dataset, 0, False)

    def _dataset(self, dataset: Dataset, depth: int, within_identity: bool) -> Iterator[HeaderRow]:
        self._cancel.raise_if_cancelled()
        for tag in sorted(dataset.keys()):
            try:
                element = dataset[tag]
                items = list(element.value or ()) if str(element.VR) == "SQ" else []
                row = self._row(element, len(items), depth, within_identity)
            except PARSE_FAILURES:
                yield HeaderRow(_tag_text(tag), "", "", "", _UNREADABLE, depth, True)
                continue
            yield row
            yield from self._items(items, depth + 1, row.identifying)

    def _items(self, items: list[Dataset], depth: int, identifying: bool) -> Iterator[HeaderRow]:
        for number, item in enumerate(items, start=1):
            yield HeaderRow(f"#{number}", "", "", "", _summary(item), depth, identifying)
            if depth + 1 < 2 * _MAX_DEPTH:
                yield from self._dataset(item, depth + 1, identifying)
            else:
                yield HeaderRow("…", "", "", "", "", depth + 1, identifying)

    def _row(self, element: DataElement, items: int, depth: int, within_identity: bool) -> HeaderRow:
        vr, keyword = str(element.VR), _keyword(element)
        multiplicity = str(items) if vr == "SQ" else _multiplicity(element)
        value, is_whole = ("", True) if vr == "SQ" else _short_text(element.value)
        full = "" if is_whole else self._kept(_full_text(element.value))
        identifying = within_identity or is_identifying(element.tag, element.keyword, vr, element.value)
        return HeaderRow(_tag_text(element.tag), keyword, vr, multiplicity, value, depth, identifying, full)

    def _kept(self, text: str) -> str:
        self._left -= len(text)
        return text if self._left > 0 else ""


def _tag_text(tag: BaseTag) -> str:
    return f"({tag.group:04X},{tag.element:04X})"


def _keyword(element: DataElement) -> str:
    if element.tag.is_private:
        return f"[{element.private_creator or ''}]" if not element.tag.is_private_creator else "[PrivateCreator]"
    return element.keyword


def _multiplicity(element: DataElement) -> str:
    value = element.value
    if value is None or (isinstance(value, str | bytes | PersonName) and not value):
        return "0"
    return str(len(value)) if _is_list(value) else "1"


def _is_list(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes | bytearray | PersonName)


def _summary(item: Dataset) -> str:
    """What a code item means: one need not open it."""
    try:
        return str(item.get("CodeMeaning") or "")[:_MAX_TEXT]
    except PARSE_FAILURES:
        return ""


def _short_text(value: object) -> tuple[str, bool]:
    """The value in one line, and whether that is all of it."""
    if value is None:
        return "", True
    if isinstance(value, bytes | bytearray):
        is_short = len(value) <= _SHOWN_BYTES
        return (value.hex(" ") if is_short else f"{len(value)} bytes"), is_short
    if isinstance(value, UID) and value.name != value:
        return f"{value}  {value.name}", True
    values = list(islice(value, _MAX_VALUES + 1)) if _is_list(value) else [value]  # type: ignore[call-overload]
    text = _one_line("\\".join(map(str, values[:_MAX_VALUES])))
    if len(text) > _MAX_TEXT:
        return text[: _MAX_TEXT - 1] + "…", False
    return (text, True) if len(values) <= _MAX_VALUES else (text + "\\…", False)


def _full_text(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return _dump(bytes(value[:_DUMPED_BYTES]))
    text = "\\".join(map(str, value)) if _is_list(value) else str(value)  # type: ignore[call-overload]
    return text[:MAX_FULL]


def _one_line(text: str) -> str:
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def _dump(content: bytes) -> str:
    """Bytes in hexadecimal, sixteen a line, with the characters they stand for."""
    lines = []
    for start in range(0, len(content), 16):
        part = content[start : start + 16]
        shown = "".join(chr(one) if 32 <= one < 127 else "." for one in part)
        lines.append(f"{start:04x}  {part.hex(' '):47}  {shown}")
    return "\n".join(lines)
