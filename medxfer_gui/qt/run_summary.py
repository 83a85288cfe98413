"""One line about each run, read from its folder; no Qt, so that it is read in a job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluation import Interval
from medxfer_gui.home import Home
from medxfer_gui.operation import CancelToken, EventSink, ignore_event
from medxfer_gui.qt.training.history import best_epoch
from medxfer_gui.runs.events import EpochFinished, EventFollower, RunFinished
from medxfer_gui.runs.run import Run, list_runs
from medxfer_gui.runs.state import RunState


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a table of runs shows of one.

    Parameters
    ----------
    run, name, mode, source, state
        The run, and what its configuration and state say; the name is empty for a run that was given none.
    split
        Hash of the split; equal hashes mean the same cohort and the same parts. Empty when it is not known.
    created
        Unix time in seconds at which the run was made.
    seconds
        Time the training took; None before its end.
    validation, test
        AUC with its 95 % interval at the best epoch and on the test part; None where it was not measured.
    curve
        Validation AUC by epoch.
    """

    run: Run
    name: str
    mode: str
    source: str
    state: RunState
    split: str
    created: float
    seconds: float | None
    validation: Interval | None
    test: Interval | None
    curve: tuple[tuple[float, float], ...]


def summarise(run: Run) -> RunSummary:
    """Read what there is to say of ``run``.

    Raises
    ------
    MedxferError
        When its configuration cannot be read.
    """
    config = run.config
    events = EventFollower(run.events_path).read()
    epochs = [event for event in events if isinstance(event, EpochFinished)]
    ends = [event for event in events if isinstance(event, RunFinished)]
    best = best_epoch(epochs, ends[-1] if ends else None)
    return RunSummary(
        run=run,
        name=config.name,
        mode=config.recipe.mode,
        source=config.source.name,
        state=run.state(),
        split=_split_hash(run),
        created=(run.folder / "config.json").stat().st_mtime,
        seconds=ends[-1].seconds if ends else None,
        validation=None if best is None else Interval(best.validation_auc, best.auc_low, best.auc_high, ""),
        test=_evaluated_auc(run.evaluation_folder("test") / "evaluation.json"),
        curve=tuple((float(e.epoch), e.validation_auc) for e in epochs if e.validation_auc is not None),
    )


def summarise_all(
    home: Home, also: Sequence[Run] = (), *, on_event: EventSink = ignore_event, cancel: CancelToken
) -> list[RunSummary]:
    """The runs of the data folder and ``also``, newest first; a folder that cannot be read is left out."""
    runs = list_runs(home)
    found = []
    for run in [*(run for run in also if run not in runs), *runs]:
        cancel.raise_if_cancelled()
        try:
            found.append(summarise(run))
        except (MedxferError, OSError):  # deleted or half made in the meantime: the next look tells
            continue
    return sorted(found, key=lambda summary: summary.created, reverse=True)


def _split_hash(run: Run) -> str:
    try:
        return str(run.read_json("task.json").get("split_hash", ""))
    except MedxferError:
        return ""


def _evaluated_auc(path: Path) -> Interval | None:
    try:
        return Interval(**json.loads(path.read_text(encoding="utf-8"))["auc"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
