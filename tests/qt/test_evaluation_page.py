"""The evaluation page on a real run: the core's numbers, and the cases behind them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_run import DemoRun
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from medxfer_gui.evaluation.decisions import at_threshold
from medxfer_gui.evaluation.evaluate import evaluate_run
from medxfer_gui.qt.browser.images import Decoders
from medxfer_gui.qt.evaluation.case_model import CASE_ROLE
from medxfer_gui.qt.evaluation.page import EvaluationPage
from medxfer_gui.qt.session import Session
from medxfer_gui.runs.run import Run, own_identity
from medxfer_gui.side_process.process import SideProcess


@pytest.fixture
def session(qtbot: QtBot, demo_run: DemoRun, compute: SideProcess, decoders: Decoders) -> Session:
    result = Session(demo_run.home)
    result.compute, result.decoders = compute, decoders
    result.preferences.language, result.preferences.scheme = "en", "dark"
    return result


@pytest.fixture
def page(qtbot: QtBot, session: Session, demo_run: DemoRun) -> Iterator[EvaluationPage]:
    result = EvaluationPage(session)
    qtbot.addWidget(result)
    result.resize(1200, 760)
    with qtbot.waitExposed(result):
        result.show()
    session.set_run(demo_run.run)
    qtbot.waitUntil(lambda: result.part is not None, timeout=60_000)
    yield result
    result.leave()


def test_without_a_run_the_page_leads_to_training(qtbot: QtBot, session: Session) -> None:
    page = EvaluationPage(session)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(session.page_requested, check_params_cb=lambda name: name == "train"):
        page._no_run.button.click()


def test_metrics_are_those_of_the_core(page: EvaluationPage, demo_run: DemoRun, tmp_path: Path) -> None:
    assert page.part is not None
    expected = evaluate_run(demo_run.run, demo_run.home, "test")
    assert json.dumps(page.part.evaluation.to_json()) == json.dumps(expected.to_json())


def test_card_shows_the_auc(page: EvaluationPage) -> None:
    assert page.part is not None
    value = page.part.evaluation.auc.value
    assert value is not None
    assert page.metrics.cards["auc"].value_text == f"{value:.3f}"


def test_gallery_holds_every_unit_once(page: EvaluationPage) -> None:
    assert page.part is not None
    assert page.gallery.proxy.rowCount() == page.part.evaluation.n


def test_cell_shows_as_many_cases_as_it_counts(page: EvaluationPage) -> None:
    assert page.part is not None
    page.metrics.confusion._choose((1, 0))
    assert page.gallery.proxy.rowCount() == page.part.evaluation.confusion[1][0]


def test_moved_threshold_gives_the_cores_decisions(qtbot: QtBot, page: EvaluationPage) -> None:
    assert page.part is not None
    expected = at_threshold(page.part.predictions, 0.6).sensitivity.value
    with qtbot.waitSignal(page.metrics.threshold_changed, timeout=5_000):
        page.metrics.operating_point.move_to(0.6)
    assert expected is not None
    assert page.metrics.cards["sensitivity"].value_text == f"{100 * expected:.1f} %"


def test_moved_threshold_is_told_of_the_case_in_view(qtbot: QtBot, page: EvaluationPage) -> None:
    panel = page.case_panel
    words = []
    for threshold in (0.0, 1.0):
        with qtbot.waitSignal(page.metrics.threshold_changed, timeout=5_000):
            page.metrics.operating_point.move_to(threshold)
        words.append((panel._call.text(), "at or above" in panel._facts.text()))
    truth = panel._case.truth if panel._case is not None else None
    assert words == ([("hit", True), ("missed", False)] if truth else [("false alarm", True), ("correct", False)])


def empty_cell(qtbot: QtBot, page: EvaluationPage) -> None:
    """Look at the false alarms, then call nothing positive."""
    for threshold in (0.0, 1.0):
        with qtbot.waitSignal(page.metrics.threshold_changed, timeout=5_000):
            page.metrics.operating_point.move_to(threshold)
        if not threshold:
            page.metrics.confusion._choose((0, 1))


def test_cell_that_ran_empty_says_so(qtbot: QtBot, page: EvaluationPage) -> None:
    empty_cell(qtbot, page)
    assert (page.gallery.proxy.rowCount(), page.gallery._nothing.isVisible()) == (0, True)


def test_case_that_left_the_cell_is_not_looked_at_any_longer(qtbot: QtBot, page: EvaluationPage) -> None:
    empty_cell(qtbot, page)
    assert page.case_panel._case is None


def test_cell_that_fills_again_shows_its_first_case(qtbot: QtBot, page: EvaluationPage) -> None:
    empty_cell(qtbot, page)
    with qtbot.waitSignal(page.metrics.threshold_changed, timeout=5_000):
        page.metrics.operating_point.move_to(0.0)
    assert page.case_panel._case == page.gallery.proxy.index(0, 0).data(CASE_ROLE)


@pytest.fixture
def unfinished(demo_run: DemoRun, tmp_path: Path) -> Run:
    """A copy of the run that this process seems to train."""
    shutil.copytree(demo_run.run.folder, tmp_path / "run")
    run = Run.open(tmp_path / "run")
    run.write_state(demo_run.run.state().changed(status="running", **own_identity()))
    return run


def test_run_is_evaluated_when_its_training_ends(
    qtbot: QtBot, page: EvaluationPage, demo_run: DemoRun, unfinished: Run
) -> None:
    page.session.set_run(unfinished)
    waited = page.part is None and page._unfinished["running"].isVisible()
    unfinished.write_state(demo_run.run.state())
    qtbot.waitUntil(lambda: page.part is not None, timeout=60_000)
    assert (waited, page.part is not None and page.part.run) == (True, unfinished)


def test_stopped_run_leads_to_the_page_that_resumes_it(qtbot: QtBot, page: EvaluationPage, unfinished: Run) -> None:
    unfinished.write_state(unfinished.state().changed(status="cancelled"))
    page.session.set_run(unfinished)
    qtbot.waitUntil(page._unfinished["cancelled"].isVisible)
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "train"):
        page._unfinished["cancelled"].button.click()


def test_session_looks_at_the_evaluation(page: EvaluationPage) -> None:
    assert page.part is not None
    assert page.session.evaluation == page.part.evaluation


def test_chosen_case_is_shown_with_its_map(qtbot: QtBot, page: EvaluationPage) -> None:
    panel = page.case_panel
    qtbot.waitUntil(lambda: panel.view.shown is not None and panel.view._layer is not None, timeout=90_000)
    assert "Trust" in panel._trust.text()


def test_opacity_leaves_the_window_alone(qtbot: QtBot, page: EvaluationPage) -> None:
    panel = page.case_panel
    qtbot.waitUntil(lambda: panel.view.shown is not None, timeout=30_000)
    before = panel.view.window_shown
    panel._opacity.setValue(10)
    assert (panel.view.window_shown, panel.view._layer_opacity) == (before, 0.1)


def test_window_leaves_the_opacity_alone(qtbot: QtBot, page: EvaluationPage) -> None:
    panel = page.case_panel
    qtbot.waitUntil(lambda: panel.view.shown is not None, timeout=30_000)
    qtbot.mousePress(panel.view, Qt.MouseButton.LeftButton, pos=panel.view.rect().center())
    qtbot.mouseMove(panel.view, panel.view.rect().center() * 1.4)
    qtbot.mouseRelease(panel.view, Qt.MouseButton.LeftButton)
    assert panel.view._layer_opacity == 0.6


def test_other_part_is_evaluated_when_it_is_chosen(qtbot: QtBot, page: EvaluationPage) -> None:
    page._parts.setCurrentIndex(page._parts.findData("validation"))
    qtbot.waitUntil(lambda: page.part is not None and page.part.evaluation.part == "validation", timeout=60_000)
    assert "optimistic" in page._notes.text()


def test_page_made_anew_shows_the_same(qtbot: QtBot, page: EvaluationPage) -> None:
    page.gallery.choose(page.gallery.proxy.index(3, 0).data(CASE_ROLE).key)
    again = EvaluationPage(page.session)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.part is not None, timeout=60_000)
    cards = [[card.value_text for card in shown.metrics.cards.values()] for shown in (page, again)]
    assert cards[0] == cards[1]
    assert again.case_panel._case == page.case_panel._case


def test_report_is_written_where_it_was_asked_for(
    qtbot: QtBot, page: EvaluationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "medxfer_gui.qt.evaluation.page.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    page.write_report(tmp_path / "report.html")
    qtbot.waitUntil(lambda: bool(opened), timeout=90_000)
    assert Path(opened[0]).read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")
