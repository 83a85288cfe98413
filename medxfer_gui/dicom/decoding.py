"""Stored values of one frame, by the decoder that is right for its transfer syntax."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from pydicom.encaps import get_frame
from pydicom.uid import UID

from medxfer_gui.dicom.codestreams import codec_of, declared_size
from medxfer_gui.dicom.decoders import find_decoder, plugins_in_order
from medxfer_gui.dicom.fragments import MOST_COUNTED, count_fragments
from medxfer_gui.dicom.headers import PARSE_FAILURES, Header, integer, text
from medxfer_gui.dicom.soundness import find_problem, frame_count
from medxfer_gui.errors import MedxferError


def decode_frame(header: Header, stream: BinaryIO, frame: int, path: Path) -> tuple[npt.NDArray[Any], str]:
    """Stored values of one frame and the name of the decoder.

    Parameters
    ----------
    header, stream
        From `open_header`, still open.
    frame
        Counts from 0; only this frame is read and decoded.
    path
        Named in errors.

    Returns
    -------
    values
        (rows, columns), or (rows, columns, 3) as RGB; the stored integer or float type.
    decoder
        ``native`` for uncompressed data, else the package that decoded.

    Raises
    ------
    MedxferError
        The data cannot be what the header declares, no decoder is installed, or every decoder failed.
    """
    problem = find_problem(header)
    if problem is not None:
        raise MedxferError(problem.problem, problem.hint, path=path, detail=problem.detail)
    frames = frame_count(header)
    if not 0 <= frame < frames:
        raise MedxferError("The instance has {frames} frames, not {frame}", frames=frames, frame=frame + 1, path=path)
    if UID(header.transfer_syntax).is_encapsulated:
        return _decode_compressed(header, stream, frame, path)
    try:
        if integer(header.dataset, "BitsAllocated") == 1:
            return _packed_frame(header, stream, frame), "native"
        return _as_array(header, stream, frame, ""), "native"
    except PARSE_FAILURES as error:
        raise _undecodable(path, f"{type(error).__name__}") from None


def _packed_frame(header: Header, stream: BinaryIO, frame: int) -> npt.NDArray[Any]:
    """A frame of single bits, which need not start at a byte (pydicom 3.0 cuts such frames short)."""
    rows, columns = integer(header.dataset, "Rows") or 0, integer(header.dataset, "Columns") or 0
    first = frame * rows * columns
    last = first + rows * columns
    stream.seek((header.pixels.offset if header.pixels else 0) + first // 8)
    packed = np.frombuffer(stream.read((last + 7) // 8 - first // 8), np.uint8)
    bits = np.unpackbits(packed, bitorder="little")[first % 8 :]
    return bits[: rows * columns].reshape(rows, columns)


def _decode_compressed(header: Header, stream: BinaryIO, frame: int, path: Path) -> tuple[npt.NDArray[Any], str]:
    _refuse_other_size(header, stream, frame, path)
    failures = []
    bits = integer(header.dataset, "BitsStored") or 8
    for plugin in plugins_in_order(header.transfer_syntax, bits):
        try:
            return _as_array(header, stream, frame, plugin), plugin
        except PARSE_FAILURES as error:
            failures.append(f"{plugin}: {type(error).__name__}")
        except BaseException as error:
            # A panic of pylibjpeg-rle, which is written in Rust, derives from BaseException; its type has no import.
            if type(error).__module__ != "pyo3_runtime":
                raise
            failures.append(f"{plugin}: panic")
    raise _undecodable(path, "; ".join(failures))


def _undecodable(path: Path, detail: str) -> MedxferError:
    return MedxferError(
        "The pixel data cannot be decoded",
        "The file is damaged; export it again from its source.",
        path=path,
        detail=detail,
    )


def _refuse_other_size(header: Header, stream: BinaryIO, frame: int, path: Path) -> None:
    """A codestream that would decode to another size than the header's is refused before a decoder reserves it."""
    encoded = _encoded_frame(header, stream, frame, path)
    declared = declared_size(encoded)
    expected = tuple(integer(header.dataset, name) for name in ("Rows", "Columns", "SamplesPerPixel"))
    if declared is None and codec_of(encoded[:32]) == "JPEG":
        raise _undecodable(path, "no frame header")
    if declared is not None and declared != expected:
        raise MedxferError(
            "The compressed image has another size than the header says",
            "The file is damaged; export it again from its source.",
            path=path,
            detail=" x ".join(map(str, declared)),
        )


def _encoded_frame(header: Header, stream: BinaryIO, frame: int, path: Path) -> bytes:
    """The whole codestream of a frame."""
    offset = header.pixels.offset if header.pixels else 0
    frames, fragments = frame_count(header), count_fragments(stream, offset)
    if fragments.count >= MOST_COUNTED:
        raise _undecodable(path, "fragments without end")
    # Decoders make up what is missing: no frame may need the fragment that the file breaks off in.
    if fragments.missing and (frame >= frames - 1 or fragments.count != frames):
        raise MedxferError("The pixel data is cut off", "Export the file again from its source.", path=path)
    stream.seek(offset)
    try:
        encoded = get_frame(stream, frame, number_of_frames=frames, extended_offsets=_extended_offsets(header))
    except PARSE_FAILURES:
        raise _undecodable(path, "fragments") from None
    if not encoded:
        raise MedxferError("This frame is missing in the file", "Export the file again from its source.", path=path)
    return encoded


def _extended_offsets(header: Header) -> tuple[bytes, bytes] | None:
    data = header.dataset
    if "ExtendedOffsetTable" not in data or "ExtendedOffsetTableLengths" not in data:
        return None
    return data["ExtendedOffsetTable"].value, data["ExtendedOffsetTableLengths"].value


def _as_array(header: Header, stream: BinaryIO, frame: int, plugin: str) -> npt.NDArray[Any]:
    assert header.pixels is not None
    options: dict[str, Any] = {
        "rows": integer(header.dataset, "Rows"),
        "columns": integer(header.dataset, "Columns"),
        "samples_per_pixel": integer(header.dataset, "SamplesPerPixel"),
        "bits_allocated": integer(header.dataset, "BitsAllocated"),
        "photometric_interpretation": text(header.dataset, "PhotometricInterpretation"),
        "planar_configuration": integer(header.dataset, "PlanarConfiguration") or 0,
        "number_of_frames": frame_count(header),
        "pixel_keyword": header.pixels.keyword,
    }
    if header.pixels.keyword == "PixelData":
        options["bits_stored"] = integer(header.dataset, "BitsStored")
        options["pixel_representation"] = 1 if integer(header.dataset, "PixelRepresentation") == 1 else 0
        options["pixel_vr"] = header.pixels.vr
    offsets = _extended_offsets(header)
    if offsets is not None:
        options["extended_offsets"] = offsets
    stream.seek(header.pixels.offset)
    decoder = find_decoder(header.transfer_syntax)
    assert decoder is not None
    values: npt.NDArray[Any] = decoder.as_array(stream, index=frame, decoding_plugin=plugin, **options)[0]
    return values
