"""Training by clicks: the real path in a process of its own, with the numbers of the core; killed, resumed, stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from demo_run import DemoRun
from pytestqt.qtbot import QtBot

from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import ComputeConfig, RunConfig
from medxfer_gui.home import Home
from medxfer_gui.operation import Event, Progress
from medxfer_gui.qt.run_summary import summarise
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.training.history import TrainingHistory
from medxfer_gui.qt.training.page import TrainingPage
from medxfer_gui.qt.training.trainer import _Batcher
from medxfer_gui.runs.events import EpochFinished, EventFollower
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import RunState

WAIT = 120_000


@pytest.fixture
def session(qtbot: QtBot, demo_run: DemoRun, home: Home) -> Session:
    """The data folder of the demo run, whose library is filled; runs that a test makes stay in their own folders."""
    result = Session(demo_run.home)
    result.preferences.language, result.preferences.scheme = "en", "dark"
    return result


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[TrainingPage]:
    result = TrainingPage(session)
    qtbot.addWidget(result)
    result.resize(1200, 760)
    with qtbot.waitExposed(result):
        result.show()
    yield result
    result.leave()


def choose(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun, recipe: FineTuneRecipe) -> None:
    """Open the cohort and set up a run."""
    with qtbot.waitSignal(page.session.index_changed, timeout=WAIT):
        page.session.open_folder(demo_run.dataset.folder)
    page.session.set_dataset(demo_run.dataset)
    qtbot.waitUntil(lambda: page.session.draft is not None, timeout=WAIT)
    page.setup.set_config(RunConfig(dataset=demo_run.dataset, recipe=recipe, compute=ComputeConfig(threads=2)))


def wait_for(qtbot: QtBot, page: TrainingPage, *phases: str) -> None:
    qtbot.waitUntil(lambda: page.trainer.phase in phases and page.trainer._follow_job is None, timeout=WAIT)


def epochs(run: Run) -> list[tuple[int, float, float | None]]:
    events = EventFollower(run.events_path).read()
    return [(e.epoch, e.validation_loss, e.validation_auc) for e in events if isinstance(e, EpochFinished)]


def test_nothing_open_leads_to_the_browser(qtbot: QtBot, page: TrainingPage) -> None:
    qtbot.waitUntil(page._nothing.isVisible)
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "browse"):
        page._nothing.button.click()


def test_start_waits_for_a_cohort(page: TrainingPage) -> None:
    assert not page.buttons.start.isEnabled()


def test_run_in_view_sets_up_the_page(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    page.session.set_run(demo_run.run)
    wait_for(qtbot, page, "finished")
    assert page.setup.config(demo_run.dataset).recipe == demo_run.run.config.recipe


def test_finished_run_offers_its_evaluation(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    page.session.set_run(demo_run.run)
    wait_for(qtbot, page, "finished")
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "evaluate"):
        page.buttons.evaluate.click()


def test_page_made_anew_shows_the_same_history(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    page.session.set_run(demo_run.run)
    wait_for(qtbot, page, "finished")
    again = TrainingPage(page.session)
    qtbot.addWidget(again)
    wait_for(qtbot, again, "finished")
    assert again.trainer.history.epochs == page.trainer.history.epochs
    again.leave()


def test_quick_run_by_clicks_has_the_numbers_of_the_core(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    choose(qtbot, page, demo_run, FineTuneRecipe(mode="head"))
    page.buttons.start.click()
    wait_for(qtbot, page, "finished", "failed", "interrupted")
    run = page.session.run
    assert run is not None
    assert (page.trainer.phase, epochs(run)) == ("finished", epochs(demo_run.run))
    run.delete()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_worker_is_shown_as_interrupted_and_resume_finishes(
    qtbot: QtBot, page: TrainingPage, demo_run: DemoRun
) -> None:
    choose(qtbot, page, demo_run, FineTuneRecipe(mode="scratch", epochs=2, batch_size=8))
    page.buttons.start.click()
    qtbot.waitUntil(lambda: page.trainer.history.batch is not None, timeout=WAIT)
    run = page.session.run
    assert run is not None
    pid = run.state().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_for(qtbot, page, "interrupted")
    assert page.buttons.resume.isVisible()
    page.buttons.resume.click()
    wait_for(qtbot, page, "finished", "failed")
    assert [epoch for epoch, *_ in epochs(run)] == [1, 2]
    run.delete()


def test_stopped_run_says_that_it_can_be_resumed(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    choose(qtbot, page, demo_run, FineTuneRecipe(mode="scratch", epochs=50, batch_size=8))
    page.buttons.start.click()
    qtbot.waitUntil(lambda: page.trainer.history.batch is not None, timeout=WAIT)
    page.buttons.stop.click()
    wait_for(qtbot, page, "cancelled", "failed")
    assert (page.trainer.phase, page.buttons.resume.isVisible()) == ("cancelled", True)
    assert page.run_view._notice._words.text() == "Stopped in epoch 1; Resume goes on at the next batch."
    assert page.session.run is not None
    page.session.run.delete()


def test_run_stopped_before_its_first_batch_has_nothing_to_go_on_from(page: TrainingPage) -> None:
    page.run_view.show_run("run", "cancelled", RunState(status="cancelled"), TrainingHistory(), has_checkpoint=False)
    assert page.run_view._notice._words.text() == "Nothing had been learned yet; Resume starts from the beginning."


def test_button_that_trains_anew_says_so(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    page.session.set_run(demo_run.run)
    wait_for(qtbot, page, "finished")
    assert page.buttons.start.text() == "Start training"


def test_quick_run_says_why_its_step_is_kept(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    page.session.set_run(demo_run.run)
    wait_for(qtbot, page, "finished")
    assert f"Step {page.trainer.state.best_epoch} is kept" in page.run_view._kept.text()


def test_stage_before_the_training_reports_itself() -> None:
    reported: list[Event] = []
    stage = Progress(3, 10, "images", "Decoding images")
    _Batcher(reported.append).put(stage)
    assert reported[-1] == stage


def test_leaving_the_page_leaves_the_training_alone(qtbot: QtBot, page: TrainingPage, demo_run: DemoRun) -> None:
    choose(qtbot, page, demo_run, FineTuneRecipe(mode="scratch", epochs=50, batch_size=8))
    page.buttons.start.click()
    qtbot.waitUntil(lambda: page.trainer.phase == "running", timeout=WAIT)
    run = page.session.run
    assert run is not None
    page.leave()
    qtbot.waitUntil(lambda: page.trainer._follow_job is None, timeout=WAIT)
    assert (run.state().status, run.cancel_requested()) == ("running", False)
    later = Session(page.session.home)  # of a window opened later: it finds the run by itself
    again = TrainingPage(later)
    qtbot.addWidget(again)
    later.look_for_running_run()
    qtbot.waitUntil(lambda: again.trainer.phase == "running", timeout=WAIT)
    again.trainer.stop()
    wait_for(qtbot, again, "cancelled", "failed")
    again.leave()
    run.delete()


def test_summary_of_the_finished_run_names_its_split(demo_run: DemoRun) -> None:
    assert len(summarise(demo_run.run).split) == 16
