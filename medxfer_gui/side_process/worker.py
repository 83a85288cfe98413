"""What runs in the side process: it answers calls, one after the other, until nobody is there any more."""

from __future__ import annotations

import importlib
import os
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken, Event
from medxfer_gui.side_process import limits as limiting
from medxfer_gui.side_process import wire
from medxfer_gui.side_process.limits import Limits


class OutOfMemoryError(MedxferError):
    """A call needed more memory than there is, or than it may take."""


def serve(connection: Connection[Any, Any], limits: Limits) -> None:
    """Answer calls until the caller is gone or nothing was asked for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the caller's, who then ends this process
    limiting.apply_early(limits)
    for module in limits.preload:
        importlib.import_module(module)
    limiting.apply_late(limits)
    mailbox = _Mailbox(connection, limits)
    mailbox.send("ready", None)
    while (request := mailbox.next_call()) is not None:
        mailbox.answer(*_outcome(request, mailbox))
        del request  # nothing large is kept until the next call


class _Mailbox:
    """The process's end of the connection: calls wait, a wish to cancel goes to the call that runs."""

    def __init__(self, connection: Connection[Any, Any], limits: Limits) -> None:
        self._connection = connection
        self._limits = limits
        self._sending = threading.Lock()
        self._arrived = threading.Condition()
        self._calls: list[Any] = []
        self._gone = False
        self.cancel = CancelToken()
        threading.Thread(target=self._listen, daemon=True).start()

    def next_call(self) -> Any | None:
        with self._arrived:
            self._arrived.wait_for(lambda: self._calls or self._gone, self._limits.idle_seconds)
            if self._gone or not self._calls:
                return None
            self.cancel = CancelToken()
            return self._calls.pop(0)

    def send(self, kind: str, value: object) -> None:
        with self._sending:
            wire.send(self._connection, (kind, value))

    def answer(self, kind: str, value: object) -> None:
        try:
            self.send(kind, value)
        except MemoryError:
            self.send("error", _out_of_memory())

    def event(self, event: Event) -> None:
        self.send("event", event)

    def _listen(self) -> None:
        while True:
            try:
                message = wire.receive(self._connection)
            except (EOFError, OSError):
                break
            if message == "cancel":
                self.cancel.cancel()
                continue
            with self._arrived:
                self._calls.append(message)
                self._arrived.notify()
        # The caller is gone: nobody wants the answer.
        self.cancel.cancel()
        if self._limits.seconds is not None:
            os._exit(1)  # the call may hang; who had limited it is not there to end it
        with self._arrived:
            self._gone = True
            self._arrived.notify()


def _outcome(request: tuple[str, str, tuple[Any, ...], dict[str, Any]], mailbox: _Mailbox) -> tuple[str, object]:
    module, name, args, kwargs = request
    try:
        function = getattr(importlib.import_module(module), name)
        return "value", function(*args, **kwargs, on_event=mailbox.event, cancel=mailbox.cancel)
    except (MedxferError, Cancelled) as error:
        return "error", error
    except MemoryError:
        return "error", _out_of_memory()
    except Exception:  # whatever it was, the window's Job reports it as a bug, with these lines
        return "error", RuntimeError(traceback.format_exc())


def _out_of_memory() -> MedxferError:
    return OutOfMemoryError("There was not enough memory.", "Close other programs and try again.")
