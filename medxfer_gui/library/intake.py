"""The intake report: is every file of a folder readable and decodable, what is worth knowing of it, and what helps."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Literal

from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.errors import MedxferError
from medxfer_gui.library import inspection
from medxfer_gui.library.contained import ContainedDecoder
from medxfer_gui.library.examine import sources_in
from medxfer_gui.library.files import ThrottledProgress, list_files
from medxfer_gui.library.inspection import Inspection
from medxfer_gui.library.places import opened_folder, opened_root
from medxfer_gui.library.records import InstanceRecord, SeriesKey, SkippedFile
from medxfer_gui.library.stacks import split_stacks
from medxfer_gui.library.update import DUPLICATE, OTHER_PATIENT
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.storage.source import ByteSource

Severity = Literal["ok", "note", "refused"]

_SAME_IMAGE = "The same image as another file"
NAMES_A_FILE = frozenset({DUPLICATE.problem, OTHER_PATIENT.problem, _SAME_IMAGE})
"""Problems whose detail is the place of another file, below the folder or whole: its folders may name the patient."""

_MOST_PROCESSES = 4
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the intake found out about one file.

    Parameters
    ----------
    path
        The file.
    refusal
        Why it cannot be shown or learned from; None where its first image was decoded.
    notes
        What is worth knowing and does not keep it out. All texts are templates without facts, the facts stand in
        ``detail``.
    polarity
        Photometric Interpretation (0028,0004): ``MONOCHROME1`` is shown inverted. Empty where unreadable.
    decoder
        What decoded it: ``native``, or a package.
    modality, rows, columns, images
        Of the first image; ``images``: how many the file holds, frames or pictures.
    """

    path: Path
    refusal: Problem | None = None
    notes: tuple[Problem, ...] = ()
    polarity: str = ""
    decoder: str = ""
    modality: str = ""
    rows: int = 0
    columns: int = 0
    images: int = 0

    @property
    def severity(self) -> Severity:
        """``refused``, ``note`` where it came in with one, else ``ok``."""
        return "refused" if self.refusal is not None else "note" if self.notes else "ok"

    @property
    def ok(self) -> bool:
        """Whether its first image was decoded."""
        return self.refusal is None

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Refusal and notes, the worst first."""
        return self.notes if self.refusal is None else (self.refusal, *self.notes)

    @property
    def problem(self) -> str:
        """All findings in one line of English, with their details."""
        return "; ".join(f"{item.problem} ({item.detail})" if item.detail else item.problem for item in self.findings)

    @property
    def hint(self) -> str:
        """What helps, in English; each hint once."""
        return " ".join(dict.fromkeys(item.hint for item in self.findings if item.hint))


def check_folder(folder: Path, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> list[FileCheck]:
    """Read every file below ``folder`` and decode its first image; one row per file, in order.

    Headers are read and images decoded in processes beside this one, so that a file that makes a decoder crash is a
    row too. A script that calls this must be importable (``if __name__ == "__main__":``).

    Parameters
    ----------
    folder
        A folder, or one file.
    on_event
        Gets `Progress` in files, at most ten a second.
    cancel
        Looked at before each file, and while one is decoded.

    Raises
    ------
    MedxferError
        The folder is not there. Trouble with a file is a row.
    Cancelled
        A stop was asked for.
    """
    folder = opened_folder(folder)
    skipped: list[SkippedFile] = []
    files: list[ByteSource] = []
    for path, _ in list_files(folder, skipped, on_event=on_event, cancel=cancel):
        sources, left_out = sources_in(path)
        files += sources
        skipped += left_out
    progress = ThrottledProgress(on_event)
    inspected: list[Inspection] = []
    for done, found in enumerate(_inspections(files, folder, cancel)):
        progress.report(done, len(files), "Decoding files")
        inspected.append(found)
    progress.report(len(files), len(files), "Decoding files", last=True)
    checks = [_refused(item) for item in skipped]
    checks += _rows(inspected, folder)
    return sorted(checks, key=lambda check: check.path)


def _inspections(files: Sequence[ByteSource], folder: Path, cancel: CancelToken) -> Iterator[Inspection]:
    """Of every file in order, by as many processes as there are processors, a few files ahead."""
    count = max(1, min(_MOST_PROCESSES, os.cpu_count() or 1, len(files)))
    idle: SimpleQueue[ContainedDecoder] = SimpleQueue()
    with ExitStack() as closing:
        for _ in range(count):
            decoder = ContainedDecoder()
            closing.callback(decoder.stop)
            decoder.start()
            idle.put(decoder)
        pool = closing.enter_context(ThreadPoolExecutor(count))
        closing.callback(pool.shutdown, wait=False, cancel_futures=True)
        ahead: deque[Future[Inspection]] = deque()
        waiting = iter(files)
        while True:
            for source in waiting:
                ahead.append(pool.submit(_inspected, source, folder, idle, cancel))
                if len(ahead) >= _AHEAD * count:
                    break
            if not ahead:
                return
            cancel.raise_if_cancelled()
            yield ahead.popleft().result()


def _inspected(
    source: ByteSource, folder: Path, idle: SimpleQueue[ContainedDecoder], cancel: CancelToken
) -> Inspection:
    decoder = idle.get()
    try:
        found: Inspection = decoder.call(
            source.place, inspection.__name__, "inspect_file", source, folder, cancel=cancel
        )
        return found
    except MedxferError as error:
        return Inspection(source.place, inspection.refusal_of(error))
    finally:
        idle.put(decoder)


def _refused(item: SkippedFile) -> FileCheck:
    return FileCheck(item.place, Problem(item.problem, item.hint, item.detail))


def _rows(inspected: Sequence[Inspection], folder: Path) -> list[FileCheck]:
    """The rows of the files, with what only shows when all of them are seen."""
    twins, shared = _twins(inspected, opened_root(folder)), _shared_series(inspected)
    stacks = _stack_notes(inspected)
    return [
        FileCheck(
            found.path,
            found.refusal,
            (
                *found.notes,
                *stacks.get(found.path, ()),
                *twins.get(found.path, ()),
                *((_SHARED_SERIES,) if found.series in shared else ()),
            ),
            found.polarity,
            found.decoder,
            found.modality,
            found.rows,
            found.columns,
            found.images,
        )
        for found in inspected
    ]


_SHARED_SERIES = Problem(
    "The series UID is used for more than one patient", "Their images are kept apart; check where the files come from."
)


def _shared_series(inspected: Iterable[Inspection]) -> set[str]:
    patients: defaultdict[str, set[bytes]] = defaultdict(set)
    for found in inspected:
        if found.series:
            patients[found.series].add(found.patient)
    return {series for series, whose in patients.items() if len(whose) > 1}


def _stack_notes(inspected: Iterable[Inspection]) -> dict[Path, tuple[Problem, ...]]:
    """Why a series is no clean volume, at the first file of each of its stacks."""
    groups: defaultdict[SeriesKey, list[InstanceRecord]] = defaultdict(list)
    for found in inspected:
        if found.record is not None and found.record.kind == "dicom":
            groups[found.record.series_key].append(found.record)
    return {
        stack.records[0].source.place: tuple(Problem(item.problem, item.hint, item.detail) for item in stack.problems)
        for records in groups.values()
        for stack in split_stacks(records)
        if stack.problems
    }


def _twins(inspected: Iterable[Inspection], folder: Path) -> dict[Path, tuple[Problem]]:
    """A note for each file whose images equal those of an earlier one."""
    first: dict[bytes, Path] = {}
    twins: dict[Path, tuple[Problem]] = {}
    for found in inspected:
        if found.digest:
            twin = first.setdefault(found.digest, found.path)
            if twin is not found.path:
                name = str(twin.relative_to(folder)) if twin.is_relative_to(folder) else twin.name
                hint = "Use one of them: a copy in another part would be learned and tested."
                twins[found.path] = (Problem(_SAME_IMAGE, hint, name),)
    return twins
