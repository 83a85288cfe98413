"""What the image view shows."""

from __future__ import annotations

from dataclasses import dataclass

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.dicom.pixels import Frame


@dataclass(frozen=True, slots=True, eq=False)
class ShownFrame:
    """A decoded frame and what is said in its corners.

    Parameters
    ----------
    frame
        The frame.
    aspect
        Height of a pixel divided by its width.
    edges
        Orientation letters, or None where unknown.
    title, subtitle
        Who (pseudonym unless privacy is off) and what; top left.
    place
        Which frame of how many; bottom right.
    synthetic
        Whether the image was generated.
    """

    frame: Frame
    aspect: float = 1.0
    edges: EdgeLetters | None = None
    title: str = ""
    subtitle: str = ""
    place: str = ""
    synthetic: bool = False
