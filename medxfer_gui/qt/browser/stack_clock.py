"""Playing the stack of a side."""

from __future__ import annotations

from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.qt.browser.side import Side
from medxfer_gui.qt.viewer.cine import CineClock


class StackClock(CineClock):
    """Plays a stack at the rate of its file, or at the one the user chose for it."""

    _timed: FrameList | None = None

    def take(self, side: Side) -> None:
        """Take the rate of the file, once for each stack: the user may have chosen another one since."""
        if not self.is_running and side.stack is not self._timed:
            self.set_frames(len(side.stack), side.timing)
            self._timed = side.stack if side.prepared is not None else None

    def forget(self) -> None:
        """Stop, and take the rate of any stack anew."""
        self.stop()
        self._timed = None
