"""The one shape of long work: events out, a cancel token in, a value back or ``Cancelled``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a long function reports while it works."""


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far a long function has come.

    Parameters
    ----------
    done, total
        Units finished and expected; ``total`` is None while it is unknown.
    unit
        What is counted, plural: ``files``, ``frames``, ``images``.
    message
        English name of the stage, without facts ("Reading headers"); the window translates it.
    """

    done: int
    total: int | None
    unit: str
    message: str


EventSink = Callable[[Event], None]


def ignore_event(event: Event) -> None:
    """Take an event and do nothing: the default ``on_event``."""


class Cancelled(Exception):  # noqa: N818 - a request that was met, not an error
    """The user asked a long function to stop, and it has stopped."""


class CancelToken:
    """Carries the wish to stop from any thread into a long function."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask for a stop; the function ends at its next ``raise_if_cancelled``."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._event.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` once a stop was asked for."""
        if self.cancelled:
            raise Cancelled


NEVER = CancelToken()
"""The default ``cancel`` of every long function; nobody cancels it."""
