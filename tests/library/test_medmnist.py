"""MedMNIST files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.library import medmnist
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.medmnist import read_records
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource


def records_of(path: Path) -> list[InstanceRecord]:
    found = read_records(ByteSource(path), place_of(path, path))
    assert isinstance(found, list)
    return found


def written(path: Path, **arrays: npt.NDArray[Any]) -> Path:
    np.savez_compressed(path, **arrays)
    return path


def test_official_parts_and_labels_are_kept(shared_data: Path) -> None:
    records = records_of(shared_data / "images/pneumoniamnist_28.npz")
    parts = [record.part_folder for record in records]
    assert [parts.count(part) for part in ("train", "validation", "test")] == [4708, 524, 624]
    assert {record.class_folder for record in records} == {"class0", "class1"}


def test_images_equal_those_numpy_reads(shared_data: Path) -> None:
    path = shared_data / "images/pneumoniamnist_28.npz"
    images = np.load(path)["val_images"]
    records = [record for record in records_of(path) if record.part_folder == "validation"]
    assert all((load_frame(records[i]).values == images[i]).all() for i in (0, 7, 523))


def test_each_image_is_its_own_patient(shared_data: Path) -> None:
    records = records_of(shared_data / "images/pneumoniamnist_28.npz")
    assert len({record.patient_id for record in records}) == len({r.sop_instance_uid for r in records}) == len(records)


def test_uids_are_the_same_each_time(tmp_path: Path) -> None:
    path = written(tmp_path / "m.npz", train_images=np.zeros((2, 4, 4), np.uint8))
    assert records_of(path) == records_of(path)


def test_colour_images_are_rgb(tmp_path: Path) -> None:
    images = np.arange(2 * 4 * 5 * 3, dtype=np.uint8).reshape(2, 4, 5, 3)
    (_, second) = records_of(written(tmp_path / "m.npz", test_images=images))
    assert (second.samples, second.rows, second.columns) == (3, 4, 5)
    assert (load_frame(second).values == images[1]).all()


def test_planes_of_a_volume_are_frames(tmp_path: Path) -> None:
    volumes = np.arange(2 * 3 * 4 * 5, dtype=np.uint8).reshape(2, 3, 4, 5)
    (first, _) = records_of(written(tmp_path / "m.npz", train_images=volumes))
    assert (first.frames, first.rows) == (3, 4)
    assert (load_frame(first, 2).values == volumes[0, 2]).all()


def test_several_labels_an_image_are_no_class_folder(tmp_path: Path) -> None:
    path = written(
        tmp_path / "m.npz", train_images=np.zeros((2, 4, 4), np.uint8), train_labels=np.ones((2, 14), np.uint8)
    )
    (first, _) = records_of(path)
    assert first.class_folder == ""
    assert "labels" in first.note


def test_large_arrays_are_mapped_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medmnist, "_IN_MEMORY", 16)
    images = np.arange(2 * 4 * 4, dtype=np.uint8).reshape(2, 4, 4)
    (_, second) = records_of(written(tmp_path / "m.npz", train_images=images))
    assert (load_frame(second).values == images[1]).all()


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path / "m.npz", train_images=np.zeros((1, 4, 4), np.uint8))
    (record,) = records_of(path)
    load_frame(record)
    written(path, train_images=np.ones((1, 40, 40), np.uint8))
    assert load_frame(record).values.max() == 1


def test_pickled_objects_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "m.npz", train_images=np.asarray([{"a": 1}], object))
    found = read_records(ByteSource(path), place_of(path, path))
    assert isinstance(found, SkippedFile)
    assert "pickled" in found.problem


def test_pickled_labels_are_refused(tmp_path: Path) -> None:
    images = np.zeros((1, 4, 4), np.uint8)
    path = written(tmp_path / "m.npz", train_images=images, train_labels=np.asarray([{}], object))
    assert isinstance(read_records(ByteSource(path), place_of(path, path)), SkippedFile)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"text"])
def test_file_that_is_no_archive_is_skipped(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.npz"
    path.write_bytes(content)
    assert isinstance(read_records(ByteSource(path), place_of(path, path)), SkippedFile)


def test_array_that_declares_more_than_it_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    header = b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '|u1', 'fortran_order': False, 'shape': (9, 60000, 60000), }"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("train_images.npy", header.ljust(127) + b"\n")
    record = records_of(path)[0]
    with pytest.raises(MedxferError, match="cannot be read"):
        load_frame(record)
