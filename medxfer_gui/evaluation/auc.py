"""Area under the ROC curve, its DeLong interval, and the paired comparison of two networks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.evaluation.evaluation import Curve

Z95 = 1.959963984540054
"""97.5 % point of the normal distribution."""

Bools = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]


def midranks(values: Scores) -> Scores:
    """Ranks from 1, shape (N,); equal values share the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[inverse], dtype=np.float64)


def auc(positive: Bools, scores: Scores) -> float | None:
    """Probability that a positive unit scores above a negative one, ties counting half; None with one class only.

    Parameters
    ----------
    positive
        bool, shape (N,).
    scores
        float64, shape (N,); higher means more positive.
    """
    n_positive = int(positive.sum())
    n_negative = len(positive) - n_positive
    if not n_positive or not n_negative:
        return None
    ranked = float(midranks(scores)[positive].sum())
    return (ranked - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative)


@dataclass(frozen=True, slots=True)
class _Placements:
    """AUC with the placement values of DeLong: how each unit stands among the other class."""

    auc: float
    positive: Scores
    negative: Scores


def _placements(positive: Bools, scores: Scores) -> _Placements:
    m = int(positive.sum())
    n = len(positive) - m
    ranks = midranks(scores)
    of_positive = (ranks[positive] - midranks(scores[positive])) / n
    of_negative = 1.0 - (ranks[~positive] - midranks(scores[~positive])) / m
    return _Placements(float(of_positive.mean()), of_positive, of_negative)


def _covariance(a: _Placements, b: _Placements) -> float:
    m, n = len(a.positive), len(a.negative)
    if m < 2 or n < 2:
        return math.nan
    by_positive = float(np.cov(a.positive, b.positive)[0, 1])
    by_negative = float(np.cov(a.negative, b.negative)[0, 1])
    return by_positive / m + by_negative / n


def delong_variance(positive: Bools, scores: Scores) -> float:
    """Variance of the AUC; NaN where a class has fewer than two units.

    DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837, by the ranks of Sun and Xu 2014, IEEE SPL 21:1389.
    """
    own = _placements(positive, scores)
    return _covariance(own, own)


def delong_interval(positive: Bools, scores: Scores) -> tuple[float, float] | None:
    """95 % limits of the AUC by DeLong's variance on the logit scale; None where the variance says nothing.

    On the logit scale the limits stay within [0, 1] and cover better for an AUC near 1 and for small samples
    than the symmetric ones (Pepe 2003, "The Statistical Evaluation of Medical Tests", 5.2.5; measured again by
    ``tests/benchmarks/auc_coverage.py``). With every positive above every negative the variance is 0: None.
    """
    value = auc(positive, scores)
    if value is None or not 0.0 < value < 1.0:
        return None
    variance = delong_variance(positive, scores)
    if not variance > 0.0:
        return None
    centre = math.log(value / (1.0 - value))
    half = Z95 * math.sqrt(variance) / (value * (1.0 - value))
    return _logistic(centre - half), _logistic(centre + half)


def newcombe_interval(value: float, n_positive: int, n_negative: int) -> tuple[float, float]:
    """95 % limits of an AUC from its value and the two counts alone; sensible at 0 and 1 too.

    The score-type interval (method 5) of Newcombe 2006, Statistics in Medicine 25:559.
    """

    def excess(theta: float) -> float:
        extra = (n_positive + n_negative) / 2 - 1
        shape = 1 + extra * (1 - theta) / (2 - theta) + extra * theta / (1 + theta)
        return abs(value - theta) - Z95 * math.sqrt(theta * (1 - theta) * shape / (n_positive * n_negative))

    def limit(outside: float) -> float:
        inside = value
        for _ in range(60):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if excess(middle) > 0 else (middle, outside)
        return (inside + outside) / 2

    low = limit(0.0) if value > 0.0 else 0.0
    high = limit(1.0) if value < 1.0 else 1.0
    return low, high


@dataclass(frozen=True, slots=True)
class AucDifference:
    """Difference of two AUCs on the same units, with 95 % limits and the two-sided p value (None: not defined)."""

    difference: float
    low: float | None
    high: float | None
    p_value: float | None
    method: str


def paired_delong(positive: Bools, scores_a: Scores, scores_b: Scores) -> AucDifference | None:
    """AUC of ``scores_a`` minus that of ``scores_b`` on the same units, shape (N,) each; None with one class only.

    DeLong, DeLong and Clarke-Pearson 1988. Units must be independent: one a patient.
    """
    if positive.all() or not positive.any():
        return None
    a, b = _placements(positive, scores_a), _placements(positive, scores_b)
    variance = _covariance(a, a) + _covariance(b, b) - 2 * _covariance(a, b)
    difference = a.auc - b.auc
    if not variance > 1e-18:  # equal or perfectly separating scores: the variance says nothing
        return AucDifference(difference, None, None, None, "DeLong, paired")
    error = math.sqrt(variance)
    p_value = math.erfc(abs(difference) / error / math.sqrt(2.0))
    low, high = difference - Z95 * error, difference + Z95 * error
    return AucDifference(difference, max(low, -1.0), min(high, 1.0), p_value, "DeLong, paired")


def roc_curve(positive: Bools, scores: Scores) -> Curve:
    """Corners of the ROC curve, from (0, 0) to (1, 1): x is 1 - specificity, y is sensitivity.

    A unit is called positive when its score reaches the point's threshold. Points on a straight line between
    their neighbours are left out. Both classes must be there.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    true = np.cumsum(positive[order])[last]
    false = last + 1 - true
    corner = np.ones(len(last), dtype=bool)
    corner[:-1] = (np.diff(true, n=2, prepend=0) != 0) | (np.diff(false, n=2, prepend=0) != 0)
    above_all = float(np.nextafter(ranked[0], np.inf))
    return Curve(
        x=(0.0, *(false[corner] / false[-1]).tolist()),
        y=(0.0, *(true[corner] / true[-1]).tolist()),
        thresholds=(above_all, *ranked[last][corner].tolist()),
    )


def average_precision(positive: Bools, scores: Scores) -> float | None:
    """Mean precision over the steps of recall, without interpolation; None where nothing is positive."""
    if not positive.any():
        return None
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    true = np.cumsum(positive[order])[last]
    precision = true / (last + 1)
    recall_step = np.diff(true, prepend=0) / true[-1]
    return float((precision * recall_step).sum())


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))
