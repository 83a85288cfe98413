"""The user's data folder: library, cache, runs and the key of the pseudonyms."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from medxfer_gui.errors import MedxferError

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Home:
    """One data folder; every path the program writes on its own lies below it."""

    folder: Path

    @property
    def library(self) -> Path:
        """SQLite file of the library."""
        return self.folder / "library.sqlite"

    @property
    def cache(self) -> Path:
        """Decoded pixels and features; may be deleted at any time."""
        return self.folder / "cache"

    @property
    def runs(self) -> Path:
        """Parent of the run folders that were given no place of their own."""
        return self.folder / "runs"

    @property
    def lists(self) -> Path:
        """Lists of folders and files that were opened together; they stand for a folder."""
        return self.folder / "lists"

    @property
    def pseudonym_key(self) -> Path:
        """Secret that turns patient identifiers into pseudonyms; never leaves this folder."""
        return self.folder / "pseudonym.key"

    @property
    def log(self) -> Path:
        """Log file of the window."""
        return self.folder / "medxfer.log"


def make_private(path: Path) -> None:
    """Make the file ``path`` the owner's alone (mode 0600), empty where it is not there yet.

    What SQLite writes beside a library has the rights of the library. Windows: the folder's rights decide.

    Raises
    ------
    OSError
        It cannot be made. A file of another owner keeps its rights.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    except FileExistsError:
        mend_rights(path)


def mend_rights(path: Path) -> None:
    """Make a file that is there the owner's alone; one that is not, or is another owner's, stays as it is."""
    with suppress(FileNotFoundError, PermissionError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(_OWNER_ONLY)


def open_home(folder: Path | None = None) -> Home:
    """The data folder: ``folder``, else the environment variable MEDXFER_HOME, else the platform's place.

    Raises
    ------
    MedxferError
        When it is not there and cannot be made.
    """
    chosen = folder or os.environ.get("MEDXFER_HOME") or platformdirs.user_data_dir("medxfer", appauthor=False)
    home = Home(Path(chosen).expanduser().absolute())
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # the library knows patients
    except OSError as error:
        raise MedxferError(
            "The data folder {folder} cannot be made: {reason}.",
            "Choose another with --home or MEDXFER_HOME.",
            folder=home.folder,
            reason=error.strerror,
        ) from None
    return home
