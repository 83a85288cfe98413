"""Made-up predictions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.predictions import Predictions

Maker = Callable[..., Predictions]


def make(
    kind: str, units: int, patients: int, *, classes: int = 2, seed: int = 0, shift: float = 2.0, part: str = "test"
) -> Predictions:
    """Random predictions of ``units`` units of ``patients`` patients; higher ``shift``: better."""
    generator = np.random.default_rng(seed)
    owner = np.arange(units) % patients
    names = tuple(f"class {i}" for i in range(classes))
    if kind == "multilabel":
        targets = generator.integers(0, 2, (units, classes)).astype(np.float32)
        found = 1 / (1 + np.exp(-(generator.normal(size=(units, classes)) + shift * (targets - 0.5))))
    else:
        targets = generator.integers(0, classes, units)
        logits = generator.normal(size=(units, classes))
        logits[np.arange(units), targets] += shift
        found = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    names_of_units = np.array([f"1.2.{i}#0" for i in range(units)])
    return Predictions(
        task=TargetTask(kind=kind, classes=names),  # type: ignore[arg-type]
        part=part,
        units=names_of_units,
        uids=np.array([f"1.2.{i}" for i in range(units)]),
        frames=np.zeros(units, dtype=np.int64),
        patients=np.array([f"P-{i:04}" for i in owner]),
        targets=targets,
        probabilities=found.astype(np.float64),
    )


@pytest.fixture
def make_predictions() -> Maker:
    """Maker of random predictions; see `make`."""
    return make
