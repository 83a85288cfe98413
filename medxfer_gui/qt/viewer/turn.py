"""How an image is turned for viewing; its data never change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.geometry import EdgeLetters


@dataclass(frozen=True, slots=True)
class Turn:
    """Mirrored left to right or not, then turned to the right by quarters.

    Parameters
    ----------
    quarters
        0 to 3, clockwise.
    mirrored
        Whether left and right were swapped before.
    """

    quarters: int = 0
    mirrored: bool = False

    @property
    def is_identity(self) -> bool:
        """Whether the image stands as its file has it."""
        return self == Turn()

    @property
    def swaps_sides(self) -> bool:
        """Whether rows run across the screen in place of down it."""
        return self.quarters % 2 == 1

    def turned(self, quarters: int) -> Turn:
        """Turned further to the right, as seen on the screen."""
        return replace(self, quarters=(self.quarters + quarters) % 4)

    def flipped_across(self) -> Turn:
        """With the left and right of the screen swapped."""
        return Turn(-self.quarters % 4, not self.mirrored)

    def flipped_down(self) -> Turn:
        """With the top and bottom of the screen swapped."""
        return self.flipped_across().turned(2)

    def apply(self, picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A picture, shape (rows, columns, ...), as it stands on the screen; contiguous."""
        if self.is_identity:
            return picture
        mirrored = picture[:, ::-1] if self.mirrored else picture
        return np.ascontiguousarray(np.rot90(mirrored, -self.quarters))

    def edges(self, edges: EdgeLetters) -> EdgeLetters:
        """What lies beyond each edge of the screen."""
        around = [edges.top, edges.right, edges.bottom, edges.left]
        if self.mirrored:
            around[1], around[3] = around[3], around[1]
        top, right, bottom, left = (around[(side - self.quarters) % 4] for side in range(4))
        return EdgeLetters(left, right, top, bottom)
