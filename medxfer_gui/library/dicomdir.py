"""DICOM media: what their directory (DICOMDIR, PS3.10) names and the medium does not hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pydicom.datadict import tag_for_keyword

from medxfer_gui.dicom.headers import items, read_header, text
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import SkippedFile
from medxfer_gui.storage.archives import read_archive
from medxfer_gui.storage.source import ByteSource

NAME = "DICOMDIR"

_RECORDS = tag_for_keyword("DirectoryRecordSequence") or 0
_MISSING = ("Named by the DICOMDIR but not there", "The copy of the medium is not complete; copy it again.")
_OUTSIDE = ("The DICOMDIR names a file outside of the medium", "")


def is_dicomdir(name: str) -> bool:
    """Whether a file of this name is the directory of a medium, in whatever case a disc or a copy spells it."""
    return _as_on_medium(name) == NAME


def missing_files(source: ByteSource) -> list[SkippedFile]:
    """The files that a DICOMDIR names and that are not there; none where it cannot be read.

    The records are taken in the order they are stored, whatever offsets they give, so that wrong offsets neither hide
    files nor lead in circles.
    """
    try:
        named = _named(source, source.stamp)
    except MedxferError:
        return []
    is_there = _in_archive(source) if source.member else _in_folder(source.path.parent)
    found = []
    for name in named:
        parts = tuple(name.replace("/", "\\").split("\\"))
        if any(part in ("", ".", "..") or ":" in part for part in parts):
            found.append(SkippedFile(source.path, *_OUTSIDE, detail=name, member=source.member))
        elif not is_there(parts):
            found.append(_missing(source, parts))
    return found


@lru_cache(maxsize=4)
def _named(source: ByteSource, _stamp: tuple[int, int]) -> tuple[str, ...]:
    """The files that a directory names; kept, because every scan of a folder asks for them."""
    records = items(read_header(source, [_RECORDS]).dataset, "DirectoryRecordSequence")
    return tuple(dict.fromkeys(filter(None, (text(record, "ReferencedFileID") for record in records))))


def _missing(source: ByteSource, parts: tuple[str, ...]) -> SkippedFile:
    if source.member:
        member = PurePosixPath(source.member).parent.joinpath(*parts).as_posix()
        return SkippedFile(source.path, *_MISSING, member=member)
    return SkippedFile(source.path.parent.joinpath(*parts), *_MISSING)


def _as_on_medium(name: str) -> str:
    """A name as ISO 9660 stores it: upper case, without version (``;1``) and without the dot of an empty extension."""
    return name.upper().partition(";")[0].rstrip(".")


def _in_folder(folder: Path) -> Callable[[tuple[str, ...]], bool]:
    listings: dict[Path, dict[str, Path]] = {}

    def is_there(parts: tuple[str, ...]) -> bool:
        current = folder
        for part in parts:
            if current not in listings:
                listings[current] = _listing(current)
            below = listings[current].get(_as_on_medium(part))
            if below is None:
                return False
            current = below
        return True

    return is_there


def _listing(folder: Path) -> dict[str, Path]:
    try:
        return {_as_on_medium(path.name): path for path in folder.iterdir()}
    except OSError:
        return {}


def _in_archive(source: ByteSource) -> Callable[[tuple[str, ...]], bool]:
    base = tuple(map(_as_on_medium, PurePosixPath(source.member).parent.parts))
    names = {tuple(map(_as_on_medium, PurePosixPath(name).parts)) for name in read_archive(source.path).members}
    return lambda parts: (*base, *map(_as_on_medium, parts)) in names
