"""The latest wish counts."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache


class Gate:
    """A function that waits on its first call until it is let through."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.asked: list[object] = []

    def __call__(self, key: object, *, on_event: EventSink, cancel: CancelToken) -> object:
        self.asked.append(key)
        assert self.open.wait(10)
        if key == "bad":
            raise ValueError(key)
        return f"<{key}>"


def test_waiting_wishes_are_replaced_by_later_ones(qtbot: QtBot) -> None:
    gate = Gate()
    queue = DecodeQueue("", gate)
    queue.want(["first", "dropped"])
    queue.want(["last"])
    with qtbot.waitSignals([queue.decoded, queue.decoded], timeout=10_000):
        gate.open.set()
    assert gate.asked == ["first", "last"]


def test_value_comes_with_its_key(qtbot: QtBot) -> None:
    gate = Gate()
    gate.open.set()
    queue = DecodeQueue("", gate)
    with qtbot.waitSignal(queue.decoded, timeout=10_000) as decoded:
        queue.want(["a"])
    assert decoded.args == ["a", "<a>"]


def test_failure_does_not_hold_up_the_next(qtbot: QtBot) -> None:
    gate = Gate()
    gate.open.set()
    queue = DecodeQueue("", gate)
    with qtbot.waitSignals([queue.failed, queue.decoded], timeout=10_000):
        queue.want(["bad", "good"])
    assert gate.asked == ["bad", "good"]


def test_what_is_in_work_is_not_started_again(qtbot: QtBot) -> None:
    gate = Gate()
    queue = DecodeQueue("", gate)
    queue.want(["a"])
    queue.want(["a"])
    with qtbot.waitSignal(queue.decoded, timeout=10_000):
        gate.open.set()
    assert gate.asked == ["a"]


def test_longest_unused_value_goes_first() -> None:
    cache: LruCache[str] = LruCache(2)
    cache.put("a", "A", 1)
    cache.put("b", "B", 1)
    cache.get("a")
    cache.put("c", "C", 1)
    assert [key in cache for key in "abc"] == [True, False, True]


def test_value_larger_than_the_cache_is_still_kept() -> None:
    cache: LruCache[str] = LruCache(1)
    cache.put("a", "A", 100)
    assert cache.get("a") == "A"
