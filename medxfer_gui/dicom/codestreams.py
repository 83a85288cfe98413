"""What compressed pixel data says of itself: its kind and the size it would decode to, read off its first bytes."""

from __future__ import annotations

import struct
from typing import Literal

Codec = Literal["JPEG", "JPEG-LS", "JPEG 2000", "JPEG XL", "RLE"]

_J2K, _JP2, _JPEG, _JXL = b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  ", b"\xff\xd8\xff", (b"\xff\x0a", b"\0\0\0\x0cJXL ")
_JPEG_LS_FRAME = 0xF7
_NOT_FRAMES = {0xC4, 0xC8, 0xCC}
_MOST_SEGMENTS = 10_000


def codec_of(start: bytes) -> Codec | None:
    """The codec that the first bytes (32 suffice) belong to; JPEG-LS counts as JPEG here, they differ further in.

    None where the bytes are none of them.
    """
    if start.startswith((_J2K, _JP2)):
        return "JPEG 2000"
    if start.startswith(_JXL):
        return "JPEG XL"
    if start.startswith(_JPEG):
        return "JPEG"
    if len(start) >= 4 and 1 <= struct.unpack("<L", start[:4])[0] <= 15:
        return "RLE"
    return None


def codec_of_syntax(transfer_syntax: str) -> Codec | None:
    """The codec that a transfer syntax promises, as `codec_of` names it; None for native data and video."""
    if transfer_syntax == "1.2.840.10008.1.2.5":
        return "RLE"
    ending = transfer_syntax.removeprefix("1.2.840.10008.1.2.4.")
    if ending == transfer_syntax or not ending.isdecimal():
        return None
    number = int(ending)
    if 50 <= number <= 81:
        return "JPEG"
    if 90 <= number <= 93 or 201 <= number <= 203:
        return "JPEG 2000"
    return "JPEG XL" if 110 <= number <= 112 else None


def declared_size(frame: bytes) -> tuple[int, int, int] | None:
    """Rows, columns and components that a compressed frame would decode to; None where it does not say.

    The header of the file may promise less: whoever decodes first would reserve what stands here.
    """
    if frame.startswith(_JP2):
        at = frame.find(_J2K, 0, 4096)
        return _jpeg2000_size(frame[at:]) if at >= 0 else None
    if frame.startswith(_J2K):
        return _jpeg2000_size(frame)
    return _jpeg_size(frame) if frame.startswith(_JPEG) else None


def _jpeg2000_size(stream: bytes) -> tuple[int, int, int] | None:
    # SOC (2 bytes), SIZ marker (2), Lsiz (2), Rsiz (2), Xsiz, Ysiz, XOsiz, YOsiz, four of tiles (4 each), Csiz (2):
    # ISO/IEC 15444-1 A.5.1
    if len(stream) < 42:
        return None
    x, y, x_offset, y_offset = struct.unpack(">4L", stream[8:24])
    (components,) = struct.unpack(">H", stream[40:42])
    return max(y - y_offset, 0), max(x - x_offset, 0), components


def _jpeg_size(stream: bytes) -> tuple[int, int, int] | None:
    # Segments of marker and length until a frame header: ITU-T T.81 B.2.2, T.87 C.2.2 for JPEG-LS
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if at + 10 > len(stream) or stream[at] != 0xFF:
            break
        marker = stream[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        is_frame = marker == _JPEG_LS_FRAME or (0xC0 <= marker <= 0xCF and marker not in _NOT_FRAMES)
        if is_frame:
            rows, columns = struct.unpack(">2H", stream[at + 5 : at + 9])
            return rows, columns, stream[at + 9]
        at += 2 + int(struct.unpack(">H", stream[at + 2 : at + 4])[0])
    return None
