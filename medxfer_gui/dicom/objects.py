"""DICOM objects that are no pictures, as what they are: kind, title, what they refer to, and content to read."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pydicom.datadict import dictionary_VR, keyword_for_tag
from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import PARSE_FAILURES, Header, items, open_header, text
from medxfer_gui.dicom.object_content import DESCRIBED, segmentation_rows
from medxfer_gui.dicom.object_kinds import OTHER_KIND, object_kind
from medxfer_gui.dicom.object_rows import ObjectRow, class_name, code
from medxfer_gui.dicom.segment_voxels import count_voxels, frame_segments
from medxfer_gui.storage.source import ByteSource

MAX_ROWS = 5000
_MAX_SEARCHED = 20_000
_MAX_DEPTH = 12

# Where thousands of items repeat what stands elsewhere, or hold coordinates.
_NOT_SEARCHED = frozenset({0x52009230, 0x30060039, 0x00720604, 0x54000100, 0x00660002})


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """What an object without a picture is.

    Parameters
    ----------
    kind
        English template without facts (`dicom.object_kinds`).
    title
        Document title, label or series description, as the file says it; may be empty.
    series
        Series Instance UIDs (0020,000E) it refers to, in order, each once.
    instances
        Referenced SOP Instance UIDs (0008,1155), in order, each once.
    rows
        Its content, at most `MAX_ROWS`.
    """

    kind: str
    title: str
    series: tuple[str, ...]
    instances: tuple[str, ...]
    rows: tuple[ObjectRow, ...]


def describe_object(place: Path | ByteSource) -> ObjectFacts:
    """Read what a file says, as far as it can be read.

    Raises
    ------
    MedxferError
        As `read_header`.
    """
    with open_header(place) as (header, stream):
        data = header.dataset
        kind = object_kind(text(data, "SOPClassUID"), has_pixels=header.pixels is not None) or OTHER_KIND
        rows = [*_common_rows(data), *_content(kind, header, stream)]
    series, instances = _references(data)
    return ObjectFacts(kind, _title(data), series, instances, tuple(rows))


def _title(data: Dataset) -> str:
    found = (
        text(data, "DocumentTitle"),
        code(data, "ConceptNameCodeSequence"),
        *(text(data, keyword) for keyword in ("StructureSetLabel", "RTPlanLabel", "ContentLabel", "SeriesDescription")),
    )
    return next(filter(None, found), "")


def _common_rows(data: Dataset) -> list[ObjectRow]:
    rows = (
        ObjectRow(0, "SOP class", class_name(text(data, "SOPClassUID"))),
        ObjectRow(0, "Description", text(data, "ContentDescription")),
        ObjectRow(0, "Series", text(data, "SeriesDescription")),
        ObjectRow(0, "Made by", text(data, "Manufacturer")),
        ObjectRow(0, "Date", text(data, "ContentDate") or text(data, "InstanceCreationDate"), identifying=True),
        ObjectRow(0, "Author", text(data, "ContentCreatorName"), identifying=True),
    )
    return [row for row in rows if row.value]


def _content(kind: str, header: Header, stream: BinaryIO) -> list[ObjectRow]:
    found: list[ObjectRow] = []
    last = ObjectRow(0, "More is not shown", "…")
    try:
        found.extend(islice(_described(kind, header, stream), MAX_ROWS + 1))
    except PARSE_FAILURES:
        last = ObjectRow(0, "The rest cannot be read", "…")
        found.append(last)
    if len(found) > MAX_ROWS:
        found = found[:MAX_ROWS]
    elif not found or found[-1] is not last:
        return _without_empty(found)
    return [*_without_empty([row for row in found if row is not last]), last]


def _described(kind: str, header: Header, stream: BinaryIO) -> Iterable[ObjectRow]:
    if kind == "Segmentation":
        frames = Counter(frame_segments(header))
        return segmentation_rows(header.dataset, frames, count_voxels(header, stream))
    return DESCRIBED[kind](header.dataset) if kind in DESCRIBED else ()


def _without_empty(rows: Sequence[ObjectRow]) -> list[ObjectRow]:
    """Without rows that have neither a value nor anything below them."""
    kept: list[ObjectRow] = []
    for row in reversed(rows):
        if row.value or (kept and kept[-1].depth > row.depth):
            kept.append(row)
    return kept[::-1]


def _references(data: Dataset) -> tuple[tuple[str, ...], tuple[str, ...]]:
    series: dict[str, None] = {}
    instances: dict[str, None] = {}
    waiting = deque((item, 1) for item in _sequence_items(data))
    for _ in range(_MAX_SEARCHED):
        if not waiting:
            break
        item, depth = waiting.popleft()
        series[text(item, "SeriesInstanceUID")] = None
        instances[text(item, "ReferencedSOPInstanceUID")] = None
        if depth < _MAX_DEPTH:
            waiting.extend((below, depth + 1) for below in _sequence_items(item))
    return tuple(filter(None, series)), tuple(filter(None, instances))


def _sequence_items(data: Dataset) -> list[Dataset]:
    found: list[Dataset] = []
    for tag in data.keys() - _NOT_SEARCHED:
        keyword = keyword_for_tag(tag)
        if keyword and dictionary_VR(tag) == "SQ":
            found += items(data, keyword)
    return found
