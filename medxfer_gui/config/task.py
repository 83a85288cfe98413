"""What to predict."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from medxfer_gui.config.base import Config

TaskKind = Literal["binary", "multiclass", "multilabel"]
Level = Literal["frame", "series", "study", "patient"]
LEVELS: tuple[Level, ...] = ("frame", "series", "study", "patient")


class TargetTask(Config):
    """What to predict, and for which unit of the DICOM information model.

    For a binary task ``classes[1]`` is the positive class: its probability is the score, and sensitivity is its recall.
    """

    kind: TaskKind
    classes: tuple[str, ...]
    level: Level = "frame"

    @model_validator(mode="after")
    def _classes_fit_the_kind(self) -> TargetTask:
        if len(set(self.classes)) != len(self.classes):
            raise ValueError("class names repeat")
        if self.kind == "binary" and len(self.classes) != 2:
            raise ValueError("a binary task has two classes")
        if self.kind == "multiclass" and len(self.classes) < 3:
            raise ValueError("a multi-class task has three classes or more")
        if self.kind == "multilabel" and not self.classes:
            raise ValueError("a multi-label task has at least one class")
        return self

    @property
    def positive(self) -> str | None:
        """Name of the positive class of a binary task; None for the other kinds."""
        return self.classes[1] if self.kind == "binary" else None
