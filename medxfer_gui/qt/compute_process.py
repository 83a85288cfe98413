"""A process beside the window for the work that needs torch.

Importing torch holds Python's lock for up to a third of a second, on whatever thread it happens: the window would
stand still. In a process of its own it cannot, a crash or lack of memory in there leaves the window unharmed, and its
memory, the GPU's too, is free again soon after the last call.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import NEVER, Cancelled, CancelToken, Event, EventSink, ignore_event

IDLE_SECONDS = 180.0
"""How long the process waits for the next call before it ends and gives its memory back."""
LOOK_SECONDS = 0.05
NICE = 5
"""How far the process steps back behind the window."""


class ComputeProcess:
    """Calls functions by name in one process that is started at the first call and kept for the next.

    Functions have the shape of all long work: keyword arguments ``on_event`` and ``cancel``. Arguments and values
    travel pickled between the two processes of this program, never to or from a file.
    """

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection[Any, Any] | None = None

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
            When ``cancel`` was asked.
        MedxferError
            As the function raises it; or when the process ended without an answer.
        RuntimeError
            For any other error of the function, with its traceback.
        """
        while not self._one_at_a_time.acquire(timeout=LOOK_SECONDS):
            cancel.raise_if_cancelled()
        try:
            connection = self._running()
            connection.send((module, function, args, kwargs))
            return self._answer(connection, on_event, cancel)
        except (EOFError, OSError):
            self.stop()
            raise MedxferError(
                "The computing process ended unexpectedly.",
                "Memory may have run out; close other programs and try again.",
            ) from None
        finally:
            self._one_at_a_time.release()

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if process is not None and process.is_alive():
            process.terminate()
            process.join(5)

    def _running(self) -> Connection[Any, Any]:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self.stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="medxfer compute")
        self._process.start()
        theirs.close()
        self._connection = ours
        return ours

    def _answer(self, connection: Connection[Any, Any], on_event: EventSink, cancel: CancelToken) -> Any:
        asked = False
        while True:
            if cancel.cancelled and not asked:
                connection.send("cancel")
                asked = True
            if not connection.poll(LOOK_SECONDS):
                continue
            kind, value = connection.recv()
            if kind == "event":
                on_event(value)
            elif kind == "value":
                return value
            else:
                raise value


def _serve(connection: Connection[Any, Any]) -> None:
    """Answer calls until the window is gone or nothing was asked for `IDLE_SECONDS`."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    mailbox = _Mailbox(connection)
    while (request := mailbox.next_call()) is not None:
        module, function, args, kwargs = request
        answer = _outcome(getattr(importlib.import_module(module), function), args, kwargs, mailbox)
        mailbox.send(*answer)


class _Mailbox:
    """The process's end of the connection: calls wait, a wish to cancel goes to the call that runs."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._arrived = threading.Condition()
        self._calls: list[Any] = []
        self._gone = False
        self.cancel = CancelToken()
        threading.Thread(target=self._listen, daemon=True).start()

    def next_call(self) -> Any | None:
        with self._arrived:
            self._arrived.wait_for(lambda: self._calls or self._gone, IDLE_SECONDS)
            if self._gone or not self._calls:
                return None
            self.cancel = CancelToken()
            return self._calls.pop(0)

    def send(self, kind: str, value: object) -> None:
        with self._sending:
            self._connection.send((kind, value))

    def event(self, event: Event) -> None:
        self.send("event", event)

    def _listen(self) -> None:
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError):
                break
            if message == "cancel":
                self.cancel.cancel()
                continue
            with self._arrived:
                self._calls.append(message)
                self._arrived.notify()
        self.cancel.cancel()  # the window is gone: nobody wants the answer
        with self._arrived:
            self._gone = True
            self._arrived.notify()


def _outcome(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], mailbox: _Mailbox
) -> tuple[str, object]:
    try:
        return "value", function(*args, **kwargs, on_event=mailbox.event, cancel=mailbox.cancel)
    except (MedxferError, Cancelled) as error:
        return "error", error
    except MemoryError:
        return "error", MedxferError("There was not enough memory.", "Close other programs and try again.")
    except Exception:  # whatever it was, the window's Job reports it as a bug, with these lines
        return "error", RuntimeError(traceback.format_exc())
