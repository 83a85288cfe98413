"""Decoded once, never half, never too much."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.cohorts import decode, pixel_cache
from medxfer_gui.cohorts.pixel_cache import cached_pixels
from medxfer_gui.cohorts.preprocessing import training_image
from medxfer_gui.cohorts.records import records_by_uid
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken, Event, Progress

DicomMaker = Callable[..., Path]
SMALL = Preprocessing(size=32)


@pytest.fixture
def records(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> dict[str, InstanceRecord]:
    rng = np.random.default_rng(0)
    for number in range(6):
        pixels = rng.integers(0, 256, (40, 48)).astype(np.uint8)
        make_dicom(tmp_path / "dicom" / f"{number}.dcm", pixels=pixels, InstanceNumber=number)
    return indexed(tmp_path / "dicom", home)


def indexed(folder: Path, home: Home) -> dict[str, InstanceRecord]:
    with Library(home.library) as library:
        index_folder(folder, library)
        return records_by_uid(library.instances(folder))


def keys_of(records: dict[str, InstanceRecord]) -> list[FrameKey]:
    return [FrameKey(uid, frame) for uid in sorted(records) for frame in range(records[uid].frames)]


def files_in(home: Home) -> list[str]:
    return sorted(path.name for path in (home.cache / "pixels").iterdir())


def test_images_are_in_the_order_of_the_keys(records: dict[str, InstanceRecord], home: Home) -> None:
    keys = keys_of(records)[::-1]
    cache = cached_pixels(keys, records, SMALL, home.cache)
    assert cache.images.shape == (6, 1, 32, 32)
    for key, image in zip(keys, cache.images, strict=True):
        np.testing.assert_array_equal(image, training_image(read_frame(records[key.uid].path), SMALL))


def test_second_call_decodes_nothing(
    records: dict[str, InstanceRecord], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached_pixels(keys_of(records), records, SMALL, home.cache)
    monkeypatch.setattr(decode, "load_frame", None)
    second = cached_pixels(keys_of(records), records, SMALL, home.cache)
    assert first.key == second.key
    np.testing.assert_array_equal(first.images, second.images)


@pytest.mark.parametrize("change", [{"size": 48}, {"window": "full"}, {"fit": "pad"}])
def test_other_preprocessing_is_other_content(
    records: dict[str, InstanceRecord], home: Home, change: dict[str, object]
) -> None:
    one = cached_pixels(keys_of(records), records, SMALL, home.cache)
    two = cached_pixels(keys_of(records), records, SMALL.changed(**change), home.cache)
    assert one.key != two.key


def test_changed_file_is_decoded_again(records: dict[str, InstanceRecord], home: Home, make_dicom: DicomMaker) -> None:
    keys = keys_of(records)
    before = np.array(cached_pixels(keys, records, SMALL, home.cache).images)
    path = records[keys[0].uid].path
    make_dicom(path, pixels=np.zeros((40, 48), np.uint8), SOPInstanceUID=keys[0].uid)
    os.utime(path, ns=(1, 1))
    after = cached_pixels(keys, records, SMALL, home.cache).images
    assert not after[0].any()
    np.testing.assert_array_equal(after[1:], before[1:])


def test_colour_among_grey_gives_three_channels(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> None:
    colour = np.zeros((32, 32, 3), np.uint8)
    colour[..., 1] = 90
    make_dicom(tmp_path / "d" / "a.dcm", pixels=colour, InstanceNumber=1)
    make_dicom(tmp_path / "d" / "b.dcm", pixels=np.full((32, 32), 60, np.uint8), InstanceNumber=2)
    records = indexed(tmp_path / "d", home)
    images = cached_pixels(keys_of(records), records, SMALL, home.cache).images
    assert sorted(tuple(int(value) for value in image[:, 0, 0]) for image in images) == [(0, 90, 0), (60, 60, 60)]


def test_every_frame_of_a_multiframe_instance_is_kept(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> None:
    frames = np.stack([np.full((32, 32), value, np.uint8) for value in (10, 20, 30)])
    make_dicom(tmp_path / "d" / "a.dcm", pixels=frames)
    records = indexed(tmp_path / "d", home)
    images = cached_pixels(keys_of(records), records, SMALL, home.cache).images
    assert [int(image[0, 0, 0]) for image in images] == [10, 20, 30]


def test_undecodable_frame_is_listed_and_the_others_are_usable(records: dict[str, InstanceRecord], home: Home) -> None:
    keys = keys_of(records)
    bad = records[keys[2].uid].path
    bad.write_bytes(bad.read_bytes()[:-500])
    cache = cached_pixels(keys, records, SMALL, home.cache)
    assert [key for key, _ in cache.failed] == [keys[2]]
    assert cache.failed[0][1]
    assert cache.usable.tolist() == [True, True, False, True, True, True]
    assert not cache.images[2].any()


def test_known_failure_is_remembered_and_mended_once_it_decodes(
    records: dict[str, InstanceRecord], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, load_frame = keys_of(records), decode.load_frame
    calls: list[str] = []

    def without_codec(record: InstanceRecord, frame: int = 0) -> object:
        calls.append(record.sop_instance_uid)
        if record.sop_instance_uid == keys[1].uid:
            raise MedxferError("no decoder")
        return load_frame(record, frame)

    monkeypatch.setattr(decode, "load_frame", without_codec)
    cached_pixels(keys, records, SMALL, home.cache)
    calls.clear()
    assert cached_pixels(keys, records, SMALL, home.cache).failed == ((keys[1], "no decoder"),)
    assert calls == [keys[1].uid]
    monkeypatch.setattr(decode, "load_frame", load_frame)
    mended = cached_pixels(keys, records, SMALL, home.cache)
    assert (mended.failed, bool(mended.images[1].any())) == ((), True)


def test_nothing_decodable_is_an_error_with_the_first_reason(records: dict[str, InstanceRecord], home: Home) -> None:
    for record in records.values():
        record.path.unlink()
    with pytest.raises(MedxferError, match="None of the 6 frames"):
        cached_pixels(keys_of(records), records, SMALL, home.cache)
    assert files_in(home) == []


def test_stop_leaves_nothing_behind(records: dict[str, InstanceRecord], home: Home) -> None:
    cancel = CancelToken()
    seen: list[Event] = []

    def stop_at_second(event: Event) -> None:
        seen.append(event)
        if isinstance(event, Progress) and event.done >= 1:
            cancel.cancel()

    with pytest.raises(Cancelled):
        cached_pixels(keys_of(records), records, SMALL, home.cache, on_event=stop_at_second, cancel=cancel)
    assert files_in(home) == []


def test_progress_ends_at_the_total(records: dict[str, InstanceRecord], home: Home) -> None:
    seen: list[Event] = []
    cached_pixels(keys_of(records), records, SMALL, home.cache, on_event=seen.append)
    done = [event.done for event in seen if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[-1] == 6


_KILLED = """
import os, sys
from pathlib import Path
from medxfer_gui.cohorts import decode, pixel_cache
from medxfer_gui.cohorts.pixel_cache import cached_pixels
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
folder, home = Path(sys.argv[1]), Path(sys.argv[2])
with Library(home / "library.sqlite") as library:
    records = {record.sop_instance_uid: record for record in library.instances(folder)}
