"""Other runs on the same split: whether transfer helped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.auc import AucDifference
from medxfer_gui.evaluation.compare import compare_auc
from medxfer_gui.evaluation.evaluation import Evaluation
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.store import is_evaluated, read_evaluation, read_run_predictions
from medxfer_gui.home import Home
from medxfer_gui.runs.run import Run, list_runs

MOST = 4
"""Runs that are compared at most, the newest."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another run on the same split.

    ``epochs`` is None in head mode; ``difference`` is this run's AUC minus the other's, None where not defined.
    """

    name: str
    mode: str
    source: str
    epochs: int | None
    evaluation: Evaluation
    difference: AucDifference | None


def compare_runs(run: Run, home: Home, predictions: Predictions) -> list[Comparison]:
    """Finished runs of another mode on the same split, compared on the part of ``predictions``, the newest first.

    Runs beside this one and those of the data folder are looked at. Only those whose present checkpoint was evaluated
    on that part take part: a report reads other runs, it never writes into them.
    """
    fitting = (other for other in _same_split(run, home) if is_evaluated(other, predictions.part))
    return [_compare(other, predictions) for other in islice(fitting, MOST)]


def transfer_sentence(mode: str, comparisons: list[Comparison]) -> str:
    """One sentence on transfer against training from scratch; empty where no run allows it."""
    for other in comparisons:
        if (mode == "scratch") != (other.mode == "scratch") and other.difference is not None:
            budget = f" (control: {other.epochs} epochs)" if other.mode == "scratch" else ""
            return _told(other.difference, -1.0 if mode == "scratch" else 1.0).removesuffix(".") + budget + "."
    return ""


def _told(found: AucDifference, sign: float) -> str:
    gain = sign * found.difference
    if found.low is None or found.high is None:
        return f"Transfer changed the AUC by {gain:+.3f} against training from scratch; no interval can be given."
    low, high = sorted((sign * found.low, sign * found.high))
    limits = f"{gain:+.3f} (95 % {low:+.3f} to {high:+.3f})"
    if low > 0 or high < 0:
        said = "raised" if gain > 0 else "lowered"
        return f"Transfer {said} the AUC against training from scratch: {limits}."
    return f"No certain effect of transfer against training from scratch: {limits}."


def _same_split(run: Run, home: Home) -> list[Run]:
    beside = [Run(path.parent) for path in run.folder.parent.glob("*/config.json")]
    others = [other for other in dict.fromkeys([*beside, *list_runs(home)]) if other != run]
    own = _split_hash(run)
    mode = run.config.recipe.mode
    fitting = [
        o for o in others if _split_hash(o) == own and o.state().status == "finished" and _mode(o) not in ("", mode)
    ]
    return sorted(fitting, key=lambda other: (other.folder / "config.json").stat().st_mtime, reverse=True)


def _split_hash(run: Run) -> str | None:
    try:
        return str(run.read_json("environment.json")["split_hash"])
    except (MedxferError, KeyError, TypeError):
        return None


def _mode(run: Run) -> str:
    try:
        return run.config.recipe.mode
    except MedxferError:
        return ""


def _compare(other: Run, predictions: Predictions) -> Comparison:
    config = other.config
    return Comparison(
        name=other.name,
        mode=config.recipe.mode,
        source=config.source.name,
        epochs=None if config.recipe.mode == "head" else config.recipe.epochs,
        evaluation=read_evaluation(other, predictions.part),
        difference=compare_auc(predictions, read_run_predictions(other, predictions.part)),
    )
