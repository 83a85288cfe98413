"""Indexing a folder: every file becomes instances or a skipped file with a reason; unchanged files are left alone."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.library.files import ThrottledProgress, list_files
from medxfer_gui.library.findings import Findings
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.reading import read_files
from medxfer_gui.library.records import SkippedFile
from medxfer_gui.library.store import Library
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What indexing a folder found.

    Parameters
    ----------
    added, changed, moved, gone
        Files that were new, had another size or time, were found at another place, or were not there any more.
    """

    folder: Path
    patients: int
    studies: int
    series: int
    instances: int
    frames: int
    skipped: tuple[SkippedFile, ...]
    seconds: float
    added: int = 0
    changed: int = 0
    moved: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the folder holds now beside what the library knows: files to read, and paths whose rows are to go."""

    revision: int
    read: list[tuple[Path, FileStamp]]
    gone: set[str]
    added: int
    changed: int
    moved: int
    lost: int


def index_folder(
    folder: Path, library: Library, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> IndexSummary:
    """Read the headers of every new or changed file below ``folder`` into the library, and forget those that are gone.

    Parameters
    ----------
    folder
        A folder (searched with its subfolders), or one file: DICOM, picture or ``.npz``.
    library
        Changes go in at once, when all files are read; a cancelled, failed or killed scan leaves it as it was. Files
        with the same path, size and time as before are neither read nor written again.
    on_event
        Gets `Progress` in files that are to be read, at most ten a second.
    cancel
        Looked at before each file and each series.

    Raises
    ------
    MedxferError
        The folder is not there, or the library cannot be written.
    Cancelled
        A stop was asked for.
    """
    started = time.monotonic()
    folder = opened_folder(folder)
    passed_over: list[SkippedFile] = []
    files = list_files(folder, passed_over, on_event=on_event, cancel=cancel)
    progress = ThrottledProgress(on_event)
    seen: dict[Path, FileStamp] = {}
    with library.findings() as findings:
        for item in passed_over:
            findings.skip(item)
        while True:
            plan = _plan(folder, library, files)
            _read_files(folder, plan, findings, seen, progress, cancel)
            findings.remove(plan.gone)
            if library.update(folder, findings, plan.revision, on_event=on_event, cancel=cancel):
                break
            # Another process has put in changes of the same folder: most files are known by now.
    progress.report(len(plan.read), len(plan.read), "Reading headers", last=True)
    return _summary(folder, library, plan, time.monotonic() - started)


def _plan(folder: Path, library: Library, files: list[tuple[Path, FileStamp]]) -> _Plan:
    revision = library.revision(folder)
    known = library.known_files(folder)
    read, stale, added, changed = [], set(), [], 0
    for path, stamp in files:
        name = str(path)
        if name not in known:
            added.append(stamp)
            read.append((path, stamp))
        elif (before := known.pop(name)) != stamp:
            stale.add(name)
            read.append((path, stamp))
            changed += before is not None
    # What is left was not walked over this time. Rows without a stamp are those of things passed over, found anew.
    lost = [stamp for stamp in known.values() if stamp is not None]
    gone = stale | known.keys()
    again = library.duplicates_of(folder, gone) - gone
    read += [(path, stamp) for path, stamp in files if str(path) in again] if again else []
    moved = (Counter(added) & Counter(lost)).total()
    return _Plan(revision, read, gone | again, len(added) - moved, changed, moved, len(lost) - moved)


def _read_files(
    folder: Path,
    plan: _Plan,
    findings: Findings,
    seen: dict[Path, FileStamp],
    progress: ThrottledProgress,
    cancel: CancelToken,
) -> None:
    """Take the files of the plan into the findings, but for those that this scan has ``seen`` as they are."""
    wanted = dict(plan.read)
    outdated = [path for path, stamp in seen.items() if wanted.get(path) != stamp]
    findings.drop(map(str, outdated))
    for path in outdated:
        del seen[path]
    progress.report(len(seen), len(plan.read), "Reading headers")
    for batch, found in read_files(folder, [file for file in plan.read if file[0] not in seen], cancel=cancel):
        findings.take(found)
        seen.update(batch)
        progress.report(len(seen), len(plan.read), "Reading headers")


def _summary(folder: Path, library: Library, plan: _Plan, seconds: float) -> IndexSummary:
    known = library.summary(folder)
    assert known is not None, "the update wrote it"
    return IndexSummary(
        folder,
        patients=known.patients,
        studies=known.studies,
        series=known.series,
        instances=known.instances,
        frames=known.frames,
        skipped=tuple(library.skipped(folder)),
        seconds=seconds,
        added=plan.added,
        changed=plan.changed,
        moved=plan.moved,
        gone=plan.lost,
    )
