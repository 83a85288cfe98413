"""Metrics of decisions: what a threshold, or the most probable class, makes of the probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.bootstrap import Patients, group_patients, resampled_ratio
from medxfer_gui.evaluation.evaluation import Interval
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.proportions import Share, bootstrap_interval, mean_of_shares, share_interval
from medxfer_gui.evaluation.threshold import OperatingPoints, class_targets

NO_POSITIVES = "No unit is positive."
NO_NEGATIVES = "No unit is negative."
NONE_CALLED_POSITIVE = "No unit was called positive."
NONE_CALLED_NEGATIVE = "No unit was called negative."

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Metrics that depend on the operating point, with 95 % intervals; see `Evaluation` for their meaning.

    ``confusion``: counts, rows truth, columns decision; empty for multi-label.
    """

    accuracy: Interval
    sensitivity: Interval
    specificity: Interval
    ppv: Interval
    npv: Interval
    balanced_accuracy: Interval
    f1: float | None
    confusion: tuple[tuple[int, ...], ...]


def at_threshold(predictions: Predictions, threshold: float) -> Decisions:
    """Metrics of a binary task at ``threshold``: a unit is called positive when its probability reaches it.

    Cheap enough for a slider: a few milliseconds.

    Raises
    ------
    MedxferError
        When the task is not binary.
    """
    if predictions.task.kind != "binary":
        raise MedxferError("Only a binary task has one threshold.")
    known = predictions.targets >= 0
    positive = predictions.targets[known] == 1
    called = predictions.probabilities[known, 1] >= threshold
    patients = group_patients(predictions.patients[known])
    return _binary(patients, positive, called)


def decide(predictions: Predictions, points: OperatingPoints) -> Decisions:
    """Metrics of the decisions: at the threshold (binary), by the most probable class, or label by label."""
    task = predictions.task
    if task.kind == "binary":
        return at_threshold(predictions, points.values[task.classes[1]])
    if task.kind == "multiclass":
        return _multiclass(predictions)
    return _multilabel(predictions, points)


def called_positive(predictions: Predictions, points: OperatingPoints, column: int) -> Bools:
    """Whether each unit is called the class in ``column``, shape (N,)."""
    if predictions.task.kind == "multiclass":
        return np.asarray(predictions.probabilities.argmax(axis=1) == column)
    if predictions.task.kind == "binary":
        at_or_above = predictions.probabilities[:, 1] >= points.values[predictions.task.classes[1]]
        return np.asarray(at_or_above if column else ~at_or_above)
    return np.asarray(predictions.probabilities[:, column] >= points.values[predictions.task.classes[column]])


def _binary(patients: Patients, positive: Bools, called: Bools) -> Decisions:
    hits = positive == called
    table = ((~positive & ~called, ~positive & called), (positive & ~called, positive & called))
    confusion = tuple(tuple(int(cell.sum()) for cell in row) for row in table)
    return Decisions(
        accuracy=share_interval(patients, hits, np.ones_like(hits), "No units."),
        sensitivity=share_interval(patients, called, positive, NO_POSITIVES),
        specificity=share_interval(patients, ~called, ~positive, NO_NEGATIVES),
        ppv=share_interval(patients, positive, called, NONE_CALLED_POSITIVE),
        npv=share_interval(patients, ~positive, ~called, NONE_CALLED_NEGATIVE),
        balanced_accuracy=mean_of_shares(
            patients, [(hits, positive), (hits, ~positive)], disjoint=True, empty_note=NO_POSITIVES
        ),
        f1=f1_score(positive, called),
        confusion=confusion,
    )


def _multiclass(predictions: Predictions) -> Decisions:
    known = predictions.targets >= 0
    truth = predictions.targets[known].astype(np.int64)
    chosen = predictions.probabilities[known].argmax(axis=1)
    patients = group_patients(predictions.patients[known])
    classes = range(len(predictions.task.classes))
    hits = truth == chosen
    counts = np.zeros((len(classes), len(classes)), dtype=np.int64)
    np.add.at(counts, (truth, chosen), 1)
    recalls: list[Share] = [(hits, truth == c) for c in classes]
    recall = mean_of_shares(patients, recalls, disjoint=True, empty_note=NO_POSITIVES)
    return Decisions(
        accuracy=share_interval(patients, hits, np.ones_like(hits), "No units."),
        sensitivity=recall,
        specificity=_overlapping(patients, [(chosen != c, truth != c) for c in classes], NO_NEGATIVES),
        ppv=mean_of_shares(
            patients, [(hits, chosen == c) for c in classes], disjoint=True, empty_note=NONE_CALLED_POSITIVE
        ),
        npv=_overlapping(patients, [(truth != c, chosen != c) for c in classes], NONE_CALLED_NEGATIVE),
        balanced_accuracy=recall,
        f1=_mean([f1_score(truth == c, chosen == c) for c in classes]),
        confusion=tuple(tuple(int(n) for n in row) for row in counts),
    )


def _multilabel(predictions: Predictions, points: OperatingPoints) -> Decisions:
    patients = group_patients(predictions.patients)
    columns = range(len(predictions.task.classes))
    targets = [class_targets(predictions, c) for c in columns]
    called = [called_positive(predictions, points, c) for c in columns]
    positive = [t == 1 for t in targets]
    negative = [t == 0 for t in targets]
    hits = [p & c | n & ~c for p, n, c in zip(positive, negative, called, strict=True)]
    caught: list[Share] = list(zip(called, positive, strict=True))
    spared: list[Share] = [(~c, n) for c, n in zip(called, negative, strict=True)]
    return Decisions(
        accuracy=_share_of_labels(patients, np.array(hits), np.array(targets) >= 0),
        sensitivity=_overlapping(patients, caught, NO_POSITIVES),
        specificity=_overlapping(patients, spared, NO_NEGATIVES),
        ppv=_overlapping(
            patients,
            [(p, c & (p | n)) for p, n, c in zip(positive, negative, called, strict=True)],
            NONE_CALLED_POSITIVE,
        ),
        npv=_overlapping(
            patients,
            [(n, ~c & (p | n)) for p, n, c in zip(positive, negative, called, strict=True)],
            NONE_CALLED_NEGATIVE,
        ),
        balanced_accuracy=_overlapping(patients, [*caught, *spared], NO_POSITIVES),
        f1=_mean([f1_score(p, c & (p | n)) for p, n, c in zip(positive, negative, called, strict=True)]),
        confusion=(),
    )


def _overlapping(patients: Patients, shares: list[Share], empty_note: str) -> Interval:
    return mean_of_shares(patients, shares, disjoint=False, empty_note=empty_note)


def _share_of_labels(patients: Patients, hits: Bools, known: Bools) -> Interval:
    value = float(hits.sum() / known.sum())
    draws = resampled_ratio(patients, hits.sum(axis=0).astype(np.float64), known.sum(axis=0).astype(np.float64))
    return bootstrap_interval(value, draws, patients.count)


def f1_score(positive: Bools, called: Bools) -> float | None:
    """Harmonic mean of precision and recall; None where nothing is positive and nothing was called so."""
    total = int(positive.sum() + called.sum())
    return 2 * int((positive & called).sum()) / total if total else None


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
