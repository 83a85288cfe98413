"""Indexing a folder: every file becomes instances or a skipped file with a reason."""

from __future__ import annotations

import dataclasses
import os
import stat
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.dicom.headers import NOT_DICOM
from medxfer_gui.errors import MedxferError
from medxfer_gui.library import dicom_files, medmnist, rasters
from medxfer_gui.library.places import opened_folder, place_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.store import Library
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event

_SECONDS_BETWEEN_EVENTS = 0.1
_SHARED_SERIES = "the series UID is used for more than one patient"


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What indexing a folder found."""

    folder: Path
    patients: int
    studies: int
    series: int
    instances: int
    frames: int
    skipped: tuple[SkippedFile, ...]
    seconds: float


def index_folder(
    folder: Path, library: Library, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> IndexSummary:
    """Read the headers of every file below ``folder`` into the library.

    Parameters
    ----------
    folder
        A folder (searched with its subfolders), or one file: DICOM, picture or ``.npz``.
    library
        What it knows of the folder is replaced as a whole once all files are read; a cancelled or failed scan leaves
        it as it was. Files that have not changed since are not read again.
    on_event
        Gets `Progress` in files, at most ten a second.
    cancel
        Looked at before each file.

    Raises
    ------
    MedxferError
        The folder is not there, or the library cannot be written.
    Cancelled
        A stop was asked for.
    """
    started = time.monotonic()
    folder = opened_folder(folder)
    progress = ThrottledProgress(on_event)
    skipped: list[SkippedFile] = []
    files = list_files(folder, skipped, on_event=on_event, cancel=cancel)
    known = library.known_files(folder)
    records: list[InstanceRecord] = []
    stamps: dict[Path, FileStamp] = {}
    for done, (path, stamp) in enumerate(files):
        cancel.raise_if_cancelled()
        progress.report(done, len(files), "Reading headers")
        before = known.get(path)
        found = before[1] if before is not None and before[0] == stamp else examine_file(path, folder)
        if isinstance(found, SkippedFile):
            skipped.append(found)
        else:
            records.extend(found)
            stamps[path] = stamp
    kept = _without_duplicates(records, skipped)
    kept = _with_shared_series_noted(kept)
    cancel.raise_if_cancelled()
    library.replace_folder(folder, kept, skipped, stamps)
    progress.report(len(files), len(files), "Reading headers", last=True)
    return _summary(folder, kept, skipped, time.monotonic() - started)


def list_files(
    folder: Path,
    skipped: list[SkippedFile],
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> list[tuple[Path, FileStamp]]:
    """The regular files below ``folder`` in order, with size and time; what is passed over goes to ``skipped``.

    Links to folders are followed, each folder is visited once. Hidden files and folders are passed over, so are pipes
    and devices, which would wait for ever.

    Raises
    ------
    MedxferError
        There is no such folder or file.
    Cancelled
        A stop was asked for.
    """
    if folder.is_file():
        status = folder.stat()
        return [(folder, FileStamp(status.st_size, status.st_mtime_ns))]
    if not folder.is_dir():
        raise MedxferError("There is no folder {path}", "Check the name, or plug the drive in.", path=folder)
    progress, found = ThrottledProgress(on_event), []
    for entry in _walk(folder, skipped):
        cancel.raise_if_cancelled()
        found.append(entry)
        progress.report(len(found), None, "Looking for files")
    return found


def examine_file(path: Path, folder: Path) -> list[InstanceRecord] | SkippedFile:
    """What one file holds, or why it is skipped. Reads headers only; never raises for the file."""
    place, suffix = place_of(path, folder), path.suffix.lower()
    if suffix == ".npz":
        return medmnist.read_records(path, place)
    found = rasters.read_record(path, place) if suffix in rasters.SUFFIXES else dicom_files.read_record(path, place)
    if isinstance(found, SkippedFile):
        return _neither(path) if found.problem == NOT_DICOM else found
    return [found]


def _neither(path: Path) -> SkippedFile:
    if path.suffix.lower() in (".dcm", ".dicom", ".ima"):
        return SkippedFile(path, NOT_DICOM, "The name says DICOM, the content does not; export it again.")
    return SkippedFile(path, "Neither DICOM, a picture nor a MedMNIST file", "")


def _walk(folder: Path, skipped: list[SkippedFile]) -> Iterator[tuple[Path, FileStamp]]:
    visited: set[tuple[int, int]] = set()
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
        visited.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            path = current / entry.name
            if entry.name.startswith((".", "__MACOSX")):
                skipped.append(SkippedFile(path, "Hidden"))
            elif _is_folder(entry):
                folders.append(path)
            else:
                yield from _regular_file(entry, path, skipped)
        waiting.extend(reversed(folders))


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
        yield path, FileStamp(status.st_size, status.st_mtime_ns)
    else:
        skipped.append(SkippedFile(path, "Not a regular file"))


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _without_duplicates(records: list[InstanceRecord], skipped: list[SkippedFile]) -> list[InstanceRecord]:
    first: dict[str, InstanceRecord] = {}
    for record in records:
        other = first.setdefault(record.sop_instance_uid, record)
        if other is not record:
            hint = "The first file with this SOP instance UID is used."
            skipped.append(SkippedFile(record.path, "A duplicate of another file", hint, f"same as {other.path}"))
    return list(first.values())


def _with_shared_series_noted(records: list[InstanceRecord]) -> list[InstanceRecord]:
    """Say so where a series UID stands for several patients: the split goes by patient, the tree shows both."""
    patients: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        patients[record.series_instance_uid].add(record.patient_id)
    return [_noted(record, len(patients[record.series_instance_uid]) > 1) for record in records]


def _noted(record: InstanceRecord, shared: bool) -> InstanceRecord:
    if shared == (_SHARED_SERIES in record.note):
        return record
    notes = [note for note in record.note.split("; ") if note and note != _SHARED_SERIES]
    return dataclasses.replace(record, note="; ".join([*notes, _SHARED_SERIES] if shared else notes))


def _summary(folder: Path, records: list[InstanceRecord], skipped: list[SkippedFile], seconds: float) -> IndexSummary:
    return IndexSummary(
        folder,
        patients=len({record.patient_id for record in records}),
        studies=len({(record.patient_id, record.study_instance_uid) for record in records}),
        series=len({(record.patient_id, record.series_instance_uid) for record in records}),
        instances=len(records),
        frames=sum(record.frames for record in records),
        skipped=tuple(skipped),
        seconds=seconds,
    )


class ThrottledProgress:
    """Passes progress on, at most ten times a second and once at the end."""

    def __init__(self, on_event: EventSink) -> None:
        self._on_event = on_event
        self._last = float("-inf")

    def report(self, done: int, total: int | None, message: str, *, last: bool = False) -> None:
        now = time.monotonic()
        if last or now - self._last >= _SECONDS_BETWEEN_EVENTS:
            self._last = now
            self._on_event(Progress(done, total, "files", message))
