"""Overlay planes (60xx): graphics and regions that devices draw on an image, by PS3.3 C.9.2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.uid import UID

from medxfer_gui.dicom.headers import PARSE_FAILURES, Header, integer

OverlayKind = Literal["graphics", "roi"]
Bits = npt.NDArray[np.bool_]

GROUPS = range(0x6000, 0x6020, 2)
MAX_BITS = 1 << 26
"""Most bits that the planes of one frame may have together: unpacked each takes a byte."""

_ROWS, _COLUMNS, _FRAMES, _DESCRIPTION, _KIND, _ORIGIN, _FIRST_FRAME = 0x10, 0x11, 0x15, 0x22, 0x40, 0x50, 0x51
_BITS_ALLOCATED, _BIT_POSITION, _LABEL, _DATA = 0x100, 0x102, 0x1500, 0x3000


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """One overlay plane as it lies on one frame.

    Parameters
    ----------
    bits
        bool, shape (rows, columns) of the plane, which need not be those of the image.
    top, left
        Row and column of the image that the plane's first bit lies on, from 0; may be negative.
    kind
        ``graphics`` or ``roi``, from Overlay Type (60xx,0040).
    name
        Overlay Label (60xx,1500), else Overlay Description (60xx,0022); may be empty.
    """

    bits: Bits
    top: int = 0
    left: int = 0
    kind: OverlayKind = "graphics"
    name: str = ""


def read_overlays(header: Header, stream: BinaryIO, frame: int) -> tuple[Overlay, ...]:
    """The overlay planes of one frame; a plane that cannot be what it declares is left out.

    Parameters
    ----------
    header, stream
        From `open_header`, still open: bits may lie in the pixel data (retired in 2004, still met).
    frame
        Counts from 0.
    """
    found: list[Overlay] = []
    left = MAX_BITS
    for group in GROUPS:
        if (group, _ROWS) not in header.dataset and (group, _BIT_POSITION) not in header.dataset:
            continue
        try:
            overlay = _read_plane(header, stream, group, frame, left)
        except PARSE_FAILURES:
            continue
        if overlay is not None:
            left -= overlay.bits.size
            found.append(overlay)
    return tuple(found)


def _read_plane(header: Header, stream: BinaryIO, group: int, frame: int, limit: int) -> Overlay | None:
    data = header.dataset
    if (group, _DATA) in data:
        bits = _own_bits(data, group, frame, limit)
    else:
        bits = _bits_in_pixels(header, stream, group, frame, limit)
    if bits is None:
        return None
    top, left = _whole(data, group, _ORIGIN, (1, 1))[:2]
    kind: OverlayKind = "roi" if _words(data, group, _KIND) == "R" else "graphics"
    name = _words(data, group, _LABEL) or _words(data, group, _DESCRIPTION)
    return Overlay(bits, top - 1, left - 1, kind, name)


def _own_bits(data: Dataset, group: int, frame: int, limit: int) -> Bits | None:
    """Bits of Overlay Data (60xx,3000); frames follow one another without padding."""
    rows, columns = _whole(data, group, _ROWS, (0,))[0], _whole(data, group, _COLUMNS, (0,))[0]
    size = rows * columns
    if not 0 < size <= limit:
        return None
    frames = _whole(data, group, _FRAMES, (0,))[0]
    # Without a number of frames the one plane lies on every frame of the image.
    number = frame - (_whole(data, group, _FIRST_FRAME, (1,))[0] - 1) if frames else 0
    if number < 0 or number >= max(frames, 1):
        return None
    element = data[group, _DATA]
    packed = np.frombuffer(element.value, np.uint8)
    first = number * size
    if len(packed) * 8 < first + size:
        return None
    if element.VR == "OW" and data.original_encoding[1] is False:
        packed = packed[: len(packed) // 2 * 2].reshape(-1, 2)[:, ::-1].reshape(-1)
    part = packed[first // 8 : (first + size + 7) // 8]
    return np.unpackbits(part, bitorder="little")[first % 8 :][:size].reshape(rows, columns).astype(bool)


def _bits_in_pixels(header: Header, stream: BinaryIO, group: int, frame: int, limit: int) -> Bits | None:
    """Bits that lie in the unused high bits of uncompressed pixel data."""
    data, pixels = header.dataset, header.pixels
    rows, columns, allocated = (integer(data, name) or 0 for name in ("Rows", "Columns", "BitsAllocated"))
    position, size = _whole(data, group, _BIT_POSITION, (0,))[0], rows * columns
    is_used = position < (integer(data, "BitsStored") or allocated)
    if pixels is None or UID(header.transfer_syntax).is_encapsulated or allocated not in (8, 16) or is_used:
        return None
    length = size * allocated // 8
    start = frame * length
    if not 0 < size <= limit or position >= allocated or start + length > pixels.available:
        return None
    if (integer(data, "SamplesPerPixel") or 1) != 1:
        return None
    stream.seek(pixels.offset + start)
    order = ">" if data.original_encoding[1] is False else "<"
    words = np.frombuffer(stream.read(length), f"{order}u{allocated // 8}").reshape(rows, columns)
    return (words >> position & 1).astype(bool)


def _whole(data: Dataset, group: int, element: int, default: tuple[int, ...]) -> tuple[int, ...]:
    value: Any = data[group, element].value if (group, element) in data else None
    if value is None or value == "":
        return default
    parts = tuple(int(part) for part in (value if hasattr(value, "__iter__") else [value]))
    return parts if len(parts) >= len(default) else default


def _words(data: Dataset, group: int, element: int) -> str:
    value = data[group, element].value if (group, element) in data else ""
    return value.strip(" \0") if isinstance(value, str) else ""
