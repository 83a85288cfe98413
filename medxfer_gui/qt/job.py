"""Carries one long function on its own thread and tells the window how it goes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal, SignalInstance

from medxfer_gui.operation import Cancelled, CancelToken, Event, Progress

_DELIVERY_MS = 50
_STACK_BYTES = 8 << 20  # macOS gives a thread 512 KiB, too little for some image decoders
_running: set[Job] = set()


def running_jobs() -> tuple[Job, ...]:
    """The jobs whose thread has not ended, in no order; kept alive here, for dropping one aborts the process."""
    return tuple(_running)


class Job(QObject):
    """One long function on a `QThread`.

    The function gets the keyword arguments ``on_event`` and ``cancel``. All signals are emitted on the thread that made
    the job. A job runs once. Connect its signals to bound methods of QObjects only: anything else may be called on
    the wrong thread.

    Parameters
    ----------
    title
        What is being done, translated, for the status line.
    function, *args, **kwargs
        The call to make.
    """

    progressed = Signal(object)
    """An `Event`; in order. Of progress reports that come faster than 20 a second the last is kept, of others all."""
    succeeded = Signal(object)
    """The value that the function returned."""
    failed = Signal(object)
    """The exception: a `MedxferError` is told to the user, anything else is a bug."""
    cancelled = Signal()
    """The function stopped because it was asked to."""
    finished = Signal()
    """The thread has ended; comes last, after exactly one of the three above."""

    def __init__(self, title: str, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        super().__init__()
        self.title = title
        self.latest_progress: Progress | None = None
        self._cancel = CancelToken()
        self._mailbox = _Mailbox()
        self._thread = _FunctionThread(
            function, args, {**kwargs, "on_event": self._mailbox.put, "cancel": self._cancel}
        )
        self._thread.finished.connect(self._on_thread_finished)
        self._timer = QTimer(self)
        self._timer.setInterval(_DELIVERY_MS)
        self._timer.timeout.connect(self._deliver)

    @property
    def is_running(self) -> bool:
        """Whether the job was started and has not told its end."""
        return self in _running

    @property
    def is_stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._cancel.cancelled

    def start(self) -> None:
        """Begin."""
        _running.add(self)
        self._timer.start()
        self._thread.start()

    def cancel(self) -> None:
        """Ask for a stop; `cancelled` comes when the function has reached its next stopping place."""
        self._cancel.cancel()

    def wait(self, milliseconds: int) -> bool:
        """Block until the thread has ended, at most ``milliseconds``. Only for the end of the program."""
        return self._thread.wait(milliseconds)

    def _deliver(self) -> None:
        for event in _coalesced(self._mailbox.take()):
            if isinstance(event, Progress):
                self.latest_progress = event
            self.progressed.emit(event)

    def _on_thread_finished(self) -> None:
        self._timer.stop()
        self._timer.deleteLater()  # a job may be dropped in a cycle: nothing of it may be left for another thread
        self._thread.wait()  # the signal is sent from inside the thread, a moment before its end
        _running.discard(self)
        self._deliver()
        signal, values = self._outcome()
        signal.emit(*values)
        self.finished.emit()

    def _outcome(self) -> tuple[SignalInstance, tuple[object, ...]]:
        value, error = self._thread.take_outcome()
        if error is None:
            return self.succeeded, (value,)
        if isinstance(error, Cancelled):
            return self.cancelled, ()
        return self.failed, (error,)


class _Mailbox:
    """Events on their way from the worker's thread to the job's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._events: list[Event] = []

    def put(self, event: Event) -> None:
        with self._lock:
            # A fast loop reports thousands of times between two deliveries: keep only its last word.
            if self._events and isinstance(event, Progress) and isinstance(self._events[-1], Progress):
                self._events[-1] = event
            else:
                self._events.append(event)

    def take(self) -> list[Event]:
        with self._lock:
            events, self._events = self._events, []
        return events


class _FunctionThread(QThread):
    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        super().__init__()
        self.setStackSize(_STACK_BYTES)
        self._call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]] | None = (function, args, kwargs)
        self._value: Any = None
        self._error: Exception | None = None

    def run(self) -> None:
        assert self._call is not None
        function, args, kwargs = self._call
        try:
            self._value = function(*args, **kwargs)
        except Exception as error:  # the one place where any failure of a long function arrives
            self._error = error

    def take_outcome(self) -> tuple[Any, Exception | None]:
        """Value and error, which the thread lets go of with its call: the error's traceback holds the thread."""
        outcome = self._value, self._error
        self._call = self._value = self._error = None
        return outcome


def _coalesced(events: Iterable[Event]) -> Iterator[Event]:
    """The events without each progress report that a later one replaces; a batch holds 50 ms of events."""
    batch = list(events)
    last = max((i for i, event in enumerate(batch) if isinstance(event, Progress)), default=-1)
    return (event for i, event in enumerate(batch) if i == last or not isinstance(event, Progress))
