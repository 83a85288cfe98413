"""What the place of a file in the opened folder says, and identifiers made from it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

_PARTS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "test": "test",
    "testing": "test",
}


def opened_folder(folder: Path) -> Path:
    """A folder as the library knows it, however it was written: absolute and without ``..``, links kept."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links


@dataclass(frozen=True, slots=True)
class Place:
    """A file (or one image of it) within the folder that was opened.

    Parameters
    ----------
    relative
        Path relative to the folder with ``/``, or the file's name where the file itself was opened.
    class_folder, part_folder
        From ``<class>/...`` or ``<part>/<class>/...``; ``part_folder`` is train, validation or test. Empty where the
        place says nothing.
    root
        Name of the opened folder.
    """

    relative: str
    class_folder: str
    part_folder: str
    root: str

    def uid(self, member: str = "", role: str = "instance") -> str:
        """A UID for something that has none: the same as long as the folder's name and the place in it are."""
        return made_uid(self.root, self.relative, member, role)


def place_of(path: Path, folder: Path) -> Place:
    """The place of ``path`` in ``folder`` (which may be the file itself)."""
    if path == folder:
        return Place(path.name, "", "", path.name)
    relative = path.relative_to(folder)
    above = relative.parts[:-1]
    part = part_of(above[0]) if above else ""
    if part:
        above = above[1:]
    return Place(relative.as_posix(), above[0] if above else "", part, folder.name)


def part_of(name: str) -> str:
    """``train``, ``validation`` or ``test`` for the names such parts go by; empty for any other."""
    return _PARTS.get(name.lower(), "")


def made_uid(*facts: str) -> str:
    """A UID under 2.25 (PS3.5 B.2) that is the same for the same facts."""
    digest = hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"
