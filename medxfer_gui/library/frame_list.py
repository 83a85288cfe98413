"""The frames of many instances as one sequence, without an object for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

from medxfer_gui.library.records import FrameKey


class FrameList(Sequence[FrameKey]):
    """Frames in the order they are shown: all of the first instance, then those of the next.

    Parameters
    ----------
    uids
        SOPInstanceUIDs, each once.
    frames
        Number of frames of each, at least 1.
    """

    def __init__(self, uids: Sequence[str] = (), frames: Sequence[int] | npt.NDArray[np.int64] = ()) -> None:
        self.uids = tuple(uids)
        self._ends: npt.NDArray[np.int64] = np.cumsum(np.asarray(frames, np.int64))
        self._numbers: dict[str, int] | None = None

    def __len__(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    @overload
    def __getitem__(self, place: int) -> FrameKey: ...

    @overload
    def __getitem__(self, place: slice) -> list[FrameKey]: ...

    def __getitem__(self, place: int | slice) -> FrameKey | list[FrameKey]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        number = int(np.searchsorted(self._ends, place, side="right"))
        return FrameKey(self.uids[number], place - self._start(number))

    def place_of(self, key: FrameKey) -> int | None:
        """Where a frame stands, or None where it is not among them."""
        if self._numbers is None:
            self._numbers = {uid: number for number, uid in enumerate(self.uids)}
        number = self._numbers.get(key.uid)
        if number is None:
            return None
        place = self._start(number) + key.frame
        return place if key.frame >= 0 and place < self._ends[number] else None

    def _start(self, number: int) -> int:
        return int(self._ends[number - 1]) if number else 0
