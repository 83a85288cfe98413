"""The SQLite file of the library: connections, transactions, and what to do when it is locked, damaged or old."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import make_private, mend_rights
from medxfer_gui.library.migrations import MIGRATIONS
from medxfer_gui.library.tables import VERSION

_BUSY_SECONDS = 30.0
_PRAGMAS = ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL")


class _ThreadConnection:
    """A connection that is closed when its thread has ended and dropped it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """The file with a connection for each thread; a reader never waits, a writer waits half a minute for another one.

    Raises
    ------
    MedxferError
        The file is no library (it is set aside, never deleted), was made by a later version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: weakref.WeakSet[_ThreadConnection] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._local = threading.local()
        with self._errors_told():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                make_private(path)  # it holds patient identifiers
                for ending in ("-wal", "-shm"):  # which other connections make, with the same rights, and remove
                    mend_rights(path.with_name(path.name + ending))
            except OSError as error:
                raise _unavailable(path, error) from None
            self._migrate()

    def close(self) -> None:
        """Close the connections of all threads; the database must not be used afterwards."""
        with self._lock:
            for held in list(self._open):
                held.connection.close()
            self._open.clear()
        self._local = threading.local()

    def query(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """All rows of one query.

        Raises
        ------
        MedxferError
            The file is locked or damaged.
        """
        with self._errors_told():
            return self._connection().execute(query, values).fetchall()

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, outside of any transaction; errors as those of `query`."""
        with self._errors_told():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection within a transaction of its own: all of it is kept, or nothing; errors as those of `query`."""
        with self._errors_told():
            database = self._connection()
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        held: _ThreadConnection | None = getattr(self._local, "held", None)
        if held is None:
            # Only `close` touches it from another thread.
            opened = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            held = self._local.held = _ThreadConnection(opened)
            with self._lock:
                self._open.add(held)
            for pragma in _PRAGMAS:
                held.connection.execute(f"PRAGMA {pragma}")
        return held.connection

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise _unavailable(self.path, error) from None
        except sqlite3.DatabaseError as error:
            # The subclasses are mistakes in a statement; a damaged file raises the class itself.
            if type(error) is not sqlite3.DatabaseError:
                raise
            self.close()
            raise _set_aside(self.path) from None

    def _migrate(self) -> None:
        (version,) = self._connection().execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            self.close()
            raise MedxferError(
                "The library was made by a later version of this program",
                "Update the program, or move {path} away and index the folders again.",
                path=self.path,
            )
        if version < VERSION:
            with self.writing() as database:
                # Another process may have migrated while this one waited.
                (version,) = database.execute("PRAGMA user_version").fetchone()
                for number in range(version, VERSION):
                    MIGRATIONS[number](database)
                    database.execute(f"PRAGMA user_version = {number + 1}")
        self._connection().execute("SELECT COUNT(*) FROM folders").fetchone()


def _unavailable(path: Path, error: Exception) -> MedxferError:
    return MedxferError(
        "The library {path} cannot be used now",
        "Close other programs that use it, and check that the disk is not full and the folder can be written.",
        path=path,
        detail=str(error),
    )


def _set_aside(path: Path) -> MedxferError:
    """Move a damaged library out of the way, with its journal, so that the next start makes a new one."""
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    try:
        for ending in ("", "-wal", "-shm"):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError:
        return MedxferError("The library {path} is damaged", "Move it away and index your folders again.", path=path)
    return MedxferError(
        "The library was damaged and has been set aside as {aside}",
        "Open your folders again; runs and their results are not affected.",
        aside=aside,
    )
