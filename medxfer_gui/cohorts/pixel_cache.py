"""Training images decoded once and kept as one memory-mapped file, named by everything they depend on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medxfer_gui.atomic import replacing, write_atomic
from medxfer_gui.cohorts.decode import Image, decode_image, decode_images
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event

VERSION = "1"
"""Raised whenever decoding or preprocessing gives other pixels, so that older files are not used."""
LIMIT_BYTES = 20 * 2**30
"""Size the folder is kept below by removing what was not used for longest."""
_STALE_SECONDS = 24 * 3600.0


class PixelCache:
    """Training images of some frames, read from the disk as they are needed.

    Parameters
    ----------
    path
        The ``.npy`` file; it is mapped at the first look, also after the cache went to another process.
    keys
        The frame of each image.
    failed
        Frames that could not be decoded, with the reason. Their images are black and must not be learned from;
        `usable` leaves them out.
    """

    def __init__(self, path: Path, keys: tuple[FrameKey, ...], failed: tuple[tuple[FrameKey, str], ...]) -> None:
        self.path = path
        self.keys = keys
        self.failed = failed
        self._images: Image | None = None

    @property
    def key(self) -> str:
        """Name of the content: equal keys mean equal images."""
        return self.path.stem

    @property
    def images(self) -> Image:
        """uint8, shape (N, 1 or 3, size, size), memory-mapped and read-only."""
        if self._images is None:
            self._images = np.load(self.path, mmap_mode="r", allow_pickle=False)
        return self._images

    @property
    def usable(self) -> npt.NDArray[np.bool_]:
        """Which images were decoded, shape (N,)."""
        lost = {key for key, _ in self.failed}
        return np.array([key not in lost for key in self.keys], dtype=bool)

    def __len__(self) -> int:
        return len(self.keys)

    def __getstate__(self) -> dict[str, Any]:
        # A memory map pickles by value: every worker would get a copy of all pixels.
        return {**self.__dict__, "_images": None}


def cached_pixels(
    keys: Sequence[FrameKey],
    records: Mapping[str, InstanceRecord],
    preprocessing: Preprocessing,
    cache: Path,
    *,
    limit_bytes: int = LIMIT_BYTES,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> PixelCache:
    """Training images of ``keys``, decoded where they are not in the cache yet.

    A frame that cannot be decoded does not stop the others: it is listed in `PixelCache.failed`, its image is black,
    and it is tried again the next time. Two processes may fill the same cache at once; what a killed one leaves is
    never read.

    Parameters
    ----------
    keys
        Frames, in the order wanted; without repeats.
    records
        By SOPInstanceUID; all instances of ``keys``.
    preprocessing
        Size, window and fit.
    cache
        The cache folder of `Home`; files lie in its folder ``pixels``.
    limit_bytes
        Size of that folder beyond which the files not used for longest are removed.

    Raises
    ------
    MedxferError
        When no frame can be decoded, or the disk is full.
    Cancelled
        On a stop; nothing is left behind.
    """
    name, channels = _content_name(keys, records, preprocessing), _channels(keys, records)
    path = cache / "pixels" / f"{name}.npy"
    shape = (len(keys), channels, preprocessing.size, preprocessing.size)
    found = _existing(path, tuple(keys), shape)
    if found is not None and not _any_decodes(found, records, preprocessing):
        on_event(Progress(len(keys), len(keys), "frames", "Decoding images"))
        return found
    _make_room(path, int(np.prod(shape)), limit_bytes)
    frames = [(records[key.uid], key.frame) for key in keys]
    images = decode_images(frames, preprocessing, channels, cancel)
    with closing(images):
        return _fill(path, keys, shape, images, on_event)


def _fill(
    path: Path,
    keys: Sequence[FrameKey],
    shape: tuple[int, ...],
    images: Iterable[Image | str],
    on_event: EventSink,
) -> PixelCache:
    """Decode everything into a temporary file that takes its name when it is whole."""
    try:
        with replacing(path) as temporary:
            failed = _write_images(temporary, keys, shape, images, on_event)
        # Last, because without it the images count as unfinished.
        write_atomic(path.with_suffix(".json"), json.dumps({"failed": failed}))
    except PermissionError as error:
        # Windows keeps a mapped file in place: another process has just finished the same content.
        found = _existing(path, tuple(keys), shape)
        if found is None:
            raise _unwritable(path, error) from error
        return found
    except OSError as error:
        raise _unwritable(path, error) from error
    on_event(Progress(len(keys), len(keys), "frames", "Decoding images"))
    return PixelCache(path, tuple(keys), tuple((keys[at], reason) for at, reason in failed))


def _write_images(
    temporary: Path,
    keys: Sequence[FrameKey],
    shape: tuple[int, ...],
    images: Iterable[Image | str],
    on_event: EventSink,
) -> list[tuple[int, str]]:
    """Write the ``.npy`` file image by image; positions that could not be decoded are black, and returned."""
    failed: list[tuple[int, str]] = []
    black = bytes(int(np.prod(shape[1:])))
    step = max(1, len(keys) // 200)
    with temporary.open("wb") as file:
        header = {"descr": "|u1", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_2_0(file, header)
        for at, image in enumerate(images):
            if isinstance(image, str):
                failed.append((at, image))
            file.write(black if isinstance(image, str) else image.tobytes())
            if at % step == 0:
                on_event(Progress(at, len(keys), "frames", "Decoding images"))
    if failed and len(failed) == len(keys):
        raise MedxferError(
            "None of the {count} frames can be decoded; the first says: {reason}",
            "medxfer check FOLDER lists every file and what it needs.",
            count=len(keys),
            reason=failed[0][1],
        )
    return failed


def _unwritable(path: Path, error: OSError) -> MedxferError:
    return MedxferError(
        "The cache {folder} cannot be written: {reason}.",
        "Free some disk space, or delete the folder.",
        folder=path.parent,
        reason=error.strerror or type(error).__name__,
    )


def _channels(keys: Sequence[FrameKey], records: Mapping[str, InstanceRecord]) -> int:
    return 3 if any(_is_colour(records[key.uid]) for key in keys) else 1


def _is_colour(record: InstanceRecord) -> bool:
    return record.samples >= 3 or record.photometric == "PALETTE COLOR"


def _content_name(keys: Sequence[FrameKey], records: Mapping[str, InstanceRecord], preprocessing: Preprocessing) -> str:
    """Hash of everything the images depend on; a file that changed on disk changes it."""
    digest = hashlib.sha256(f"{VERSION}|{preprocessing.model_dump_json()}\n".encode())
    stamps: dict[Path, str] = {}
    for key in keys:
        record = records[key.uid]
        if record.path not in stamps:
            stamps[record.path] = _stamp(record.path)
        facts = (key.uid, str(key.frame), str(record.path), record.member, stamps[record.path])
        digest.update("\0".join(facts).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()[:32]


def _stamp(path: Path) -> str:
    try:
        facts = path.stat()
    except OSError:
        return "missing"
    return f"{facts.st_size} {facts.st_mtime_ns}"


def _existing(path: Path, keys: tuple[FrameKey, ...], shape: tuple[int, ...]) -> PixelCache | None:
    """The finished file of an earlier call; None where there is none or it is damaged."""
    try:
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["failed"]
        failed = tuple((keys[index], str(reason)) for index, reason in facts)
        found = PixelCache(path, keys, failed)
        if found.images.shape != shape or found.images.dtype != np.uint8:
            return None
        os.utime(path)  # the least recently used file goes first
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError):
        return None
    return found


def _any_decodes(found: PixelCache, records: Mapping[str, InstanceRecord], preprocessing: Preprocessing) -> bool:
    """Whether a frame that failed before can be decoded now, as after a codec was installed."""
    again = (decode_image(records[key.uid], key.frame, preprocessing, 1) for key, _ in found.failed[:8])
    return any(not isinstance(image, str) for image in again)


def _make_room(path: Path, needed: int, limit_bytes: int) -> None:
    """Remove what killed writers left and, beyond the limit, what was not used for longest; then look at the disk."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(".*.tmp"):
        if time.time() - _used(leftover) > _STALE_SECONDS:
            _remove(leftover)
    files = sorted((file for file in folder.glob("*.npy") if file != path), key=_used)
    total = needed + sum(map(_size, files))
    for file in files:
        if total <= limit_bytes:
            break
        total -= _size(file)
        _remove(file.with_suffix(".json"))
        _remove(file)
    if shutil.disk_usage(folder).free < needed:
        raise MedxferError(
            "The disk of {folder} has no room for {megabytes} MB of decoded images.",
            "Free some space, or choose a smaller image size.",
            folder=folder,
            megabytes=needed // 10**6 + 1,
        )


def _used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        return  # Windows: another process is reading it
