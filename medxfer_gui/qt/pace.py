"""How fast a job goes, and how long it still takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.operation import Progress
from medxfer_gui.qt.translation import translate_core

_SURE_AFTER_S = 3.0
_RATE_AFTER_S = 1.0
_NEW_SHARE = 0.3
_FAST = 10.0


class Pace:
    """How fast a job goes on, from its first report on: a job that takes over earlier work begins far from 0."""

    def __init__(self) -> None:
        self.seconds_left: float | None = None
        self.per_second: float | None = None
        self._message = ""
        self._first = self._latest = (0.0, 0)

    def take(self, event: Progress, now: float) -> None:
        """Hear of a report at the time ``now`` in seconds; both numbers are None until enough was seen."""
        if event.message != self._message or event.done < self._latest[1]:
            self._message, self._first = event.message, (now, event.done)
            self.seconds_left = self.per_second = None
        passed, done = now - self._first[0], event.done - self._first[1]
        since, self._latest = now - self._latest[0], (now, event.done)
        if done <= 0 or passed < _RATE_AFTER_S:
            return
        self.per_second = done / passed
        if event.total is None or passed < _SURE_AFTER_S:
            return
        estimate = passed * (event.total - event.done) / done
        if self.seconds_left is None:
            self.seconds_left = estimate
        else:  # near what was said before, less the time since then
            expected = max(self.seconds_left - since, 0.0)
            self.seconds_left = expected + _NEW_SHARE * (estimate - expected)

    def rate_text(self, unit: str) -> str:
        """``2,950 files/s`` for a unit in English; empty while it is unknown, or slow."""
        if self.per_second is None or self.per_second < _FAST:
            return ""
        return _tr("{n} {unit}/s").format(n=f"{self.per_second:,.0f}", unit=translate_core(unit))

    def left_text(self) -> str:
        """``20 s left``; empty while it is unknown."""
        if self.seconds_left is None:
            return ""
        if self.seconds_left < 90:
            return _tr("{seconds} s left").format(seconds=round(self.seconds_left))
        return _tr("{minutes} min left").format(minutes=round(self.seconds_left / 60))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pace", text)
