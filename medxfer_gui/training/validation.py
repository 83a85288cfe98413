"""Loss and AUC of the validation part, for curves and for choosing the epoch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy.special import expit, log_softmax

from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.auc import auc, delong_interval
from medxfer_gui.training.losses import Targets

Logits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Validation:
    """Mean loss with its standard error, and AUC with 95 % limits by image; None where not defined."""

    loss: float
    loss_error: float
    auc: float | None
    auc_low: float | None
    auc_high: float | None


def validate(logits: Logits, targets: Targets, task: TargetTask) -> Validation:
    """Judge ``logits``, shape (N, classes). AUC is the macro one-vs-rest mean except for a binary task.

    The limits are DeLong's by image, a quick look while training; the evaluation clusters by patient.
    """
    losses = case_losses(logits, targets, task)
    error = float(losses.std() / np.sqrt(len(losses)))
    if task.kind == "binary":
        positive, scores = targets == 1, logits[:, 1] - logits[:, 0]
        limits = delong_interval(positive, scores) or (None, None)
        return Validation(float(losses.mean()), error, auc(positive, scores), *limits)
    return Validation(float(losses.mean()), error, _macro_auc(logits, targets, task), None, None)


def case_losses(logits: Logits, targets: Targets, task: TargetTask) -> npt.NDArray[np.float64]:
    """Unweighted loss of each case, shape (N,); multi-label: mean over the labels."""
    if task.kind == "multilabel":
        signed = np.where(targets > 0, logits, -logits)
        return np.asarray(np.logaddexp(0.0, -signed).mean(axis=1))
    return np.asarray(-log_softmax(logits, axis=1)[np.arange(len(targets)), targets.astype(np.int64)])


def _macro_auc(logits: Logits, targets: Targets, task: TargetTask) -> float | None:
    if task.kind == "multilabel":
        columns = [(targets[:, k] > 0, expit(logits[:, k])) for k in range(len(task.classes))]
    else:
        shares = log_softmax(logits, axis=1)
        columns = [(targets == k, shares[:, k]) for k in range(len(task.classes))]
    found = [value for value in (auc(positive, scores) for positive, scores in columns) if value is not None]
    return float(np.mean(found)) if found else None


def as_tensor(targets: Targets) -> torch.Tensor:
    """Targets as the loss wants them: int64 (N,) or float32 (N, classes)."""
    return torch.from_numpy(np.ascontiguousarray(targets))
