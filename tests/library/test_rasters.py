"""Plain pictures."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from medxfer_gui.dicom.pixels import to_display
from medxfer_gui.errors import MedxferError
from medxfer_gui.library import rasters
from medxfer_gui.library.places import place_of
from medxfer_gui.library.rasters import read_picture, read_record
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource

RAMP = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20


def record_of(path: Path) -> InstanceRecord | SkippedFile:
    return read_record(ByteSource(path), place_of(path, path.parent))


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize("ending", ["png", "bmp", "tif"])
def test_grey_picture_is_shown_as_stored(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"p.{ending}", Image.fromarray(RAMP))
    assert (to_display(read_picture(path)) == RAMP).all()


def test_16_bit_values_are_kept(tmp_path: Path) -> None:
    values = RAMP.astype(np.uint16) * 250
    frame = read_picture(saved(tmp_path / "p.png", Image.fromarray(values)))
    assert (frame.values == values).all()
    assert to_display(frame).max() == 255


def test_palette_gives_its_colours(tmp_path: Path) -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255] + [0] * 762)
    image.putpixel((1, 0), 1)
    assert read_picture(saved(tmp_path / "p.png", image)).values.tolist() == [[[255, 0, 0], [0, 0, 255]]]


def test_transparency_is_laid_over_black(tmp_path: Path) -> None:
    image = Image.new("RGBA", (2, 1), (200, 100, 50, 255))
    image.putpixel((1, 0), (200, 100, 50, 0))
    assert read_picture(saved(tmp_path / "p.png", image)).values.tolist() == [[[200, 100, 50], [0, 0, 0]]]


def test_grey_with_transparency_stays_grey(tmp_path: Path) -> None:
    frame = read_picture(saved(tmp_path / "p.png", Image.new("LA", (1, 1), (200, 51))))
    assert frame.values.tolist() == [[40]]


@pytest.mark.parametrize("ending", ["png", "tif"])
def test_picture_is_turned_upright(tmp_path: Path, ending: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path / f"p.{ending}", Image.fromarray(RAMP), exif=exif)
    record = record_of(path)
    assert isinstance(record, InstanceRecord)
    assert (record.rows, record.columns) == (4, 3)
    assert (read_picture(path).values == np.rot90(RAMP, -1)).all()


def test_pages_of_a_tiff_are_frames(tmp_path: Path) -> None:
    pages = [Image.fromarray(RAMP + number) for number in range(3)]
    path = saved(tmp_path / "p.tif", pages[0], save_all=True, append_images=pages[1:])
    record = record_of(path)
    assert isinstance(record, InstanceRecord)
    assert record.frames == 3
    assert (read_picture(path, 2).values == RAMP + 2).all()


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_cut_off_picture_is_refused_by_its_header_scan(tmp_path: Path, ending: str) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64), dtype=np.uint8))
    path = saved(tmp_path / f"p.{ending}", noise)
    path.write_bytes(path.read_bytes()[:-200])
    record = record_of(path)
    assert isinstance(record, SkippedFile)
    assert "cut off" in record.problem


def test_bytes_behind_the_end_do_not_matter(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.jpg", Image.fromarray(RAMP))
    path.write_bytes(path.read_bytes() + bytes(500))
    assert isinstance(record_of(path), InstanceRecord)


def test_declared_size_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasters, "MAX_PIXELS", 11)
    path = saved(tmp_path / "p.png", Image.fromarray(RAMP))
    assert isinstance(record_of(path), SkippedFile)
    with pytest.raises(MedxferError, match="more pixels"):
        read_picture(path)


@pytest.mark.parametrize("name", ["50_png_bomb.png", "53_zero.png", "54_trunc.png"])
def test_bad_pictures_are_refused_by_name(shared_data: Path, name: str) -> None:
    record = record_of(shared_data / "bad" / name)
    assert isinstance(record, SkippedFile)
    assert record.problem


def test_all_modes_of_a_real_collection_decode(shared_data: Path) -> None:
    paths = sorted((shared_data / "images/brain_mri_yes_no").rglob("*.*"))[::4]
    for path in paths:
        record = record_of(path)
        assert isinstance(record, InstanceRecord)
        assert read_picture(path).values.shape[:2] == (record.rows, record.columns)


DEEP = (np.arange(40 * 50, dtype=np.uint16).reshape(40, 50) * 30).astype(np.uint16)


def test_16_bit_pages_of_a_tiff_are_kept(tmp_path: Path) -> None:
    pages = [Image.fromarray(DEEP + number) for number in range(3)]
    path = saved(tmp_path / "p.tif", pages[0], save_all=True, append_images=pages[1:])
    assert (read_picture(path, 2).values == DEEP + 2).all()


def tiled_tiff(values: npt.NDArray[np.uint16], side: int) -> bytes:
    """An uncompressed 16-bit TIFF in square tiles (TIFF 6.0, section 15)."""
    rows, columns = values.shape
    padded = np.pad(values, ((0, -rows % side), (0, -columns % side)))
    tiles = [
        padded[top : top + side, left : left + side].astype("<u2").tobytes()
        for top in range(0, rows, side)
        for left in range(0, columns, side)
    ]
    count, size = len(tiles), 2 * side * side
    first = 8 + 8 * count
    entries = [(256, columns), (257, rows), (258, 16), (259, 1), (262, 1), (277, 1), (322, side), (323, side)]
    fields = [struct.pack("<HHLL", tag, 4, 1, value) for tag, value in entries]
    fields += [struct.pack("<HHLL", 324, 4, count, 8), struct.pack("<HHLL", 325, 4, count, 8 + 4 * count)]
    offsets = struct.pack(f"<{count}L", *(first + size * number for number in range(count)))
    directory = struct.pack("<H", len(fields)) + b"".join(fields) + bytes(4)
    start = struct.pack("<2sHL", b"II", 42, first + size * count)
    return start + offsets + struct.pack(f"<{count}L", *[size] * count) + b"".join(tiles) + directory


def test_tiles_of_a_tiff_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "p.tif").write_bytes(tiled_tiff(DEEP, 16))
    record = record_of(tmp_path / "p.tif")
    assert isinstance(record, InstanceRecord)
    assert (record.rows, record.columns, record.bits_stored) == (40, 50, 16)
    assert (read_picture(tmp_path / "p.tif").values == DEEP).all()


@pytest.mark.parametrize("options", [{"big_tiff": True}, {"compression": "tiff_lzw"}, {"compression": "tiff_deflate"}])
def test_big_and_compressed_tiffs_are_read(tmp_path: Path, options: dict[str, Any]) -> None:
    path = saved(tmp_path / "p.tif", Image.fromarray(DEEP), **options)
    assert isinstance(record_of(path), InstanceRecord)
    assert (read_picture(path).values == DEEP).all()


def test_tiff_whose_white_is_zero_is_shown_as_it_is_meant(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.tif", Image.fromarray(DEEP))
    content = bytearray(path.read_bytes())
    at = content.index(b"\x06\x01\x03\x00\x01\x00\x00\x00\x01\x00")
    content[at + 8] = 0
    path.write_bytes(content)
    record = record_of(path)
    assert isinstance(record, InstanceRecord)
    assert record.photometric == "MONOCHROME1"
    assert to_display(read_picture(path))[0, 0] == 255


def test_pages_of_different_sizes_are_noted(tmp_path: Path) -> None:
    pages = [Image.fromarray(DEEP), Image.fromarray(DEEP[:20])]
    record = record_of(saved(tmp_path / "p.tif", pages[0], save_all=True, append_images=pages[1:]))
    assert isinstance(record, InstanceRecord)
    assert record.note == "the pages differ in size"


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_cut_off_tiff_is_refused_by_its_header_scan(tmp_path: Path, keep: float) -> None:
    path = saved(tmp_path / "p.tif", Image.fromarray(DEEP), save_all=True, append_images=[Image.fromarray(DEEP)] * 3)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert isinstance(record_of(path), SkippedFile)


def test_pages_that_go_in_a_circle_end(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.tif", Image.fromarray(RAMP))
    content = bytearray(path.read_bytes())
    start = int.from_bytes(content[4:8], "little")
    end = start + 2 + 12 * int.from_bytes(content[start : start + 2], "little")
    content[end : end + 4] = content[4:8]
    path.write_bytes(content)
    record = record_of(path)
    assert isinstance(record, InstanceRecord)
    assert record.frames == 1


def test_more_pages_than_allowed_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasters, "MAX_PAGES", 2)
    pages = [Image.fromarray(RAMP)] * 3
    record = record_of(saved(tmp_path / "p.tif", pages[0], save_all=True, append_images=pages[1:]))
    assert isinstance(record, SkippedFile)
    assert "more pages" in record.problem


def test_tiff_that_pillow_does_not_know_is_refused_in_its_own_words(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.tif", Image.fromarray(DEEP))
    content = bytearray(path.read_bytes())
    at = content.index(b"\x02\x01\x03\x00\x01\x00\x00\x00\x10\x00")
    content[at + 8] = 24
    path.write_bytes(content)
    record = record_of(path)
    assert isinstance(record, SkippedFile)
    assert record.problem == "A TIFF of a kind that is not read here"


def test_values_of_a_tiff_that_are_no_numbers_are_dark(tmp_path: Path) -> None:
    values = RAMP.astype(np.float32)
    values[0, 0] = np.nan
    frame = read_picture(saved(tmp_path / "p.tif", Image.fromarray(values)))
    assert frame.values[0, 0] == RAMP.min() + 20


@pytest.mark.parametrize(("ending", "options"), [("jp2", {}), ("webp", {"lossless": True}), ("gif", {})])
def test_other_formats_are_pictures_too(tmp_path: Path, ending: str, options: dict[str, Any]) -> None:
    path = saved(tmp_path / f"p.{ending}", Image.fromarray(RAMP).convert("RGB"), **options)
    assert isinstance(record_of(path), InstanceRecord)
    assert (read_picture(path).values[..., 0] == RAMP).all()


def test_deep_jpeg_2000_keeps_its_values(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.jp2", Image.fromarray(DEEP), irreversible=False)
    assert (read_picture(path).values == DEEP).all()


@pytest.mark.parametrize("ending", ["webp", "gif"])
def test_moving_pictures_are_refused_in_words(tmp_path: Path, ending: str) -> None:
    frames = [Image.fromarray(RAMP), Image.fromarray(255 - RAMP)]
    record = record_of(saved(tmp_path / f"p.{ending}", frames[0], save_all=True, append_images=frames[1:]))
    assert isinstance(record, SkippedFile)
    assert record.problem == "A moving picture"
