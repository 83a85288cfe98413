"""Other decoders than the program's own for one frame: gdcm, DCMTK, imagecodecs, Pillow. For tests only."""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame

Array = npt.NDArray[Any]

_DCMTK = {"50": "dcmdjpeg", "51": "dcmdjpeg", "53": "dcmdjpeg", "55": "dcmdjpeg", "57": "dcmdjpeg", "70": "dcmdjpeg"}
_DCMTK |= {"80": "dcmdjpls", "81": "dcmdjpls"}


def rgb_of_ybr(ybr: Array) -> Array:
    """PS3.3 C.7.6.3.1.2, written out: full-range YCbCr of 8 bits to RGB."""
    y, cb, cr = (ybr[..., i].astype(np.float64) for i in range(3))
    red = y + 1.402 * (cr - 128)
    green = y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128)
    blue = y + 1.772 * (cb - 128)
    return np.clip(np.rint(np.stack([red, green, blue], axis=-1)), 0, 255).astype(np.uint8)


def raw_frame(data: Dataset, raw: bytes, frame: int) -> Array:
    """A native frame out of its bytes, by the header alone: grey, or RGB as the last axis."""
    rows, columns, samples = data.Rows, data.Columns, data.SamplesPerPixel
    order = "<" if data.file_meta.TransferSyntaxUID.is_little_endian else ">"
    kind = "i" if data.PixelRepresentation else "u"
    dtype = np.dtype(f"{order}{kind}{data.BitsAllocated // 8}")
    size = rows * columns * samples
    values = np.frombuffer(raw, dtype, size, frame * size * dtype.itemsize).astype(dtype.newbyteorder("="))
    if samples == 1:
        return values.reshape(rows, columns)
    if data.get("PlanarConfiguration", 0):
        values = values.reshape(3, rows, columns).transpose(1, 2, 0)
    values = values.reshape(rows, columns, 3)
    return rgb_of_ybr(values) if data.PhotometricInterpretation.startswith("YBR_FULL") else values


def by_gdcm(path: Path, frame: int, folder: Path) -> Array:
    """Through gdcm's own reader of whole files."""
    import gdcm

    reader = gdcm.ImageReader()
    reader.SetFileName(str(path))
    assert reader.Read()
    image = reader.GetImage()
    form = image.GetPixelFormat()
    samples = form.GetSamplesPerPixel()
    dtype = np.dtype(f"{'i' if form.GetPixelRepresentation() else 'u'}{form.GetBitsAllocated() // 8}")
    values = np.frombuffer(image.GetBuffer().encode("utf-8", "surrogateescape"), dtype)
    rows, columns = image.GetDimension(1), image.GetDimension(0)
    size = rows * columns * samples
    values = values[frame * size : (frame + 1) * size]
    if samples == 1:
        return values.reshape(rows, columns)
    if image.GetPlanarConfiguration():
        values = values.reshape(3, rows, columns).transpose(1, 2, 0)
    values = values.reshape(rows, columns, 3)
    is_ybr = str(image.GetPhotometricInterpretation()).startswith("YBR_FULL")
    return rgb_of_ybr(values) if is_ybr else values


def by_dcmtk(path: Path, frame: int, folder: Path) -> Array:
    """Through the tool of DCMTK that decompresses the file."""
    syntax = dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID
    tool = "dcmdrle" if syntax == "1.2.840.10008.1.2.5" else _DCMTK[syntax.rsplit(".", 1)[1]]
    subprocess.run([tool, str(path), str(folder / "native.dcm")], check=True, capture_output=True)
    data = dcmread(folder / "native.dcm")
    return raw_frame(data, data.PixelData, frame)


def by_imagecodecs(path: Path, frame: int, folder: Path) -> Array:
    """Through imagecodecs, on the codestream alone."""
    imagecodecs = importlib.import_module("imagecodecs")
    data, encoded = _codestream(path, frame)
    ending = data.file_meta.TransferSyntaxUID.rsplit(".", 1)[1]
    decode = {
        **dict.fromkeys(("50", "51", "53", "55"), imagecodecs.jpeg8_decode),
        **dict.fromkeys(("57", "70"), imagecodecs.ljpeg_decode),
        **dict.fromkeys(("80", "81"), imagecodecs.jpegls_decode),
        **dict.fromkeys(("90", "91"), imagecodecs.jpeg2k_decode),
    }[ending]
    values: Array = decode(encoded)
    is_signed = data.PixelRepresentation and values.dtype.kind == "u"
    return values.view(f"i{values.dtype.itemsize}") if is_signed else values


def by_pillow(path: Path, frame: int, folder: Path) -> Array:
    """Through Pillow, on the codestream alone: 8 bits, or JPEG 2000."""
    data, encoded = _codestream(path, frame)
    if data.PixelRepresentation:
        raise ValueError("Pillow knows no signed pictures")
    with Image.open(io.BytesIO(encoded)) as image:
        return np.asarray(image.convert("RGB") if image.mode == "YCbCr" else image)


def _codestream(path: Path, frame: int) -> tuple[Dataset, bytes]:
    data = dcmread(path)
    return data, get_frame(data.PixelData, frame, number_of_frames=int(data.get("NumberOfFrames", 1) or 1))


_DECODERS: dict[str, Callable[[Path, int, Path], Array]] = {
    "gdcm": by_gdcm,
    "dcmtk": by_dcmtk,
    "imagecodecs": by_imagecodecs,
    "pillow": by_pillow,
}
_CANNOT = (
    AssertionError, AttributeError, KeyError, OSError, RuntimeError, SyntaxError, ValueError,
    subprocess.SubprocessError, ImportError,
)  # fmt: skip


def readings(path: Path, frame: int, folder: Path, used: str) -> Iterator[tuple[str, Array]]:
    """Names and values of every decoder but the one ``used`` that is here and reads the file; ``folder`` is scratch."""
    for name, decode in _DECODERS.items():
        if used.startswith(name) or (name == "dcmtk" and shutil.which("dcmdjpeg") is None):
            continue
        try:
            values = decode(path, frame, folder)
        except _CANNOT:
            continue  # another one may
        yield name, values
