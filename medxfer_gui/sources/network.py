"""A source model adapted to a target task: its body, and a new head."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError


class Network(nn.Module):
    """Body and linear head with the input contract inside.

    Parameters
    ----------
    body
        Module that turns normalised images (B, 3, S, S) into features (B, ``features``).
    features
        Length of the feature vector.
    task
        What the head predicts; one logit a class.
    mean, std
        Normalisation of values in [0, 1], a value for each of three channels.
    """

    mean: Tensor
    std: Tensor

    def __init__(
        self, body: nn.Module, features: int, task: TargetTask, mean: tuple[float, ...], std: tuple[float, ...]
    ) -> None:
        super().__init__()
        self.body = body
        self.head = nn.Linear(features, len(task.classes))
        self.task = task
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)

    def features(self, images: Tensor) -> Tensor:
        """Feature vectors, float32 (B, F), of ``images`` in [0, 1], shape (B, 1 or 3, S, S).

        One grey channel is repeated three times: the same as summing the stem's weights over its channels.
        """
        colour = images.expand(-1, 3, -1, -1)
        return cast("Tensor", self.body((colour - self.mean) / self.std)).flatten(1)

    def forward(self, images: Tensor) -> Tensor:
        """Logits (B, classes) of ``images`` in [0, 1], shape (B, 1 or 3, S, S)."""
        return cast("Tensor", self.head(self.features(images)))

    def saliency_layer(self, size: int = 96) -> nn.Module:
        """The last module of the body whose output still has rows and columns (B, C, h, w), at input side ``size``.

        Raises
        ------
        MedxferError
            When the body has none, as transformers without a grid.
        """
        spatial: list[nn.Module] = []

        def note(module: nn.Module, _inputs: object, output: object) -> None:
            if isinstance(output, Tensor) and output.ndim == 4 and output.shape[-1] * output.shape[-2] > 1:
                spatial.append(module)

        leaves = [module for module in self.body.modules() if not list(module.children())]
        handles = [module.register_forward_hook(note) for module in leaves]
        was_training = self.training
        try:
            self.eval()
            with torch.no_grad():
                self.features(torch.zeros(1, 1, size, size, device=self.mean.device))
        finally:
            self.train(was_training)
            for handle in handles:
                handle.remove()
        if not spatial:
            raise MedxferError(
                "This network keeps no image grid that a map could be drawn from.", "Use a convolutional source model."
            )
        return spatial[-1]
