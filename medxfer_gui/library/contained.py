"""Decoding where a crash, a hang or a hunger for memory does no harm: in a process of its own, with limits."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medxfer_gui.errors import MedxferError
from medxfer_gui.library import images
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.operation import NEVER, CancelToken
from medxfer_gui.side_process.limits import Limits
from medxfer_gui.side_process.process import ProcessEndedError, SideProcess, TimeExceededError
from medxfer_gui.side_process.worker import OutOfMemoryError

SECONDS = 10.0
"""Longest time for one image."""
MEMORY = 2 << 30
"""Most memory for one image, beyond what the process holds when it starts."""
RETRY_SECONDS = 60.0
"""How long a file that did harm is left alone, as long as it does not change."""

_IDLE_SECONDS = 1800.0
_DAMAGED = "The file is damaged or not what it says; export it again from its source."


class HarmfulFiles:
    """Remembers files whose decoding crashed, hung or ran out of memory, so that they are not tried again at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: dict[tuple[Path, int, int], tuple[float, MedxferError]] = {}

    def failure(self, path: Path) -> MedxferError | None:
        """What happened to this file, as it is now, less than `RETRY_SECONDS` ago; None for all others."""
        with self._lock:
            if not self._failures:
                return None
            when, failure = self._failures.get(_stamp(path), (float("-inf"), None))
        return failure if time.monotonic() - when < RETRY_SECONDS else None

    def remember(self, path: Path, failure: MedxferError) -> None:
        """Remember what happened to the file as it is now."""
        with self._lock:
            self._failures[_stamp(path)] = time.monotonic(), failure


class ContainedDecoder:
    """Decodes in one process of its own; a call waits for its turn.

    Parameters
    ----------
    harmful
        What other decoders have found out, to share with them.
    seconds, memory
        Limits of one image; see `Limits` for what holds on which system.
    """

    def __init__(
        self, harmful: HarmfulFiles | None = None, *, seconds: float = SECONDS, memory: int | None = MEMORY
    ) -> None:
        self._harmful = harmful or HarmfulFiles()
        limits = Limits(memory, seconds, _IDLE_SECONDS, is_quiet=True, preload=(images.__name__,))
        self._process = SideProcess(limits, "medxfer decoder")

    def start(self) -> None:
        """Start the process now, so that the first image does not wait for it."""
        self._process.start()

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.stop()

    def image(self, record: InstanceRecord, number: int, *, cancel: CancelToken = NEVER) -> LoadedImage:
        """`images.load_image`, contained.

        Raises
        ------
        MedxferError
            It cannot be decoded, or decoding crashed, took too long or too much memory.
        Cancelled
            A stop was asked for.
        """
        loaded: LoadedImage = self.call(
            record.source.place, images.__name__, "load_image", record, number, cancel=cancel
        )
        return loaded

    def thumbnail(
        self, record: InstanceRecord, number: int | None, pixels: int, *, cancel: CancelToken = NEVER
    ) -> npt.NDArray[np.uint8]:
        """`images.load_thumbnail`, contained; raises as `image`."""
        picture: npt.NDArray[np.uint8] = self.call(
            record.source.place, images.__name__, "load_thumbnail", record, number, pixels, cancel=cancel
        )
        return picture

    def call(self, path: Path, module: str, function: str, *args: Any, cancel: CancelToken = NEVER) -> Any:
        """Any long function that reads the file ``path``, contained; raises as `image`."""
        known = self._harmful.failure(path)
        if known is not None:
            raise known
        try:
            return self._process.call(module, function, *args, cancel=cancel)
        except (ProcessEndedError, TimeExceededError, OutOfMemoryError) as error:
            failure = _failure(error, path)
            self._harmful.remember(path, failure)
            raise failure from None


def _failure(error: MedxferError, path: Path) -> MedxferError:
    detail = error.facts.get("detail", "")
    if isinstance(error, TimeExceededError):
        hint = "If the drive is not just slow, the file is damaged; export it again from its source."
        seconds = error.facts.get("seconds", SECONDS)
        message = "Decoding took longer than {seconds:.0f} s and was stopped"
        return MedxferError(message, hint, seconds=seconds, path=path)
    if isinstance(error, OutOfMemoryError):
        return MedxferError("Decoding takes more memory than is allowed", _DAMAGED, path=path)
    return MedxferError("The decoder crashed on this file", _DAMAGED, path=path, detail=detail)


def _stamp(path: Path) -> tuple[Path, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0
    return path, status.st_size, status.st_mtime_ns
