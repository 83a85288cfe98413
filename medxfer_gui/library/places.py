"""What the place of a file in the opened folder says, and identifiers made from it."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from medxfer_gui.library.mixes import is_mix, read_mix
from medxfer_gui.storage.archives import read_archive
from medxfer_gui.storage.source import ByteSource, as_source

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
    """A folder as the library knows it, however it was written: absolute and without ``..``, links kept.

    The directory of a DICOM medium stands for its folder.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    return folder.parent if folder.name.upper() == "DICOMDIR" and folder.is_file() else folder


@dataclass(frozen=True, slots=True)
class Place:
    """A file (or one image of it) within the folder that was opened.

    Parameters
    ----------
    relative
        Path relative to the folder with ``/``, or the file's name where the file itself was opened.
    class_folder, part_folder
        From ``<class>/...`` or ``<part>/<class>/...``; ``part_folder`` is train, validation or test. Empty where the
        place says nothing. The folders in an archive count like any; an archive of loose files is a folder itself.
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


def place_of(source: Path | ByteSource, folder: Path) -> Place:
    """The place of a file or of a member of an archive in ``folder``, which may be the file or the archive itself."""
    source = as_source(source)
    if not source.member and source.path != folder:
        directory, name = os.path.split(source.path)
        beside = _place_in(directory, folder)
        return Place(beside.relative + name, beside.class_folder, beside.part_folder, beside.root)
    return _place(source, opened_root(folder))


@lru_cache(maxsize=256)
def _place_in(directory: str, folder: Path) -> Place:
    """The place of a file without a name in a directory: all files of it have the same but for the name."""
    nameless = _place(ByteSource(Path(directory, "?")), opened_root(folder))
    return dataclasses.replace(nameless, relative=nameless.relative[:-1])


def _place(source: ByteSource, root: Path) -> Place:
    outer, inner = _steps(source.path, root), PurePosixPath(source.member).parts
    above = list(outer[:-1])
    if inner:
        top = read_archive(source.path).top
        # A folder that was zipped as a whole says no more than the archive's name does.
        folders = inner[1:-1] if top and not part_of(top) else inner[:-1]
        above += folders or ([source.path.stem] if outer else [])
    part = part_of(above[0]) if above else ""
    classes = above[1:] if part else above
    relative = "/".join((*outer, *inner)) or source.path.name
    # An archive that was opened itself stands for the folder of its name: the same images, the same UIDs.
    name = root.stem if inner and not outer else root.name
    return Place(relative, classes[0] if classes else "", part, name)


def opened_root(folder: Path) -> Path:
    """The folder that places are relative to: the opened folder or file, or the common parent of a mix."""
    folder = opened_folder(folder)
    return read_mix(folder).root if is_mix(folder) else folder


def _steps(path: Path, root: Path) -> tuple[str, ...]:
    """The names from ``root`` down to ``path``; on a drive of its own, from the drive."""
    return path.relative_to(root).parts if path.is_relative_to(root) else path.parts[1:]


def part_of(name: str) -> str:
    """``train``, ``validation`` or ``test`` for the names such parts go by; empty for any other."""
    return _PARTS.get(name.lower(), "")


def made_uid(*facts: str) -> str:
    """A UID under 2.25 (PS3.5 B.2) that is the same for the same facts."""
    digest = hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"
