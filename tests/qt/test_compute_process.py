"""Functions in a process beside the window."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken, Progress
from medxfer_gui.qt.compute_process import ComputeProcess

HERE = "compute_process_functions"


@pytest.fixture
def process(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{Path(__file__).parents[2]}")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    made = ComputeProcess()
    yield made
    made.stop()


def test_a_value_comes_back_from_another_process(process):
    assert process.call(HERE, "process_number") != os.getpid()


def test_the_process_is_kept_for_the_next_call(process):
    assert process.call(HERE, "process_number") == process.call(HERE, "process_number")


def test_events_arrive_in_order(process):
    events = []
    process.call(HERE, "count_to", 5, on_event=events.append)
    assert events == [Progress(number, 5, "steps", "Counting") for number in range(5)]


def test_an_expected_failure_keeps_its_words_and_facts(process):
    with pytest.raises(MedxferError) as caught:
        process.call(HERE, "fail_in_words")
    assert (caught.value.text, caught.value.hint_text) == ("No room for 3.", "Try 2.")


def test_a_bug_comes_with_its_traceback(process):
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        process.call(HERE, "fail_by_mistake")


def test_cancel_reaches_the_function(process):
    token = CancelToken()

    def stop(event):
        token.cancel()

    with pytest.raises(Cancelled):
        process.call(HERE, "wait_for_cancel", on_event=stop, cancel=token)


def test_a_cancel_does_not_reach_the_next_call(process):
    test_cancel_reaches_the_function(process)
    assert process.call(HERE, "process_number")


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_process_that_dies_is_told_and_replaced(process):
    number = process.call(HERE, "process_number")
    with pytest.raises(MedxferError, match="ended unexpectedly"):
        process.call(HERE, "die", signal.SIGKILL)
    assert process.call(HERE, "process_number") != number


def test_stop_ends_the_process(process):
    number = process.call(HERE, "process_number")
    process.stop()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
    pytest.fail("the process still runs")
