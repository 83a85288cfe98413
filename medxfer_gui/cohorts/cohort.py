"""Frames, labels and split: what a run learns from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from medxfer_gui.config.task import Level, TargetTask
from medxfer_gui.library.records import FrameKey

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Cohort:
    """Labelled frames in columns, one entry a frame, in a fixed order (sorted by UID, then frame).

    Parameters
    ----------
    task
        What is predicted.
    uids, frames
        SOPInstanceUID and frame number (from 0), shape (N,).
    series, studies, patients
        SeriesInstanceUID, StudyInstanceUID and the patient's pseudonym, shape (N,). No patient identifier.
    targets
        int64, shape (N,): class index; for a multi-label task float32 of 0 and 1, shape (N, classes).
    parts
        Which part each frame is in, shape (N,), values of `PARTS`. A patient is in one part only.
    split_origin
        In words, how the split was made ("by PatientID, stratified, seed 0").
    """

    task: TargetTask
    uids: npt.NDArray[np.str_]
    frames: npt.NDArray[np.int64]
    series: npt.NDArray[np.str_]
    studies: npt.NDArray[np.str_]
    patients: npt.NDArray[np.str_]
    targets: npt.NDArray[np.int64] | npt.NDArray[np.float32]
    parts: npt.NDArray[np.str_]
    split_origin: str

    def __len__(self) -> int:
        return len(self.uids)

    def indices(self, part: Part) -> npt.NDArray[np.int64]:
        """Positions of the frames of ``part``, ascending."""
        return np.flatnonzero(self.parts == part)

    def keys(self) -> list[FrameKey]:
        """The frames, in order."""
        return [FrameKey(str(uid), int(frame)) for uid, frame in zip(self.uids, self.frames, strict=True)]

    def units(self, level: Level | None = None) -> npt.NDArray[np.str_]:
        """Identifier of the unit each frame belongs to at ``level`` (the task's own when None), shape (N,)."""
        level = level or self.task.level
        if level == "frame":
            return np.char.add(np.char.add(self.uids, "#"), self.frames.astype(str))
        return {"series": self.series, "study": self.studies, "patient": self.patients}[level]

    def split_hash(self) -> str:
        """Hash of which frame is in which part; equal hashes mean the same split."""
        digest = hashlib.sha256()
        for uid, frame, part in zip(self.uids, self.frames, self.parts, strict=True):
            digest.update(f"{uid}#{frame}:{part}\n".encode())
        return digest.hexdigest()[:16]
