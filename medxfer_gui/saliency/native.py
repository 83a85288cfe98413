"""From the coarse grid of a method to the pixels of the native frame."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medxfer_gui.cohorts.preprocessing import fitted_size
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame


def to_native(grid: npt.NDArray[np.float32], frame: Frame, preprocessing: Preprocessing) -> npt.NDArray[np.float32]:
    """Interpolate a map bilinearly at every pixel of the native frame; what lies in the black border is dropped.

    Parameters
    ----------
    grid
        float32, shape (h, w): equal cells over the square training image.
    frame
        The frame that the training image was made of.
    preprocessing
        How it was made.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns), between the least and the greatest value of ``grid``.
    """
    rows, columns = frame.values.shape[:2]
    height, width = fitted_size(frame, preprocessing)
    down = _interpolation(rows, grid.shape[0], height, preprocessing.size)
    across = _interpolation(columns, grid.shape[1], width, preprocessing.size)
    return np.asarray(down @ grid.astype(np.float32) @ across.T)


def _interpolation(pixels: int, cells: int, covered: int, size: int) -> npt.NDArray[np.float32]:
    """Weights (pixels, cells) of the cells for each pixel centre, along one axis.

    ``covered`` of the ``size`` training pixels show the frame, after a border of half the rest, rounded down.
    """
    border = (size - covered) // 2
    centres = (np.arange(pixels) + 0.5) / pixels * covered + border
    position = np.clip(centres / size * cells - 0.5, 0, cells - 1)
    lower = np.minimum(position.astype(np.int64), max(cells - 2, 0))
    weights = np.zeros((pixels, cells), dtype=np.float32)
    share = (position - lower).astype(np.float32)
    rows = np.arange(pixels)
    weights[rows, lower] = 1 - share
    weights[rows, np.minimum(lower + 1, cells - 1)] += share
    return weights
