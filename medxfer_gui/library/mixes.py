"""Several folders and files that were opened together, as one small list file that stands for a folder."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import make_private

SUFFIX = ".medxferlist"
"""File name ending of a list."""

_MAX_BYTES = 1 << 24
_DAMAGED = ("The list {path} cannot be read", "Open the folders and files together again.")


@dataclass(frozen=True, slots=True)
class Mix:
    """What was opened together.

    Parameters
    ----------
    entries
        Absolute paths of folders and files, none within another, in natural order.
    root
        Their common parent: places and labels are relative to it. On Windows with several drives, the empty path.
    """

    entries: tuple[Path, ...]
    root: Path


def is_mix(path: Path) -> bool:
    """Whether a path names a list; the file itself is not looked at."""
    return path.suffix == SUFFIX


def make_mix(paths: Iterable[Path]) -> Mix:
    """The mix of some paths: made absolute, without repeats and without what lies in another one's folder."""
    unique = sorted({Path(os.path.abspath(path)) for path in paths})  # noqa: PTH100 - resolve() would follow links
    kept: list[Path] = []
    for path in unique:
        # In this order a folder comes before everything in it.
        if not any(path.is_relative_to(other) for other in kept[-1:]):
            kept.append(path)
    return Mix(tuple(kept), _common_parent(kept))


def write_mix(paths: Iterable[Path], folder: Path) -> Path:
    """Write the list of ``paths`` below ``folder``; equal paths give the same file.

    Returns
    -------
    Path
        The list, named by what it holds ("2 folders and 5 files 3f2a9c").

    Raises
    ------
    MedxferError
        There is nothing to list, or it cannot be written.
    """
    mix = make_mix(paths)
    if not mix.entries:
        raise MedxferError("There is nothing to open.", "Choose a folder or some files.")
    entries = [str(path) for path in mix.entries]
    digest = hashlib.sha256("\0".join(entries).encode("utf-8", "surrogateescape")).hexdigest()[:6]
    path = folder / f"{_name(mix)} {digest}{SUFFIX}"
    text = json.dumps({"format": "medxfer list", "version": 1, "entries": entries}, indent=1)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names of folders are often those of patients
        make_private(path)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MedxferError(
            "The list {path} cannot be written: {reason}.",
            "Free some disk space, or choose another data folder.",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from None
    return path


def read_mix(path: Path) -> Mix:
    """The mix that a list file names; what it names may be gone.

    Raises
    ------
    MedxferError
        The file is not there or is no list.
    """
    try:
        status = path.stat()
    except OSError:
        raise MedxferError(*_DAMAGED, path=path) from None
    return _read(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, size: int, _modified: int) -> Mix:
    try:
        if size > _MAX_BYTES:
            raise ValueError(size)
        entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
        paths = [Path(entry) for entry in entries if Path(entry).is_absolute()]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise MedxferError(*_DAMAGED, path=path) from None
    return make_mix(paths)


def _common_parent(paths: list[Path]) -> Path:
    try:
        return Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:
        return Path()


def _name(mix: Mix) -> str:
    folders = sum(path.is_dir() for path in mix.entries)
    files = len(mix.entries) - folders
    counts = ((folders, "folder"), (files, "file"))
    return " and ".join(f"{count} {word}{'s' if count != 1 else ''}" for count, word in counts if count)


def place_to_open(paths: Iterable[Path], lists: Path) -> Path:
    """What stands for ``paths``: the only one itself, else a list of them in the folder ``lists``.

    Raises
    ------
    MedxferError
        As `write_mix`.
    """
    entries = make_mix(paths).entries
    return entries[0] if len(entries) == 1 else write_mix(entries, lists)


def counts_in_name(path: Path) -> tuple[int, int]:
    """How many folders and files a list holds, by its name; the file is not looked at."""
    found = re.match(r"(?:(\d+) folders?)?(?: and )?(?:(\d+) files?)?", path.name)
    folders, files = found.groups() if found else (None, None)
    return int(folders or 0), int(files or 0)
