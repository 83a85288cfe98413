"""What is worth knowing of a file that can be shown: nothing here keeps it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.fragments import count_fragments
from medxfer_gui.dicom.headers import Header, integer, numbers, text
from medxfer_gui.dicom.pixels import Frame, functional_group
from medxfer_gui.dicom.soundness import Problem, frame_count, needed_bytes
from medxfer_gui.dicom.windows import LARGEST

_LOOK_FIRST = "Look at it before you use or share it."
_EXPORT_AGAIN = "Export the file again from its source."


def header_notes(header: Header) -> list[Problem]:
    """Notes on what the header says; the whole header is needed, not only what a scan reads."""
    found = (_polarity, _rescale, _bits, _localiser, _burned_in, _windows)
    return [note for make in found for note in make(header)]


def frame_notes(frame: Frame) -> list[Problem]:
    """Notes on decoded values."""
    values: npt.NDArray[np.generic] = frame.values
    if values.size and (values == values.flat[0]).all():
        return [Problem("All pixels have the same value", "Leave it out of training.")]
    return []


def _polarity(header: Header) -> Iterator[Problem]:
    if text(header.dataset, "PhotometricInterpretation") == "MONOCHROME1":
        yield Problem("MONOCHROME1: high values are dark; shown and learned inverted", "", "0028,0004")


def _rescale(header: Header) -> Iterator[Problem]:
    transform = functional_group(header.dataset, 0, "PixelValueTransformationSequence") or header.dataset
    slopes = numbers(transform, "RescaleSlope")
    if not slopes:
        return
    if not 0 < abs(slopes[0]) < LARGEST:
        yield Problem("Rescale Slope is not possible and not used", "Values are as stored.", f"{slopes[0]:g}")
    elif slopes[0] < 0:
        yield Problem("Rescale Slope is negative: high stored values are low", _LOOK_FIRST, f"{slopes[0]:g}")


def _bits(header: Header) -> Iterator[Problem]:
    stored, high = integer(header.dataset, "BitsStored"), integer(header.dataset, "HighBit")
    if header.pixels is None or header.pixels.keyword != "PixelData" or stored is None:
        return
    if high is None or high != stored - 1:
        yield Problem("High Bit does not fit Bits Stored", _LOOK_FIRST, f"{high}, {stored}")


def _localiser(header: Header) -> Iterator[Problem]:
    kinds = text(header.dataset, "ImageType").split("\\")
    if "LOCALIZER" in kinds[2:] or "SCOUT" in kinds[2:]:
        yield Problem("A localiser, not a diagnostic image", "Leave it out of training.", "0008,0008")


def _burned_in(header: Header) -> Iterator[Problem]:
    if text(header.dataset, "BurnedInAnnotation").upper() == "YES":
        yield Problem("Patient data may be burned into the picture", "Do not share it as it is.", "0028,0301")


def _windows(header: Header) -> Iterator[Problem]:
    voi = functional_group(header.dataset, 0, "FrameVOILUTSequence") or header.dataset
    centers, widths = numbers(voi, "WindowCenter"), numbers(voi, "WindowWidth")
    if "WindowWidth" not in voi and "WindowCenter" not in voi:
        return
    usable = [0 < width < LARGEST and abs(center) < LARGEST for center, width in zip(centers, widths, strict=False)]
    if not usable or not all(usable):
        widest = ", ".join(f"{width:g}" for width in widths[:4])
        yield Problem("A window of the file is empty or has no width; it is not used", "", widest)


def storage_notes(header: Header, stream: BinaryIO) -> list[Problem]:
    """Notes on the stored pixel data: less or more than the header declares.

    Parameters
    ----------
    header, stream
        From `open_header`, still open.
    """
    element = header.pixels
    if element is None:
        return []
    frames = frame_count(header)
    if element.length is None:
        count = count_fragments(stream, element.offset).count
        if 0 < count < frames:
            return [Problem("Frames are missing at the end", _EXPORT_AGAIN, f"{count} of {frames}")]
        return []
    needed = needed_bytes(header)
    # One byte of padding makes the length even.
    if element.length > needed + 1:
        return [Problem("More pixel data than the header declares", _LOOK_FIRST, f"{element.length}, {needed}")]
    return []
