"""Indexing a folder: every file becomes instances or a skipped file with a reason."""

from __future__ import annotations

import dataclasses
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.library.examine import examine_file
from medxfer_gui.library.files import ThrottledProgress, list_files
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.store import Library
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event

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
