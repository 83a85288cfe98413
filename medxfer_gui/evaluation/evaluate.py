"""Evaluating a run: predict, choose the threshold on validation, measure, keep."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np

from medxfer_gui.cohorts.build import build_external
from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluation import Evaluation, evaluation_from_json
from medxfer_gui.evaluation.metrics import evaluate_predictions
from medxfer_gui.evaluation.predict import EXTERNAL, predict_cohort
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.predictions_table import read_predictions, write_predictions
from medxfer_gui.evaluation.threshold import operating_points
from medxfer_gui.home import Home
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.atomic import write_atomic
from medxfer_gui.runs.checkpoint import checkpoint_hash, has_checkpoint
from medxfer_gui.runs.run import Run

PREDICTIONS = "predictions.csv"
EVALUATION = "evaluation.json"
NOT_DECODED = "Cases whose images cannot be decoded were left out; `medxfer check` on the folder lists them."


def evaluate_run(
    run: Run,
    home: Home,
    part: str = "test",
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Evaluation:
    """Metrics of the best checkpoint on one part of the run's own cohort, kept in ``evaluations/<part>``.

    The threshold is chosen on validation, which is predicted first where that was not done yet.

    Parameters
    ----------
    part
        ``train``, ``validation`` or ``test``.

    Raises
    ------
    MedxferError
        When there is no checkpoint yet, the part has no cases, or images are gone.
    Cancelled
        When a stop was asked for; nothing of the part is written then.
    """
    cohort = read_cohort(run.folder)
    validation = _validation_predictions(run, cohort, home, on_event, cancel)
    if part == "validation":
        return read_evaluation(run, part)
    predictions = predict_cohort(run, cohort, home, part, on_event=on_event, cancel=cancel)
    return _measure_and_keep(run, cohort, predictions, validation)


def evaluate_external(
    run: Run,
    home: Home,
    dataset: DatasetConfig,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Evaluation:
    """Metrics of the best checkpoint on another labelled folder, kept in ``evaluations/external``.

    Threshold, classes, level and preprocessing are the run's: only the images and labels are new.

    Parameters
    ----------
    dataset
        Folder and labels; the folder is indexed already.

    Raises
    ------
    MedxferError
        When no label fits, or a label is not a class of the run.
    """
    validation = _validation_predictions(run, read_cohort(run.folder), home, on_event, cancel)
    with Library(home.library) as library:
        draft = build_external(
            dataset, run.task, library, Pseudonyms(home.pseudonym_key), on_event=on_event, cancel=cancel
        )
    predictions = predict_cohort(
        run, draft.cohort, home, EXTERNAL, folder=dataset.folder, on_event=on_event, cancel=cancel
    )
    return _measure_and_keep(run, draft.cohort, predictions, validation)


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


def _validation_predictions(
    run: Run, cohort: Cohort, home: Home, on_event: EventSink, cancel: CancelToken
) -> Predictions:
    best_checkpoint(run)
    if is_evaluated(run, "validation"):
        try:
            return read_run_predictions(run, "validation")
        except MedxferError:
            pass  # damaged or removed: predicted again
    predictions = predict_cohort(run, cohort, home, "validation", on_event=on_event, cancel=cancel)
    _measure_and_keep(run, cohort, predictions, predictions)
    return predictions


def _measure_and_keep(run: Run, cohort: Cohort, predictions: Predictions, validation: Predictions) -> Evaluation:
    found = evaluate_predictions(predictions, operating_points(validation), checkpoint=best_checkpoint(run))
    whole = np.unique(
        cohort.units() if predictions.part == EXTERNAL else cohort.units()[cohort.parts == predictions.part]
    )
    if len(predictions) < len(whole):
        found = dataclasses.replace(found, notes=(*found.notes, NOT_DECODED))
    folder = run.evaluation_folder(predictions.part)
    write_predictions(predictions, folder / PREDICTIONS)
    write_evaluation(found, folder / EVALUATION)
    return found


def write_evaluation(evaluation: Evaluation, path: Path) -> None:
    """Write an evaluation as JSON; `evaluation_from_json` reads it back."""
    text = json.dumps(evaluation.to_json(), indent=1, ensure_ascii=False, allow_nan=False)
    write_atomic(path, text + "\n")
