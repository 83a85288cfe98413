"""Events survive the way through the file, torn lines included."""

from __future__ import annotations

import pytest

from medxfer_gui.config.run import RunConfig
from medxfer_gui.operation import Progress
from medxfer_gui.runs.events import (
    BatchFinished,
    CohortFrozen,
    EpochFinished,
    EventFollower,
    FramesLeftOut,
    RunFinished,
    RunStarted,
    RunStopped,
    event_from_json,
    event_to_json,
)
from medxfer_gui.runs.run import Run

EVENTS = [
    Progress(1, None, "files", "Reading headers"),
    CohortFrozen({"train": 5}, {"train": 3}, {"duplicate row": 1}, "by patient"),
    RunStarted("head", "efficientnet_lite0", "CPU", 10, {"train": 5}, 0),
    FramesLeftOut(2, "1.2.3", "cut off"),
    BatchFinished(1, 2, 3, 0.5, 10.0, 3.5),
    EpochFinished(1, 10, 0.5, 0.6, None, None, None, 1e-3, 2.0, True, "L2 10"),
    RunFinished(3, 12.0, 50.0, "all epochs"),
    RunStopped("failed", "No memory.", "Smaller batch."),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_an_event_survives_the_way_through_json(event):
    assert event_from_json(event_to_json(event)) == event


@pytest.mark.parametrize("line", ["", "{", "[]", '{"event": "Later", "x": 1}', '{"event": "Progress", "y": 2}', "null"])
def test_a_line_that_is_not_an_event_is_passed_over(line):
    assert event_from_json(line) is None


def test_a_follower_gives_each_event_once_and_waits_for_torn_lines(tmp_path):
    path = tmp_path / "events.jsonl"
    follower = EventFollower(path)
    assert follower.read() == []
    lines = [event_to_json(event) + "\n" for event in EVENTS]
    path.write_text(lines[0] + lines[1][:10])
    assert follower.read() == EVENTS[:1]
    with path.open("a") as file:
        file.write(lines[1][10:] + lines[2])
    assert follower.read() == EVENTS[1:3]
    assert follower.read() == []


def test_a_torn_line_of_a_killed_worker_spoils_nothing_that_follows(tmp_path):
    run = Run.create(tmp_path / "run", RunConfig.checked({"dataset": {"folder": "/data"}}))
    run.append_event(EVENTS[0])
    with run.events_path.open("a") as file:
        file.write('{"event": "Batch')
    run.mend_events()
    run.append_event(EVENTS[2])
    assert EventFollower(run.events_path).read() == [EVENTS[0], EVENTS[2]]
