"""What the events of one run add up to. No Qt: replaying the run's record gives the same history."""

from __future__ import annotations

from collections.abc import Sequence

from medxfer_gui.operation import Event, Progress
from medxfer_gui.runs.events import BatchFinished, EpochFinished, FramesLeftOut, RunFinished, RunStarted, RunStopped

BATCH_POINTS = 1500
"""Batch losses are thinned to at most this many points: more cannot be told apart on a screen."""


class TrainingHistory:
    """The run so far.

    Attributes
    ----------
    started, progress, batch, finished, stopped
        The last event of each kind; None before the first. ``progress`` is None once training itself has begun. A
        run that was stopped keeps its ``batch``: it says where.
    epochs
        Finished epochs, in order; epochs that a resumed run repeats are replaced.
    batches
        Batch losses as ``(position, loss)``; the position counts epochs, 1.5 is the middle of the second. Those that a
        resumed run repeats are replaced, those before stay.
    log
        Notable events, oldest first.
    """

    def __init__(self) -> None:
        self.started: RunStarted | None = None
        self.progress: Progress | None = None
        self.batch: BatchFinished | None = None
        self.finished: RunFinished | None = None
        self.stopped: RunStopped | None = None
        self.epochs: list[EpochFinished] = []
        self.batches: list[tuple[float, float]] = []
        self.log: list[Event] = []
        self._is_resumed = False
        self._stride = 1
        self._seen = 0

    def add(self, event: Event) -> None:
        """Take the next event of the run's record."""
        match event:
            case Progress():
                self._add_progress(event)
            case RunStarted():
                self._start(event)
            case BatchFinished():
                self._add_batch(event)
            case EpochFinished():
                self._add_epoch(event)
            case FramesLeftOut():
                self.log.append(event)
            case RunFinished():
                self.finished, self.progress, self.batch = event, None, None
                self.log.append(event)
            case RunStopped():
                self.stopped, self.progress = event, None
                self.log.append(event)
            case _:
                pass

    @property
    def best(self) -> EpochFinished | None:
        """The epoch whose checkpoint is kept as best; None before the first epoch."""
        return best_epoch(self.epochs, self.finished)

    @property
    def total_epochs(self) -> int:
        """Epochs the run will have; 0 before it started."""
        if self.epochs:
            return self.epochs[-1].epochs
        return self.started.epochs if self.started else 0

    @property
    def current_epoch(self) -> int:
        """The epoch that is under way or was the last to finish, from 1; 0 before the first."""
        finished = self.epochs[-1].epoch if self.epochs else 0
        return max(finished, self.batch.epoch if self.batch else 0)

    @property
    def share_done(self) -> float:
        """How much of the training is done, in [0, 1]."""
        if self.finished:
            return 1.0
        total = self.total_epochs
        if not total:
            return 0.0
        done = float(self.epochs[-1].epoch if self.epochs else 0)
        if self.batch and self.batch.epoch > done:
            done = self.batch.epoch - 1 + self.batch.batch / max(self.batch.batches, 1)
        return min(done / total, 1.0)

    def _add_progress(self, event: Progress) -> None:
        stage_is_new = self.progress is None or self.progress.message != event.message
        self.progress = event
        if stage_is_new:
            self.log.append(event)
        elif self.log and isinstance(self.log[-1], Progress):
            self.log[-1] = event

    def _start(self, event: RunStarted) -> None:
        self.started = event
        self.progress = self.finished = self.stopped = self.batch = None
        self.epochs = [epoch for epoch in self.epochs if epoch.epoch <= event.resumed_at]
        self._is_resumed = True
        self.log.append(event)

    def _add_batch(self, event: BatchFinished) -> None:
        self.batch, self.progress = event, None
        position = event.epoch - 1 + event.batch / max(event.batches, 1)
        if self._is_resumed:  # only now is it known at which batch the run went on
            self.batches = [point for point in self.batches if point[0] < position]
            self._is_resumed = False
        self._seen += 1
        if self._seen % self._stride:
            return
        self.batches.append((position, event.loss))
        if len(self.batches) > BATCH_POINTS:
            self.batches = self.batches[::2]
            self._stride *= 2

    def _add_epoch(self, event: EpochFinished) -> None:
        self.epochs = [epoch for epoch in self.epochs if epoch.epoch < event.epoch] + [event]
        self.progress = None
        self.log.append(event)


def best_epoch(epochs: Sequence[EpochFinished], finished: RunFinished | None) -> EpochFinished | None:
    """The best of ``epochs``: what the end of the run says, before it the last one that was marked."""
    if finished is not None:
        return next((epoch for epoch in epochs if epoch.epoch == finished.best_epoch), None)
    return next((epoch for epoch in reversed(epochs) if epoch.best), None)
