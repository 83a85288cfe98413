"""Everything needed to repeat a run."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from medxfer_gui.config.base import Config
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.config.recipe import FineTuneRecipe

DEFAULT_SOURCE = "efficientnet_lite0"


class SourceChoice(Config):
    """Which network to transfer from."""

    name: str = Field(
        DEFAULT_SOURCE,
        title="Source model",
        description="A name that `medxfer sources` lists, or any timm architecture",
    )
    weights: Path | None = Field(
        None, title="Weights", description="Local safetensors or state-dict file for that architecture"
    )


class ComputeConfig(Config):
    """Where to compute."""

    device: Literal["auto", "cpu", "cuda"] = Field(
        "auto", title="Device", description="auto: the GPU where there is one"
    )
    threads: int = Field(0, title="Threads", description="CPU threads; 0: one per core", ge=0, le=512)


class RunConfig(Config):
    """Cohort, source, recipe, compute and seed of one run."""

    version: Literal[1] = 1
    name: str = Field("", title="Name", description="What the run is called in the window", max_length=120)
    dataset: DatasetConfig
    source: SourceChoice = SourceChoice()
    recipe: FineTuneRecipe = FineTuneRecipe()
    compute: ComputeConfig = ComputeConfig()
    seed: int = Field(0, title="Seed", description="Start of every random number of the run", ge=0)
