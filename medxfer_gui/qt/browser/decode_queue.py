"""Work on single images off the window's thread: the latest wish counts, what nobody waits for any more is dropped."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from medxfer_gui.qt.job import Job

Value = TypeVar("Value")


class DecodeQueue(QObject):
    """Runs one function for one key after the other, each in a job; new wishes replace those that still wait.

    Parameters
    ----------
    title
        Title of the jobs.
    function
        Called as ``function(key, on_event=..., cancel=...)``.
    """

    decoded = Signal(object, object)
    """Key and value."""
    failed = Signal(object, object)
    """Key and exception."""

    def __init__(self, title: str, function: Callable[..., Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._function = function
        self._waiting: list[Hashable] = []
        self._key: Hashable = None
        self._job: Job | None = None

    def want(self, keys: Iterable[Hashable]) -> None:
        """Work on ``keys``, the first first, and on nothing else; what is in work now is finished."""
        self._waiting = [key for key in keys if self._job is None or key != self._key]
        if self._job is None:
            self._start_next()

    def _start_next(self) -> None:
        if not self._waiting:
            return
        self._key = self._waiting.pop(0)
        self._job = Job(self._title, self._function, self._key)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._job.start()

    def _on_succeeded(self, value: object) -> None:
        self.decoded.emit(self._key, value)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(self._key, error)

    def _on_finished(self) -> None:
        self._job = None
        self._start_next()


class LruCache(Generic[Value]):
    """Keeps what was used last, up to a sum of costs (bytes)."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._cost = 0
        self._entries: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._entries

    def get(self, key: Hashable) -> Value | None:
        """The value, which counts as used now; None when it is not kept."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def put(self, key: Hashable, value: Value, cost: int) -> None:
        """Keep ``value`` and let go of the longest unused ones beyond the capacity; the newest always stays."""
        if key in self._entries:
            self._cost -= self._entries.pop(key)[1]
        self._entries[key] = (value, cost)
        self._cost += cost
        while self._cost > self._capacity and len(self._entries) > 1:
            _, (_, freed) = self._entries.popitem(last=False)
            self._cost -= freed

    def clear(self) -> None:
        """Let go of everything."""
        self._entries.clear()
        self._cost = 0
