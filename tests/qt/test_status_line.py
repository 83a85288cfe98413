"""The line below every page: room for every part of a job, and a time left that can be believed."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.pace import Pace
from medxfer_gui.qt.status_line import JobStatus


def report(events: list[Progress], *, on_event: EventSink, cancel: CancelToken) -> None:
    """Report, then work until asked to stop."""
    for event in events:
        on_event(event)
    while True:
        cancel.raise_if_cancelled()


def started(qtbot: QtBot, window: MainWindow, title: str, event: Progress) -> JobStatus:
    job = window.session.start(Job(title, report, [event]))
    with qtbot.waitSignal(job.progressed, timeout=10_000):
        pass
    return window.status_line._rows[job]


def parts(row: JobStatus) -> list[QWidget]:
    return [row.title, row._bar, row._count, row._cancel]


def test_parts_of_a_job_stand_side_by_side(qtbot: QtBot, window: MainWindow) -> None:
    event = Progress(14_402, 20_000, "files", "Reading headers")
    row = started(qtbot, window, "Indexing a folder with a name that is far too long for this line", event)
    qtbot.waitUntil(lambda: row._count.width() >= row._count.sizeHint().width(), timeout=5_000)
    edges = [(part.geometry().left(), part.geometry().right()) for part in parts(row)]
    assert all(right < left for (_, right), (left, _) in itertools.pairwise(edges))
    assert row.title.text().endswith("…")


def test_job_without_room_is_in_the_menu_and_can_be_stopped_there(qtbot: QtBot, window: MainWindow) -> None:
    event = Progress(1, 10, "files", "Reading headers")
    first, second = (started(qtbot, window, title, event) for title in ("One", "Two"))
    line = window.status_line
    assert (first.isVisible(), second.isVisible(), line._more.text()) == (True, False, "1 more")
    line._fill_more()
    (action,) = line._more.menu().actions()
    with qtbot.waitSignal(second._job.cancelled, timeout=10_000):
        action.trigger()


@pytest.mark.parametrize("unit", ["steps", "%"])
def test_shares_are_told_in_per_cent(qtbot: QtBot, window: MainWindow, unit: str) -> None:
    assert started(qtbot, window, "Training", Progress(363, 1000, unit, "Training"))._count.text() == "36 %"


def test_news_go_with_the_page_that_they_are_about(window: MainWindow) -> None:
    window.session.tell("nothing has changed")
    told = window.status_line._news.full_text
    window.show_page("runs")
    assert (told, window.status_line._news.full_text) == ("nothing has changed", "")


def test_news_go_with_the_folder_that_they_are_about(window: MainWindow) -> None:
    window.session.tell("nothing has changed")
    window.session.folder_changed.emit(None)
    assert window.status_line._news.full_text == ""


def test_row_of_a_job_is_gone_at_once(qtbot: QtBot, window: MainWindow) -> None:
    row = started(qtbot, window, "Indexing", Progress(1, 2, "files", "Reading headers"))
    with qtbot.waitSignal(row._job.finished, timeout=10_000):
        row._job.cancel()
    assert row.isHidden()


def pace(*reports: tuple[float, int]) -> float | None:
    result = Pace()
    for now, done in reports:
        result.take(Progress(done, 1000, "files", "Reading headers"), now)
    return result.seconds_left


def test_pace_is_silent_for_three_seconds() -> None:
    assert pace((100.0, 0), (102.9, 500)) is None


def test_pace_counts_from_the_first_report() -> None:
    assert pace((100.0, 900), (105.0, 950)) == pytest.approx(5.0)


def test_pace_does_not_jump() -> None:
    steady = pace((0.0, 0), (10.0, 100), (11.0, 110))
    after_a_halt = pace((0.0, 0), (10.0, 100), (20.0, 101))
    assert steady == pytest.approx(89.0)
    assert after_a_halt is not None and 80 < after_a_halt < 120


def test_pace_begins_anew_with_a_stage() -> None:
    result = Pace()
    result.take(Progress(0, 10, "files", "One"), 0.0)
    result.take(Progress(5, 10, "files", "One"), 5.0)
    result.take(Progress(0, 10, "files", "Two"), 6.0)
    assert result.seconds_left is None


def test_rate_of_files_is_told_once_it_is_known() -> None:
    pace = Pace()
    pace.take(Progress(0, 20_000, "files", "Reading headers"), 0.0)
    before = pace.rate_text("files")
    pace.take(Progress(5_900, 20_000, "files", "Reading headers"), 2.0)
    assert (before, pace.rate_text("files")) == ("", "2,950 files/s")


def test_news_are_told_beside_the_jobs(window: MainWindow) -> None:
    window.session.tell("dicom: 3 new, 1 changed, 2 gone")
    assert window.status_line._news.full_text == "dicom: 3 new, 1 changed, 2 gone"
    window.status_line.forget_news()
    assert window.status_line._news.full_text == ""
