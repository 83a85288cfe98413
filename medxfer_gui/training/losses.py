"""The loss of each kind of task, and class weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from medxfer_gui.config.task import TargetTask

Targets = npt.NDArray[np.int64] | npt.NDArray[np.float32]


def class_weights(targets: Targets, task: TargetTask) -> Tensor:
    """Weights that give every class of ``targets`` the same say, shape (classes,); a class without cases gets 1.

    Multi-label: weight of the positives of each label against its negatives, at most 100.
    """
    if task.kind == "multilabel":
        positive = targets.sum(axis=0)
        weights = np.clip((len(targets) - positive) / np.maximum(positive, 1), 0.01, 100.0)
    else:
        counts = np.bincount(targets.astype(np.int64), minlength=len(task.classes))
        weights = np.where(counts > 0, len(targets) / (len(task.classes) * np.maximum(counts, 1)), 1.0)
    return torch.tensor(weights, dtype=torch.float32)


def make_loss(task: TargetTask, weights: Tensor | None) -> nn.Module:
    """Mean cross-entropy over the classes, or binary cross-entropy over the labels of a multi-label task."""
    if task.kind == "multilabel":
        return nn.BCEWithLogitsLoss(pos_weight=weights)
    return nn.CrossEntropyLoss(weight=weights)
