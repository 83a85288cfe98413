"""The trust number."""

from __future__ import annotations

import pytest
import torch
from scipy.stats import spearmanr

from medxfer_gui.saliency.saliency_map import DEPENDS, FLAT, LIKE_UNTRAINED
from medxfer_gui.saliency.trust import trust_of


def test_map_of_an_untrained_network_is_not_trusted() -> None:
    same = torch.rand(7, 7, generator=torch.Generator().manual_seed(0))
    assert trust_of(same, [same, same * 3]) == (pytest.approx(0.0), LIKE_UNTRAINED)


def test_opposite_map_is_fully_trusted() -> None:
    own = torch.arange(16.0).view(4, 4)
    assert trust_of(own, [-own]) == (1.0, DEPENDS)


def test_trust_is_one_minus_the_mean_of_spearman_correlations() -> None:
    generator = torch.Generator().manual_seed(3)
    own = torch.rand(6, 6, generator=generator)
    others = [own + torch.rand(6, 6, generator=generator).round(decimals=1) for _ in range(3)]
    expected = 1 - sum(spearmanr(own.ravel(), other.ravel()).statistic for other in others) / 3
    assert trust_of(own, others)[0] == pytest.approx(expected, abs=1e-6)


def test_flat_map_is_not_trusted() -> None:
    assert trust_of(torch.zeros(4, 4), [torch.rand(4, 4)]) == (0.0, FLAT)
