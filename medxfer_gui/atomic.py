"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from medxfer_gui.errors import MedxferError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside ``path`` to write to; on success it takes the place of ``path``.

    The data are flushed to the disk before the replacement. After an error the temporary file is removed and
    ``path`` is as it was. Access rights are those of any new file.

    Raises
    ------
    MedxferError
        When the disk is full, or the folder may not be written to.
    """
    temporary = path.parent / f".{path.name}.{secrets.token_hex(4)}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.touch(exist_ok=False)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise MedxferError(
            "{path} cannot be written: {reason}.",
            "Check the free space and your access rights there.",
            path=path,
            reason=error.strerror or error,
        ) from error
    finally:
        with suppress(OSError):  # what failed above is told; a leftover changes nothing
            temporary.unlink(missing_ok=True)


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write ``data`` (text as UTF-8) to ``path``, whole or not at all; raises as `replacing` does."""
    with replacing(path) as temporary:
        temporary.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
