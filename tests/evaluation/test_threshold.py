"""Choosing the operating point."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_curve

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.threshold import FALLBACK, choose_threshold, operating_points


def test_no_cut_has_a_higher_youden_index() -> None:
    generator = np.random.default_rng(1)
    truth = generator.integers(0, 2, 80)
    scores = (generator.random(80) * 0.7 + 0.3 * truth).round(2)
    x, y, _ = roc_curve(truth, scores)
    called = scores >= choose_threshold(truth, scores)
    assert called[truth == 1].mean() - called[truth == 0].mean() == pytest.approx((y - x).max())


def test_threshold_lies_midway_between_scores() -> None:
    assert choose_threshold(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.6, 0.9])) == pytest.approx(0.4)


def test_of_equally_good_thresholds_the_most_sensitive_is_taken() -> None:
    truth, scores = np.array([0, 1, 0, 1]), np.array([0.1, 0.3, 0.5, 0.7])
    assert choose_threshold(truth, scores) == pytest.approx(0.2)


def test_one_class_cannot_choose() -> None:
    with pytest.raises(MedxferError, match="one class"):
        choose_threshold(np.zeros(4, dtype=int), np.linspace(0, 1, 4))


def test_one_class_in_validation_falls_back_and_says_so(make_predictions) -> None:
    found = make_predictions("binary", 20, 20)
    points = operating_points(found.where(found.targets == 1))
    assert (points.values, points.origin) == ({"class 1": 0.5}, FALLBACK)
