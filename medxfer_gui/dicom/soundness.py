"""Whether the pixel data can be what the header declares, judged without decoding it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pydicom.dataset import Dataset
from pydicom.uid import UID

from medxfer_gui.dicom.codestreams import codec_of, codec_of_syntax
from medxfer_gui.dicom.decoders import find_decoder, plugins_in_order
from medxfer_gui.dicom.headers import Header, PixelElement, integer, text

MAX_FRAME_VALUES = 1 << 27
"""Most values one frame may have (11,585 x 11,585 in grey): as float32 they take 512 MB."""

_EXPORT_AGAIN = "Export the file again from its source."
_WRONG_HEADER = "The header is wrong; export the file again or correct it."
_GREY = {"MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"}
_COLOUR = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_PARTIAL_420", "YBR_PARTIAL_422"}
_NOT_PICTURES = {
    "1.2.840.10008.5.1.4.1.1.66": "Raw data, not a picture",
    "1.2.840.10008.5.1.4.1.1.66.4": "A segmentation, not a picture of a patient",
    "1.2.840.10008.5.1.4.1.1.66.7": "A segmentation, not a picture of a patient",
    "1.2.840.10008.5.1.4.1.1.30": "A parametric map, not a picture of a patient",
    "1.2.840.10008.5.1.4.1.1.481.2": "A dose distribution, not a picture of a patient",
    "1.2.840.10008.1.3.10": "The directory of a DICOM medium (DICOMDIR), not a picture",
}

_ABSENT = object()
_DECLARED = (
    *("SOPClassUID", "DirectoryRecordSequence", "Rows", "Columns", "SamplesPerPixel", "PhotometricInterpretation"),
    *("BitsAllocated", "BitsStored", "NumberOfFrames"),
)
"""All that `find_problem` looks at in a dataset."""

_uid = lru_cache(maxsize=256)(UID)  # it is checked each time it is made, and a scan makes the same few again and again


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be used. ``problem`` and ``hint`` are templates without facts; ``detail`` holds the facts."""

    problem: str
    hint: str = ""
    detail: str = ""


def find_problem(header: Header) -> Problem | None:
    """The first reason why no picture can come out of this file, or None.

    Checks what a hostile or broken file gets wrong before anything is reserved or decoded: kind of object, size,
    bits, length of the data against the declaration and the file, and whether the transfer syntax is the truth.
    """
    if isinstance(cast("object", header.dataset), Dataset):
        return _judged(header)
    # From `fast_headers`: most files of a scan declare the same, which is judged once.
    facts = tuple(header.dataset.get(keyword, _ABSENT) for keyword in _DECLARED)
    try:
        return _judged_once(facts, header.transfer_syntax, header.pixels and header.pixels.anywhere)
    except TypeError:  # a list cannot be remembered
        return _judged(header)


def _judged(header: Header) -> Problem | None:
    return _not_a_picture(header) or _bad_format(header) or _bad_length(header) or _bad_syntax(header)


@lru_cache(maxsize=1024)
def _judged_once(facts: tuple[object, ...], syntax: str, pixels: PixelElement | None) -> Problem | None:
    declared = {keyword: fact for keyword, fact in zip(_DECLARED, facts, strict=True) if fact is not _ABSENT}
    return _judged(Header(Dataset(), cast("Dataset", declared), syntax, pixels))


def frame_count(header: Header) -> int:
    """Declared number of frames (0028,0008), at least 1."""
    return max(integer(header.dataset, "NumberOfFrames") or 1, 1)


def frame_bytes(header: Header) -> int:
    """Bytes of one native frame, rounded up."""
    data = header.dataset
    size = (integer(data, "Rows") or 0) * (integer(data, "Columns") or 0) * (integer(data, "SamplesPerPixel") or 1)
    if header.pixels is not None and header.pixels.length is not None and _is_422(header):
        size = size // 3 * 2
    return (size * (integer(data, "BitsAllocated") or 0) + 7) // 8


def needed_bytes(header: Header) -> int:
    """Bytes of all native frames; those of single bits follow each other without padding."""
    if integer(header.dataset, "BitsAllocated") == 1:
        return (frame_count(header) * _pixels(header) + 7) // 8
    return frame_count(header) * frame_bytes(header)


def is_inverted(header: Header) -> bool:
    """Whether high values are shown dark: MONOCHROME1 (0028,0004), or Presentation LUT Shape (2050,0020) INVERSE."""
    return (
        text(header.dataset, "PhotometricInterpretation") == "MONOCHROME1"
        or text(header.dataset, "PresentationLUTShape") == "INVERSE"
    )


def _is_422(header: Header) -> bool:
    return text(header.dataset, "PhotometricInterpretation") == "YBR_FULL_422"


def _not_a_picture(header: Header) -> Problem | None:
    sop_class = text(header.dataset, "SOPClassUID")
    name = _uid(sop_class).name if sop_class else ""
    if sop_class in _NOT_PICTURES:
        return Problem(_NOT_PICTURES[sop_class], "", name)
    if "DirectoryRecordSequence" in header.dataset:
        return Problem(_NOT_PICTURES["1.2.840.10008.1.3.10"])
    if header.pixels is None and sop_class and "Image Storage" not in name:
        return Problem("A DICOM object without a picture", "", name)
    if header.pixels is None:
        return Problem("No pixel data", "The file ends before its pixels, or never had them; export it again.", name)
    return None


