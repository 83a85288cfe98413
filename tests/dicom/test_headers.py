"""Tolerant header reading."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pydicom.data
import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom import header_limits, headers
from medxfer_gui.dicom.headers import integer, items, number, numbers, read_header, text
from medxfer_gui.errors import MedxferError


def refused(path: Path, content: bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MedxferError) as caught:
        read_header(path)
    return caught.value.text


def test_pixels_are_located_but_not_read(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f")
    element = read_header(path).pixels
    assert element is not None
    assert (element.keyword, element.length) == ("PixelData", 256)
    assert path.read_bytes()[element.offset : element.offset + 4] == b"\x00\x01\x02\x03"


def test_only_the_tags_asked_for_are_kept(tmp_path: Path, make_dicom: Any) -> None:
    header = read_header(make_dicom(tmp_path / "f"), [0x00280010])
    assert "Rows" in header.dataset
    assert "Columns" not in header.dataset
    assert header.pixels is not None


@pytest.mark.parametrize("skip", [128 + 4, 0])
@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"])
def test_preamble_may_be_missing(tmp_path: Path, make_dicom: Any, syntax: str, skip: int) -> None:
    path = make_dicom(tmp_path / "f", transfer_syntax=syntax)
    path.write_bytes(path.read_bytes()[skip:])
    assert integer(read_header(path).dataset, "Rows") == 16


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"])
def test_meta_information_may_be_missing(tmp_path: Path, make_dicom: Any, syntax: str) -> None:
    path = make_dicom(tmp_path / "f", transfer_syntax=syntax)
    content = path.read_bytes()
    first = b"\x00\x08\x00\x16" if syntax.endswith("2.2") else b"\x08\x00\x16\x00"
    path.write_bytes(content[content.index(first) :])
    header = read_header(path)
    assert (integer(header.dataset, "Rows"), header.transfer_syntax) == (16, syntax)


def test_wrong_native_transfer_syntax_is_put_right_and_said(shared_data: Path) -> None:
    header = read_header(shared_data / "bad/14_ts_lie.dcm")
    assert integer(header.dataset, "Rows") == 128
    assert "wrong transfer syntax" in header.note


def test_a_compressed_file_with_an_implicit_header_stays_compressed() -> None:
    path = Path(pydicom.data.get_testdata_file("SC_rgb_jpeg.dcm", download=False))
    assert read_header(path).transfer_syntax == "1.2.840.10008.1.2.4.50"


def test_a_scan_that_finds_none_of_its_elements_is_no_empty_file() -> None:
    path = Path(pydicom.data.get_testdata_file("priv_SQ.dcm", download=False))
    assert not read_header(path, [0x00280010]).dataset


def test_text_is_not_dicom(tmp_path: Path) -> None:
    assert refused(tmp_path / "f", b"a,b\n" * 100) == headers.NOT_DICOM


def test_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "empty" in refused(tmp_path / "f", b"")


def test_signature_alone_is_cut_off(tmp_path: Path) -> None:
    assert "cut off" in refused(tmp_path / "f", bytes(128) + b"DICM")


def test_missing_file_is_an_error_for_people(tmp_path: Path) -> None:
    assert "not there" in refused(tmp_path / "nothing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "Not a regular file"


def test_element_longer_than_the_file_reserves_nothing(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f")
    content = path.read_bytes()
    at = content.index(b"\x10\x00\x20\x00LO")
    path.write_bytes(content[:at] + b"\x10\x00\x20\x00UN\0\0\xfe\xff\xff\xff" + content[at + 8 :])
    assert read_header(path).pixels is None


def test_deflated_bomb_is_refused(tmp_path: Path, make_dicom: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "MAX_INFLATED", 1 << 16)
    path = make_dicom(tmp_path / "f", transfer_syntax="1.2.840.10008.1.2.1.99")
    content = path.read_bytes()
    start = 132 + 12 + int.from_bytes(content[140:144], "little")
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    path.write_bytes(content[:start] + packer.compress(bytes(1 << 20)) + packer.flush())
    assert "damaged" in refused(path)


def test_values_that_cannot_be_read_are_absent() -> None:
    dataset = Dataset()
    dataset.add_new("WindowCenter", "DS", "")
    dataset.PatientID = " 12 \0"
    assert number(dataset, "WindowCenter") is None
    assert text(dataset, "PatientID") == "12"
    assert text(dataset, "StudyDate") == ""
    assert items(dataset, "SharedFunctionalGroupsSequence") == []


def test_numbers_refuse_what_is_not_finite() -> None:
    dataset = Dataset()
    dataset.add_new("PixelSpacing", "FD", [float("nan"), 1.0])
    assert numbers(dataset, "PixelSpacing") == ()


def test_several_texts_are_joined_by_backslash() -> None:
    dataset = Dataset()
    dataset.ImageType = ["ORIGINAL", "PRIMARY"]
    assert text(dataset, "ImageType") == "ORIGINAL\\PRIMARY"


def test_no_bad_file_raises_anything_else(shared_data: Path) -> None:
    for path in sorted((shared_data / "bad").rglob("*")):
        if path.is_file():
            try:
                read_header(path)
            except MedxferError as error:
                assert error.text


def test_file_without_its_usual_start_says_so(shared_data: Path) -> None:
    assert read_header(shared_data / "bad/16_no_preamble.dcm").note == headers.WITHOUT_PREAMBLE


def test_wrong_guess_of_a_headerless_file_ends(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for length in range(200):
        start = (b"\x08\x00", b"\x02\x00")[length % 2] + bytes([length, 0])
        (tmp_path / "f").write_bytes(start + rng.bytes(20 * length))
        try:
            read_header(tmp_path / "f")
        except MedxferError as error:
            assert error.text


def element(tag: int, vr: str, value: bytes, length: int | None = None) -> bytes:
    """One explicit little-endian element of a VR with a long length."""
    return (
        struct.pack("<HH2sHL", tag >> 16, tag & 0xFFFF, vr.encode(), 0, len(value) if length is None else length)
        + value
    )


def with_header(make_dicom: Any, path: Path, extra: bytes) -> Path:
    """A small file with more elements before its pixels."""
    content = make_dicom(path).read_bytes()
    at = content.index(b"\xe0\x7f\x10\x00")
    path.write_bytes(content[:at] + extra + content[at:])
    return path


ITEM, SEQUENCE_END = b"\xfe\xff\x00\xe0\0\0\0\0", b"\xfe\xff\xdd\xe0\0\0\0\0"


@pytest.mark.parametrize(
    "extra",
    [
        element(0x52009230, "SQ", ITEM * 200_000),
        element(0x52009230, "SQ", ITEM * 400_000 + SEQUENCE_END, 0xFFFFFFFF),
        b"".join(element(0x60010010 + i, "UN", b"ab") for i in range(60_000)),
    ],
    ids=["items", "items of undefined length", "elements"],
)
def test_a_header_with_more_than_any_real_one_is_refused(
    tmp_path: Path, make_dicom: Any, monkeypatch: pytest.MonkeyPatch, extra: bytes
) -> None:
    monkeypatch.setattr(header_limits, "MOST_SECONDS", 0.5)
    path = with_header(make_dicom, tmp_path / "a", extra)
    assert "more than any real one" in refused(path)


def test_a_header_of_many_frames_is_read(tmp_path: Path, make_dicom: Any) -> None:
    path = with_header(make_dicom, tmp_path / "a", element(0x52009230, "SQ", ITEM * 5_000))
    assert len(items(read_header(path).dataset, "PerFrameFunctionalGroupsSequence")) == 5_000


def test_sequences_nested_without_end_are_refused(tmp_path: Path, make_dicom: Any) -> None:
    opened = element(0x52009229, "SQ", b"", 0xFFFFFFFF) + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    assert refused(with_header(make_dicom, tmp_path / "a", opened * 5_000))
