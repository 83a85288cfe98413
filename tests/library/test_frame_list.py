"""Frames as one sequence."""

from __future__ import annotations

import pytest

from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.records import FrameKey

FRAMES = FrameList(("a", "b", "c"), (2, 1, 3))


def test_frames_follow_their_instances() -> None:
    expected = [("a", 0), ("a", 1), ("b", 0), ("c", 0), ("c", 1), ("c", 2)]
    assert [(key.uid, key.frame) for key in FRAMES] == expected
    assert len(FRAMES) == 6


def test_every_frame_is_found_where_it_stands() -> None:
    assert [FRAMES.place_of(key) for key in FRAMES] == list(range(6))


@pytest.mark.parametrize("key", [FrameKey("d", 0), FrameKey("a", 2), FrameKey("a", -1), FrameKey("c", 3)])
def test_frames_that_are_not_there_have_no_place(key: FrameKey) -> None:
    assert FRAMES.place_of(key) is None


def test_beyond_the_end_there_is_nothing() -> None:
    with pytest.raises(IndexError):
        FRAMES[6]
    assert len(FrameList()) == 0
