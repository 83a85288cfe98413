"""Starts, follows, stops and resumes training; the work itself goes on in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from medxfer_gui.config.run import RunConfig
from medxfer_gui.home import Home
from medxfer_gui.operation import CancelToken, Event, EventSink, Progress
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.training.history import TrainingHistory
from medxfer_gui.runs.checkpoint import has_checkpoint
from medxfer_gui.runs.events import BatchFinished
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import RunState

Phase = Literal[
    "idle", "preparing", "prepared", "running", "stopping", "finished", "cancelled", "failed", "interrupted"
]
"""``idle``: no run. ``preparing``: the folder is being made. ``stopping``: asked to. Else the run's own status."""

_FLUSH_SECONDS = 0.05


class Trainer(QObject):
    """The window's hand on one run: the session's.

    It owns the job that prepares and launches a run and the job that follows the run's record. Leaving (a closed
    window, another run chosen) ends only the following; the training process goes on, and choosing the run again
    follows it from the beginning of its record.

    Attributes
    ----------
    history, state, phase
        What the run's record adds up to, the state in its folder, and what the page shows of both.
    has_checkpoint
        Whether Resume has something to go on from, as of the last change of `state`.
    """

    history_changed = Signal()
    """`history` has grown."""
    phase_changed = Signal()
    """`phase` or `state` is another."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.history = TrainingHistory()
        self.state = RunState()
        self.has_checkpoint = False
        self.phase: Phase = "idle"
        self._start_job: Job | None = None
        self._follow_job: Job | None = None
        self._leaving = False
        session.run_changed.connect(self._on_run_changed)
        if session.run is not None:
            self._on_run_changed(session.run)

    def start(self, config: RunConfig) -> None:
        """Prepare a run of ``config`` and train it in its own process."""
        self._launch(Job(self.tr("Preparing the run"), _prepare_and_launch, config, self.session.home))

    def resume(self) -> None:
        """Continue the session's run from its last checkpoint."""
        if self.session.run is not None:
            self._launch(Job(self.tr("Resuming the run"), _launch_again, self.session.run, self.session.home))

    def stop(self) -> None:
        """Ask for an end at this batch: a checkpoint is written and the run can be resumed."""
        if self.phase == "preparing" and self._start_job is not None:
            self._start_job.cancel()
        elif self.session.run is not None:
            self.session.run.request_cancel()
            self._set_phase("stopping")

    def leave(self) -> None:
        """Stop following; the training process goes on."""
        self._leaving = True
        for job in (self._start_job, self._follow_job):
            if job is not None and job.is_running:
                job.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether a run is being prepared or trained."""
        return self.phase in ("preparing", "running", "stopping")

    def _launch(self, job: Job) -> None:
        self._start_job = job
        self.history = TrainingHistory()
        job.progressed.connect(self._on_prepared_a_step)
        job.succeeded.connect(self._on_launched)
        job.cancelled.connect(self._on_not_launched)
        job.failed.connect(self._on_not_launched)
        self._set_phase("preparing")
        self.history_changed.emit()
        self.session.start(job)

    def _on_launched(self, run: Run) -> None:
        self._start_job = None
        if run == self.session.run:
            self._follow(run)
        else:
            self.session.set_run(run)

    def _on_not_launched(self, error: Exception | None = None) -> None:
        self._start_job = None
        self._on_run_changed(self.session.run)

    def _on_run_changed(self, run: Run | None) -> None:
        self._forget()
        if run is None:
            self.state, self.history = RunState(), TrainingHistory()
            self._set_phase("idle")
            self.history_changed.emit()
        else:
            self._follow(run)

    def _follow(self, run: Run) -> None:
        self._forget()
        self.history = TrainingHistory()
        self.history_changed.emit()
        self._set_state(run.state())
        title = self.tr("Training {name}").format(name=run.name)
        self._follow_job = Job(title, _follow_events, run)
        self._follow_job.progressed.connect(self._on_events)
        self._follow_job.succeeded.connect(self._on_ended)
        self._follow_job.cancelled.connect(self._on_follow_cancelled)
        self.session.start(self._follow_job)

    def _forget(self) -> None:
        """Let the previous run go without a word of its end."""
        if self._follow_job is None:
            return
        self._follow_job.progressed.disconnect(self._on_events)
        self._follow_job.succeeded.disconnect(self._on_ended)
        self._follow_job.cancelled.disconnect(self._on_follow_cancelled)
        self._follow_job.cancel()
        self._follow_job = None

    def _on_prepared_a_step(self, event: Event) -> None:
        self.history.add(event)
        self.history_changed.emit()

    def _on_events(self, event: Event) -> None:
        if not isinstance(event, EventBatch):
            return  # the share done, meant for the status line
        for single in event.events:
            self.history.add(single)
        self.history_changed.emit()

    def _on_ended(self, state: RunState) -> None:
        self._follow_job = None
        self._set_state(state)
        self.history_changed.emit()

    def _on_follow_cancelled(self) -> None:
        """Cancel in the status line means the training, not the looking at it; leaving means only the latter."""
        self._follow_job = None
        if not self._leaving and self.session.run is not None:
            run = self.session.run
            run.request_cancel()
            self._follow(run)
            self._set_phase("stopping")

    def _set_state(self, state: RunState) -> None:
        self.state = state
        run = self.session.run
        self.has_checkpoint = run is not None and has_checkpoint(run.checkpoints, "last")
        self._set_phase(state.status)

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.phase_changed.emit()


@dataclass(frozen=True, slots=True)
class EventBatch(Event):
    """Events of a run's record that came close together, oldest first."""

    events: tuple[Event, ...]


class _Batcher:
    """Hands events on in batches: replaying a long record must not flood the window's thread."""

    def __init__(self, sink: EventSink) -> None:
        self._sink = sink
        self._held: list[Event] = []
        self._flushed = 0.0
        self._shares = TrainingHistory()

    def put(self, event: Event) -> None:
        self._shares.add(event)
        self._held.append(event)
        if not isinstance(event, BatchFinished) or time.monotonic() - self._flushed > _FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        self._flushed = time.monotonic()
        if self._held:
            self._sink(EventBatch(tuple(self._held)))
            self._held = []
        if self._shares.progress is not None:
            self._sink(self._shares.progress)
        elif self._shares.total_epochs:
            self._sink(Progress(round(100 * self._shares.share_done), 100, "%", "Training"))


def _prepare_and_launch(config: RunConfig, home: Home, *, on_event: EventSink, cancel: CancelToken) -> Run:
    from medxfer_gui.training.launch import launch_worker, prepare_run

    run = prepare_run(config, home, on_event=on_event, cancel=cancel)
    cancel.raise_if_cancelled()
    launch_worker(run, home)
    return run


def _launch_again(run: Run, home: Home, *, on_event: EventSink, cancel: CancelToken) -> Run:
    from medxfer_gui.training.launch import launch_worker

    cancel.raise_if_cancelled()
    launch_worker(run, home)
    return run


def _follow_events(run: Run, *, on_event: EventSink, cancel: CancelToken) -> RunState:
    from medxfer_gui.training.launch import follow_run

    batcher = _Batcher(on_event)
    try:
        return follow_run(run, on_event=batcher.put, cancel=cancel)
    finally:
        batcher.flush()
