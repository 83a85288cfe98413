"""Reading the headers of many files: a few in place, many in processes beside this one.

Reading is Python's work, so only processes make it faster on several processors. One takes up to a second to start;
meanwhile, and whenever no answer waits, the thread that asks reads too.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.examine import examine_file
from medxfer_gui.library.findings import FoundRows
from medxfer_gui.library.records import SeriesKey, SkippedFile
from medxfer_gui.library.series_facts import read_facts
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, Cancelled, CancelToken, EventSink, ignore_event
from medxfer_gui.side_process.limits import Limits
from medxfer_gui.side_process.process import NotStartedError, ProcessEndedError, SideProcess
from medxfer_gui.side_process.worker import OutOfMemoryError

PARALLEL_FROM = 5000
"""From so many files on it pays to start processes."""

_MOST_PROCESSES = 3
_MEMORY = 2 << 30
_FEW, _MANY = 16, 400
_WAIT_SECONDS = 0.05

Files = Sequence[tuple[Path, FileStamp]]


def read_batch(
    folder: Path,
    files: Files,
    described: set[SeriesKey] | None = None,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> FoundRows:
    """What some files hold, as rows; the first of each series gives its header facts.

    ``described`` names the series whose facts are known, and takes those that are found.

    Raises
    ------
    Cancelled
        A stop was asked for; it is looked for before each file.
    """
    found = FoundRows()
    described = set() if described is None else described
    for path, stamp in files:
        cancel.raise_if_cancelled()
        examined = examine_file(path, folder, cancel=cancel)
        for item in examined.skipped:
            found.skip(item, stamp)
        found.add(examined.records, stamp)
        for record in examined.records:
            if record.kind == "dicom" and record.series_key not in described:
                described.add(record.series_key)
                found.describe(record.series_key, read_facts(record.source))
    return found


def read_named(
    folder: Path,
    names: Sequence[tuple[str, tuple[int, int]]],
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken,
) -> FoundRows:
    """`read_batch` for names, which travel to another process many times faster than paths."""
    return read_batch(folder, [(Path(name), FileStamp(*stamp)) for name, stamp in names], cancel=cancel)


def read_files(folder: Path, files: Files, *, cancel: CancelToken = NEVER) -> Iterator[tuple[Files, FoundRows]]:
    """Every file once, in batches with what they hold.

    Raises
    ------
    Cancelled
        A stop was asked for.
    """
    if len(files) >= PARALLEL_FROM and (processes := _spare_processors()):
        yield from _Readers(folder, files, processes).batches(cancel)
        return
    described: set[SeriesKey] = set()
    for start in range(0, len(files), _FEW):
        batch = files[start : start + _FEW]
        yield batch, read_batch(folder, batch, described, cancel=cancel)


def _spare_processors() -> int:
    """How many processes may read beside this one."""
    if multiprocessing.current_process().daemon:
        return 0  # a side process itself must not have others
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable - 1, _MOST_PROCESSES)


class _Readers:
    """Processes that read, each with a thread that hands it one batch after the other."""

    def __init__(self, folder: Path, files: Files, count: int) -> None:
        self._folder = folder
        self._todo = deque(files[start : start + _MANY] for start in range(0, len(files), _MANY))
        self._done: queue.SimpleQueue[tuple[Files, FoundRows | Exception]] = queue.SimpleQueue()
        self._stop = CancelToken()
        limits = Limits(memory=_MEMORY, nice=1, is_quiet=True, preload=(__name__,))
        self._processes = [SideProcess(limits, "medxfer reader") for _ in range(count)]
        self._threads = [threading.Thread(target=self._hand_out, args=(one,), daemon=True) for one in self._processes]
        self._expected = len(self._todo)

    def batches(self, cancel: CancelToken) -> Iterator[tuple[Files, FoundRows]]:
        """What the processes have read; while none has an answer, this thread reads too."""
        for thread in self._threads:
            thread.start()
        described: set[SeriesKey] = set()
        try:
            while self._expected:
                cancel.raise_if_cancelled()
                answer = self._answer(0.0)
                if answer is None and (batch := self._next()):
                    answer = batch, read_batch(self._folder, batch, described, cancel=cancel)
                elif answer is None:
                    answer = self._answer(_WAIT_SECONDS)
                if answer is not None:
                    self._expected -= 1
                    yield answer
        finally:
            self._end()

    def _answer(self, seconds: float) -> tuple[Files, FoundRows] | None:
        try:
            batch, found = self._done.get(timeout=seconds) if seconds else self._done.get_nowait()
        except queue.Empty:
            return None
        if isinstance(found, Exception):
            raise found
        return batch, found

    def _next(self) -> Files | None:
        try:
            return self._todo.popleft()
        except IndexError:
            return None

    def _hand_out(self, process: SideProcess) -> None:
        while not self._stop.cancelled and (batch := self._next()):
            try:
                self._done.put((batch, self._read_beside(process, batch)))
            except NotStartedError:
                self._todo.append(batch)
                return
            except Cancelled:
                return
            except (MedxferError, RuntimeError) as error:
                self._done.put((batch, error))
                return

    def _read_beside(self, process: SideProcess, batch: Files) -> FoundRows:
        """Read a batch in the process; where that ends it, halves of it, until the file that does so is found."""
        try:
            names = [(str(path), tuple(stamp)) for path, stamp in batch]
            found: FoundRows = process.call(__name__, "read_named", self._folder, names, cancel=self._stop)
        except (ProcessEndedError, OutOfMemoryError):
            self._stop.raise_if_cancelled()
            if len(batch) == 1:
                return _refused(*batch[0])
            middle = len(batch) // 2
            found, other = (self._read_beside(process, half) for half in (batch[:middle], batch[middle:]))
            found.extend(other)
        return found

    def _end(self) -> None:
        self._stop.cancel()
        for process in self._processes:
            process.stop()
        for thread, process in zip(self._threads, self._processes, strict=True):
            thread.join()
            process.stop()  # it may have been started just then


def _refused(path: Path, stamp: FileStamp) -> FoundRows:
    found = FoundRows()
    hint = "The file is damaged or not what it says; export it again from its source."
    found.skip(SkippedFile(path, "Reading the header takes more memory than is allowed, or crashes", hint), stamp)
    return found
