"""Calibration."""

from __future__ import annotations

import numpy as np
import pytest

from medxfer_gui.evaluation.calibration import calibration_error, reliability


def test_worked_example_by_hand() -> None:
    """Bins .1-.2 (2 of 4 true at .15) and .8-.9 (6 of 6 true at .85): (4 x .35 + 6 x .15) / 10."""
    confidence = np.array([0.15] * 4 + [0.85] * 6)
    hits = np.array([1, 1, 0, 0] + [1] * 6, dtype=float)
    assert calibration_error(confidence, hits) == pytest.approx(0.23)


def test_reliability_leaves_empty_bins_out_and_counts_the_others() -> None:
    curve = reliability(np.array([0.0, 0.05, 1.0]), np.array([0.0, 1.0, 1.0]))
    assert curve.x == pytest.approx((0.025, 1.0))
    assert curve.y == pytest.approx((0.5, 1.0))
    assert curve.counts == (2, 1)


def test_error_of_nothing_is_none() -> None:
    assert calibration_error(np.array([]), np.array([])) is None
