"""Augmentation of whole batches on the device."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn.functional import affine_grid, grid_sample

SHIFT = 0.05
"""Largest shift, share of the side."""
TURN = math.radians(7.0)
"""Largest turn."""
ZOOM = 0.1
"""Largest change of size, share."""
CONTRAST = 0.15
"""Largest change of contrast and of brightness, share."""


def augment_mildly(images: Tensor) -> Tensor:
    """Move, turn, zoom and re-expose each image a little; nothing is mirrored, so left stays left.

    Parameters
    ----------
    images
        float32 in [0, 1], shape (B, C, S, S). Outside the image is black.

    Returns
    -------
    Tensor
        Of the same shape and range. Drawn from torch's global generator.
    """
    count = len(images)
    drawn = torch.rand(count, 6).mul_(2).sub_(1)  # on the CPU: the same numbers on every device
    angle, scale = drawn[:, 0] * TURN, 1 + drawn[:, 1] * ZOOM
    matrices = torch.zeros(count, 2, 3)
    matrices[:, 0, 0] = matrices[:, 1, 1] = torch.cos(angle) * scale
    matrices[:, 0, 1] = -torch.sin(angle) * scale
    matrices[:, 1, 0] = torch.sin(angle) * scale
    matrices[:, :, 2] = drawn[:, 2:4] * 2 * SHIFT
    grid = affine_grid(matrices.to(images.device), list(images.shape), align_corners=False)
    moved = grid_sample(images, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    gain = (1 + drawn[:, 4] * CONTRAST).view(-1, 1, 1, 1).to(images.device)
    offset = (drawn[:, 5] * CONTRAST / 2).view(-1, 1, 1, 1).to(images.device)
    return (moved * gain + offset * (moved > 0)).clamp_(0.0, 1.0)
