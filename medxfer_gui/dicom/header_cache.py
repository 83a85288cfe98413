"""The header of the file whose frames are read one after the other.

A thousand frames with their functional groups take pydicom 100 to 300 ms to parse: too long for each step of a wheel.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pydicom.uid import DeflatedExplicitVRLittleEndian

from medxfer_gui.dicom.headers import Header, integer, open_header
from medxfer_gui.storage.source import ByteSource, as_source


class _Kept(threading.local):
    """The last header, one for each thread: pydicom converts values when they are first asked for."""

    key: tuple[ByteSource, tuple[int, int]] | None = None
    header: Header | None = None


_kept = _Kept()


@contextmanager
def open_kept_header(place: Path | ByteSource) -> Iterator[tuple[Header, BinaryIO]]:
    """`open_header`, which parses a file of several frames once for all of them as long as it does not change.

    The header is shared by the calls of a thread: it is not to be written to.

    Raises
    ------
    MedxferError
        As `open_header`.
    """
    source = as_source(place)
    key = source, source.stamp
    if _kept.key == key and _kept.header is not None:
        with source.open() as stream:
            yield _kept.header, stream
        return
    _kept.key = _kept.header = None
    with open_header(source) as (header, opened):
        if (integer(header.dataset, "NumberOfFrames") or 1) > 1 and not _is_deflated(header):
            _kept.key, _kept.header = key, header
        yield header, opened


def _is_deflated(header: Header) -> bool:
    """Whether the pixels lie at their offset in the inflated stream only."""
    return header.transfer_syntax == DeflatedExplicitVRLittleEndian or (
        header.meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian
    )
