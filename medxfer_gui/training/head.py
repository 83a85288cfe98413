"""A new classifier on the features of a frozen network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import LogisticRegression

from medxfer_gui.config.task import TargetTask
from medxfer_gui.operation import NEVER, CancelToken
from medxfer_gui.sources.network import Network
from medxfer_gui.training.losses import Targets
from medxfer_gui.training.validation import Validation, case_losses, validate

STRENGTHS: tuple[float, ...] = tuple(float(s) for s in np.logspace(5, 0.5, 10))
"""Strengths of the L2 penalty that are tried, strongest first."""

ABSENT_LOGIT = -20.0
"""Bias of a class that no training case has: it is never predicted."""

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HeadStep:
    """The classifier of one strength: weights (classes, F) and bias (classes,) for raw features, and how it did."""

    strength: float
    weight: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    train_loss: float
    validation: Validation
    seconds: float


def fit_heads(
    features: Features,
    targets: Targets,
    validation_features: Features,
    validation_targets: Targets,
    task: TargetTask,
    *,
    balance: bool,
    cancel: CancelToken = NEVER,
) -> Iterator[HeadStep]:
    """Logistic regression on standardised features, one step a strength of `STRENGTHS`.

    The standardisation is folded into weights and bias, so that the head works on raw features.
    """
    mean, deviation = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64)
    deviation[deviation < 1e-8] = 1.0
    standard = (features - mean) / deviation
    for strength in STRENGTHS:
        cancel.raise_if_cancelled()
        started = time.perf_counter()
        weight, bias = _fit(standard, targets, task, strength, balance)
        weight = weight / deviation
        bias = bias - weight @ mean
        train_loss = float(case_losses(features @ weight.T + bias, targets, task).mean())
        judged = validate(validation_features @ weight.T + bias, validation_targets, task)
        yield HeadStep(strength, weight, bias, train_loss, judged, time.perf_counter() - started)


def choose_step(steps: list[HeadStep]) -> int:
    """Position of the step to keep: the strongest penalty within one standard error of the lowest validation loss.

    The one-standard-error rule (Breiman et al. 1984, "Classification and Regression Trees", 3.4.3): among
    classifiers that the validation part cannot tell apart, the simplest carries over best.
    """
    best = min(steps, key=lambda step: step.validation.loss)
    limit = best.validation.loss + best.validation.loss_error
    return next(i for i, step in enumerate(steps) if step.validation.loss <= limit)


def put_head(network: Network, step: HeadStep) -> None:
    """Give the network the classifier of ``step``."""
    with torch.no_grad():
        network.head.weight.copy_(torch.from_numpy(step.weight))
        network.head.bias.copy_(torch.from_numpy(step.bias))


def _fit(
    standard: npt.NDArray[np.float64], targets: Targets, task: TargetTask, strength: float, balance: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    if task.kind == "multilabel":
        rows = [_logistic(standard, targets[:, k] > 0, strength, balance) for k in range(len(task.classes))]
        return np.stack([row[0][0] for row in rows]), np.array([row[1][0] for row in rows])
    weight, bias = _logistic(standard, targets, strength, balance)
    if len(weight) == 1:  # one logit becomes two with the same difference
        weight, bias = np.concatenate([-weight / 2, weight / 2]), np.concatenate([-bias / 2, bias / 2])
    rows_of = np.unique(targets).astype(np.int64)
    full_weight, full_bias = np.zeros((len(task.classes), weight.shape[1])), np.full(len(task.classes), ABSENT_LOGIT)
    full_weight[rows_of], full_bias[rows_of] = weight, bias
    return full_weight, full_bias


def _logistic(
    standard: npt.NDArray[np.float64], targets: npt.NDArray[np.generic], strength: float, balance: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    present = np.unique(targets)
    if len(present) == 1:  # a label that no training case has, or all have: a constant
        share = np.clip(np.mean(targets.astype(np.float64)), 1e-3, 1 - 1e-3)
        return np.zeros((1, standard.shape[1])), np.array([np.log(share / (1 - share))])
    model = LogisticRegression(C=1.0 / strength, max_iter=500, class_weight="balanced" if balance else None)
    model.fit(standard, targets)
    return np.asarray(model.coef_), np.asarray(model.intercept_)
