"""Resampling of patients."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from medxfer_gui.evaluation.bootstrap import RESAMPLES, group_patients, resampled, resampled_auc
from medxfer_gui.evaluation.compare import compare_auc


def test_every_draw_holds_as_many_patients_as_there_are() -> None:
    patients = group_patients(np.array(["a", "a", "b", "c"]))
    totals = resampled(patients, lambda weights: weights.sum(axis=1).astype(np.float64))
    assert np.array_equal(totals, np.full(RESAMPLES, 3.0))


def test_weighted_auc_equals_that_of_repeated_cases() -> None:
    generator = np.random.default_rng(2)
    patients = group_patients(np.array([f"p{i % 9}" for i in range(30)]))
    positive, scores = generator.random(30) < 0.5, generator.random(30).round(1)
    kept: list[np.ndarray] = []
    resampled(patients, lambda weights: kept.append(weights) or np.zeros(len(weights)))
    draws = resampled_auc(patients, positive, scores)
    for draw in (0, 7, 1999):
        index = np.repeat(np.arange(30), kept[0][draw].astype(int)[patients.index])
        assert draws[draw] == pytest.approx(roc_auc_score(positive[index], scores[index]))


def test_paired_difference_of_a_run_with_itself_is_zero(make_predictions) -> None:
    found = make_predictions("binary", 60, 30)
    difference = compare_auc(found, found)
    assert difference is not None
    assert (difference.difference, difference.low, difference.high) == (0.0, 0.0, 0.0)


def test_runs_are_compared_on_the_same_units_in_any_order(make_predictions) -> None:
    good, poor = make_predictions("binary", 90, 90), make_predictions("binary", 90, 90, shift=0.3)
    straight, shuffled = compare_auc(good, poor), compare_auc(good, poor.where(np.arange(90)[::-1]))
    assert straight is not None and shuffled is not None
    assert shuffled.difference == pytest.approx(straight.difference)
