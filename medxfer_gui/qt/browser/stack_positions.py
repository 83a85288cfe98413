"""Where the frames of a stack lie, as far as the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.dicom.view_facts import frame_positions
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
    """Position of each frame along the slice normal, in mm.

    Empty where one has none, or where an instance of several frames is not alone in its stack.
    """
    found: list[float] = []
    with Library(home.library) as library:
        uids = dict.fromkeys(key.uid for key in wish.frames)
        for uid in uids:
            cancel.raise_if_cancelled()
            record = library.find(uid, wish.folder)
            if record is None:
                return ()
            if record.frames > 1:
                return frame_positions(record.source) if len(uids) == 1 and record.kind == "dicom" else ()
            if record.position is None:
                return ()
            found.append(record.position)
    return tuple(found)
