"""Long functions that the tests call in another process."""

from __future__ import annotations

import os
import time

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Progress


def process_number(*, on_event, cancel):
    return os.getpid()


def count_to(number, *, on_event, cancel):
    for done in range(number):
        on_event(Progress(done, number, "steps", "Counting"))


def fail_in_words(*, on_event, cancel):
    raise MedxferError("No room for {count}.", "Try {other}.", count=3, other=2)


def fail_by_mistake(*, on_event, cancel):
    return 1 / 0


def wait_for_cancel(*, on_event, cancel):
    on_event(Progress(0, None, "steps", "Waiting"))
    while True:
        cancel.raise_if_cancelled()
        time.sleep(0.01)


def die(signal_number, *, on_event, cancel):
    os.kill(os.getpid(), signal_number)
    time.sleep(5)


def sleep(seconds, *, on_event, cancel):
    time.sleep(seconds)


def report_for_ever(*, on_event, cancel):
    while True:
        on_event(Progress(0, None, "steps", "Busy"))
        time.sleep(0.001)


def reserve(size, *, on_event, cancel):
    return len(bytearray(size))


def give_back(value, *, on_event, cancel):
    return value


def write_to_stderr(data, *, on_event, cancel):
    os.write(2, data)
