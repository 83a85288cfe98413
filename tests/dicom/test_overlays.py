"""Overlay planes: which bits lie where, and that lying ones take no memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.data import get_testdata_file

from medxfer_gui.dicom.headers import open_header
from medxfer_gui.dicom.overlays import Overlay, read_overlays


def packed(bits: npt.NDArray[Any]) -> bytes:
    data = np.packbits(bits.astype(np.uint8).ravel(), bitorder="little").tobytes()
    return data + b"\0" * (len(data) % 2)


def overlays(path: Path, frame: int = 0) -> tuple[Overlay, ...]:
    with open_header(path) as (header, stream):
        return read_overlays(header, stream, frame)


@pytest.fixture
def with_overlay(tmp_path: Path, make_dicom: Any) -> Any:
    """Makes a file with one plane of group 6000."""

    def make(bits: npt.NDArray[Any], frames: int = 1, **elements: tuple[int, str, Any]) -> Path:
        shape = (16, 24) if frames == 1 else (frames, 16, 24)
        path: Path = make_dicom(tmp_path / "overlay.dcm", pixels=np.zeros(shape, np.uint8))
        dataset = pydicom.dcmread(path)
        dataset.add_new(0x60000010, "US", bits.shape[-2])
        dataset.add_new(0x60000011, "US", bits.shape[-1])
        dataset.add_new(0x60000040, "CS", "G")
        dataset.add_new(0x60000050, "SS", [1, 1])
        dataset.add_new(0x60003000, "OW", packed(bits))
        for element, vr, value in elements.values():
            dataset.add_new(0x60000000 + element, vr, value)
        dataset.save_as(path)
        return path

    return make


def some_bits(*shape: int) -> npt.NDArray[np.bool_]:
    return np.random.default_rng(3).random(shape) > 0.5


def test_real_overlay_is_the_one_pydicom_unpacks() -> None:
    path = Path(str(get_testdata_file("examples_overlay.dcm", download=False)))
    (overlay,) = overlays(path)
    assert np.array_equal(overlay.bits, pydicom.dcmread(path).overlay_array(0x6000).astype(bool))


def test_bits_lie_as_they_were_packed(with_overlay: Any) -> None:
    bits = some_bits(16, 24)
    (overlay,) = overlays(with_overlay(bits))
    assert np.array_equal(overlay.bits, bits)


def test_origin_counts_from_one_in_the_file_and_from_zero_here(with_overlay: Any) -> None:
    (overlay,) = overlays(with_overlay(some_bits(4, 5), origin=(0x50, "SS", [3, -2])))
    assert (overlay.top, overlay.left, overlay.bits.shape) == (2, -3, (4, 5))


def test_region_of_interest_has_its_kind_and_label(with_overlay: Any) -> None:
    (overlay,) = overlays(with_overlay(some_bits(4, 5), kind=(0x40, "CS", "R"), label=(0x1500, "LO", "Lesion")))
    assert (overlay.kind, overlay.name) == ("roi", "Lesion")


def test_frame_of_a_multi_frame_overlay_need_not_start_at_a_byte(with_overlay: Any) -> None:
    bits = some_bits(3, 3, 5)
    path = with_overlay(bits, 3, number=(0x15, "IS", 3), first=(0x51, "US", 1))
    assert np.array_equal(overlays(path, 2)[0].bits, bits[2])


def test_multi_frame_overlay_starts_at_its_image_frame(with_overlay: Any) -> None:
    bits = some_bits(2, 4, 8)
    path = with_overlay(bits, 3, number=(0x15, "IS", 2), first=(0x51, "US", 2))
    assert overlays(path, 0) == ()
    assert np.array_equal(overlays(path, 1)[0].bits, bits[0])


def test_plane_without_frames_lies_on_every_frame(with_overlay: Any) -> None:
    bits = some_bits(16, 24)
    assert np.array_equal(overlays(with_overlay(bits, 3), 2)[0].bits, bits)


def test_plane_that_declares_more_than_it_has_is_left_out(with_overlay: Any) -> None:
    path = with_overlay(some_bits(4, 4), rows=(0x10, "US", 65535), columns=(0x11, "US", 65535))
    assert overlays(path) == ()


def test_retired_bits_in_the_pixel_data_are_found(tmp_path: Path, make_dicom: Any) -> None:
    bits = some_bits(16, 24)
    pixels = (np.full((16, 24), 77, np.uint16)) | (bits.astype(np.uint16) << 13)
    path = make_dicom(tmp_path / "pixels.dcm", pixels=pixels, BitsStored=12, HighBit=11)
    dataset = pydicom.dcmread(path)
    dataset.add_new(0x60020100, "US", 16)
    dataset.add_new(0x60020102, "US", 13)
    dataset.save_as(path)
    assert np.array_equal(overlays(path)[0].bits, bits)
