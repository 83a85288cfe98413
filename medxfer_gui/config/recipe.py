"""How to transfer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from medxfer_gui.config.base import Config

Mode = Literal["head", "full", "scratch"]
MODES: tuple[Mode, ...] = ("head", "full", "scratch")


class FineTuneRecipe(Config):
    """How the source model is adapted to the target task. Bounds and words of the form and the flags stand here."""

    mode: Mode = Field(
        "head",
        title="Mode",
        description="head: frozen network, new classifier; full: whole network; scratch: random start, a control",
    )
    epochs: int = Field(
        10, title="Epochs", description="Passes over the training part (full and scratch)", ge=1, le=1000
    )
    batch_size: int = Field(16, title="Batch size", description="Images per step", ge=2, le=1024)
    learning_rate: float = Field(
        1e-3, title="Learning rate", description="Peak of the one-cycle schedule for the new head", gt=0, le=1
    )
    body_rate: float = Field(
        0.3,
        title="Body rate",
        description="Learning rate of the pretrained layers as a share of the head's (full)",
        ge=0,
        le=1,
    )
    weight_decay: float = Field(0.01, title="Weight decay", description="Decoupled weight decay of AdamW", ge=0, le=1)
    augment: Literal["none", "mild"] = Field(
        "mild",
        title="Augmentation",
        description="mild: small shifts, turns, zoom and contrast; never mirrored, laterality is kept",
    )
    patience: int = Field(
        0,
        title="Patience",
        description="Stop after this many epochs without a better validation loss; 0: never",
        ge=0,
        le=1000,
    )
    balance: bool = Field(
        False,
        title="Balance classes",
        description="Let rare classes count as much as common ones; probabilities then no longer follow prevalence",
    )
