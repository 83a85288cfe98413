"""Cyclic garbage with Qt objects in it is collected on the window's thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.garbage import GuiThreadCollector
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session


class Knot(QObject):
    """Holds a running timer and itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(10_000)


def litter(rounds: int, *, on_event: EventSink, cancel: CancelToken) -> None:
    """Leave so many thousand cycles behind: enough for every generation to be collected."""
    for _ in range(rounds):
        for _ in range(1000):
            knot: list[object] = []
            knot.append(knot)
        cancel.raise_if_cancelled()


def run_litter(qtbot: QtBot, rounds: int) -> None:
    job = Job("", litter, rounds)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        job.start()


def test_worker_that_allocates_destroys_no_qt_object(qtbot: QtBot) -> None:
    places: list[int] = []
    weakref.finalize(Knot(), lambda: places.append(threading.get_ident()))
    run_litter(qtbot, 300)
    gc.collect()
    assert places == [threading.get_ident()]


def test_garbage_is_collected_when_it_is_due(qtbot: QtBot) -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    del knot
    keep = [[number] for number in range(gc.get_threshold()[0] + 1)]
    GuiThreadCollector().collect_due()
    assert keep and gone() is None


def test_nothing_is_collected_before(qtbot: QtBot) -> None:
    gc.collect()
    knot = Knot()
    still = weakref.ref(knot)
    del knot
    GuiThreadCollector().collect_due()
    assert still() is not None


def test_collector_gives_the_collection_back(qtbot: QtBot) -> None:
    collector = GuiThreadCollector()
    collector.start()
    collector.stop()
    given_back = gc.isenabled()
    gc.disable()
    assert given_back and not collector.is_running


def test_failed_job_leaves_no_cycle_behind(qtbot: QtBot) -> None:
    def fail(*, on_event: EventSink, cancel: CancelToken) -> None:
        raise ValueError

    job = Job("", fail)
    with qtbot.waitSignal(job.finished, timeout=10_000):
        job.start()
    gone = weakref.ref(job._thread)
    del job
    assert gone() is None


def test_windows_come_and_go_in_both_languages_while_jobs_allocate(qtbot: QtBot, session: Session) -> None:
    for number in range(4):
        jobs = [session.start(Job("Littering", litter, 10_000)) for _ in range(2)]
        window = MainWindow(session)
        window.show()
        for name in ("browse", "cohort", "runs"):
            window.show_page(name)
        before = window.centralWidget()
        window.status_line.language_chosen.emit(("zh_CN", "en")[number % 2])
        qtbot.waitUntil(lambda w=window, b=before: w.centralWidget() is not b, timeout=20_000)  # type: ignore[misc]
        if number % 2:  # a window that is let go of without any care must do no harm either
            window.close()
        else:
            window.close()
            window.deleteLater()
        del window, before
        for job in jobs:
            qtbot.waitUntil(lambda j=job: not j.is_running, timeout=20_000)  # type: ignore[misc]
        run_litter(qtbot, 100)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert session.jobs == ()
