"""A frame's values as a 16-bit picture that other programs read, with the way back to its unit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image, PngImagePlugin, TiffImagePlugin

from medxfer_gui.atomic import replacing
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.errors import MedxferError

_TOP = 65535
_DESCRIPTION = 270


@dataclass(frozen=True, slots=True, eq=False)
class StoredValues:
    """Values in 16 bits: value = slope * stored + intercept.

    Parameters
    ----------
    pixels
        uint16, shape (rows, columns).
    slope, intercept
        1 and the least value where whole numbers fit, so that nothing is lost; else the range spread over 16 bits.
    unit
        Of the values.
    """

    pixels: npt.NDArray[np.uint16]
    slope: float
    intercept: float
    unit: str = ""

    @property
    def formula(self) -> str:
        """The way back, in one line."""
        return f"value = {self.slope:.9g} * stored + {self.intercept:.9g} {self.unit}".rstrip()


def stored_values(frame: Frame) -> StoredValues:
    """The values of a grey frame before any window, and without its polarity turned.

    Raises
    ------
    MedxferError
        The frame is in colour.
    """
    if frame.is_colour:
        raise MedxferError("A colour image has no 16-bit values", "Export it as it is seen.")
    values = frame.values
    low, high = float(values.min()), float(values.max())
    if high - low <= _TOP and low == round(low) and bool(np.array_equal(values, np.rint(values))):
        slope, intercept = 1.0, min(low, 0.0) if high <= _TOP else low
    else:
        slope, intercept = (high - low) / _TOP or 1.0, low
    pixels = np.rint((values.astype(np.float64) - intercept) / slope).astype(np.uint16)
    return StoredValues(pixels, slope, intercept, frame.unit)


def write_values(frame: Frame, path: Path, form: Literal["png", "tiff"]) -> StoredValues:
    """Write `stored_values` whole or not at all; the formula stands in the file, nothing else does.

    Raises
    ------
    MedxferError
        The frame is in colour, or the file cannot be written.
    """
    stored = stored_values(frame)
    picture = Image.fromarray(stored.pixels)
    with replacing(path) as temporary:
        if form == "png":
            words = PngImagePlugin.PngInfo()
            words.add_text("Description", stored.formula)
            picture.save(temporary, format="PNG", pnginfo=words)
        else:
            tags = TiffImagePlugin.ImageFileDirectory_v2()
            tags[_DESCRIPTION] = stored.formula
            picture.save(temporary, format="TIFF", tiffinfo=tags)
    return stored
