"""Who a patient is stays in the file: keyed pseudonyms."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from medxfer_gui.errors import MedxferError

_KEY_BYTES = 32


class Pseudonyms:
    """Turns patient identifiers into pseudonyms that only the holder of the key can make again.

    Parameters
    ----------
    key_path
        File of the key. Made at first use, readable by its owner only.

    Raises
    ------
    MedxferError
        The key cannot be read or written, or is damaged.
    """

    def __init__(self, key_path: Path) -> None:
        self._key = _read_or_make_key(key_path)

    def of(self, patient_id: str) -> str:
        """Pseudonym of one patient: ``P-`` and 48 bits of HMAC-SHA-256 in hexadecimal, as in ``P-7F3A-09C1-55D0``.

        With 48 bits, two of 100,000 patients share one with a probability of 2 in 100,000; 32 bits would
        probably make two patients one. Padding around the identifier does not count.
        """
        digest = hmac.new(self._key, patient_id.strip(" \0").encode("utf-8", "surrogateescape"), hashlib.sha256)
        digits = digest.hexdigest()[:12].upper()
        return f"P-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _read_or_make_key(path: Path) -> bytes:
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError:
        raise MedxferError(
            "The key of the pseudonyms cannot be read or written", "Check the permissions of {path}.", path=path
        ) from None
    if len(key) != _KEY_BYTES:
        raise MedxferError(
            "The key of the pseudonyms is damaged",
            "Restore {path} from a backup; delete it only if pseudonyms may change.",
            path=path,
        )
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole, for the owner only; of two processes that do so at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links: the name may be replaced by another process that starts just now.
        if not path.exists():
            temporary.replace(path)
