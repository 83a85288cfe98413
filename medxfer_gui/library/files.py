"""The files below a folder, with what is passed over and why."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.dicomdir import is_dicomdir, missing_files
from medxfer_gui.library.mixes import is_mix, read_mix
from medxfer_gui.library.records import SkippedFile
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.storage.source import ByteSource

_SECONDS_BETWEEN_EVENTS = 0.1


def list_files(
    folder: Path,
    skipped: list[SkippedFile],
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> list[tuple[Path, FileStamp]]:
    """The regular files below ``folder`` in order, with size and time; what is passed over goes to ``skipped``.

    ``folder`` may be a single file, or a mix (`library.mixes`). Links to folders are followed, each folder is visited
    once. Hidden files and folders are passed over, so are pipes and devices, which would wait for ever, and what a
    DICOMDIR names but is not there.

    Raises
    ------
    MedxferError
        There is no such folder or file.
    Cancelled
        A stop was asked for.
    """
    if not is_text(str(folder)):
        raise MedxferError("The name of the folder is not valid text", "Rename it, then open it again.")
    progress, found = ThrottledProgress(on_event), []
    for path, stamp in _entries(folder, skipped):
        cancel.raise_if_cancelled()
        found.append((path, stamp))
        progress.report(len(found), None, "Looking for files")
        if is_dicomdir(path.name):
            skipped += missing_files(ByteSource(path))
    return found


def _entries(folder: Path, skipped: list[SkippedFile]) -> Iterator[tuple[Path, FileStamp]]:
    if is_mix(folder):
        visited: set[tuple[int, int]] = set()
        for path in read_mix(folder).entries:
            if path.is_dir():
                yield from _walk(path, skipped, visited)
            else:
                yield from _single_file(path, skipped)
    elif folder.is_file():
        yield folder, _stamp(folder.stat())
    elif folder.is_dir():
        yield from _walk(folder, skipped, set())
    else:
        raise MedxferError("There is no folder {path}", "Check the name, or plug the drive in.", path=folder)


def _single_file(path: Path, skipped: list[SkippedFile]) -> Iterator[tuple[Path, FileStamp]]:
    """A file that a mix names."""
    try:
        status = path.stat()
    except OSError as error:
        skipped.append(SkippedFile(path, "It was opened with the others, but is not there any more", "", _cause(error)))
        return
    if stat.S_ISREG(status.st_mode):
        yield path, _stamp(status)
    else:
        skipped.append(SkippedFile(path, "Not a regular file"))


def _stamp(status: os.stat_result) -> FileStamp:
    return FileStamp(status.st_size, status.st_mtime_ns)


def _walk(folder: Path, skipped: list[SkippedFile], visited: set[tuple[int, int]]) -> Iterator[tuple[Path, FileStamp]]:
    around = {(status.st_dev, status.st_ino) for status in map(os.stat, folder.resolve().parents)}
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            skipped.append(SkippedFile(current, "The folder cannot be opened", "Check its permissions.", _cause(error)))
            continue
        if (status.st_dev, status.st_ino) in visited:
            skipped.append(SkippedFile(current, "A link to a folder that was searched already"))
            continue
        if (status.st_dev, status.st_ino) in around:
            skipped.append(SkippedFile(current, "A link to a folder that the opened one lies in"))
            continue
        visited.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            path = current / entry.name
            if not is_text(entry.name):
                skipped.append(_unnamed(path))
            elif entry.name.startswith((".", "__MACOSX")):
                skipped.append(SkippedFile(path, "Hidden"))
            elif _is_folder(entry):
                folders.append(path)
            else:
                yield from _regular_file(entry, path, skipped)
        waiting.extend(reversed(folders))


def is_text(name: str) -> bool:
    """Whether a name is text that can be stored: on some systems a name may be any bytes, as from an old archive."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unnamed(path: Path) -> SkippedFile:
    shown = Path(os.fsencode(path).decode("utf-8", "replace"))
    return SkippedFile(shown, "The name is not valid text", "Rename the file or folder, then index again.")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _regular_file(entry: os.DirEntry[str], path: Path, skipped: list[SkippedFile]) -> Iterator[tuple[Path, FileStamp]]:
    try:
        status = entry.stat()
    except OSError as error:
        skipped.append(SkippedFile(path, "The file cannot be opened", "It may be a broken link.", _cause(error)))
        return
    if stat.S_ISREG(status.st_mode):
        yield path, _stamp(status)
    else:
        skipped.append(SkippedFile(path, "Not a regular file"))


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__


class ThrottledProgress:
    """Passes progress on, at most ten times a second and once at the end."""

    def __init__(self, on_event: EventSink, unit: str = "files") -> None:
        self._on_event = on_event
        self._unit = unit
        self._last = float("-inf")

    def report(self, done: int, total: int | None, message: str, *, last: bool = False) -> None:
        now = time.monotonic()
        if last or now - self._last >= _SECONDS_BETWEEN_EVENTS:
            self._last = now
            self._on_event(Progress(done, total, self._unit, message))
