"""Judging the pixel data without decoding it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread

from medxfer_gui.dicom.headers import read_header
from medxfer_gui.dicom.soundness import find_problem


def problem_of(path: Path) -> str:
    problem = find_problem(read_header(path))
    return "" if problem is None else problem.problem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("05_trunc_header.dcm", "No pixel data"),
        ("06_trunc_pixels.dcm", "cut off"),
        ("07_zero_pixels.dcm", "shorter"),
        ("08_no_pixels.dcm", "No pixel data"),
        ("09_huge_dims.dcm", "more memory"),
        ("10_zero_rows.dcm", "Rows or Columns"),
        ("11_bits_lie.dcm", "Bits Stored"),
        ("12_frames_million.dcm", "More frames"),
        ("13_unknown_ts.dcm", "Unknown transfer syntax"),
        ("15_ts_j2k_lie.dcm", "transfer syntax"),
        ("malformed_pixels/TC0285_buf_half.dcm", "shorter"),
        ("malformed_pixels/TC0313_bits_ba_24.dcm", "Bits Allocated"),
        ("malformed_pixels/TC0325_encap_10k_frags.dcm", "not what the transfer syntax says"),
        ("malformed_pixels/TC0327_mono2_spp3.dcm", "Samples per Pixel"),
        ("malformed_pixels/TC0331_pi_invalid.dcm", "Photometric"),
        ("malformed_pixels/TC0339_mf_nf_million.dcm", "More frames"),
    ],
)
def test_each_bad_file_has_its_own_reason(shared_data: Path, name: str, expected: str) -> None:
    assert expected in problem_of(shared_data / "bad" / name)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("seg_image_*.dcm", "segmentation"),
        ("sr_*.dcm", "without a picture"),
        ("sm_annotations.dcm", "without a picture"),
    ],
)
def test_derived_objects_are_no_pictures(shared_data: Path, pattern: str, expected: str) -> None:
    paths = list((shared_data / "dicom/derived/test_files").glob(pattern))
    assert paths
    assert all(expected in problem_of(path) for path in paths)


def test_sound_file_has_no_problem(tmp_path: Path, make_dicom: Any) -> None:
    assert problem_of(make_dicom(tmp_path / "f")) == ""


def test_longer_pixel_data_than_needed_is_fine(tmp_path: Path, make_dicom: Any) -> None:
    assert problem_of(make_dicom(tmp_path / "f", PixelData=bytes(1000))) == ""


def test_cut_off_file_says_how_much_is_there(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f")
    path.write_bytes(path.read_bytes()[:-56])
    problem = find_problem(read_header(path))
    assert problem is not None
    assert problem.detail == "200 of 256 bytes are there"


def test_parametric_map_is_no_picture(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", SOPClassUID="1.2.840.10008.5.1.4.1.1.30", pixels=np.ones((2, 2), np.float32))
    assert "parametric map" in problem_of(path)


@pytest.mark.parametrize(
    ("syntax", "expected"),
    [
        ("1.2.840.10008.1.2.4.102", "Video"),
        ("1.2.840.10008.1.2.4.94", "No decoder"),
        ("1.2.840.10008.1.2.4.90", "says compressed"),
    ],
)
def test_compression_that_cannot_be_read_is_named(tmp_path: Path, make_dicom: Any, syntax: str, expected: str) -> None:
    dataset = dcmread(make_dicom(tmp_path / "f"))
    dataset.file_meta.TransferSyntaxUID = syntax
    if "says" not in expected:
        dataset.PixelData = b"\xfe\xff\x00\xe0\0\0\0\0\xfe\xff\x00\xe0\x04\0\0\0abcd\xfe\xff\xdd\xe0\0\0\0\0"
        dataset["PixelData"].is_undefined_length = True
        dataset["PixelData"].VR = "OB"
    else:
        content = (
            (tmp_path / "f").read_bytes().replace(b"UI\x14\x001.2.840.10008.1.2.1\0", b"UI\x16\x00" + syntax.encode())
        )
        (tmp_path / "f").write_bytes(content)
        assert expected in problem_of(tmp_path / "f")
        return
    dataset.save_as(tmp_path / "g")
    assert expected in problem_of(tmp_path / "g")
