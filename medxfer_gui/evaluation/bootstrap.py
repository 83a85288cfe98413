"""Resampling of whole patients: intervals that stay honest where a patient has several images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
METHOD = "bootstrap of patients, 2,000 resamples"
_SEED = 20140307
_CHUNK_ENTRIES = 2_000_000

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Patients:
    """Which patient each unit belongs to.

    Parameters
    ----------
    index
        Number of the patient, from 0, shape (N,).
    count
        Number of patients.
    """

    index: npt.NDArray[np.int64]
    count: int

    @property
    def clustered(self) -> bool:
        """Whether any patient has several units, so that units are not independent."""
        return self.count < len(self.index)


def group_patients(pseudonyms: npt.NDArray[np.str_]) -> Patients:
    """Number the patients of the units, shape (N,), in the order of their first unit.

    Not in the order of the pseudonyms: those differ from one data folder to the next, and intervals should not.
    """
    _, first, index = np.unique(pseudonyms, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    return Patients(rank[index].astype(np.int64), len(first))


def resampled(patients: Patients, statistic: Callable[[Weights], npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Values of ``statistic`` in `RESAMPLES` draws of patients with replacement, shape (`RESAMPLES`, ...).

    Parameters
    ----------
    statistic
        Takes how often each patient was drawn, float32, shape (b, patients), and returns (b, ...); NaN where the
        draw does not define it. The draws are the same at every call, so that differences are paired.
    """
    return np.concatenate([statistic(weights) for weights in _draws(patients.count)])


def limits(values: npt.NDArray[np.float64]) -> tuple[float, float] | None:
    """2.5 % and 97.5 % points over the draws that define the statistic; None where fewer than half do."""
    defined = values[np.isfinite(values)]
    if 2 * len(defined) < len(values):
        return None
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)


def patient_sums(patients: Patients, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Sum of each patient's units: (N, K) to (patients, K)."""
    sums = np.zeros((patients.count, values.shape[1]))
    np.add.at(sums, patients.index, values)
    return sums


def resampled_ratio(
    patients: Patients, numerator: npt.NDArray[np.float64], denominator: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Ratio of two sums over units, (N,) each, in every resample; NaN where the denominator is 0."""
    sums = patient_sums(patients, np.stack([numerator, denominator], axis=1))

    def ratio(weights: Weights) -> npt.NDArray[np.float64]:
        totals = weights @ sums
        return _quotient(totals[:, 0], totals[:, 1])

    return resampled(patients, ratio)


def resampled_auc(
    patients: Patients, positive: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """AUC in every resample of the patients; NaN where a draw holds one class only. Both classes must be there."""
    order = np.argsort(scores[~positive], kind="stable")
    negatives = scores[~positive][order]
    of_negative = patients.index[~positive][order]
    of_positive = patients.index[positive]
    below = np.searchsorted(negatives, scores[positive], side="left")
    upto = np.searchsorted(negatives, scores[positive], side="right")

    def weighted_auc(weights: Weights) -> npt.NDArray[np.float64]:
        won = np.zeros((len(weights), len(negatives) + 1))
        np.cumsum(weights[:, of_negative], axis=1, dtype=np.float64, out=won[:, 1:])
        drawn = weights[:, of_positive].astype(np.float64)
        wins = np.einsum("bi,bi->b", drawn, (won[:, below] + won[:, upto]) / 2)
        return _quotient(wins, drawn.sum(axis=1) * won[:, -1])

    return resampled(patients, weighted_auc)


def _quotient(numerator: npt.NDArray[np.float64], denominator: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    quotient = np.full(len(numerator), np.nan)
    np.divide(numerator, denominator, out=quotient, where=denominator > 0)
    return quotient


def _draws(count: int) -> Iterator[Weights]:
    size = max(1, min(RESAMPLES, _CHUNK_ENTRIES // max(count, 1)))
    for start in range(0, RESAMPLES, size):
        yield _draw(count, start, min(size, RESAMPLES - start))


# A threshold slider asks for the same draws many times a second; 8 chunks hold 64 MB at most.
@lru_cache(maxsize=8)
def _draw(count: int, start: int, size: int) -> Weights:
    generator = np.random.default_rng([_SEED, count, start])
    chosen = generator.integers(0, count, size=(size, count))
    chosen += np.arange(size)[:, None] * count
    weights = np.bincount(chosen.ravel(), minlength=size * count).reshape(size, count).astype(np.float32)
    weights.setflags(write=False)
    return weights
