"""Where the frames of a stack lie, as far as the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink


@dataclass(frozen=True, slots=True, eq=False)
class PositionsWish:
    """A stack, by what it is called and its frames."""

    folder: Path
    name: str
    frames: Sequence[FrameKey]


def read_positions(home: Home, wish: PositionsWish, *, on_event: EventSink, cancel: CancelToken) -> tuple[float, ...]:
    """Position of each frame along the slice normal, in mm; empty where one has none, or several share an instance."""
    found: list[float] = []
    with Library(home.library) as library:
        for key in wish.frames:
            cancel.raise_if_cancelled()
            record = library.find(key.uid, wish.folder)
            if record is None or record.position is None or record.frames > 1:
                return ()
            found.append(record.position)
    return tuple(found)
