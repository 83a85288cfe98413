"""Intervals of shares."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest

from medxfer_gui.evaluation.proportions import wilson_interval


@pytest.mark.parametrize(("hits", "n"), [(0, 9), (9, 9), (1, 40), (31, 48), (500, 1000)])
def test_wilson_equals_scipy(hits: int, n: int) -> None:
    expected = binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson_interval(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_newcombe_1998_worked_example() -> None:
    """Newcombe 1998, Statistics in Medicine 17:857, Table I, 81 of 263: 0.2553 to 0.3662."""
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
