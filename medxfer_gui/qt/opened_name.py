"""The name that what was opened goes by on screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.mixes import counts_in_name, is_mix, read_mix


def shown_name(folder: Path) -> str:
    """Name of a folder or file; of several that were opened together, how many they are."""
    if not is_mix(folder):
        return folder.name or str(folder)
    return counted_words(*counts_in_name(folder))


def counted_words(folders: int, files: int) -> str:
    """So many folders and files, in words."""
    words = (
        _counted(folders, _tr("1 folder"), _tr("{n} folders")),
        _counted(files, _tr("1 file"), _tr("{n} files")),
    )
    return _tr("{first} and {second}").format(first=words[0], second=words[1]) if all(words) else "".join(words)


def recent_name(folder: Path) -> str:
    """What tells an entry from the others of a menu: the whole path; of a mix, where it lies too."""
    if not is_mix(folder):
        return str(folder)
    try:
        return _tr("{mix} in {folder}").format(mix=shown_name(folder), folder=read_mix(folder).root)
    except MedxferError:
        return shown_name(folder)


def _counted(number: int, one: str, many: str) -> str:
    return "" if not number else one if number == 1 else many.format(n=f"{number:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("OpenedName", text)
