"""How far the ROC curve could lie elsewhere with other patients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.evaluation.bootstrap import Weights, group_patients, resampled
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.threshold import class_targets

POINTS = 101


@dataclass(frozen=True, slots=True)
class RocBand:
    """Pointwise 95 % limits of the sensitivity (``low``, ``high``) at 1 - specificity (``x``), shape (`POINTS`,)."""

    x: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def roc_band(predictions: Predictions, column: int = 1) -> RocBand | None:
    """Band of the ROC curve of the class in ``column`` by resampling patients; None with one class only."""
    targets = class_targets(predictions, column)
    known = targets >= 0
    positive, scores = targets[known] == 1, predictions.probabilities[known, column]
    if not positive.any() or positive.all():
        return None
    patients = group_patients(predictions.patients[known])
    order = np.argsort(-scores, kind="stable")
    owner, truth = patients.index[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    grid = np.linspace(0.0, 1.0, POINTS)

    def sensitivities(weights: Weights) -> npt.NDArray[np.float64]:
        drawn = weights[:, owner].astype(np.float64)
        true = np.cumsum(drawn * truth, axis=1)[:, last]
        false = np.cumsum(drawn * ~truth, axis=1)[:, last]
        rows = [_curve_at(grid, f, t) for f, t in zip(false, true, strict=True)]
        return np.stack(rows)

    found = resampled(patients, sensitivities)
    defined = found[np.isfinite(found[:, 0])]
    if len(defined) < len(found) // 2:
        return None
    low, high = np.quantile(defined, (0.025, 0.975), axis=0)
    return RocBand(grid, low, high)


def _curve_at(
    grid: npt.NDArray[np.float64], false: npt.NDArray[np.float64], true: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    if false[-1] == 0 or true[-1] == 0:
        return np.full(len(grid), np.nan)
    # Where the curve rises straight up, np.interp takes the end of the rise: what the curve reaches at that x.
    x = np.append(0.0, false / false[-1])
    y = np.append(0.0, true / true[-1])
    at_or_before = np.searchsorted(x, grid, side="right") - 1
    reached = np.interp(grid, x, y)
    exact = x[at_or_before] == grid
    return np.where(exact, y[at_or_before], reached)
