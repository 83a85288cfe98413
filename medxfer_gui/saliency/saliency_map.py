"""The value that an explanation is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.library.records import FrameKey

FEWEST_CELLS = 4
"""Rows and columns below which a map cannot tell places apart."""
TRUSTED = 0.5
"""Trust from which a map is worth reading."""

DEPENDS = "The map depends on what the network has learned."
LIKE_UNTRAINED = "The map is much like that of an untrained network: read nothing into it."
COARSE = "The map has too few cells to tell places apart: train at a larger image size to read it."
FLAT = "The map is flat: no place in the image speaks for this class."


@dataclass(frozen=True, slots=True)
class SaliencyMap:
    """Where in one frame a network found what speaks for a class.

    Parameters
    ----------
    key
        The frame.
    class_name, probability
        The class that is explained, and its probability in [0, 1].
    method
        A name of `METHODS`.
    values
        float32 in [0, 1], shape (rows, columns) of the native frame; 1 is the method's highest value, 0 all over: flat.
    map_size
        Rows and columns the method itself resolves; ``values`` is interpolated between them.
    trust
        In [0, 1]: 1 minus the rank correlation with maps of the same architecture with random weights, if that is
        positive; 0 for a flat map. The parameter randomisation test of Adebayo et al. 2018, NeurIPS 31.
    trust_note
        What `trust` means, in words.
    """

    key: FrameKey
    class_name: str
    probability: float
    method: str
    values: npt.NDArray[np.float32]
    map_size: tuple[int, int]
    trust: float
    trust_note: str