def _bad_format(header: Header) -> Problem | None:
    data = header.dataset
    rows, columns = integer(data, "Rows") or 0, integer(data, "Columns") or 0
    samples, photometric = integer(data, "SamplesPerPixel"), text(data, "PhotometricInterpretation")
    if not 0 < rows < 65536 or not 0 < columns < 65536:
        return Problem("Rows or Columns is zero or missing", _WRONG_HEADER, f"{rows} × {columns}")
    if photometric not in _GREY | _COLOUR:
        return Problem("Photometric Interpretation is missing or unknown", _WRONG_HEADER, photometric[:32])
    if samples != (3 if photometric in _COLOUR else 1):
        detail = f"{samples}, {photometric}"
        return Problem("Samples per Pixel does not fit the Photometric Interpretation", _WRONG_HEADER, detail)
    return _bad_bits(header, rows * columns * (3 if photometric == "PALETTE COLOR" else samples))


def _bad_bits(header: Header, values: int) -> Problem | None:
    bits, stored = integer(header.dataset, "BitsAllocated"), integer(header.dataset, "BitsStored")
    if bits not in (1, 8, 16, 32, 64):
        return Problem("Bits Allocated cannot be read", _WRONG_HEADER, f"{bits}")
    is_integer = header.pixels is not None and header.pixels.keyword == "PixelData"
    if is_integer and (stored is None or not 0 < stored <= bits):
        return Problem("Bits Stored does not fit Bits Allocated", _WRONG_HEADER, f"{stored} of {bits}")
    if values > MAX_FRAME_VALUES:
        return Problem("One frame would take more memory than is allowed", _WRONG_HEADER, f"{values} values")
    return None


def _bad_length(header: Header) -> Problem | None:
    element = header.pixels
    if element is None:
        return None
    frames, size = frame_count(header), frame_bytes(header)
    if element.length is not None and element.length > element.available:
        return Problem(
            "The pixel data is cut off", _EXPORT_AGAIN, f"{element.available} of {element.length} bytes are there"
        )
    if element.length is None:
        # A compressed frame takes an item header and at least a few bytes.
        if frames * 8 > element.available:
            return Problem("More frames are declared than the file can hold", _WRONG_HEADER, f"{frames} frames")
        return None
    needed = needed_bytes(header)
    if needed > element.length and not _is_compressed(header):
        problem = (
            "More frames are declared than the file can hold"
            if size <= element.length
            else "The pixel data is shorter than the header declares"
        )
        return Problem(problem, _EXPORT_AGAIN, f"{element.length} of {needed} bytes")
    return None


def _pixels(header: Header) -> int:
    return (integer(header.dataset, "Rows") or 0) * (integer(header.dataset, "Columns") or 0)


def _is_compressed(header: Header) -> bool:
    syntax = _uid(header.transfer_syntax)
    return bool(syntax.is_transfer_syntax and syntax.is_encapsulated)


def _bad_syntax(header: Header) -> Problem | None:
    syntax, element = _uid(header.transfer_syntax), header.pixels
    if not syntax.is_transfer_syntax:
        return Problem("Unknown transfer syntax", _WRONG_HEADER, header.transfer_syntax[:64])
    if element is None:
        return None
    if syntax.is_encapsulated != (element.length is None):
        hint = "The header names the wrong transfer syntax; export the file again."
        if syntax.is_encapsulated:
            return Problem("The header says compressed, but the pixel data is not", hint, syntax.name)
        return Problem("The header says uncompressed, but the pixel data is compressed", hint, syntax.name)
    return _no_decoder(header) or _lying_codec(header) if syntax.is_encapsulated else None


def _no_decoder(header: Header) -> Problem | None:
    syntax = header.transfer_syntax
    name = _uid(syntax).name
    if name.startswith(("MPEG", "HEVC", "SMPTE")):
        return Problem("Video cannot be read", "Convert it to single frames first.", name)
    if find_decoder(syntax) is None:
        return Problem("No decoder exists here for this compression", "Decompress the file with another tool.", name)
    if plugins_in_order(syntax, integer(header.dataset, "BitsStored") or 8):
        return None
    return Problem("A decoder for this compression is not installed", _missing_package(syntax), name)


def _missing_package(syntax: str) -> str:
    codec = codec_of_syntax(syntax)
    if codec == "RLE":
        return "Install the package pylibjpeg-rle."
    if codec == "JPEG 2000":
        return "Install the packages pylibjpeg and pylibjpeg-openjpeg."
    return "Install the package python-gdcm."


def _lying_codec(header: Header) -> Problem | None:
    element, promised = header.pixels, codec_of_syntax(header.transfer_syntax)
    if element is None or promised is None:
        return None
    if not element.first_fragment:
        return Problem(
            "The compressed pixel data is empty or cut off", _EXPORT_AGAIN, _uid(header.transfer_syntax).name
        )
    if codec_of(element.first_fragment) != promised:
        return Problem(
            "The pixel data is not what the transfer syntax says",
            "The header names the wrong transfer syntax; export the file again.",
            _uid(header.transfer_syntax).name,
        )
    return None
