"""Streams whose reads never reserve more than is there, whatever length a file declares."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import cast

from medxfer_gui.errors import MedxferError


class BoundedStream(io.BufferedReader):
    """A seekable stream of known size.

    Parameters
    ----------
    raw
        Where the bytes come from; closed with the stream.
    size
        Bytes there are.
    """

    def __init__(self, raw: io.RawIOBase, size: int) -> None:
        super().__init__(raw)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self.size:
            size = max(self.size - self.tell(), 0)
        return super().read(size)


def open_regular(path: Path) -> BoundedStream:
    """Open a file for reading.

    Raises
    ------
    MedxferError
        It is not there, may not be opened, or is a pipe or a device, which would wait for ever.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise MedxferError("Not a regular file", path=path)
        file = io.FileIO(path)
    except FileNotFoundError:
        raise MedxferError("The file is not there any more", "Index the folder again.", path=path) from None
    except (OSError, ValueError):
        raise MedxferError("The file cannot be opened", "Check the permissions of the file.", path=path) from None
    return BoundedStream(cast(io.RawIOBase, file), os.fstat(file.fileno()).st_size)
