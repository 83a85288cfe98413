"""The cases behind the numbers: who was called what, and how sure the network was. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.library.records import FrameKey

Outcome = Literal["hit", "missed", "false alarm", "correct rejection", "right", "wrong", "unlabelled"]
"""The first four for a binary task, then those of more classes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One unit of the task's level.

    Parameters
    ----------
    index
        Position in the predictions.
    key
        The frame that shows the unit.
    patient
        Pseudonym.
    truth, called
        Class numbers; truth is None where the unit has no label. For a multi-label task both are None.
    score
        Probability in [0, 1] of the positive class, with more classes of the called one.
    truth_probability
        Probability of what is true, in [0, 1]; small means confidently wrong.
    outcome
        How it went.
    """

    index: int
    key: FrameKey
    patient: str
    truth: int | None
    called: int | None
    score: float
    truth_probability: float
    outcome: Outcome

    @property
    def is_wrong(self) -> bool:
        """Whether the call differs from the truth."""
        return self.outcome in ("missed", "false alarm", "wrong")

    @property
    def rank(self) -> float:
        """Orders cases: the most confidently wrong first, the most confidently right last."""
        return self.truth_probability + (0.0 if self.is_wrong else 2.0)


def cases_of(predictions: Predictions, threshold: float | None) -> list[Case]:
    """One case a unit, in the order of the predictions.

    Parameters
    ----------
    threshold
        Operating point of a binary task in [0, 1]; not used for other kinds.
    """
    kind = predictions.task.kind
    if kind == "multilabel":
        return [_multilabel_case(predictions, index) for index in range(len(predictions))]
    probabilities = predictions.probabilities
    if kind == "binary":
        called = (probabilities[:, 1] >= (0.5 if threshold is None else threshold)).astype(np.int64)
    else:
        called = probabilities.argmax(axis=1)
    return [_case(predictions, index, int(called[index])) for index in range(len(predictions))]


def _case(predictions: Predictions, index: int, called: int) -> Case:
    row = predictions.probabilities[index]
    truth = int(predictions.targets[index])
    binary = predictions.task.kind == "binary"
    return Case(
        index=index,
        key=FrameKey(str(predictions.uids[index]), int(predictions.frames[index])),
        patient=str(predictions.patients[index]),
        truth=truth if truth >= 0 else None,
        called=called,
        score=float(row[1] if binary else row[called]),
        truth_probability=float(row[truth]) if truth >= 0 else 1.0,
        outcome=_outcome(truth, called, binary),
    )


def _outcome(truth: int, called: int, binary: bool) -> Outcome:
    if truth < 0:
        return "unlabelled"
    if not binary:
        return "right" if truth == called else "wrong"
    if truth == called:
        return "hit" if truth else "correct rejection"
    return "missed" if truth else "false alarm"


def _multilabel_case(predictions: Predictions, index: int) -> Case:
    """The worst label decides: how probable was what is true of it."""
    row, truth = predictions.probabilities[index], predictions.targets[index]
    known = np.isfinite(truth)
    of_truth = np.where(truth > 0.5, row, 1 - row)[known]
    worst = float(of_truth.min()) if len(of_truth) else 1.0
    outcome: Outcome = "unlabelled" if not len(of_truth) else "wrong" if worst < 0.5 else "right"
    key = FrameKey(str(predictions.uids[index]), int(predictions.frames[index]))
    patient = str(predictions.patients[index])
    return Case(index, key, patient, None, None, float(row.max()), worst, outcome)
