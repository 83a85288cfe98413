"""Plain pictures: PNG, JPEG, TIFF and BMP as instances and frames."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import Window, range_window
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, SkippedFile

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".bmp"})
"""File name endings that are opened as pictures."""

MAX_PIXELS = 1 << 27
"""Most pixels a picture may have (11,585 x 11,585)."""

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "MPO")
_FAILURES = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error)
_TAIL = 64
_DEEP = {"I;16", "I;16L", "I;16B", "I;16N", "I", "F"}
_NO_PICTURE = ("The picture is damaged, cut off or not what its name says", "Export the file again from its source.")
_TOO_LARGE = ("The picture declares more pixels than is allowed", "Scale it down, or remove it if nobody knows it.")

# The size is checked here, by our own limit, before anything is decoded.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


def read_record(path: Path, place: Place) -> InstanceRecord | SkippedFile:
    """The record of a picture, or the reason why it is none. Reads the header only; never raises for the file."""
    try:
        with _opened(path) as image:
            columns, rows = _upright_size(image)
            frames = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
            grey = image.mode in _DEEP or image.mode in ("1", "L")
            bits = 16 if image.mode.startswith("I") else 32 if image.mode == "F" else 8
            _refuse_cut_off(image, path)
    except MedxferError as error:
        return SkippedFile(path, error.message, error.hint, str(error.facts.get("detail", "")))
    return InstanceRecord(
        path=path,
        kind="raster",
        member="",
        sop_instance_uid=place.uid(),
        series_instance_uid=place.uid(role="series"),
        study_instance_uid=place.uid(role="study"),
        patient_id=place.relative,
        frames=frames,
        rows=rows,
        columns=columns,
        samples=1 if grey else 3,
        photometric="MONOCHROME2" if grey else "RGB",
        bits_stored=bits,
        class_folder=place.class_folder,
        part_folder=place.part_folder,
    )


def read_picture(path: Path, frame: int = 0) -> Frame:
    """Decode a picture: upright by its EXIF orientation, transparency over black, a palette as its colours.

    Parameters
    ----------
    path
        The file.
    frame
        Page of a TIFF, from 0.

    Raises
    ------
    MedxferError
        Damaged, cut off, too large, not a picture, or without that page.
    """
    with _opened(path) as image:
        if frame:
            image.seek(frame)
            _refuse_large(image, path)
        values, deep = _values(ImageOps.exif_transpose(image))
    values.flags.writeable = False
    full = _range_of(values) if deep else range_window(0, 255)
    return Frame(values, False, (), full, decoder="pillow")


def _values(image: Image.Image) -> tuple[npt.NDArray[np.float32] | npt.NDArray[np.uint8], bool]:
    """Grey as float32, colour as uint8 RGB; and whether the values go beyond 8 bits."""
    if image.mode in _DEEP:
        return np.array(image, np.float32), True
    if image.mode in ("L", "1"):
        return np.array(image.convert("L"), np.float32), False
    if image.mode == "LA":
        grey, alpha = (np.asarray(band, np.float32) for band in image.split())
        return np.rint(grey * alpha / 255, dtype=np.float32), False
    if "A" in image.getbands() or "transparency" in image.info:
        black = Image.new("RGBA", image.size, (0, 0, 0, 255))
        image = Image.alpha_composite(black, image.convert("RGBA"))
    return np.array(image.convert("RGB"), np.uint8), False


def _range_of(values: npt.NDArray[np.generic]) -> Window:
    finite = values[np.isfinite(values)]
    return range_window(float(finite.min()), float(finite.max())) if finite.size else range_window(0, 1)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        if path.stat().st_size == 0:
            raise MedxferError("The file is empty", _NO_PICTURE[1], path=path)
        file = path.open("rb")
    except OSError:
        raise MedxferError("The file cannot be opened", "Check the permissions of the file.", path=path) from None
    # By file, not by name: Pillow 13 maps an uncompressed TIFF into memory by its name and then does not turn it.
    with file:
        try:
            image = Image.open(file, formats=_FORMATS)
            _refuse_large(image, path)
            yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise MedxferError(*_TOO_LARGE, path=path) from None
        except _FAILURES:
            raise MedxferError(*_NO_PICTURE, path=path) from None


def _refuse_large(image: Image.Image, path: Path) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise MedxferError(*_TOO_LARGE, path=path, detail=f"{image.height} x {image.width}")


def _upright_size(image: Image.Image) -> tuple[int, int]:
    """Columns and rows once the EXIF orientation is applied (values 5 to 8 lie on their side)."""
    # The PNG reader's own getexif decodes the whole picture; the base class reads what the header gave.
    # The TIFF reader gives the upright size itself.
    lying = image.format != "TIFF" and Image.Image.getexif(image).get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if lying else (image.width, image.height)


def _refuse_cut_off(image: Image.Image, path: Path) -> None:
    """See that a PNG or JPEG has its end mark; only where it is not among the last bytes is the picture decoded."""
    mark = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}.get(image.format or "")
    if mark is None:
        return
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        if mark in file.read():
            return
    image.load()
