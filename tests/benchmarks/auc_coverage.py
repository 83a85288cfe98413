"""Coverage of the 95 % intervals of the AUC in simulated normal scores: which interval to report.

Run: ``python tests/benchmarks/auc_coverage.py [REPEATS]``. One line a setting: true AUC, counts, and for each interval
the share of simulations that cover the true AUC and the mean width.
"""

from __future__ import annotations

import math
import sys
from statistics import NormalDist

import numpy as np

from medxfer_gui.evaluation.auc import Z95, auc, delong_interval, delong_variance, newcombe_interval


def plain(positive: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    value = auc(positive, scores)
    assert value is not None
    half = Z95 * math.sqrt(delong_variance(positive, scores))
    return max(0.0, value - half), min(1.0, value + half)


def newcombe(positive: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    value = auc(positive, scores)
    assert value is not None
    return newcombe_interval(value, int(positive.sum()), int((~positive).sum()))


def reported(positive: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    return delong_interval(positive, scores) or newcombe(positive, scores)


def main(repeats: int) -> None:
    generator = np.random.default_rng(0)
    methods = {"plain": plain, "logit+newcombe": reported, "newcombe": newcombe}
    for truth in (0.7, 0.9, 0.97):
        for positives, negatives in ((10, 10), (10, 40), (30, 30), (60, 120)):
            shift = math.sqrt(2.0) * NormalDist().inv_cdf(truth)
            positive = np.arange(positives + negatives) < positives
            hits = dict.fromkeys(methods, 0)
            width = dict.fromkeys(methods, 0.0)
            for _ in range(repeats):
                scores = generator.normal(size=len(positive)) + shift * positive
                for name, interval in methods.items():
                    low, high = interval(positive, scores)
                    hits[name] += low <= truth <= high
                    width[name] += high - low
            told = "  ".join(f"{n} {hits[n] / repeats:.3f} ({width[n] / repeats:.3f})" for n in methods)
            print(f"AUC {truth:.2f}  {positives:3d}+{negatives:3d}  {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
