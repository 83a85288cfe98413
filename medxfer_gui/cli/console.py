"""What a command says: JSON on stdout when asked for, words otherwise, progress on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Event, Progress
from medxfer_gui.runs.events import BatchFinished, CohortFrozen, EpochFinished, FramesLeftOut, RunFinished, RunStarted

PROGRESS_SECONDS = 0.5


class Console:
    """Output of one command. As an event sink it shows progress on stderr, at most twice a second."""

    def __init__(self, *, as_json: bool, quiet: bool = False) -> None:
        self.as_json = as_json
        self._quiet = quiet
        self._shown = 0.0
        self._open_line = False

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if self._quiet:
            return
        text = _words(event)
        passing = isinstance(event, Progress | BatchFinished)
        now = time.monotonic()
        if text is None or (passing and now - self._shown < PROGRESS_SECONDS):
            return
        self._shown = now
        self._status(text, passing)

    def result(self, values: Mapping[str, Any], text: str) -> None:
        """Print the outcome: ``values`` as one JSON object, or ``text`` for people."""
        self._close_line()
        if self.as_json:
            json.dump(values, sys.stdout, ensure_ascii=False, allow_nan=False, default=str)
            sys.stdout.write("\n")
        elif text:
            sys.stdout.write(text.rstrip("\n") + "\n")
        sys.stdout.flush()

    def failure(self, error: MedxferError) -> None:
        """Tell a failure in one line on stderr, and as JSON on stdout when JSON was asked for."""
        self._close_line()
        sys.stderr.write(f"medxfer: {str(error).replace(chr(10), ' ')}\n")
        if self.as_json:
            self.result({"error": error.text, "hint": error.hint_text}, "")

    def note(self, text: str) -> None:
        """One line on stderr."""
        self._close_line()
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def _status(self, text: str, passing: bool) -> None:
        if passing and sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K{text}")
            self._open_line = True
        else:
            self._close_line()
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def _close_line(self) -> None:
        if self._open_line:
            sys.stderr.write("\r\033[K")
            self._open_line = False


def _words(event: Event) -> str | None:  # noqa: PLR0911 - one an event
    match event:
        case Progress(done=done, total=total, unit=unit, message=message):
            return f"{message}: {done}{'' if total is None else f' of {total}'} {unit}"
        case CohortFrozen():
            return _cohort(event)
        case RunStarted():
            parts = ", ".join(f"{count} {part}" for part, count in event.frames.items())
            return f"Training {event.source} ({event.mode}) on {event.device}: {parts} frames"
        case FramesLeftOut():
            return f"{event.count} frames left out: they cannot be decoded (first: {event.uid}, {event.reason})"
        case BatchFinished():
            left = f"{event.seconds_left:.0f} s left"
            return f"Epoch {event.epoch}, batch {event.batch} of {event.batches}, loss {event.loss:.4f}, {left}"
        case EpochFinished():
            auc = "AUC not defined" if event.validation_auc is None else f"AUC {event.validation_auc:.3f}"
            detail = f" ({event.detail})" if event.detail else ""
            best = ", best so far" if event.best else ""
            losses = f"loss {event.train_loss:.4f}, validation loss {event.validation_loss:.4f}"
            return f"Epoch {event.epoch} of {event.epochs}{detail}: {losses}, {auc}{best}"
        case RunFinished():
            return f"Finished after {event.seconds:.1f} s ({event.reason}); best epoch {event.best_epoch}"
        case _:
            return None


def _cohort(event: CohortFrozen) -> str:
    parts = ", ".join(f"{count} {part} ({event.patients[part]} patients)" for part, count in event.frames.items())
    lines = [f"Cohort: {parts}. {event.origin}."]
    if event.problems:
        kinds = ", ".join(f"{count} {kind}" for kind, count in event.problems.items())
        lines.append(f"Left out or repeated: {kinds}. problems.csv in the run folder lists them.")
    return "\n".join(lines)