keys = [FrameKey(uid, 0) for uid in sorted(records)]
cached_pixels(keys, records, Preprocessing(size=32), home / "cache",
              on_event=lambda event: os._exit(9) if event.done >= 3 else None)
"""


def test_killed_writer_leaves_nothing_that_is_read(
    records: dict[str, InstanceRecord], tmp_path: Path, home: Home
) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path / "dicom"), str(home.folder)]
    paths = {**os.environ, "PYTHONPATH": str(Path(pixel_cache.__file__).parents[2])}
    assert subprocess.run(command, env=paths, check=False).returncode == 9
    left = files_in(home)
    assert left
    assert all(name.endswith(".tmp") for name in left)
    keys = keys_of(records)
    cache = cached_pixels(keys, records, SMALL, home.cache)
    for key, image in zip(keys, cache.images, strict=True):
        np.testing.assert_array_equal(image, training_image(read_frame(records[key.uid].path), SMALL))


def test_old_leftover_is_swept(records: dict[str, InstanceRecord], home: Home) -> None:
    folder = home.cache / "pixels"
    folder.mkdir(parents=True)
    old, young = folder / ".a.npy.1.tmp", folder / ".b.npy.2.tmp"
    old.touch()
    young.touch()
    os.utime(old, (1, 1))
    cached_pixels(keys_of(records), records, SMALL, home.cache)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY\x01\x00 broken"])
def test_damaged_file_is_made_again(records: dict[str, InstanceRecord], home: Home, damage: bytes) -> None:
    first = cached_pixels(keys_of(records), records, SMALL, home.cache)
    expected = np.array(first.images)
    first.path.unlink()  # a new file: truncating a mapped one would be a fault of the test
    first.path.write_bytes(damage)
    np.testing.assert_array_equal(cached_pixels(keys_of(records), records, SMALL, home.cache).images, expected)


def test_two_threads_may_fill_the_same_cache(records: dict[str, InstanceRecord], home: Home) -> None:
    found: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []

    def fill() -> None:
        found.append(np.array(cached_pixels(keys_of(records), records, SMALL, home.cache).images))

    threads = [threading.Thread(target=fill) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    for images in found[1:]:
        np.testing.assert_array_equal(images, found[0])


def test_least_recently_used_goes_when_the_limit_is_reached(records: dict[str, InstanceRecord], home: Home) -> None:
    keys = keys_of(records)
    caches = [cached_pixels(keys, records, Preprocessing(size=size), home.cache) for size in (32, 33, 34)]
    for age, cache in zip((300, 100, 200), caches, strict=True):
        os.utime(cache.path, (1e9 - age, 1e9 - age))
    cached_pixels(keys, records, Preprocessing(size=35), home.cache, limit_bytes=6 * (33**2 + 35**2) + 400)
    assert [cache.path.exists() for cache in caches] == [False, True, False]


def test_full_disk_is_told_before_decoding(
    records: dict[str, InstanceRecord], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixel_cache.shutil, "disk_usage", lambda path: _NoSpace)
    with pytest.raises(MedxferError, match="no room"):
        cached_pixels(keys_of(records), records, SMALL, home.cache)


class _NoSpace:
    free = 0


def test_pickle_carries_the_place_not_the_pixels(records: dict[str, InstanceRecord], home: Home) -> None:
    cache = cached_pixels(keys_of(records), records, Preprocessing(size=256), home.cache)
    assert cache.images.size > 100_000
    data = pickle.dumps(cache)
    assert len(data) < 5_000
    np.testing.assert_array_equal(pickle.loads(data).images, cache.images)


def test_images_cannot_be_written_to(records: dict[str, InstanceRecord], home: Home) -> None:
    cache = cached_pixels(keys_of(records), records, SMALL, home.cache)
    with pytest.raises(ValueError, match="read-only"):
        cache.images[0] = 0
