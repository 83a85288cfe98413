"""The job: events in order, exactly one outcome, on the thread that made it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.qt.job import Job, running_jobs
from medxfer_gui.runs.events import RunFinished


class Witness(QObject):
    """Keeps what a job says, and on which thread."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        job.progressed.connect(self.on_progressed)
        job.succeeded.connect(self.on_succeeded)
        job.failed.connect(self.on_failed)
        job.cancelled.connect(self.on_cancelled)
        job.finished.connect(self.on_finished)

    def _note(self, what: str, value: object = None) -> None:
        self.heard.append((what, value))
        self.threads.add(QThread.currentThread())

    def on_progressed(self, event: object) -> None:
        self._note("progressed", event)

    def on_succeeded(self, value: object) -> None:
        self._note("succeeded", value)

    def on_failed(self, error: object) -> None:
        self._note("failed", error)

    def on_cancelled(self) -> None:
        self._note("cancelled")

    def on_finished(self) -> None:
        self._note("finished")

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.heard if name != "progressed"]


def run(qtbot: QtBot, job: Job) -> Witness:
    witness = Witness(job)
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start()
    return witness


def double(number: int, *, on_event: EventSink, cancel: CancelToken) -> int:
    return 2 * number


def test_value_arrives_then_finished(qtbot: QtBot) -> None:
    witness = run(qtbot, Job("", double, 21))
    assert witness.heard == [("succeeded", 42), ("finished", None)]


def test_signals_come_on_the_thread_that_made_the_job(qtbot: QtBot) -> None:
    def report(*, on_event: EventSink, cancel: CancelToken) -> None:
        on_event(Progress(1, 2, "files", "Reading"))

    witness = run(qtbot, Job("", report))
    assert witness.threads == {QThread.currentThread()}


def test_function_runs_on_another_thread(qtbot: QtBot) -> None:
    def where(*, on_event: EventSink, cancel: CancelToken) -> int:
        return threading.get_ident()

    witness = run(qtbot, Job("", where))
    assert witness.heard[0][1] != threading.get_ident()


@pytest.mark.parametrize("error", [MedxferError("gone"), ZeroDivisionError()])
def test_exception_arrives_as_it_was(qtbot: QtBot, error: Exception) -> None:
    def fail(*, on_event: EventSink, cancel: CancelToken) -> None:
        raise error

    assert run(qtbot, Job("", fail)).heard == [("failed", error), ("finished", None)]


def test_cancel_ends_in_cancelled_alone(qtbot: QtBot) -> None:
    def wait(*, on_event: EventSink, cancel: CancelToken) -> None:
        while True:
            cancel.raise_if_cancelled()

    job = Job("", wait)
    witness = Witness(job)
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start()
        job.cancel()
    assert witness.names == ["cancelled", "finished"]


def test_fast_progress_is_coalesced_to_its_last(qtbot: QtBot) -> None:
    def count(*, on_event: EventSink, cancel: CancelToken) -> None:
        for done in range(100_000):
            on_event(Progress(done + 1, 100_000, "files", "Reading"))

    events = [value for name, value in run(qtbot, Job("", count)).heard if name == "progressed"]
    assert len(events) < 1000
    assert events[-1] == Progress(100_000, 100_000, "files", "Reading")


def test_every_other_event_arrives_in_order_among_progress(qtbot: QtBot) -> None:
    def work(*, on_event: EventSink, cancel: CancelToken) -> None:
        for number in range(500):
            on_event(Progress(number, 500, "images", "Training"))
            on_event(RunFinished(number, 0.0, 0.0, ""))

    heard = run(qtbot, Job("", work)).heard
    assert [value.best_epoch for _, value in heard if isinstance(value, RunFinished)] == list(range(500))


def test_job_is_kept_alive_while_it_runs_and_let_go_after(qtbot: QtBot) -> None:
    release = threading.Event()

    def hold(*, on_event: EventSink, cancel: CancelToken) -> None:
        release.wait(10)

    job = Job("", hold)
    job.start()
    kept = job in running_jobs()
    with qtbot.waitSignal(job.finished, timeout=10_000):
        release.set()
    assert (kept, job in running_jobs()) == (True, False)
