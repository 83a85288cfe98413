"""The page of all runs: what it lists, and that deleting stays in its bounds."""

from __future__ import annotations

import dataclasses
import os
import socket
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.config.recipe import FineTuneRecipe, Mode
from medxfer_gui.config.run import RunConfig
from medxfer_gui.home import Home
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.run_summary import RunSummary, summarise
from medxfer_gui.qt.runs.page import RunsPage
from medxfer_gui.qt.runs.runs_model import Column, RunsModel, RunsProxy
from medxfer_gui.qt.session import Session
from medxfer_gui.runs.events import EpochFinished, RunFinished
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import RunState


def make_run(home: Home, name: str, mode: Mode = "head", **state: object) -> Run:
    """A run folder as training leaves it, without checkpoints."""
    config = RunConfig(name=name, dataset=DatasetConfig(folder=home.folder), recipe=FineTuneRecipe(mode=mode))
    run = Run.create(home.runs / name.replace(" ", "-"), config)
    for epoch in (1, 2, 3):
        run.append_event(EpochFinished(epoch, 3, 0.5, 0.5, 0.7 + epoch / 100, 0.6, 0.8, 0.0, 1.0, epoch < 3))
    run.append_event(RunFinished(2, 12.0, 30.0, "all epochs"))
    run.write_state(RunState(**{"status": "finished", **state}))  # type: ignore[arg-type]
    return run


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RunsPage:
    result = RunsPage(session)
    qtbot.addWidget(result)
    result.resize(1200, 700)
    return result


def look(qtbot: QtBot, page: RunsPage, count: int) -> None:
    page.show()
    page.look()
    qtbot.waitUntil(lambda: page.model.rowCount() == count and page._job is None, timeout=10_000)


def test_summary_takes_the_auc_of_the_kept_epoch(home: Home) -> None:
    validation = summarise(make_run(home, "a")).validation
    assert validation is not None
    assert validation.value == pytest.approx(0.72)


def test_no_runs_lead_to_training(qtbot: QtBot, page: RunsPage) -> None:
    page.show()
    qtbot.waitUntil(page._empty.isVisible, timeout=10_000)
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "train"):
        page._empty.button.click()


def test_every_run_is_listed(qtbot: QtBot, page: RunsPage) -> None:
    for name in ("first", "second", "third"):
        make_run(page.session.home, name)
    look(qtbot, page, 3)
    assert {page.proxy.index(row, Column.NAME).data() for row in range(3)} == {"first", "second", "third"}


def test_runs_that_are_called_the_same_show_when_they_began(qtbot: QtBot, page: RunsPage) -> None:
    for number, name in enumerate(("one", "two", "other")):
        summary_run = make_run(page.session.home, name)
        config = summary_run.config.changed(name="other" if name == "other" else "")
        path = summary_run.folder / "config.json"
        path.write_text(config.model_dump_json(), encoding="utf-8")
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    look(qtbot, page, 3)
    names = [page.proxy.index(row, Column.NAME).data() for row in range(3)]
    assert len(set(names)) == 3 and "other" in names


def test_dead_worker_shows_as_interrupted(qtbot: QtBot, page: RunsPage) -> None:
    make_run(page.session.home, "dead", status="running", pid=2**22 + 1, host=socket.gethostname(), started=1.0)
    look(qtbot, page, 1)
    assert page.proxy.index(0, Column.STATUS).data() == "interrupted"


def test_interrupted_run_can_be_resumed_and_a_finished_one_not(qtbot: QtBot, page: RunsPage) -> None:
    make_run(page.session.home, "stopped", status="cancelled")
    look(qtbot, page, 1)
    resumable = page.resume.isEnabled()
    page.model.set_summaries([summarise(make_run(page.session.home, "done"))])
    page.table.selectRow(0)
    assert (resumable, page.resume.isEnabled()) == (True, False)


def test_opening_a_finished_run_leads_to_its_evaluation(qtbot: QtBot, page: RunsPage) -> None:
    run = make_run(page.session.home, "done")
    look(qtbot, page, 1)
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "evaluate"):
        page.open_run.click()
    assert page.session.run == run


def test_refresh_keeps_the_selection(qtbot: QtBot, page: RunsPage) -> None:
    for name in ("first", "second"):
        make_run(page.session.home, name)
    look(qtbot, page, 2)
    page.table.selectRow(1)
    chosen = page.chosen()
    make_run(page.session.home, "third")
    look(qtbot, page, 3)
    again = page.chosen()
    assert chosen is not None and again is not None
    assert again.run == chosen.run


def test_deleted_run_is_gone_and_nothing_beside_it(qtbot: QtBot, page: RunsPage) -> None:
    run, other = make_run(page.session.home, "bad"), make_run(page.session.home, "good")
    page.session.set_run(run)
    look(qtbot, page, 2)
    page.delete_run(run)
    look(qtbot, page, 1)
    assert (run.folder.exists(), other.folder.exists(), page.session.run) == (False, True, None)


def test_folder_without_config_is_never_deleted(qtbot: QtBot, page: RunsPage, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "photo.jpg").write_bytes(b"x")
    with qtbot.waitSignal(page.session.error_raised, timeout=5_000):
        page.delete_run(Run(tmp_path / "holiday"))
    assert (tmp_path / "holiday" / "photo.jpg").exists()


@pytest.fixture
def summaries(home: Home) -> list[RunSummary]:
    slow = dataclasses.replace(summarise(make_run(home, "slow")), seconds=100.0)
    quick = dataclasses.replace(summarise(make_run(home, "quick", "scratch")), seconds=20.0, test=None)
    return [slow, quick]


def test_runs_are_a_sound_model(qapp: object, summaries: list[RunSummary]) -> None:
    model, proxy = RunsModel(DARK), RunsProxy()
    proxy.setSourceModel(model)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, fatal) for m in (model, proxy)]
    model.set_summaries(summaries)
    model.set_summaries([dataclasses.replace(summary, seconds=1.0) for summary in summaries])
    model.set_current(summaries[0].run)
    proxy.set_search("slow")
    assert len(testers) == 2


def test_times_sort_as_numbers(qapp: object, summaries: list[RunSummary]) -> None:
    model, proxy = RunsModel(DARK), RunsProxy()
    proxy.setSourceModel(model)
    model.set_summaries(summaries)
    proxy.sort(Column.SECONDS)
    assert [proxy.index(row, Column.NAME).data() for row in range(2)] == ["quick", "slow"]
