"""Whether one run predicts better than another on the same cases."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.auc import AucDifference, auc, paired_delong
from medxfer_gui.evaluation.bootstrap import METHOD, Patients, group_patients, limits, resampled_auc
from medxfer_gui.evaluation.metrics import with_labels
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.threshold import class_targets


def compare_auc(own: Predictions, other: Predictions) -> AucDifference | None:
    """AUC of ``own`` minus that of ``other`` on the units both predicted; None where an AUC is not defined.

    A binary task with one unit a patient is compared by DeLong's paired test; else patients are resampled, the same
    in both, and the AUC of more than two classes is the macro one-vs-rest mean.

    Raises
    ------
    MedxferError
        When the tasks differ or no unit is in both.
    """
    if own.task != other.task:
        raise MedxferError("The two runs predict different things.", "Compare runs of one task.")
    own, other = _matched(with_labels(own), with_labels(other))
    patients = group_patients(own.patients)
    if own.task.kind == "binary" and not patients.clustered:
        return paired_delong(own.targets == 1, own.probabilities[:, 1], other.probabilities[:, 1])
    columns = _defined_columns(own)
    if not columns:
        return None
    (value, draws), (other_value, other_draws) = (_mean_auc(p, patients, columns) for p in (own, other))
    found = limits(draws - other_draws) if patients.count > 1 else None
    low, high = found or (None, None)
    return AucDifference(value - other_value, low, high, None, METHOD)


def _matched(own: Predictions, other: Predictions) -> tuple[Predictions, Predictions]:
    shared, in_own, in_other = np.intersect1d(own.units, other.units, assume_unique=True, return_indices=True)
    if not len(shared):
        raise MedxferError("The two runs have no case in common.", "Compare runs of one split.")
    return own.where(in_own), other.where(in_other)


def _defined_columns(predictions: Predictions) -> list[int]:
    columns = [1] if predictions.task.kind == "binary" else range(len(predictions.task.classes))
    known = ((column, class_targets(predictions, column)) for column in columns)
    return [column for column, targets in known if (targets == 1).any() and (targets == 0).any()]


def _mean_auc(
    predictions: Predictions, patients: Patients, columns: list[int]
) -> tuple[float, npt.NDArray[np.float64]]:
    values, draws = [], []
    for column in columns:
        targets = class_targets(predictions, column)
        known = targets >= 0
        positive, scores = targets[known] == 1, predictions.probabilities[known, column]
        values.append(auc(positive, scores) or 0.0)
        draws.append(resampled_auc(Patients(patients.index[known], patients.count), positive, scores))
    return float(np.mean(values)), np.asarray(np.mean(draws, axis=0))
