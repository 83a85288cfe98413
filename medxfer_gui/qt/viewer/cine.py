"""Plays frames at their rate: what is late is skipped, never waited for."""

from __future__ import annotations

import itertools
import time
from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from medxfer_gui.dicom.cine import FASTEST, SLOWEST, CineTiming

_FASTEST_TICK_MS = 8


class CineClock(QObject):
    """Says which frame of a loop is due.

    Parameters
    ----------
    now
        Seconds that pass; for tests.
    """

    due = Signal(int)
    """Number of the frame, from 0, that is to be seen now."""
    running_changed = Signal(bool)
    """Whether it plays."""
    rate_changed = Signal(float)
    """Frames a second."""

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(parent)
        self._now = now
        self._count = 0
        self._timing = CineTiming()
        self._rate = self._timing.rate
        self._ends: list[float] = []
        self._from = 0.0
        self._last = -1
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def is_running(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self._rate

    def set_frames(self, count: int, timing: CineTiming) -> None:
        """Play another loop, as its file asks; one that plays stops."""
        self.stop()
        self._count, self._timing = count, timing
        self.set_rate(timing.rate)

    def set_rate(self, rate: float) -> None:
        """Frames a second; frames that differ in length keep their proportions."""
        at = self._last
        self._rate = min(max(rate, SLOWEST), FASTEST)
        seconds = self._timing.seconds if len(self._timing.seconds) == self._count else (1.0,) * self._count
        unit = sum(seconds) * self._rate / max(self._count, 1)
        self._ends = list(itertools.accumulate(part / unit for part in seconds)) if self._count else []
        self.rate_changed.emit(self._rate)
        if self.is_running:
            self._begin(max(at, 0))

    def start(self, at: int) -> None:
        """Play from a frame on; a single frame does not play."""
        if self._count < 2:
            return
        self._begin(at)
        self.running_changed.emit(True)

    def _begin(self, at: int) -> None:
        self._from = self._now() - (self._ends[at - 1] if at else 0.0)
        self._last = at
        self._timer.start(max(_FASTEST_TICK_MS, round(500 / self._rate)))

    def stop(self) -> None:
        """Stay at the frame that is seen."""
        if self.is_running:
            self._timer.stop()
            self.running_changed.emit(False)

    def tick(self) -> None:
        """Look at the time."""
        passed = (self._now() - self._from) % self._ends[-1]
        number = min(bisect_right(self._ends, passed), self._count - 1)
        if number != self._last:
            self._last = number
            self.due.emit(number)
