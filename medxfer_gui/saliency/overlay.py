"""A saliency map laid over the windowed image."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
import numpy.typing as npt
from PIL import Image

from medxfer_gui.atomic import replacing

COLORMAP = "inferno"
OPACITY = 0.6
_DARKEST = 0.3
"""Share of the colour map that is left out at its dark end: dark colour over a dark image says nothing."""


def blend(
    display: npt.NDArray[np.uint8],
    values: npt.NDArray[np.float32],
    opacity: float = OPACITY,
    colormap: str = COLORMAP,
) -> npt.NDArray[np.uint8]:
    """Colour an image where the map is high; where it is 0 the image stays as it is.

    Parameters
    ----------
    display
        The windowed image, uint8, shape (rows, columns) or (rows, columns, 3).
    values
        float32 in [0, 1], shape (rows, columns).
    opacity
        Opacity in [0, 1] where the map is 1; it falls with the value.
    colormap
        Name of a matplotlib colour map.

    Returns
    -------
    numpy.ndarray
        uint8 RGB, shape (rows, columns, 3).
    """
    grey = display[..., None] if display.ndim == 2 else display
    step = np.clip(values * 255 + 0.5, 0, 255).astype(np.uint8)
    colour, weight = _table(colormap)
    alpha = np.float32(np.clip(opacity, 0.0, 1.0)) * weight[step][..., None]
    mixed = grey + (colour[step] - grey) * alpha
    return np.asarray(mixed + np.float32(0.5)).astype(np.uint8)


def layer(values: npt.NDArray[np.float32], colormap: str = COLORMAP) -> npt.NDArray[np.uint8]:
    """The map alone, to be laid over an image by whoever paints it: laid on with an opacity it looks like `blend`.

    Parameters
    ----------
    values
        float32 in [0, 1], shape (rows, columns).

    Returns
    -------
    numpy.ndarray
        uint8 RGBA, not premultiplied, shape (rows, columns, 4).
    """
    step = np.clip(values * 255 + 0.5, 0, 255).astype(np.uint8)
    colour, weight = _table(colormap)
    table = np.concatenate([colour, 255 * weight[:, None]], axis=1)
    return np.asarray((table + np.float32(0.5)).astype(np.uint8)[step])


def save_overlay(path: Path, overlay: npt.NDArray[np.uint8]) -> None:
    """Write an overlay, uint8 RGB, as PNG."""
    with replacing(path) as temporary, temporary.open("wb") as file:
        Image.fromarray(overlay).save(file, format="PNG")


@cache
def _table(colormap: str) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Colours, float32 (256, 3) in 0 to 255, and weights, float32 (256,) in [0, 1], of the 256 steps."""
    steps = np.linspace(0.0, 1.0, 256)
    colours = matplotlib.colormaps[colormap](_DARKEST + (1 - _DARKEST) * steps)[:, :3] * 255
    weights = steps * steps * (3 - 2 * steps)  # low values fade away smoothly
    return colours.astype(np.float32), weights.astype(np.float32)
