"""Several processes give what one gives, and stop when they are asked to."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.cohorts import decode
from medxfer_gui.cohorts.decode import decode_image, decode_images
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.operation import NEVER, Cancelled, CancelToken

DicomMaker = Callable[..., Path]
SMALL = Preprocessing(size=32)


@pytest.fixture
def frames(tmp_path: Path, make_dicom: DicomMaker) -> list[tuple[InstanceRecord, int]]:
    rng = np.random.default_rng(0)
    found = []
    for number in range(12):
        path = make_dicom(tmp_path / f"{number}.dcm", pixels=rng.integers(0, 256, (40, 40)).astype(np.uint8))
        found.append((InstanceRecord(path, "dicom", "", str(number), "", "", "", 1, 40, 40, 1), 0))
    found[5][0].path.write_bytes(b"not an image")
    return found


@pytest.fixture
def always_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "_PROBE_SECONDS", 0.0)
    monkeypatch.setattr(decode, "WORTH_SECONDS", 0.0)
    monkeypatch.setattr(decode, "_processes", lambda: 2)


def same(one: object, other: object) -> bool:
    return one == other if isinstance(one, str) else np.array_equal(one, other)  # type: ignore[arg-type]  # an image


@pytest.mark.usefixtures("always_processes")
def test_processes_give_the_same_images_in_the_same_order(frames: list[tuple[InstanceRecord, int]]) -> None:
    expected = [decode_image(record, frame, SMALL, 1) for record, frame in frames]
    found = list(decode_images(frames, SMALL, 1, NEVER))
    assert isinstance(found[5], str)
    assert all(same(one, other) for one, other in zip(found, expected, strict=True))


@pytest.mark.usefixtures("always_processes")
def test_stop_ends_the_processes(frames: list[tuple[InstanceRecord, int]]) -> None:
    cancel = CancelToken()
    images = decode_images(frames, SMALL, 1, cancel)
    next(images), next(images), next(images)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(images)
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("always_processes")
@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signal")
def test_killed_worker_costs_no_image(frames: list[tuple[InstanceRecord, int]]) -> None:
    images = decode_images(frames * 4, SMALL, 1, NEVER)
    found = [next(images), next(images)]
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    found += list(images)
    expected = [decode_image(record, frame, SMALL, 1) for record, frame in frames] * 4
    assert all(same(one, other) for one, other in zip(found, expected, strict=True))


def test_quick_work_stays_in_this_process(
    frames: list[tuple[InstanceRecord, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "ProcessPoolExecutor", None)
    assert len(list(decode_images(frames, SMALL, 1, NEVER))) == 12
