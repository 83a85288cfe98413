"""What the image view shows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.dicom.lengths import Calibration
from medxfer_gui.dicom.overlays import Overlay
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.suv import Suv
from medxfer_gui.qt.viewer.levels import Values


@dataclass(frozen=True, slots=True, eq=False)
class ShownFrame:
    """A decoded frame, what is said in its corners, and what is drawn on it.

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
    key
        What marks on the frame belong to.
    pseudonym, identity
        Who, for an export without and with identity; empty where nobody said.
    subtitle_masked, subtitle_dated
        What, for an export without and with identity: the date of the study is an identity. Empty: as on screen.
    scale
        How large its pixels are.
    overlays
        Planes drawn on it.
    suv
        For PET: how values become SUV.
    pixelated
        Whether pixels are shown as they are at every zoom.
    levels
        `levels.halves` of the values where they were made beforehand, else empty.
    """

    frame: Frame
    aspect: float = 1.0
    edges: EdgeLetters | None = None
    title: str = ""
    subtitle: str = ""
    place: str = ""
    synthetic: bool = False
    key: Hashable = None
    pseudonym: str = ""
    identity: str = ""
    subtitle_masked: str = ""
    subtitle_dated: str = ""
    scale: Calibration = field(default_factory=Calibration)
    overlays: tuple[Overlay, ...] = ()
    suv: Suv | None = None
    pixelated: bool = False
    levels: tuple[Values, ...] = ()

    def exported(self, with_identity: bool) -> ShownFrame:
        """The frame as a picture that leaves the window names it."""
        who, what = self.pseudonym, self.subtitle_masked
        if with_identity:
            who, what = self.identity, self.subtitle_dated
        return replace(self, title=who, subtitle=what or self.subtitle)
