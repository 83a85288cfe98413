"""Keeps the collection of cyclic garbage on the window's thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 100
_GROWTH = 1.25


class GuiThreadCollector(QObject):
    """Collects Python's cyclic garbage on the thread that made it, the window's, and on no other.

    Python collects on whatever thread happens to make the next object, so a worker's allocations can destroy a widget
    or a timer that was dropped as part of a cycle; a `QObject` with a timer that ends on a foreign thread brings the
    program down. Here the automatic collection is off, and a timer does the same by the same thresholds.

    Parameters
    ----------
    parent
        The application.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    @property
    def is_running(self) -> bool:
        """Whether collection is in these hands."""
        return self._timer.isActive()

    def start(self) -> None:
        """Take the collection over from the interpreter."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the collection back to the interpreter."""
        self._timer.stop()
        gc.enable()

    def collect_due(self) -> None:
        """Collect as many generations, the youngest first, as are over their thresholds one after the other."""
        over = [0 < threshold < count for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if not over[0]:
            return
        generation = 0 if not over[1] else 1 if not over[2] or not self._has_grown() else 2
        gc.collect(generation)
        if generation == 2:
            self._kept = len(gc.get_objects(generation=2))

    def _has_grown(self) -> bool:
        """Whether a full collection is worth its pause: as in the interpreter, when a quarter more has grown old."""
        return len(gc.get_objects(generation=2)) > _GROWTH * self._kept
