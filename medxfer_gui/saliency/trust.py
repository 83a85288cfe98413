"""How much a map depends on what the network has learned."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from medxfer_gui.config.run import SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.auc import midranks
from medxfer_gui.saliency.saliency_map import DEPENDS, FLAT, LIKE_UNTRAINED, TRUSTED
from medxfer_gui.sources.build import build_network
from medxfer_gui.sources.network import Network

RANDOM_NETWORKS = 3
"""Random networks that a map is compared with; one alone would judge by chance."""
COMPARED_SIDE = 28
"""Larger maps are averaged down to this side before they are compared: noise of single pixels is no place."""
_SEED = 1810_03292

Maps = npt.NDArray[np.float32]


def random_networks(source: SourceChoice, task: TargetTask, size: int) -> list[Network]:
    """`RANDOM_NETWORKS` networks of the run's architecture with fresh random weights, head included; seeded.

    Their batch normalisation is set on noise, so that signals neither vanish nor overflow on their way.

    Parameters
    ----------
    size
        Side of the images they will see.
    """
    found = []
    with torch.random.fork_rng(devices=[]):
        for number in range(RANDOM_NETWORKS):
            torch.manual_seed(_SEED + number)
            network = build_network(source, task, pretrained=False)
            nn.init.normal_(network.head.weight, std=0.02)
            _settle_normalisation(network, size)
            found.append(network.eval())
    return found


def _settle_normalisation(network: Network, size: int) -> None:
    norms = [m for m in network.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.momentum = 1.0  # running statistics become those of the one batch
    network.train()
    noise = nn.functional.interpolate(torch.rand(8, 1, 12, 12), size=(size, size), mode="bilinear")
    with torch.no_grad():
        network(noise)


def trust_of(own: Tensor, randomised: list[Tensor]) -> tuple[float, str]:
    """Trust in [0, 1] of one map, and what it means in words.

    Parameters
    ----------
    own
        The map, shape (h, w).
    randomised
        The maps of the random networks, shape (h, w) each; flat ones agree with nothing.
    """
    mine = _comparable(own)
    if np.ptp(mine) <= 1e-6 * float(np.abs(mine).max(initial=0.0)) or not np.isfinite(mine).all():
        return 0.0, FLAT
    agreement = float(np.mean([_rank_correlation(mine, _comparable(other)) for other in randomised]))
    trust = min(1.0, 1.0 - max(0.0, agreement))
    return trust, DEPENDS if trust >= TRUSTED else LIKE_UNTRAINED


def _comparable(values: Tensor) -> npt.NDArray[np.float64]:
    rows, columns = (min(COMPARED_SIDE, length) for length in values.shape)
    pooled = nn.functional.adaptive_avg_pool2d(values.detach()[None, None].double(), (rows, columns))
    return pooled[0, 0].cpu().numpy().ravel()


def _rank_correlation(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    """Spearman's rank correlation with mean ranks for ties; 0 where one side is constant."""
    ranks_a, ranks_b = midranks(a) - (len(a) + 1) / 2, midranks(b) - (len(b) + 1) / 2
    scale = float(np.sqrt((ranks_a**2).sum() * (ranks_b**2).sum()))
    return float((ranks_a * ranks_b).sum()) / scale if scale > 0 else 0.0
