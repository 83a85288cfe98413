"""The operating point: chosen on validation, then fixed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predictions import Predictions

YOUDEN = "highest sensitivity + specificity on validation (Youden)"
CUSTOM = "set by hand"
FALLBACK = "0.5 where validation holds one class only"


@dataclass(frozen=True, slots=True)
class OperatingPoints:
    """Thresholds of the classes that have one: ``values`` by class name, and in words how they were chosen.

    A binary task has one, for its positive class; a multi-label task one for each class; a multi-class task none.
    """

    values: dict[str, float]
    origin: str


def choose_threshold(targets: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> float:
    """Threshold with the highest sensitivity + specificity (Youden 1950, Cancer 3:32).

    It lies midway between neighbouring scores, so that it does not hang on the last digits of one unit. A unit is
    positive when its score reaches the threshold. Of equally good thresholds the lowest is taken: the most sensitive.

    Parameters
    ----------
    targets
        1 for positive units, 0 for negative, shape (N,). Units with -1 are left out.
    scores
        Probability of the positive class, shape (N,), in [0, 1].

    Raises
    ------
    MedxferError
        When only one class is there: nothing can be chosen.
    """
    known = targets >= 0
    positive, scores = targets[known] == 1, scores[known]
    if positive.all() or not positive.any():
        raise MedxferError(
            "The validation part holds one class only: no threshold can be chosen.",
            "Split again so that validation holds cases of both classes.",
        )
    order = np.argsort(scores, kind="stable")
    values, first = np.unique(scores[order], return_index=True)
    missed = np.append(0, np.cumsum(positive[order]))[first]
    spared = first - missed
    youden = spared / (~positive).sum() - missed / positive.sum()
    best = int(np.argmax(youden >= youden.max() - 1e-12))
    below = values[best - 1] if best else 0.0
    middle = (below + values[best]) / 2
    return float(middle if middle > below else values[best])


def operating_points(validation: Predictions) -> OperatingPoints:
    """Youden's threshold of each class that needs one, from the validation part."""
    task = validation.task
    if task.kind == "multiclass":
        return OperatingPoints({}, "")
    values: dict[str, float] = {}
    origins: set[str] = set()
    for column, name in enumerate(task.classes):
        if task.kind == "binary" and name != task.positive:
            continue
        targets = class_targets(validation, column)
        try:
            values[name] = choose_threshold(targets, validation.probabilities[:, column])
            origins.add(YOUDEN)
        except MedxferError:
            values[name] = 0.5
            origins.add(FALLBACK)
    return OperatingPoints(values, "; ".join(sorted(origins, reverse=True)))


def class_targets(predictions: Predictions, column: int) -> npt.NDArray[np.int64]:
    """1 where a unit is of the class in ``column``, 0 where not, -1 where unlabelled; shape (N,)."""
    targets = predictions.targets
    if predictions.task.kind == "multilabel":
        own = targets[:, column]
        return np.where(np.isnan(own), -1, own > 0.5).astype(np.int64)
    return np.where(targets < 0, -1, targets == column).astype(np.int64)
