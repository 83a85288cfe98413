"""Intervals of shares: sensitivity, specificity, accuracy and their means."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from medxfer_gui.evaluation import bootstrap
from medxfer_gui.evaluation.auc import Z95
from medxfer_gui.evaluation.bootstrap import Patients
from medxfer_gui.evaluation.evaluation import Interval

NOT_DEFINED = "not defined"


def wilson_interval(successes: float, n: float) -> tuple[float, float]:
    """95 % limits of a share by Wilson's score (Wilson 1927, JASA 22:209); ``n`` is above 0."""
    share = successes / n
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n))
    return (0.0 if successes <= 0 else centre - half), (1.0 if successes >= n else centre + half)


def undefined(note: str) -> Interval:
    """A metric that these units do not define, and why."""
    return Interval(None, None, None, NOT_DEFINED, note)


def share_interval(
    patients: Patients, hits: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_], empty_note: str
) -> Interval:
    """Share of ``hits`` among the units ``among``, shape (N,) each, with 95 % limits.

    Wilson's interval where each patient has one unit; otherwise patients are resampled. Where all or none hit, the
    resamples are all alike and Wilson's interval over the number of patients is given instead.
    """
    n = int(among.sum())
    if not n:
        return undefined(empty_note)
    successes = int((hits & among).sum())
    if not patients.clustered:
        return Interval(successes / n, *wilson_interval(successes, n), "Wilson")
    concerned = len(np.unique(patients.index[among]))
    if successes in (0, n):
        share = successes / n
        return Interval(share, *wilson_interval(share * concerned, concerned), "Wilson, by patient")
    draws = bootstrap.resampled_ratio(patients, (hits & among).astype(np.float64), among.astype(np.float64))
    return bootstrap_interval(successes / n, draws, concerned)


Share = tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]
"""Units that hit, and units among which hits are counted: bool, shape (N,) each."""


def mean_of_shares(patients: Patients, shares: list[Share], *, disjoint: bool, empty_note: str) -> Interval:
    """Mean of several shares with 95 % limits: balanced accuracy, macro sensitivity, and their like.

    Shares of disjoint groups are independent where each patient has one unit: their Wilson intervals are combined
    (MOVER: Zou and Donner 2008, Statistics in Medicine 27:1693). Otherwise patients are resampled. Empty groups are
    left out.
    """
    filled = [(hits, among) for hits, among in shares if among.any()]
    if not filled:
        return undefined(empty_note)
    single = [share_interval(patients, hits, among, empty_note) for hits, among in filled]
    if len(single) == 1:
        return single[0]
    if disjoint and not patients.clustered:
        return _mover(single)
    if all(share.value in (0.0, 1.0) for share in single):
        return _mean_of_limits(single)
    draws = np.mean(
        [bootstrap.resampled_ratio(patients, (h & a).astype(np.float64), a.astype(np.float64)) for h, a in filled],
        axis=0,
    )
    return bootstrap_interval(_mean(single), draws, patients.count)


def _mean(shares: list[Interval]) -> float:
    return math.fsum(share.value or 0.0 for share in shares) / len(shares)


def _mover(shares: list[Interval]) -> Interval:
    value = _mean(shares)
    down = math.sqrt(math.fsum(((s.value or 0.0) - (s.low or 0.0)) ** 2 for s in shares)) / len(shares)
    up = math.sqrt(math.fsum(((s.high or 0.0) - (s.value or 0.0)) ** 2 for s in shares)) / len(shares)
    return Interval(value, max(0.0, value - down), min(1.0, value + up), "MOVER of Wilson")


def _mean_of_limits(shares: list[Interval]) -> Interval:
    # Every resample would be alike. The mean of the limits holds for any dependence of the shares: wide, never wrong.
    low = math.fsum(s.low or 0.0 for s in shares) / len(shares)
    high = math.fsum(s.high or 0.0 for s in shares) / len(shares)
    return Interval(_mean(shares), low, high, f"mean of {shares[0].method}")


def bootstrap_interval(value: float, draws: npt.NDArray[np.float64], patients: int) -> Interval:
    """``value`` with the percentile limits of its resamples; without limits where too few patients define it."""
    found = bootstrap.limits(draws) if patients > 1 else None
    if found is None:
        return Interval(value, None, None, bootstrap.METHOD, "Too few patients for an interval.")
    # The percentile interval of a skewed statistic can miss the value itself by a rounding error.
    return Interval(value, min(found[0], value), max(found[1], value), bootstrap.METHOD)
