"""The value that an evaluation is, and its JSON."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from medxfer_gui.errors import MedxferError


@dataclass(frozen=True, slots=True)
class Interval:
    """A metric with its 95 % interval; ``value`` is None where the metric is not defined, and ``note`` says why."""

    value: float | None
    low: float | None
    high: float | None
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClassMetrics:
    """One class against the rest. ``n`` counts units of that class; the threshold was chosen on validation."""

    name: str
    n: int
    auc: Interval
    average_precision: float | None
    sensitivity: Interval
    specificity: Interval
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a curve; an ROC curve has ``thresholds``, a reliability curve ``counts`` of the units of each point."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    thresholds: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Metrics of one part of a run.

    Parameters
    ----------
    part, level, kind, classes, positive
        What was evaluated; ``positive`` is None unless the task is binary.
    n, patients
        Units and patients.
    threshold, threshold_origin
        Operating point of a binary task in [0, 1] and in words how it was chosen; None for the other kinds.
    auc, accuracy, sensitivity, specificity, ppv, npv, balanced_accuracy, brier
        With 95 % intervals. For more than two classes AUC is the macro one-vs-rest mean, and sensitivity, specificity,
        PPV and NPV are macro means. Accuracy of a multi-label task is the share of right labels. Brier score: in
        [0, 1]; multi-class: summed over the classes, in [0, 2]; multi-label: the mean over the classes.
    average_precision, f1, ece
        Macro means for more than two classes. ECE: expected calibration error over 10 equal-width bins of the top-class
        probability (binary: of the positive class; multi-label: of all labels together).
    confusion
        Counts, rows truth, columns prediction, in the order of ``classes``; empty for multi-label.
    per_class
        One-vs-rest metrics of each class (binary: of the positive class only).
    roc, reliability
        ROC by class name (binary: the positive class only); mean predicted against observed share, non-empty bins only.
    notes
        What the reader must know ("one class only: AUC is not defined").
    checkpoint
        SHA-256 of the weights that predicted, 16 digits; empty where unknown.
    """

    part: str
    level: str
    kind: str
    classes: tuple[str, ...]
    positive: str | None
    n: int
    patients: int
    threshold: float | None
    threshold_origin: str
    auc: Interval
    accuracy: Interval
    sensitivity: Interval
    specificity: Interval
    ppv: Interval
    npv: Interval
    balanced_accuracy: Interval
    brier: Interval
    average_precision: float | None
    f1: float | None
    ece: float | None
    confusion: tuple[tuple[int, ...], ...]
    per_class: tuple[ClassMetrics, ...]
    roc: dict[str, Curve]
    reliability: Curve
    notes: tuple[str, ...]
    checkpoint: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain lists, numbers and text; None where a metric is not defined."""
        return dataclasses.asdict(self)


def evaluation_from_json(text: str | bytes) -> Evaluation:
    """The evaluation that `Evaluation.to_json` wrote.

    Raises
    ------
    MedxferError
        When the text is not an evaluation: torn, or written by another version.
    """
    try:
        return _READER.validate_json(text)
    except ValidationError:
        raise MedxferError("The stored evaluation cannot be read.", "Evaluate the run again.") from None


_READER = TypeAdapter(Evaluation)
