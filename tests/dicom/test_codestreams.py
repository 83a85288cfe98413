"""Kinds and declared sizes of codestreams."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pydicom.encaps import get_frame

from medxfer_gui.dicom.codestreams import codec_of, codec_of_syntax, declared_size
from medxfer_gui.dicom.headers import integer, open_header


@pytest.mark.parametrize(("kind", "codec"), [("JPEG", "JPEG"), ("JPEG2000", "JPEG 2000")])
def test_pillow_pictures_declare_their_size(kind: str, codec: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (70, 50)).save(buffer, kind)
    assert codec_of(buffer.getvalue()[:32]) == codec
    assert declared_size(buffer.getvalue()) == (50, 70, 3)


@pytest.mark.parametrize("name", ["CT1_J2KR", "CT1_JLSL", "US1_J2KR"])
def test_dicom_codestreams_declare_the_size_of_the_header(shared_data: Path, name: str) -> None:
    with open_header(shared_data / "dicom/compression_matrix" / name) as (header, stream):
        assert header.pixels is not None
        stream.seek(header.pixels.offset)
        size = declared_size(get_frame(stream, 0, number_of_frames=1))
        assert size is not None
        assert size[:2] == (integer(header.dataset, "Rows"), integer(header.dataset, "Columns"))


@pytest.mark.parametrize("frame", [b"", b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\xff\xd8\xff\xe0\xff\xff", bytes(64)])
def test_short_or_empty_codestreams_declare_nothing(frame: bytes) -> None:
    assert declared_size(frame) is None


@pytest.mark.parametrize(
    ("syntax", "codec"),
    [
        ("1.2.840.10008.1.2.4.50", "JPEG"),
        ("1.2.840.10008.1.2.4.80", "JPEG"),
        ("1.2.840.10008.1.2.4.91", "JPEG 2000"),
        ("1.2.840.10008.1.2.4.201", "JPEG 2000"),
        ("1.2.840.10008.1.2.5", "RLE"),
        ("1.2.840.10008.1.2.1", None),
        ("1.2.840.10008.1.2.4.x", None),
    ],
)
def test_transfer_syntaxes_promise_a_codec(syntax: str, codec: str | None) -> None:
    assert codec_of_syntax(syntax) == codec
