"""Functions called in a process beside this one.

Importing torch holds Python's lock for up to a third of a second, on whatever thread it happens: the window would
stand still. A decoder written in C may crash on a damaged file, never come back, or ask for all memory there is. In a
process of its own neither can: the window goes on, and the memory, the GPU's too, is free again soon after.

It contains accidents and clumsy files. It is no sandbox: code that a file would manage to run has the user's rights.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import NEVER, Cancelled, CancelToken, EventSink, ignore_event
from medxfer_gui.side_process import wire
from medxfer_gui.side_process.limits import Limits
from medxfer_gui.side_process.worker import OutOfMemoryError, serve

LOOK_SECONDS = 0.05
_GRACE_SECONDS = 0.3
_START_SECONDS = 60.0


class ProcessEndedError(MedxferError):
    """The process ended without an answer: a crash, or the system took it for its memory."""


class NotStartedError(MedxferError):
    """The process could not be started; the call was not made."""


class TimeExceededError(MedxferError):
    """A call took longer than it may; the process was ended."""


class SideProcess:
    """Calls functions by name in one process that is started at the first call and kept for the next.

    Functions have the shape of all long work: keyword arguments ``on_event`` and ``cancel``. Arguments and values
    travel pickled between the two processes of this program, never to or from a file. After a crash, a call that took
    too long, or one that ran out of its memory, the next call has a fresh process.

    A script that calls this must be importable (``if __name__ == "__main__":``), as for `multiprocessing`.
    """

    def __init__(self, limits: Limits | None = None, name: str = "medxfer compute") -> None:
        self._limits = limits or Limits()
        self._name = name
        self._one_at_a_time = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._is_ready = False

    def start(self) -> None:
        """Start the process now, so that the first call does not wait for it; does not wait itself."""
        if self._one_at_a_time.acquire(blocking=False):
            try:
                self._running()
            finally:
                self._one_at_a_time.release()

    def call(
        self,
        module: str,
        function: str,
        *args: Any,
        on_event: EventSink = ignore_event,
        cancel: CancelToken = NEVER,
        **kwargs: Any,
    ) -> Any:
        """The value of ``module.function(*args, on_event=..., cancel=..., **kwargs)``; waits for its turn.

        Raises
        ------
        Cancelled
            When ``cancel`` was asked. Where calls have a time limit, a function that does not answer to it is ended.
        ProcessEndedError, TimeExceededError, OutOfMemoryError
            What the call did to the process; all are `MedxferError`.
        NotStartedError
            The process could not be started.
        MedxferError
            As the function raises it.
        RuntimeError
            For any other error of the function, with its traceback.
        """
        while not self._one_at_a_time.acquire(timeout=LOOK_SECONDS):
            cancel.raise_if_cancelled()
        try:
            connection = self._running()
            self._wait_until_ready(connection, cancel)
            wire.send(connection, (module, function, args, kwargs))
            return self._answer(connection, on_event, cancel)
        except (EOFError, OSError):
            raise self._ended() from None
        except (TimeExceededError, OutOfMemoryError):
            self._discard()
            raise
        finally:
            self._one_at_a_time.release()

    def stop(self) -> None:
        """End the process, whatever it does; a call that waits for it fails."""
        process = self._process
        if process is not None:
            process.kill()
        if self._one_at_a_time.acquire(blocking=False):
            try:
                self._discard()
            finally:
                self._one_at_a_time.release()

    def _running(self) -> Connection[Any, Any]:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._discard()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._limits), daemon=True, name=self._name)
        process.start()
        self._process = process  # only now: another thread may `stop` it
        theirs.close()
        self._connection = ours
        return ours

    def _wait_until_ready(self, connection: Connection[Any, Any], cancel: CancelToken) -> None:
        """Its start does not count as time of the call."""
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_ready:
            cancel.raise_if_cancelled()
            if connection.poll(LOOK_SECONDS):
                wire.receive(connection)
                self._is_ready = True
            elif time.monotonic() > deadline:
                self._discard()
                raise NotStartedError("The side process does not start.", "The computer may be overloaded; try again.")

    def _answer(self, connection: Connection[Any, Any], on_event: EventSink, cancel: CancelToken) -> Any:
        started, asked = time.monotonic(), None
        while True:
            if cancel.cancelled and asked is None:
                wire.send(connection, "cancel")
                asked = time.monotonic()
            if connection.poll(LOOK_SECONDS):
                kind, value = wire.receive(connection)
                if kind == "value":
                    return value
                if kind == "error":
                    raise value
                on_event(value)
            self._end_overdue(started, asked)

    def _end_overdue(self, started: float, asked: float | None) -> None:
        """End a call that takes too long, or does not stop soon after it was asked to; only where calls are limited."""
        limit, now = self._limits.seconds, time.monotonic()
        if limit is None:
            return
        if asked is not None and now > asked + _GRACE_SECONDS:
            self._discard()
            raise Cancelled
        if now > started + limit:
            raise TimeExceededError("It took longer than {seconds:.0f} s and was stopped.", seconds=limit)

    def _ended(self) -> MedxferError:
        process = self._process
        if process is not None:
            process.join(1)
        code = process.exitcode if process is not None else None
        was_ready = self._is_ready
        self._discard()
        if not was_ready:
            return NotStartedError(
                "The side process could not be started.",
                'In a script, call it below: if __name__ == "__main__".',
                detail=_told(code),
            )
        return ProcessEndedError(
            "The computing process ended unexpectedly.",
            "Memory may have run out; close other programs and try again.",
            detail=_told(code),
        )

    def _discard(self) -> None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        self._is_ready = False
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join(5)


def _told(code: int | None) -> str:
    """An exit code as a word: the signal's name where one ended the process."""
    if code is None:
        return ""
    try:
        return signal.Signals(-code).name if code < 0 else str(code)
    except ValueError:
        return str(code)
