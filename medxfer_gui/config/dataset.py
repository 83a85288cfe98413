"""Which data, how it is split, and how a frame becomes a training image."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from medxfer_gui.config.base import Config
from medxfer_gui.config.task import Level


class SplitConfig(Config):
    """Shares of the patients; the rest is for training. A fixed split in the labels overrides them."""

    validation: float = Field(
        0.2,
        title="Validation share",
        description="Share of patients that choose the epoch and the threshold",
        ge=0.05,
        le=0.5,
    )
    test: float = Field(
        0.2, title="Test share", description="Share of patients that nothing is chosen on", ge=0.0, le=0.5
    )
    seed: int = Field(0, title="Split seed", description="Same seed, same split", ge=0)

    @model_validator(mode="after")
    def _something_is_left_to_train(self) -> SplitConfig:
        if self.validation + self.test > 0.9:
            raise ValueError("validation and test together leave less than a tenth for training")
        return self


class Preprocessing(Config):
    """How a frame becomes the image the network learns from. The screen shows the same values."""

    size: int = Field(
        160, title="Image size", description="Side of the square training image, in pixels", ge=32, le=1024
    )
    window: Literal["file", "full"] = Field(
        "file",
        title="Window",
        description="file: the file's own VOI window, else its full range; full: always the full range",
    )
    fit: Literal["stretch", "pad"] = Field(
        "stretch", title="Fit", description="stretch: fill the square; pad: keep the shape of pixels and add black"
    )


class DatasetConfig(Config):
    """Folder, labels and split: everything a cohort is built from."""

    folder: Path = Field(
        title="Folder", description="Folder of images or of class folders, a zip archive, a MedMNIST .npz, or a list"
    )
    labels: Path | None = Field(
        None, title="Labels", description="CSV with labels; without it class folders are the labels"
    )
    level: Level = Field("frame", title="Level", description="The unit that is labelled, predicted and counted")
    positive: str | None = Field(
        None, title="Positive class", description="Positive class of a binary task; chosen by name when empty"
    )
    split: SplitConfig = SplitConfig()
    preprocessing: Preprocessing = Preprocessing()
