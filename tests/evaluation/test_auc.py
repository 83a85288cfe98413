"""AUC, its intervals and the paired comparison against independent references."""

from __future__ import annotations

import numpy as np
import pytest
from MLstatkit import Delong_test
from scipy.stats import rankdata
from sklearn import metrics as reference

from medxfer_gui.evaluation.auc import (
    auc,
    average_precision,
    delong_interval,
    delong_variance,
    midranks,
    newcombe_interval,
    paired_delong,
    roc_curve,
)


@pytest.fixture(params=["smooth", "tied"])
def sample(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Truth and two networks' scores; tied: scores with one decimal."""
    generator = np.random.default_rng(3)
    positive = generator.random(120) < 0.35
    a, b = (generator.normal(size=120) + shift * positive for shift in (1.3, 0.8))
    a, b = (1 / (1 + np.exp(-s)) for s in (a, b))
    return (positive, a, b) if request.param == "smooth" else (positive, a.round(1), b.round(1))


def test_auc_equals_scikit_learn(sample: tuple[np.ndarray, ...]) -> None:
    positive, scores, _ = sample
    assert auc(positive, scores) == pytest.approx(reference.roc_auc_score(positive, scores), abs=1e-12)


def test_midranks_equal_scipy(sample: tuple[np.ndarray, ...]) -> None:
    assert np.array_equal(midranks(sample[1]), rankdata(sample[1]))


def test_average_precision_equals_scikit_learn(sample: tuple[np.ndarray, ...]) -> None:
    positive, scores, _ = sample
    assert average_precision(positive, scores) == pytest.approx(
        reference.average_precision_score(positive, scores), abs=1e-12
    )


def test_roc_curve_has_the_corners_of_scikit_learn(sample: tuple[np.ndarray, ...]) -> None:
    positive, scores, _ = sample
    curve = roc_curve(positive, scores)
    x, y, _ = reference.roc_curve(positive, scores, drop_intermediate=False)
    at = np.linspace(0, 1, 301)
    assert reference.auc(curve.x, curve.y) == pytest.approx(reference.auc(x, y), abs=1e-12)
    assert np.interp(at, curve.x, curve.y) == pytest.approx(np.interp(at, x, y), abs=1e-12)


def test_every_point_of_the_roc_curve_is_what_its_threshold_gives(sample: tuple[np.ndarray, ...]) -> None:
    positive, scores, _ = sample
    curve = roc_curve(positive, scores)
    for x, y, threshold in zip(curve.x, curve.y, curve.thresholds, strict=True):
        called = scores >= threshold
        assert (x, y) == pytest.approx((called[~positive].mean(), called[positive].mean()))


def test_paired_delong_equals_mlstatkit(sample: tuple[np.ndarray, ...]) -> None:
    positive, a, b = sample
    ours = paired_delong(positive, a, b)
    _, p_value, *_ = Delong_test(positive.astype(int), a, b)
    assert ours is not None
    assert ours.p_value == pytest.approx(p_value, rel=1e-9)


def test_variance_equals_the_definition_of_delong(sample: tuple[np.ndarray, ...]) -> None:
    positive, scores, _ = sample
    kernel = np.sign(scores[positive][:, None] - scores[~positive][None]) / 2 + 0.5
    m, n = kernel.shape
    expected = kernel.mean(axis=1).var(ddof=1) / m + kernel.mean(axis=0).var(ddof=1) / n
    assert delong_variance(positive, scores) == pytest.approx(expected, rel=1e-10)


def test_hanley_and_mcneil_1982_worked_example() -> None:
    """Their Table I: 109 readings on a five-point scale; area 0.893, standard error 0.032."""
    normal, abnormal = (33, 6, 6, 11, 2), (3, 2, 2, 11, 33)
    scores = np.repeat([1.0, 2, 3, 4, 5] * 2, normal + abnormal)
    positive = np.arange(109) >= 58
    assert auc(positive, scores) == pytest.approx(0.893, abs=5e-4)
    assert np.sqrt(delong_variance(positive, scores)) == pytest.approx(0.032, abs=2e-3)


def test_logit_interval_stays_below_one_and_holds_the_value() -> None:
    positive = np.arange(40) < 20
    scores = np.r_[np.linspace(0.5, 1, 20), np.linspace(0, 0.55, 20)]
    found = delong_interval(positive, scores)
    value = auc(positive, scores)
    assert found is not None and value is not None
    assert found[0] < value < found[1] < 1


def test_perfect_separation_has_no_delong_interval() -> None:
    positive = np.arange(20) < 10
    assert delong_interval(positive, positive.astype(float)) is None


def test_newcombe_solves_its_own_equation() -> None:
    """Limits are where the distance to the value is 1.96 standard errors at the limit itself."""
    value, m, n = 0.85, 20, 30
    extra = (m + n) / 2 - 1
    for theta in newcombe_interval(value, m, n):
        shape = 1 + extra * (1 - theta) / (2 - theta) + extra * theta / (1 + theta)
        error = np.sqrt(theta * (1 - theta) * shape / (m * n))
        assert abs(value - theta) == pytest.approx(1.959964 * error, rel=1e-5)


def test_newcombe_of_perfect_separation_reaches_below_one() -> None:
    low, high = newcombe_interval(1.0, 15, 15)
    assert 0.75 < low < 0.95
    assert high == 1.0


def test_auc_of_one_class_is_none() -> None:
    assert auc(np.ones(5, dtype=bool), np.arange(5.0)) is None


def test_equal_scores_compare_without_an_interval() -> None:
    positive, scores = np.arange(10) < 5, np.arange(10.0)
    found = paired_delong(positive, scores, scores)
    assert found is not None
    assert (found.difference, found.low, found.p_value) == (0.0, None, None)
