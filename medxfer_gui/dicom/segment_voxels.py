"""Voxels of each segment of a segmentation, where they can be counted without decoding."""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import Header, integer, items, text

MOST_BYTES = 1 << 25
"""Longest pixel data that is counted."""

_SET_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1)


def frame_segments(header: Header) -> list[int]:
    """Segment number (0062,000B) of each frame; empty where the frames do not say."""
    data = header.dataset
    shared = next(map(_segment_of, items(data, "SharedFunctionalGroupsSequence")), 0)
    found = [_segment_of(group) or shared for group in items(data, "PerFrameFunctionalGroupsSequence")]
    return found if all(found) else []


def _segment_of(group: Dataset) -> int:
    return next(
        (integer(one, "ReferencedSegmentNumber") or 0 for one in items(group, "SegmentIdentificationSequence")), 0
    )


def count_voxels(header: Header, stream: BinaryIO) -> dict[int, int]:
    """Voxels by segment number of a binary segmentation or a label map.

    Empty where they are compressed, fractional, longer than `MOST_BYTES`, or not what the header declares.

    Parameters
    ----------
    header, stream
        As `open_header` gives them.
    """
    data, element = header.dataset, header.pixels
    if element is None or element.length is None or not 0 < element.length <= min(element.available, MOST_BYTES):
        return {}
    kind, bits = text(data, "SegmentationType"), integer(data, "BitsAllocated")
    stream.seek(element.offset)
    if kind == "LABELMAP" and bits in (8, 16):
        return _count_labels(stream.read(element.length), bits)
    if kind == "BINARY" and bits == 1:
        pixels = (integer(data, "Rows") or 0) * (integer(data, "Columns") or 0)
        return _count_bits(stream.read(element.length), pixels, frame_segments(header))
    return {}


def _count_labels(content: bytes, bits: int) -> dict[int, int]:
    values = np.frombuffer(content, f"<u{bits // 8}", count=len(content) // (bits // 8))
    counts = np.bincount(values)
    return {int(label): int(counts[label]) for label in np.flatnonzero(counts)}


def _count_bits(content: bytes, pixels: int, segments: list[int]) -> dict[int, int]:
    if not pixels or not segments or len(segments) * pixels > len(content) * 8:
        return {}
    packed = np.frombuffer(content, np.uint8)
    found: Counter[int] = Counter()
    for frame, segment in enumerate(segments):
        found[segment] += _bits_between(packed, frame * pixels, (frame + 1) * pixels)
    return dict(found)


def _bits_between(packed: npt.NDArray[np.uint8], start: int, end: int) -> int:
    """Set bits from bit ``start`` to before bit ``end``; the first pixel is the lowest bit (PS3.5 8.1.1)."""
    first, last = start // 8, (end + 7) // 8
    total = int(_SET_BITS[packed[first:last]].sum())
    before = int(packed[first]) & ((1 << start % 8) - 1)
    after = int(packed[last - 1]) >> (end % 8) if end % 8 else 0
    return total - before.bit_count() - after.bit_count()
