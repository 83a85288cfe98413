"""Which decoder reads which compression, and the optional one for what the others cannot."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydicom.pixels.decoders.base import Decoder, DecodeRunner, get_decoder
from pydicom.uid import UID, JPEGExtended12Bit

from medxfer_gui.dicom import gdcm_jpeg

try:
    import gdcm

    # It writes to stderr by itself, file contents included; what matters comes back as an exception.
    gdcm.Trace.WarningOff()
    gdcm.Trace.ErrorOff()
    gdcm.Trace.DebugOff()
except ImportError:
    pass

GDCM_12_BIT = "gdcm-12bit"
OPTIONAL_PACKAGE = "imagecodecs"
_JPEG_END, _JPEG_TAIL = b"\xff\xd9", 64

# gdcm before pylibjpeg where both decode lossless JPEG: pylibjpeg was found off by one there, gdcm and DCMTK agree.
_PREFERENCE = ("pyjpegls", "gdcm", GDCM_12_BIT, "pylibjpeg", "pydicom", OPTIONAL_PACKAGE, "pillow")

DECODER_DEPENDENCIES = {UID(syntax): (OPTIONAL_PACKAGE,) for syntax in gdcm_jpeg.SYNTAXES}
"""What pydicom shows where the optional plugin is missing."""


def is_available(syntax: str) -> bool:
    """Whether the optional package decodes a transfer syntax here; the name is pydicom's for plugins."""
    return syntax in gdcm_jpeg.SYNTAXES and find_spec(OPTIONAL_PACKAGE) is not None


def decode_extended_jpeg(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Decode one grey JPEG frame of 8 or 12 bits in any process; a pydicom decoding plugin."""
    imagecodecs = import_module(OPTIONAL_PACKAGE)

    if _JPEG_END not in encoded[-_JPEG_TAIL:]:
        raise ValueError("the JPEG breaks off")  # it would be filled up with grey
    values: Any = imagecodecs.jpeg8_decode(encoded)
    if values.ndim != 2:
        raise NotImplementedError("colour in a retired or 12-bit JPEG process")
    runner.set_option("bits_allocated", values.dtype.itemsize * 8)
    decoded: bytes = values.tobytes()
    return decoded


def _with_optional_plugin() -> dict[str, Decoder]:
    decoders = {str(JPEGExtended12Bit): get_decoder(JPEGExtended12Bit)}
    decoders.update({syntax: Decoder(UID(syntax)) for syntax in gdcm_jpeg.RETIRED_JPEG})
    for decoder in decoders.values():
        decoder.add_plugin(GDCM_12_BIT, (gdcm_jpeg.__name__, gdcm_jpeg.decode_lossy_jpeg.__name__))
        decoder.add_plugin(OPTIONAL_PACKAGE, (__name__, decode_extended_jpeg.__name__))
    return decoders


_EXTENDED = _with_optional_plugin()


def find_decoder(transfer_syntax: str) -> Decoder | None:
    """The decoder of a transfer syntax, or None where nothing here knows it (video, and syntaxes of later years)."""
    try:
        return _EXTENDED.get(transfer_syntax) or get_decoder(UID(transfer_syntax))
    except NotImplementedError:
        return None


def plugins_in_order(transfer_syntax: str, bits_stored: int) -> list[str]:
    """Names of the plugins that can decode here, the most trusted first; empty where a package is missing.

    Parameters
    ----------
    transfer_syntax
        UID of a compressed transfer syntax.
    bits_stored
        (0028,0101): of lossy JPEG, only two plugins decode more than 8.
    """
    decoder = find_decoder(transfer_syntax)
    plugins = decoder.available_plugins if decoder is not None else ()
    if transfer_syntax == JPEGExtended12Bit and bits_stored > 8:
        plugins = tuple(plugin for plugin in plugins if plugin in (GDCM_12_BIT, OPTIONAL_PACKAGE))
    order = list(_PREFERENCE)
    if transfer_syntax.startswith("1.2.840.10008.1.2.4.9"):
        # JPEG 2000: openjpeg keeps precision and sign of the codestream.
        order.insert(0, "pylibjpeg")
    return sorted(plugins, key=lambda plugin: order.index(plugin) if plugin in order else len(order))
