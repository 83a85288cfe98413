"""Decoders against uncompressed originals and DCMTK, and hostile codestreams."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless, JPEGBaseline8Bit, JPEGLosslessSV1

from medxfer_gui.dicom.decoders import GDCM_12_BIT, plugins_in_order
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.errors import MedxferError

SYNTAXES = "dicom/transfer_syntaxes/dicomImageLoader/testImages"


@pytest.mark.parametrize("codec", ["J2KR", "JLSL", "RLE"])
@pytest.mark.parametrize("name", ["CT1", "MR1", "US1", "NM1"])
def test_lossless_compression_equals_the_uncompressed_original(shared_data: Path, name: str, codec: str) -> None:
    compressed = shared_data / f"dicom/compression_matrix/{name}_{codec}"
    if not compressed.exists():
        pytest.skip("this combination is not in the data")
    original = read_frame(compressed.with_name(f"{name}_UNC"))
    assert np.array_equal(read_frame(compressed).values, original.values)


@pytest.mark.parametrize(
    "ending",
    [
        "BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2",
        "DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99",
        "JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90",
        "JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80",
        "JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70",
        "JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57",
        "LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2",
        "RLELosslessTransferSyntax_1.2.840.10008.1.2.5",
    ],
)
def test_every_lossless_transfer_syntax_gives_the_same_ct(shared_data: Path, ending: str) -> None:
    folder = shared_data / SYNTAXES
    assert np.array_equal(
        read_frame(folder / f"CTImage.dcm_{ending}.dcm").values, read_frame(folder / "CTImage.dcm").values
    )


@pytest.mark.skipif(shutil.which("dcmdjpeg") is None, reason="DCMTK is not installed")
@pytest.mark.parametrize(
    "process", ["1TransferSyntax_1.2.840.10008.1.2.4.50", "14SV1TransferSyntax_1.2.840.10008.1.2.4.70"]
)
def test_jpeg_equals_dcmtk(shared_data: Path, tmp_path: Path, process: str) -> None:
    path = shared_data / SYNTAXES / f"CTImage.dcm_JPEGProcess{process}.dcm"
    subprocess.run(["dcmdjpeg", str(path), str(tmp_path / "native.dcm")], check=True, capture_output=True)
    assert np.array_equal(read_frame(path).values, read_frame(tmp_path / "native.dcm").values)


@pytest.mark.parametrize(
    "layout", ["fragmented_no_bot_jpeg_ls.80", "not_fragmented_bot_rle", "not_fragmented_no_bot_rle"]
)
def test_fragments_and_offset_tables_do_not_matter(shared_data: Path, layout: str) -> None:
    folder = shared_data / "dicom/transfer_syntaxes/dicomParser/encapsulated/multi-frame"
    original = folder / "CT0012.explicit_little_endian.dcm"
    frames = int(dcmread(original, stop_before_pixels=True).get("NumberOfFrames", 1))
    for frame in (0, frames - 1):
        expected = read_frame(original, frame).values
        assert np.array_equal(read_frame(folder / f"CT0012.{layout}.dcm", frame).values, expected)


def test_lossless_jpeg_is_left_to_gdcm(shared_data: Path) -> None:
    path = shared_data / SYNTAXES / "CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm"
    assert read_frame(path).decoder == "gdcm"
    assert plugins_in_order(JPEGLosslessSV1, 16)[0] == "gdcm"


def test_jpeg_2000_is_left_to_openjpeg() -> None:
    assert plugins_in_order(JPEG2000Lossless, 16)[0] == "pylibjpeg"


@pytest.mark.parametrize(
    "process", ["2_4TransferSyntax_1.2.840.10008.1.2.4.51", "6_8TransferSyntax_1.2.840.10008.1.2.4.53"]
)
def test_12_bit_lossy_jpeg_needs_no_optional_package(shared_data: Path, process: str) -> None:
    path = shared_data / SYNTAXES / f"CTImage.dcm_JPEGProcess{process}.dcm"
    assert read_frame(path).decoder == GDCM_12_BIT


def compressed(make_dicom: Any, path: Path, syntax: str, *frames: bytes, **attributes: Any) -> Path:
    """A DICOM file with the given codestreams, whatever they hold."""
    native = make_dicom(path, pixels=np.zeros((16, 16), np.uint8), **attributes)
    dataset = dcmread(native)
    dataset.PixelData = encapsulate(list(frames))
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.save_as(path)
    return path


def test_jpeg_2000_that_would_fill_memory_is_refused(tmp_path: Path, make_dicom: Any) -> None:
    size = struct.pack(">HHH8LH", 0xFF51, 41, 0, 60000, 60000, 0, 0, 60000, 60000, 0, 0, 1)
    path = compressed(make_dicom, tmp_path / "f", JPEG2000Lossless, b"\xff\x4f" + size + bytes(64))
    with pytest.raises(MedxferError, match="another size"):
        read_frame(path)


def test_jpeg_that_would_fill_memory_is_refused(tmp_path: Path, make_dicom: Any) -> None:
    frame = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">HBHHB", 11, 8, 65500, 65500, 1) + bytes(32)
    with pytest.raises(MedxferError, match="another size"):
        read_frame(compressed(make_dicom, tmp_path / "f", JPEGBaseline8Bit, frame))


def test_garbage_behind_a_good_start_is_an_error_not_a_crash(tmp_path: Path, make_dicom: Any) -> None:
    frame = b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 11, 8, 16, 16, 1) + bytes(300)
    with pytest.raises(MedxferError, match="cannot be decoded"):
        read_frame(compressed(make_dicom, tmp_path / "f", JPEGBaseline8Bit, frame))


def test_broken_run_lengths_are_an_error_not_a_panic(tmp_path: Path, shared_data: Path) -> None:
    content = bytearray((shared_data / "dicom/compression_matrix/CT1_RLE").read_bytes())
    start = content.index(b"\xfe\xff\x00\xe0", content.index(b"\xe0\x7f\x10\x00") + 24) + 8
    content[start + 64 : start + 4096] = b"\x7f" * (4096 - 64)
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(MedxferError, match="cannot be decoded"):
        read_frame(tmp_path / "f")


@pytest.mark.parametrize("name", ["CT1_J2KR", "CT1_JLSL", "CT1_RLE", "US1_UNC", "MR1_UNC"])
def test_random_damage_is_always_told_in_words(tmp_path: Path, shared_data: Path, name: str) -> None:
    original = (shared_data / "dicom/compression_matrix" / name).read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(20):
        content = bytearray(original)
        for position in rng.integers(0, min(len(content), 4000), 20):
            content[position] = rng.integers(0, 256)
        (tmp_path / "f").write_bytes(content)
        try:
            read_frame(tmp_path / "f")
        except MedxferError as error:
            assert error.text
