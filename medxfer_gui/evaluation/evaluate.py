"""Evaluating a run: predict, choose the threshold on validation, measure, keep."""

from __future__ import annotations

import dataclasses

import numpy as np

from medxfer_gui.cohorts.build import build_external
from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluation import Evaluation
from medxfer_gui.evaluation.metrics import SEEN_BEFORE, evaluate_predictions
from medxfer_gui.evaluation.predict import predict_cohort
from medxfer_gui.evaluation.predictions import EXTERNAL, Predictions
from medxfer_gui.evaluation.predictions_table import write_predictions
from medxfer_gui.evaluation.store import (
    EVALUATION,
    PREDICTIONS,
    best_checkpoint,
    is_evaluated,
    read_evaluation,
    read_run_predictions,
    write_evaluation,
)
from medxfer_gui.evaluation.threshold import operating_points
from medxfer_gui.home import Home
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.run import Run

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
    if predictions.part == EXTERNAL and np.isin(cohort.uids, read_cohort(run.folder).uids).any():
        found = dataclasses.replace(found, notes=(*found.notes, SEEN_BEFORE))
    folder = run.evaluation_folder(predictions.part)
    write_predictions(predictions, folder / PREDICTIONS)
    write_evaluation(found, folder / EVALUATION)
    return found
