"""Whether a probability means what it says: reliability, expected calibration error, Brier score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medxfer_gui.evaluation.evaluation import Curve

BINS = 10

Values = npt.NDArray[np.float64]


def reliability(confidence: Values, hits: Values) -> Curve:
    """Mean predicted probability (x) against observed share (y) of the non-empty of `BINS` equal-width bins.

    Parameters
    ----------
    confidence
        Predicted probabilities, shape (N,), in [0, 1]; 1 belongs to the last bin.
    hits
        1 where it came true, else 0, shape (N,).
    """
    counts, predicted, observed = _bins(confidence, hits)
    filled = counts > 0
    return Curve(
        x=tuple((predicted[filled] / counts[filled]).tolist()),
        y=tuple((observed[filled] / counts[filled]).tolist()),
        counts=tuple(counts[filled].astype(int).tolist()),
    )


def calibration_error(confidence: Values, hits: Values) -> float | None:
    """Expected calibration error: mean gap of the bins, weighted by their units; None without units.

    Naeini, Cooper and Hauskrecht 2015, AAAI 29:2901.
    """
    if not len(confidence):
        return None
    _, predicted, observed = _bins(confidence, hits)
    return float(np.abs(predicted - observed).sum() / len(confidence))


def _bins(confidence: Values, hits: Values) -> tuple[Values, Values, Values]:
    number = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    counts = np.bincount(number, minlength=BINS).astype(np.float64)
    predicted = np.bincount(number, weights=confidence, minlength=BINS).astype(np.float64)
    observed = np.bincount(number, weights=hits, minlength=BINS).astype(np.float64)
    return counts, predicted, observed
