"""Evaluations and predictions as the run folder keeps them; reading them needs no torch."""

from __future__ import annotations

import json
from pathlib import Path

from medxfer_gui.atomic import write_atomic
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluation import Evaluation, evaluation_from_json
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.predictions_table import read_predictions
from medxfer_gui.runs.checkpoint import checkpoint_hash, has_checkpoint
from medxfer_gui.runs.run import Run

PREDICTIONS = "predictions.csv"
EVALUATION = "evaluation.json"


def read_evaluation(run: Run, part: str) -> Evaluation:
    """The stored evaluation of ``part``.

    Raises
    ------
    MedxferError
        When the part was not evaluated yet, or the file is damaged.
    """
    path = run.evaluation_folder(part) / EVALUATION
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise MedxferError("The part {part} was not evaluated yet.", "Evaluate it first.", part=part) from None
    return evaluation_from_json(text)


def read_run_predictions(run: Run, part: str) -> Predictions:
    """The stored predictions of ``part``; raises as `read_evaluation` does."""
    return read_predictions(run.evaluation_folder(part) / PREDICTIONS, run.task, part)


def is_evaluated(run: Run, part: str) -> bool:
    """Whether an evaluation of ``part`` by the present best checkpoint is stored."""
    try:
        return read_evaluation(run, part).checkpoint == best_checkpoint(run)
    except MedxferError:
        return False


def best_checkpoint(run: Run) -> str:
    """Hash of the run's best checkpoint.

    Raises
    ------
    MedxferError
        When there is none yet.
    """
    if not has_checkpoint(run.checkpoints, "best"):
        raise MedxferError("The run {name} has no checkpoint yet.", "Train it first, or resume it.", name=run.name)
    return checkpoint_hash(run.checkpoints, "best")


def write_evaluation(evaluation: Evaluation, path: Path) -> None:
    """Write an evaluation as JSON; `evaluation_from_json` reads it back."""
    text = json.dumps(evaluation.to_json(), indent=1, ensure_ascii=False, allow_nan=False)
    write_atomic(path, text + "\n")
