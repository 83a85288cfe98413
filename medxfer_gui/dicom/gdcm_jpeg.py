"""Lossy JPEG of 12 bits, and the retired processes, through gdcm.

pydicom's own gdcm plugin leaves them out. On real files gdcm, DCMTK and imagecodecs give the same values.
"""

from __future__ import annotations

from importlib.util import find_spec

from pydicom.pixels.decoders.base import DecodeRunner
from pydicom.uid import UID, JPEGExtended12Bit

RETIRED_JPEG = ("1.2.840.10008.1.2.4.53", "1.2.840.10008.1.2.4.55")
SYNTAXES = (str(JPEGExtended12Bit), *RETIRED_JPEG)

DECODER_DEPENDENCIES = {UID(syntax): ("python-gdcm",) for syntax in SYNTAXES}
"""What pydicom shows where the package is missing."""


def is_available(syntax: str) -> bool:
    """Whether gdcm is here and reads a transfer syntax; the name is pydicom's for plugins."""
    return syntax in SYNTAXES and find_spec("gdcm") is not None


def decode_lossy_jpeg(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Decode one grey JPEG frame; a pydicom decoding plugin."""
    import gdcm

    if runner.samples_per_pixel != 1:
        raise NotImplementedError("colour in a retired or 12-bit JPEG process")
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(encoded)
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((runner.columns, runner.rows, 1))
    image.SetDataElement(element)
    image.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(gdcm.PhotometricInterpretation.MONOCHROME2))
    image.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(str(runner.transfer_syntax))))
    bits = runner.bits_stored
    form = gdcm.PixelFormat(1, runner.bits_allocated, bits, bits - 1, runner.pixel_representation)
    image.SetPixelFormat(form)
    decoded: bytes = image.GetBuffer().encode("utf-8", "surrogateescape")
    if len(decoded) != runner.rows * runner.columns * runner.bits_allocated // 8:
        raise ValueError("gdcm gave another number of bytes")
    return decoded
