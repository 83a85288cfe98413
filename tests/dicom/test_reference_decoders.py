"""Every compressed file of the real data against decoders that the program did not use for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from independent_decoders import raw_frame, readings
from pydicom import dcmread
from pydicom.uid import UID

from medxfer_gui.dicom.decoding import decode_frame
from medxfer_gui.dicom.headers import open_header, read_header
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.dicom.soundness import find_problem, frame_count
from medxfer_gui.errors import MedxferError

SHARED_DATA = Path(__file__).resolve().parents[2] / "../shared/data"
FOLDERS = ("dicom/transfer_syntaxes", "dicom/compression_matrix")
LOSSY = {f"1.2.840.10008.1.2.4.{ending}" for ending in (50, 51, 53, 55, 81, 91)}
LOSSY_TOLERANCE = 2
"""Grey levels that two right decoders of a lossy codestream may differ by."""


def _files() -> list[str]:
    """Names of the files with a picture, below the real data."""
    found = []
    for path in (path for folder in FOLDERS for path in sorted((SHARED_DATA / folder).rglob("*")) if path.is_file()):
        try:
            header = read_header(path)
        except MedxferError:
            continue
        if find_problem(header) is None:
            found.append(path.relative_to(SHARED_DATA).as_posix())
    return found


def _is_compressed(name: str) -> bool:
    return UID(read_header(SHARED_DATA / name).transfer_syntax).is_encapsulated


FILES = _files()
COMPRESSED = [name for name in FILES if _is_compressed(name)]
NATIVE = [name for name in FILES if name not in COMPRESSED]


@pytest.mark.parametrize("name", COMPRESSED, ids=str)
def test_compressed_frames_equal_those_of_other_decoders(shared_data: Path, tmp_path: Path, name: str) -> None:
    path = shared_data / name
    with open_header(path) as (header, stream):
        last = frame_count(header) - 1
        ours, used = decode_frame(header, stream, last, path)
    others = dict(readings(path, last, tmp_path, used))
    if not others:
        pytest.skip(f"no other decoder than {used} is here for {header.transfer_syntax}")
    allowed = LOSSY_TOLERANCE if header.transfer_syntax in LOSSY else 0
    worst = {other: int(np.abs(values.astype(int) - ours.astype(int)).max()) for other, values in others.items()}
    assert {other: most for other, most in worst.items() if most > allowed} == {}


@pytest.mark.parametrize("name", NATIVE, ids=str)
def test_native_frames_equal_their_bytes(shared_data: Path, name: str) -> None:
    path = shared_data / name
    data = dcmread(path)
    if data.PhotometricInterpretation == "YBR_FULL_422":
        pytest.skip("half of the chroma is not stored; see the test of its formula")
    with open_header(path) as (header, stream):
        last = frame_count(header) - 1
        ours, used = decode_frame(header, stream, last, path)
    assert used == "native"
    np.testing.assert_array_equal(ours, raw_frame(data, data.PixelData, last))


@pytest.mark.parametrize("name", COMPRESSED, ids=str)
def test_the_frame_tells_which_decoder_made_it(shared_data: Path, name: str) -> None:
    assert read_frame(shared_data / name).decoder in {
        "gdcm",
        "gdcm-12bit",
        "pylibjpeg",
        "pyjpegls",
        "imagecodecs",
        "pillow",
    }
