"""Metrics with intervals, computed from predictions."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation import auc as roc
from medxfer_gui.evaluation.bootstrap import Patients, group_patients, resampled_auc, resampled_ratio
from medxfer_gui.evaluation.calibration import calibration_error, reliability
from medxfer_gui.evaluation.decisions import NO_NEGATIVES, NO_POSITIVES, Decisions, called_positive, decide
from medxfer_gui.evaluation.evaluation import ClassMetrics, Curve, Evaluation, Interval
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.proportions import bootstrap_interval, share_interval, undefined
from medxfer_gui.evaluation.threshold import OperatingPoints, class_targets

ONE_CLASS = "One class only in this part: the AUC is not defined."
SOME_CLASSES_ABSENT = "Classes without a case, or with cases only, are left out of the mean AUC."
CHOSEN_HERE = "The checkpoint and the threshold were chosen on these cases: the figures are optimistic."
TRAINED_HERE = "The network was trained on these cases: the figures say nothing about new patients."
SEEN_BEFORE = "Images of the run's own cohort are among these: this is no external test."
UNLABELLED = "Units without a label were left out."
FEW_PATIENTS = "Fewer than 30 patients: the intervals are rough."

Values = npt.NDArray[np.float64]


def evaluate_predictions(predictions: Predictions, points: OperatingPoints, *, checkpoint: str = "") -> Evaluation:
    """Every metric of one part.

    Parameters
    ----------
    predictions
        Probabilities and truth; unlabelled units are left out.
    points
        Thresholds that were chosen on validation.
    checkpoint
        Hash of the weights that predicted, kept as a fact.

    Raises
    ------
    MedxferError
        When no unit is labelled.
    """
    labelled = with_labels(predictions)
    task = labelled.task
    if not len(labelled):
        raise MedxferError("The part {part} has no labelled cases.", "Choose another part.", part=predictions.part)
    patients = group_patients(labelled.patients)
    columns = (1,) if task.kind == "binary" else tuple(range(len(task.classes)))
    decisions = decide(labelled, points)
    per_class = tuple(_class_metrics(labelled, points, patients, column, decisions) for column in columns)
    confidence, hits = _confidence(labelled)
    precisions = [c.average_precision for c in per_class if c.average_precision is not None]
    return Evaluation(
        part=labelled.part,
        level=task.level,
        kind=task.kind,
        classes=task.classes,
        positive=task.positive,
        n=len(labelled),
        patients=patients.count,
        threshold=points.values[task.classes[1]] if task.kind == "binary" else None,
        threshold_origin=points.origin,
        auc=per_class[0].auc if task.kind == "binary" else _macro_auc(labelled, patients, per_class),
        accuracy=decisions.accuracy,
        sensitivity=decisions.sensitivity,
        specificity=decisions.specificity,
        ppv=decisions.ppv,
        npv=decisions.npv,
        balanced_accuracy=decisions.balanced_accuracy,
        brier=_brier(labelled, patients),
        average_precision=float(np.mean(precisions)) if precisions else None,
        f1=decisions.f1,
        ece=calibration_error(confidence, hits),
        confusion=decisions.confusion,
        per_class=per_class,
        roc=_roc_curves(labelled, columns),
        reliability=reliability(confidence, hits),
        notes=_notes(predictions, labelled, patients, per_class),
        checkpoint=checkpoint,
    )


def with_labels(predictions: Predictions) -> Predictions:
    """The units that have a label (multi-label: at least one)."""
    if predictions.task.kind == "multilabel":
        return predictions.where(np.asarray(np.isfinite(predictions.targets).any(axis=1)))
    return predictions.where(np.asarray(predictions.targets >= 0))


def auc_interval(patients: Patients, positive: npt.NDArray[np.bool_], scores: Values) -> Interval:
    """AUC with its 95 % interval: DeLong's where each patient has one unit, else by resampling patients.

    Where the scores separate the classes perfectly both would claim certainty: Newcombe's interval is given, counting
    patients.

    Parameters
    ----------
    patients
        Patient of each unit.
    positive, scores
        Truth (bool) and probability of the class, shape (N,) each.
    """
    value = roc.auc(positive, scores)
    if value is None:
        return undefined(ONE_CLASS)
    if not patients.clustered:
        found = roc.delong_interval(positive, scores)
        if found is not None:
            return Interval(value, *found, "DeLong, logit scale")
    elif 0.0 < value < 1.0:
        return bootstrap_interval(value, resampled_auc(patients, positive, scores), patients.count)
    with_class = [len(np.unique(patients.index[own])) for own in (positive, ~positive)]
    return Interval(value, *roc.newcombe_interval(value, *with_class), "Newcombe")


def _class_metrics(
    predictions: Predictions, points: OperatingPoints, patients: Patients, column: int, decisions: Decisions
) -> ClassMetrics:
    name = predictions.task.classes[column]
    targets = class_targets(predictions, column)
    known = targets >= 0
    positive, scores = targets[known] == 1, predictions.probabilities[known, column]
    members = patients if known.all() else group_patients(predictions.patients[known])
    if predictions.task.kind == "binary":
        sensitivity, specificity = decisions.sensitivity, decisions.specificity
    else:
        called = called_positive(predictions, points, column)[known]
        sensitivity = share_interval(members, called, positive, NO_POSITIVES)
        specificity = share_interval(members, ~called, ~positive, NO_NEGATIVES)
    return ClassMetrics(
        name=name,
        n=int(positive.sum()),
        auc=auc_interval(members, positive, scores),
        average_precision=roc.average_precision(positive, scores) if positive.any() and not positive.all() else None,
        sensitivity=sensitivity,
        specificity=specificity,
        threshold=points.values.get(name),
    )


def _macro_auc(predictions: Predictions, patients: Patients, per_class: tuple[ClassMetrics, ...]) -> Interval:
    defined = [(column, c.auc) for column, c in enumerate(per_class) if c.auc.value is not None]
    if not defined:
        return undefined(ONE_CLASS)
    value = float(np.mean([auc.value for _, auc in defined]))
    if all(auc.value in (0.0, 1.0) for _, auc in defined):
        low, high = (float(np.mean([getattr(auc, side) for _, auc in defined])) for side in ("low", "high"))
        return Interval(value, low, high, "mean of Newcombe")
    draws = []
    for column, _ in defined:
        targets = class_targets(predictions, column)
        known = targets >= 0
        members = Patients(patients.index[known], patients.count)
        draws.append(resampled_auc(members, targets[known] == 1, predictions.probabilities[known, column]))
    return bootstrap_interval(value, np.mean(draws, axis=0), patients.count)


def _brier(predictions: Predictions, patients: Patients) -> Interval:
    """Mean squared distance of probabilities and truth (Brier 1950, Monthly Weather Review 78:1)."""
    if predictions.task.kind == "binary":
        loss = (predictions.probabilities[:, 1] - predictions.targets) ** 2
    else:
        truth = np.stack([class_targets(predictions, c) for c in range(len(predictions.task.classes))], axis=1)
        squared = np.where(truth >= 0, (predictions.probabilities - truth) ** 2, np.nan)
        loss = squared.sum(axis=1) if predictions.task.kind == "multiclass" else np.nanmean(squared, axis=1)
    value = float(loss.mean())
    return bootstrap_interval(value, resampled_ratio(patients, loss, np.ones_like(loss)), patients.count)


def _confidence(predictions: Predictions) -> tuple[Values, Values]:
    """Predicted probabilities, and 1 where they came true: what calibration compares."""
    probabilities, targets = predictions.probabilities, predictions.targets
    if predictions.task.kind == "binary":
        return probabilities[:, 1], (targets == 1).astype(np.float64)
    if predictions.task.kind == "multiclass":
        chosen = probabilities.argmax(axis=1)
        return probabilities.max(axis=1), (chosen == targets).astype(np.float64)
    known = np.isfinite(targets)
    return probabilities[known], targets[known].astype(np.float64)


def _roc_curves(predictions: Predictions, columns: tuple[int, ...]) -> dict[str, Curve]:
    curves = {}
    for column in columns:
        targets = class_targets(predictions, column)
        known = targets >= 0
        positive = targets[known] == 1
        if positive.any() and not positive.all():
            name = predictions.task.classes[column]
            curves[name] = roc.roc_curve(positive, predictions.probabilities[known, column])
    return curves


def _notes(
    given: Predictions, labelled: Predictions, patients: Patients, per_class: tuple[ClassMetrics, ...]
) -> tuple[str, ...]:
    undefined_classes = sum(c.auc.value is None for c in per_class)
    conditions = {
        ONE_CLASS: undefined_classes == len(per_class),
        SOME_CLASSES_ABSENT: 0 < undefined_classes < len(per_class),
        CHOSEN_HERE: given.part == "validation",
        TRAINED_HERE: given.part == "train",
        UNLABELLED: len(labelled) < len(given),
        FEW_PATIENTS: patients.count < 30,
    }
    return tuple(note for note, holds in conditions.items() if holds)
