"""Plots and images as data that stand inside an HTML file."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from PIL import Image

from medxfer_gui.plots.frame import new_figure


def plot_data(draw: Callable[[Axes], None], width: int, height: int) -> str:
    """A plot of ``width`` x ``height`` pixels as an SVG data address, its text as outlines."""
    figure, axes = new_figure(width, height)
    draw(axes)
    file = io.BytesIO()
    figure.savefig(file, format="svg", facecolor="none", metadata={"Date": None})
    return _address("image/svg+xml", file.getvalue())


def image_data(pixels: npt.NDArray[np.uint8], longest: int) -> str:
    """An image, uint8 grey or RGB, at most ``longest`` pixels long, as a PNG data address."""
    image = Image.fromarray(pixels)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return _address("image/png", file.getvalue())


def _address(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
