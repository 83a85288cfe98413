"""What a run reports while it works, and its JSON lines on disk."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medxfer_gui.operation import Event, Progress


@dataclass(frozen=True, slots=True)
class CohortFrozen(Event):
    """The cohort of a run was fixed.

    ``frames`` and ``patients`` count by part; ``problems`` counts rows and images that do not take part, by kind
    (``problems.csv`` lists them); ``origin`` says in words how the split was made.
    """

    frames: dict[str, int]
    patients: dict[str, int]
    problems: dict[str, int]
    origin: str


@dataclass(frozen=True, slots=True)
class RunStarted(Event):
    """Training begins: what it works on and with. ``frames`` counts frames by part."""

    mode: str
    source: str
    device: str
    epochs: int
    frames: dict[str, int]
    resumed_at: int


@dataclass(frozen=True, slots=True)
class FramesLeftOut(Event):
    """Frames of the cohort that could not be decoded and take no part; ``uid`` and ``reason`` are of the first."""

    count: int
    uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchFinished(Event):
    """A step was taken. ``epoch`` and ``batch`` count from 1; ``seconds_left`` is for the whole run."""

    epoch: int
    batch: int
    batches: int
    loss: float
    images_per_second: float
    seconds_left: float


@dataclass(frozen=True, slots=True)
class EpochFinished(Event):
    """An epoch (head mode: one strength of the L2 penalty) was trained and validated.

    ``validation_auc`` is None where it is not defined; the interval is 95 %. ``detail`` says what was special about
    the epoch ("L2 0.01"), in facts only.
    """

    epoch: int
    epochs: int
    train_loss: float
    validation_loss: float
    validation_auc: float | None
    auc_low: float | None
    auc_high: float | None
    learning_rate: float
    seconds: float
    best: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RunFinished(Event):
    """The run ended by itself; ``reason`` says why ("all epochs", "no better for 5 epochs")."""

    best_epoch: int
    seconds: float
    images_per_second: float
    reason: str


@dataclass(frozen=True, slots=True)
class RunStopped(Event):
    """The run was cancelled or failed; message and hint are for the user."""

    status: str
    message: str
    hint: str


RunEvent = (
    Progress | CohortFrozen | RunStarted | FramesLeftOut | BatchFinished | EpochFinished | RunFinished | RunStopped
)
_TYPES: dict[str, type[Any]] = {
    t.__name__: t
    for t in (Progress, CohortFrozen, RunStarted, FramesLeftOut, BatchFinished, EpochFinished, RunFinished, RunStopped)
}


def event_to_json(event: Event) -> str:
    """One line of JSON, without the line end."""
    return json.dumps({"event": type(event).__name__, **dataclasses.asdict(event)}, allow_nan=False)


def event_from_json(line: str) -> Event | None:
    """The event of one line; None for a line that is torn or of a later version."""
    try:
        values = json.loads(line)
        return _TYPES[values.pop("event")](**values)  # type: ignore[no-any-return]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


class EventFollower:
    """Reads the events that were appended to a file since the last look; a torn last line waits for its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0

    def read(self) -> list[Event]:
        """The new events, oldest first; empty while the file does not exist."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._offset)
                data = file.read()
        except FileNotFoundError:
            return []
        complete = data.rfind(b"\n") + 1
        self._offset += complete
        lines = data[:complete].decode("utf-8", errors="replace").splitlines()
        return [event for event in map(event_from_json, lines) if event is not None]
