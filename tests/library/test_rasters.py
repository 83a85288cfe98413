"""Plain pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
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
