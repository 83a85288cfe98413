"""Frames to training images: in this process while that is quick, in several where it would take long."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import numpy.typing as npt

from medxfer_gui.cohorts.preprocessing import training_image
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.operation import CancelToken

Image = npt.NDArray[np.uint8]

WORTH_SECONDS = 15.0
"""Work expected to take longer goes to several processes; starting them costs a second or two.

Threads were measured and gain nothing: the decoders of JPEG 2000 hold the interpreter's lock (0.3 s for a frame of
2000 x 1800 with one thread and with two).
"""
_PROBE_SECONDS = 2.0
_MOST_PROCESSES = 8


def decode_image(record: InstanceRecord, frame: int, preprocessing: Preprocessing, channels: int) -> Image | str:
    """The training image of a frame, uint8, shape (channels, size, size); or why there is none."""
    try:
        image = training_image(load_frame(record, frame), preprocessing)
    except MedxferError as error:
        return error.text
    except OSError as error:
        return error.strerror or type(error).__name__
    return _with_channels(image, channels)


def decode_images(
    frames: Sequence[tuple[InstanceRecord, int]], preprocessing: Preprocessing, channels: int, cancel: CancelToken
) -> Generator[Image | str, None, None]:
    """`decode_image` of every frame, in their order."""
    started = time.monotonic()
    for done, (record, frame) in enumerate(frames):
        cancel.raise_if_cancelled()
        elapsed = time.monotonic() - started
        expected = elapsed / max(done, 1) * (len(frames) - done)
        if done and elapsed > _PROBE_SECONDS and expected > WORTH_SECONDS and _processes() > 1:
            yield from _decode_in_processes(frames[done:], preprocessing, channels, cancel)
            return
        yield decode_image(record, frame, preprocessing, channels)


def _decode_in_processes(
    frames: Sequence[tuple[InstanceRecord, int]], preprocessing: Preprocessing, channels: int, cancel: CancelToken
) -> Generator[Image | str, None, None]:
    count = _processes()
    ahead: deque[Future[Image | str]] = deque()
    submitted = done = 0
    # Spawned everywhere: a fork of a process with threads or CUDA may hang.
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_begin_worker)
    try:
        while done < len(frames):
            cancel.raise_if_cancelled()
            while submitted < len(frames) and len(ahead) < 4 * count:
                ahead.append(pool.submit(decode_image, *frames[submitted], preprocessing, channels))
                submitted += 1
            image = ahead.popleft().result()
            done += 1
            yield image
    except BrokenProcessPool:
        # A worker could not start (a script without a main guard) or was killed: slower, but it goes on here.
        for record, frame in frames[done:]:
            cancel.raise_if_cancelled()
            yield decode_image(record, frame, preprocessing, channels)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _processes() -> int:
    if getattr(sys, "frozen", False):
        return 1  # a frozen application would start itself once more
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)


def _begin_worker() -> None:
    """Leave Ctrl+C to the parent, and end when it is gone: a killed run must not leave decoders behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _with_channels(image: Image, channels: int) -> Image:
    """Grey among colour is repeated; colour where the header promised grey becomes its luminance."""
    if len(image) == channels:
        return image
    if channels == 3:
        return np.repeat(image, 3, axis=0)
    weights = np.array([0.299, 0.587, 0.114], dtype=np.float32)
    return (np.tensordot(weights, image.astype(np.float32), axes=1) + np.float32(0.5)).astype(np.uint8)[None]
