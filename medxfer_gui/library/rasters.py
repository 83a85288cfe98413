"""Plain pictures: PNG, JPEG, JPEG 2000, TIFF, BMP, WebP and GIF as instances and frames."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.TiffImagePlugin import TiffImageFile

from medxfer_gui.dicom.pixels import Frame, finite_values
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource, as_source
from medxfer_gui.storage.streams import BoundedStream

SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".tif", ".tiff", ".bmp", ".jp2", ".j2k", ".jpx", ".webp", ".gif"}
)
"""File name endings that are opened as pictures."""

MAX_PIXELS = 1 << 27
"""Most pixels a picture may have (11,585 x 11,585)."""

MAX_PAGES = 1 << 14
"""Most pages a TIFF may have."""

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "JPEG2000", "WEBP", "GIF")
_FAILURES = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error),
    UserWarning,  # where warnings are errors, as in the tests
)
_TAIL = 64
_DEEP = {"I;16", "I;16L", "I;16B", "I;16N", "I", "F"}
_WHITE_IS, _PARTS = 262, ((273, 279), (324, 325))
_ODD_TIFF = ("A TIFF of a kind that is not read here", "Save it with 8 bits a colour, or as 16-bit grey.")
_NO_PICTURE = ("The picture is damaged, cut off or not what its name says", "Export the file again from its source.")
_TOO_LARGE = ("The picture declares more pixels than is allowed", "Scale it down, or remove it if nobody knows it.")

# The size is checked here, by our own limit, before anything is decoded.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
# What Pillow finds odd in a TIFF it goes on with, and tells with values of the file.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def read_record(source: ByteSource, place: Place) -> InstanceRecord | SkippedFile:
    """The record of a picture, or the reason why it is none. Reads the header only; never raises for the file."""
    try:
        with _opened(source) as (image, stream):
            columns, rows = _upright_size(image)
            grey = image.mode in _DEEP or image.mode in ("1", "L")
            bits = 16 if image.mode.startswith("I") else 32 if image.mode == "F" else 8
            inverted = _is_inverted(image)
            _refuse_cut_off(image, stream)
            frames, note = _pages(image, source, stream.size) if image.format == "TIFF" else (1, "")
    except MedxferError as error:
        detail = str(error.facts.get("detail", ""))
        return SkippedFile(source.path, error.message, error.hint, detail, member=source.member)
    return InstanceRecord(
        path=source.path,
        kind="raster",
        member=source.member,
        sop_instance_uid=place.uid(),
        series_instance_uid=place.uid(role="series"),
        study_instance_uid=place.uid(role="study"),
        patient_id=place.relative,
        frames=frames,
        rows=rows,
        columns=columns,
        samples=1 if grey else 3,
        photometric="RGB" if not grey else "MONOCHROME1" if inverted else "MONOCHROME2",
        bits_stored=bits,
        class_folder=place.class_folder,
        part_folder=place.part_folder,
        note=note,
    )


def read_picture(place: Path | ByteSource, frame: int = 0) -> Frame:
    """Decode a picture: upright by its EXIF orientation, transparency over black, a palette as its colours.

    Parameters
    ----------
    place
        The file, or a member of an archive.
    frame
        Page of a TIFF, from 0.

    Raises
    ------
    MedxferError
        Damaged, cut off, too large, not a picture, or without that page.
    """
    source = as_source(place)
    with _opened(source) as (image, _):
        if frame:
            image.seek(frame)
            _refuse_large(image, source)
        inverted = _is_inverted(image)
        values, deep = _values(ImageOps.exif_transpose(image))
    values.flags.writeable = False
    full = range_window(float(values.min()), float(values.max())) if deep else range_window(0, 255)
    return Frame(values, inverted, (), full, decoder="pillow")


def _values(image: Image.Image) -> tuple[npt.NDArray[np.float32] | npt.NDArray[np.uint8], bool]:
    """Grey as float32, colour as uint8 RGB; and whether the values go beyond 8 bits."""
    if image.mode in _DEEP:
        return finite_values(np.array(image, np.float32)), True
    if image.mode in ("L", "1"):
        return np.array(image.convert("L"), np.float32), False
    if image.mode == "LA":
        grey, alpha = (np.asarray(band, np.float32) for band in image.split())
        return np.rint(grey * alpha / 255, dtype=np.float32), False
    if "A" in image.getbands() or "transparency" in image.info:
        black = Image.new("RGBA", image.size, (0, 0, 0, 255))
        image = Image.alpha_composite(black, image.convert("RGBA"))
    return np.array(image.convert("RGB"), np.uint8), False


def _is_inverted(image: Image.Image) -> bool:
    """Whether a TIFF of more than 8 bits has white as 0; Pillow turns those of 8 bits around itself."""
    return isinstance(image, TiffImageFile) and image.mode in _DEEP and image.tag_v2.get(_WHITE_IS) == 0


@contextmanager
def _opened(source: ByteSource) -> Iterator[tuple[Image.Image, BoundedStream]]:
    # By file, not by name: Pillow 13 maps an uncompressed TIFF into memory by its name and then does not turn it.
    with source.open() as stream:
        if not stream.size:
            raise MedxferError("The file is empty", _NO_PICTURE[1], path=source.place)
        try:
            image = Image.open(stream, formats=_FORMATS)
            _refuse_large(image, source)
            _refuse_animation(image, source)
            yield image, stream
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise MedxferError(*_TOO_LARGE, path=source.place) from None
        except UnidentifiedImageError:
            if _starts_like_tiff(stream):
                raise MedxferError(*_ODD_TIFF, path=source.place) from None
            raise MedxferError(*_NO_PICTURE, path=source.place) from None
        except _FAILURES:
            raise MedxferError(*_NO_PICTURE, path=source.place) from None


def _starts_like_tiff(stream: BoundedStream) -> bool:
    stream.seek(0)
    return stream.read(4) in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def _refuse_large(image: Image.Image, source: ByteSource) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise MedxferError(*_TOO_LARGE, path=source.place, detail=f"{image.height} × {image.width}")


def _refuse_animation(image: Image.Image, source: ByteSource) -> None:
    """A moving GIF or WebP can only be decoded from its start: its frames are no frames to be scrolled through."""
    if image.format in ("GIF", "WEBP") and getattr(image, "is_animated", False):
        raise MedxferError("A moving picture", "Save its frames as PNG, or as the pages of a TIFF.", path=source.place)


def _pages(image: Image.Image, source: ByteSource, size: int) -> tuple[int, str]:
    """Number of pages of a TIFF, and what to know of them; one by one: a hostile file links millions of empty ones."""
    sizes = {image.size}
    for page in range(1, MAX_PAGES + 1):
        _refuse_missing_parts(image, size)
        try:
            image.seek(page)
        except EOFError:
            note = "" if len(sizes) == 1 else "the pages differ in size"
            return page, note
        sizes.add(image.size)
    raise MedxferError("The TIFF has more pages than is allowed", "Save it in several files.", path=source.place)


def _refuse_missing_parts(image: Image.Image, size: int) -> None:
    """See that the strips or tiles of a page lie within the file."""
    assert isinstance(image, TiffImageFile)
    for offsets, lengths in _PARTS:
        ends = zip(image.tag_v2.get(offsets, ()), image.tag_v2.get(lengths, ()), strict=False)
        if any(offset + length > size for offset, length in ends):
            raise ValueError("a strip or tile lies behind the end of the file")


def _upright_size(image: Image.Image) -> tuple[int, int]:
    """Columns and rows once the EXIF orientation is applied (values 5 to 8 lie on their side)."""
    # The PNG reader's own getexif decodes the whole picture; the base class reads what the header gave.
    # The TIFF reader gives the upright size itself.
    lying = image.format != "TIFF" and Image.Image.getexif(image).get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if lying else (image.width, image.height)


def _refuse_cut_off(image: Image.Image, stream: BoundedStream) -> None:
    """See that a PNG or JPEG has its end mark; only where it is not among the last bytes is the picture decoded."""
    mark = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}.get(image.format or "")
    if mark is None:
        return
    before = stream.tell()
    stream.seek(max(stream.size - _TAIL, 0))
    if mark in stream.read():
        return
    stream.seek(before)
    image.load()
