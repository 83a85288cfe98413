"""Functions in a process beside the window."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken, Progress
from medxfer_gui.side_process.limits import Limits
from medxfer_gui.side_process.process import NotStartedError, ProcessEndedError, SideProcess, TimeExceededError
from medxfer_gui.side_process.worker import OutOfMemoryError

HERE = "side_process_functions"


@pytest.fixture
def start(monkeypatch):
    """Makes a process with the limits given, and ends it after the test."""
    monkeypatch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{Path(__file__).parents[2]}")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    made = []

    def make(**limits):
        made.append(SideProcess(Limits(**limits)))
        return made[-1]

    yield make
    for process in made:
        process.stop()


@pytest.fixture
def process(start):
    return start()


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
    with pytest.raises(ProcessEndedError) as caught:
        process.call(HERE, "die", signal.SIGKILL)
    assert caught.value.facts["detail"] == "SIGKILL"
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


def test_a_call_that_takes_too_long_is_ended_and_the_process_replaced(start):
    process = start(seconds=0.5)
    number = process.call(HERE, "process_number")
    with pytest.raises(TimeExceededError):
        process.call(HERE, "sleep", 60)
    assert process.call(HERE, "process_number") != number


def test_the_time_to_start_is_not_time_of_the_call(start):
    assert start(seconds=0.2, preload=("slow_to_import",)).call(HERE, "process_number")


def test_events_do_not_keep_a_call_alive_that_takes_too_long(start):
    with pytest.raises(TimeExceededError):
        start(seconds=0.5).call(HERE, "report_for_ever")


def test_a_limited_call_that_does_not_look_at_cancel_is_ended(start):
    token = CancelToken()
    token.cancel()
    process = start(seconds=60)
    assert process.call(HERE, "process_number")
    with pytest.raises(Cancelled):
        process.call(HERE, "sleep", 60, cancel=token)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_call_that_takes_too_much_memory_is_told_and_the_process_replaced(start):
    process = start(memory=256 << 20)
    number = process.call(HERE, "process_number")
    with pytest.raises(OutOfMemoryError):
        process.call(HERE, "reserve", 1 << 30)
    assert process.call(HERE, "process_number") != number


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_below_the_limit_is_granted_whatever_the_imports_took(start):
    assert start(memory=256 << 20, preload=("numpy",)).call(HERE, "reserve", 128 << 20) == 128 << 20


@pytest.mark.parametrize("dtype", [np.float32, np.uint8, bool])
def test_arrays_come_back_as_they_were(process, dtype):
    sent = (np.arange(3 << 20) % 7).astype(dtype).reshape(3, 1024, 1024)
    np.testing.assert_array_equal(process.call(HERE, "give_back", sent), sent)


def test_a_read_only_array_stays_read_only(process):
    sent = np.zeros((2048, 2048), np.float32)
    sent.flags.writeable = False
    assert not process.call(HERE, "give_back", sent).flags.writeable


def test_a_process_that_cannot_import_what_it_needs_was_not_started(start):
    with pytest.raises(NotStartedError):
        start(preload=("no_such_module",), is_quiet=True).call(HERE, "process_number")


def test_a_process_started_early_takes_the_first_call(process):
    process.start()
    assert process.call(HERE, "process_number") == process.call(HERE, "process_number")


def test_native_noise_is_dropped_in_a_quiet_process(start, capfd):
    start(is_quiet=True).call(HERE, "write_to_stderr", b"noise")
    assert "noise" not in capfd.readouterr().err
