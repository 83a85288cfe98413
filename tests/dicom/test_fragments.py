"""Counting the fragments of compressed pixel data, and files that break off."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from medxfer_gui.dicom import fragments
from medxfer_gui.dicom.fragments import Fragments, count_fragments
from medxfer_gui.dicom.headers import read_header
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.errors import MedxferError

END = b"\xfe\xff\xdd\xe0\0\0\0\0"
SYNTAXES = "dicom/transfer_syntaxes/dicomImageLoader/testImages"
MULTI_FRAME = "dicom/transfer_syntaxes/dicomParser/encapsulated/multi-frame"


def item(content: bytes) -> bytes:
    return b"\xfe\xff\x00\xe0" + struct.pack("<L", len(content)) + content


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (item(b"") + item(b"ab") + item(b"cd") + END, Fragments(2)),
        (item(b"\0\0\0\0") + item(b"ab") + END + b"more elements", Fragments(1)),
        (item(b"") + item(b"ab"), Fragments(1)),
        (item(b"") + item(b"ab") + item(b"abcd")[:-3], Fragments(2, 3)),
        (b"", Fragments(0)),
    ],
    ids=["two", "one and an element behind", "no delimiter", "cut", "nothing"],
)
def test_fragments_are_counted(stream: bytes, expected: Fragments) -> None:
    assert count_fragments(io.BytesIO(b"before" + stream), 6) == expected


def test_counting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST_COUNTED", 10)
    assert count_fragments(io.BytesIO(item(b"") * 100), 0).count == 10


@pytest.mark.parametrize(
    "name",
    [
        "CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm",
        "CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm",
        "CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
        "CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm",
        "CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm",
        "CTImage.dcm_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm",
        "CTImage.dcm_RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm",
    ],
)
@pytest.mark.parametrize("share", [0.5, 0.02])
def test_a_picture_that_breaks_off_is_never_shown(shared_data: Path, tmp_path: Path, name: str, share: float) -> None:
    content = (shared_data / SYNTAXES / name).read_bytes()
    pixels = read_header(shared_data / SYNTAXES / name).pixels
    assert pixels is not None
    (tmp_path / "cut").write_bytes(content[: -int(share * pixels.available)])
    with pytest.raises(MedxferError):
        read_frame(tmp_path / "cut")


def test_frames_before_the_cut_are_shown(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / MULTI_FRAME / "CT0012.not_fragmented_bot_jpeg_ls.80.dcm"
    (tmp_path / "cut").write_bytes(path.read_bytes()[:-1000])
    assert (read_frame(tmp_path / "cut", 0).values == read_frame(path, 0).values).all()
    with pytest.raises(MedxferError, match="cut off"):
        read_frame(tmp_path / "cut", 1)
