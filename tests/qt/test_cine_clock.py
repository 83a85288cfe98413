"""The clock of a cine: at the right time the right frame, late ones skipped."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.cine import CineTiming
from medxfer_gui.qt.viewer.cine import CineClock


class Time:
    """Passes as one says."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Player:
    """A clock and what it said."""

    def __init__(self, count: int, timing: CineTiming) -> None:
        self.time = Time()
        self.clock = CineClock(now=self.time)
        self.clock.set_frames(count, timing)
        self.due: list[int] = []
        self.clock.due.connect(self.due.append)

    def pass_by(self, seconds: float) -> None:
        self.time.seconds += seconds
        self.clock.tick()


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    result = Player(5, CineTiming(10.0))
    result.clock.start(0)
    return result


def test_frames_come_at_their_rate(player: Player) -> None:
    for _ in range(3):
        player.pass_by(0.1001)
    assert player.due == [1, 2, 3]


def test_late_frames_are_skipped(player: Player) -> None:
    player.pass_by(0.35)
    assert player.due == [3]


def test_loop_begins_anew(player: Player) -> None:
    player.pass_by(0.52)
    player.pass_by(0.1)
    assert player.due == [1]  # the first frame after 0.52 s was on screen already


def test_nothing_comes_while_a_frame_lasts(player: Player) -> None:
    player.pass_by(0.05)
    assert player.due == []


def test_play_goes_on_from_where_one_is(qtbot: QtBot) -> None:
    player = Player(5, CineTiming(10.0))
    player.clock.start(3)
    player.pass_by(0.1001)
    assert player.due == [4]


def test_frames_of_different_length_stand_as_long_as_they_are_meant_to(qtbot: QtBot) -> None:
    player = Player(3, CineTiming(10.0, (0.05, 0.2, 0.05), True))
    player.clock.start(0)
    player.pass_by(0.06)
    player.pass_by(0.15)
    player.pass_by(0.05)
    assert player.due == [1, 2]


def test_other_rate_holds_from_the_frame_that_is_seen(player: Player) -> None:
    player.pass_by(0.21)
    player.clock.set_rate(1.0)
    player.pass_by(0.9)
    player.pass_by(0.2)
    assert player.due == [2, 3]


def test_single_frame_does_not_play(qtbot: QtBot) -> None:
    player = Player(1, CineTiming())
    player.clock.start(0)
    assert not player.clock.is_running


def test_impossible_rate_is_drawn_in(player: Player) -> None:
    player.clock.set_rate(1000)
    assert player.clock.rate == 120
