"""Writes what a run reports into its folder, and passes it on."""

from __future__ import annotations

import time

from medxfer_gui.operation import Event, EventSink, Progress
from medxfer_gui.runs.events import BatchFinished, EpochFinished
from medxfer_gui.runs.run import HEARTBEAT_SECONDS, Run
from medxfer_gui.runs.state import RunState

BATCH_SECONDS = 0.1
"""Shortest time between two recorded events of batches or progress."""


class RunRecorder:
    """An event sink: record, state and heartbeat of one run, then the caller's own sink."""

    def __init__(self, run: Run, state: RunState, on_event: EventSink) -> None:
        self._run = run
        self._state = state
        self._on_event = on_event
        self._recorded = 0.0
        self._beat = 0.0

    def __call__(self, event: Event) -> None:
        """Take an event; frequent ones are thinned out, epochs and the end never."""
        now = time.monotonic()
        frequent = isinstance(event, Progress | BatchFinished) and not _ends_something(event)
        if not frequent or now - self._recorded >= BATCH_SECONDS:
            self._recorded = now
            self._run.append_event(event)
            self._on_event(event)
        if isinstance(event, EpochFinished):
            best = event.epoch if event.best else self._state.best_epoch
            self.update(epoch=event.epoch, epochs=event.epochs, best_epoch=best)
        elif now - self._beat >= HEARTBEAT_SECONDS:
            self.update()

    def update(self, **values: object) -> None:
        """Change the state on disk, with a fresh heartbeat."""
        self._beat = time.monotonic()
        self._state = self._state.changed(heartbeat=time.time(), **values)
        self._run.write_state(self._state)

    @property
    def state(self) -> RunState:
        """The state as last written."""
        return self._state


def _ends_something(event: Event) -> bool:
    if isinstance(event, BatchFinished):
        return event.batch == event.batches
    return isinstance(event, Progress) and event.done == event.total
