"""Scores by UID."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.config.task import TargetTask

EXTERNAL = "external"
"""Name of the part that another cohort is."""


@dataclass(frozen=True, slots=True)
class Predictions:
    """Probabilities of the units of one part, one entry a unit of the task's level.

    Parameters
    ----------
    task
        What is predicted.
    part
        ``train``, ``validation``, ``test``, or ``external``.
    units
        Identifier of each unit, shape (N,).
    uids, frames
        A frame that shows the unit (its only frame at frame level, else the one with the highest score), shape (N,).
    patients
        Pseudonyms, shape (N,): intervals cluster on them.
    targets
        int64 class index, shape (N,); multi-label: float32 of 0 and 1, shape (N, classes). -1 (or NaN): unlabelled.
    probabilities
        float64 in [0, 1], shape (N, classes); rows sum to 1 except for multi-label.
    """

    task: TargetTask
    part: str
    units: npt.NDArray[np.str_]
    uids: npt.NDArray[np.str_]
    frames: npt.NDArray[np.int64]
    patients: npt.NDArray[np.str_]
    targets: npt.NDArray[np.int64] | npt.NDArray[np.float32]
    probabilities: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.units)

    def where(self, mask: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> Predictions:
        """The units for which ``mask``, bool, shape (N,), is true; or those at the positions ``mask``, in its order."""
        return Predictions(
            task=self.task,
            part=self.part,
            units=self.units[mask],
            uids=self.uids[mask],
            frames=self.frames[mask],
            patients=self.patients[mask],
            targets=self.targets[mask],
            probabilities=self.probabilities[mask],
        )
