"""From a decoded frame to the small square image that networks learn from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame, full_window, initial_window, to_unit

_REDUCING_GAP = 3.0
"""Large frames are first averaged over whole blocks, to no less than three times the target: as good, and faster."""

Unit = npt.NDArray[np.float32]


def training_image(frame: Frame, preprocessing: Preprocessing) -> npt.NDArray[np.uint8]:
    """The image a network sees of a frame: windowed and turned as on the screen, then made small without aliasing.

    Returns
    -------
    numpy.ndarray
        uint8, 0 black to 255 white, shape (1, size, size); of a colour frame (3, size, size).
    """
    window = full_window(frame) if preprocessing.window == "full" else initial_window(frame)
    unit = to_unit(frame, window)
    if not np.isfinite(unit).all():  # Float Pixel Data may hold what is no number; it is shown black
        unit = np.nan_to_num(unit, nan=0.0, posinf=1.0, neginf=0.0)
    planes = np.moveaxis(unit, 2, 0) if frame.is_colour else unit[None]
    height, width = fitted_size(frame, preprocessing)
    image = np.zeros((len(planes), preprocessing.size, preprocessing.size), dtype=np.uint8)
    top, left = (preprocessing.size - height) // 2, (preprocessing.size - width) // 2
    for plane, target in zip(planes, image, strict=True):
        target[top : top + height, left : left + width] = _in_steps(resize_unit(plane, height, width))
    return image


def resize_unit(plane: Unit, height: int, width: int) -> Unit:
    """A plane at another size: bicubic, averaged over the source pixels of each target pixel; stays in [0, 1].

    Parameters
    ----------
    plane
        float32 in [0, 1], shape (rows, columns).
    height, width
        The wanted shape.
    """
    if plane.shape == (height, width):
        return plane
    source = Image.fromarray(np.ascontiguousarray(plane))
    resized = source.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=_REDUCING_GAP)
    return np.clip(np.asarray(resized, dtype=np.float32), 0.0, 1.0)


def fitted_size(frame: Frame, preprocessing: Preprocessing) -> tuple[int, int]:
    """Height and width that the frame takes in the square; for ``pad`` the shape in millimetres is kept."""
    size = preprocessing.size
    if preprocessing.fit == "stretch":
        return size, size
    rows, columns = frame.values.shape[:2]
    row_spacing, column_spacing = frame.spacing or (1.0, 1.0)
    height, width = rows * row_spacing, columns * column_spacing
    longest = max(height, width)
    return max(1, round(size * height / longest)), max(1, round(size * width / longest))


def _in_steps(unit: Unit) -> npt.NDArray[np.uint8]:
    return (unit * np.float32(255) + np.float32(0.5)).astype(np.uint8)
