"""The live curves: what they draw, and how rarely they draw all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medxfer_gui.plots.theme import DARK_PLOTS, LIGHT_PLOTS
from medxfer_gui.qt.training.curves import LiveCurves
from medxfer_gui.qt.training.history import TrainingHistory
from medxfer_gui.runs.events import BatchFinished, EpochFinished, RunStarted


@pytest.fixture
def history() -> TrainingHistory:
    result = TrainingHistory()
    result.add(RunStarted("full", "net", "CPU", 10, {}, 0))
    for epoch in (1, 2, 3):
        result.add(BatchFinished(epoch, 1, 1, 0.8 / epoch, 20.0, 5.0))
        result.add(
            EpochFinished(epoch, 10, 0.8 / epoch, 0.9 / epoch, 0.6 + 0.1 * epoch, 0.6, 0.95, 1e-3, 1.0, epoch < 3)
        )
    return result


@pytest.fixture
def curves(qtbot: QtBot, history: TrainingHistory) -> LiveCurves:
    result = LiveCurves(DARK_PLOTS)
    qtbot.addWidget(result)
    result.resize(640, 480)
    with qtbot.waitExposed(result):
        result.show()
    show(qtbot, result, history)
    return result


def show(qtbot: QtBot, curves: LiveCurves, history: TrainingHistory) -> None:
    curves.set_history(history)
    qtbot.waitUntil(lambda: not curves._timer.isActive())
    qtbot.wait(30)


def test_validation_auc_is_drawn_at_its_epochs(curves: LiveCurves) -> None:
    assert list(curves._auc_line.get_xdata()) == [1, 2, 3]


def test_best_epoch_is_marked(curves: LiveCurves) -> None:
    assert curves._best_label.get_text().strip() == "best epoch 2"


def test_growing_run_within_the_limits_keeps_the_axes(
    qtbot: QtBot, curves: LiveCurves, history: TrainingHistory
) -> None:
    drawn: list[object] = []
    curves.mpl_connect("draw_event", drawn.append)
    for epoch in range(4, 9):
        history.add(EpochFinished(epoch, 10, 0.2, 0.3, 0.9, 0.8, 0.95, 1e-3, 1.0, False))
        show(qtbot, curves, history)
    assert drawn == []


def test_higher_loss_than_the_limits_draws_all_anew(qtbot: QtBot, curves: LiveCurves, history: TrainingHistory) -> None:
    history.add(EpochFinished(4, 10, 5.0, 5.0, 0.9, 0.8, 0.95, 1e-3, 1.0, False))
    show(qtbot, curves, history)
    assert curves._loss.get_ylim()[1] >= 5.0


def test_events_that_come_close_together_are_one_redraw(
    qtbot: QtBot, curves: LiveCurves, history: TrainingHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    monkeypatch.setattr(curves, "_move_lines", lambda: calls.append(1))
    for _ in range(50):
        curves.set_history(history)
    qtbot.waitUntil(lambda: not curves._timer.isActive())
    assert len(calls) == 1


def test_log_scale_is_a_log_axis(curves: LiveCurves) -> None:
    curves.set_log_scale(True)
    assert curves._loss.get_yscale() == "log"


def test_other_theme_keeps_the_curves(curves: LiveCurves) -> None:
    curves.set_theme(LIGHT_PLOTS)
    assert list(curves._auc_line.get_xdata()) == [1, 2, 3]


def test_table_holds_every_epoch(curves: LiveCurves, tmp_path: Path) -> None:
    curves.save_table(tmp_path / "curves.csv")
    with (tmp_path / "curves.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["epoch"], row["validation_auc"], row["best"]) for row in rows][1] == ("2", "0.8", "1")


def test_picture_holds_the_curves_not_only_the_axes(curves: LiveCurves, tmp_path: Path) -> None:
    curves.save_picture(tmp_path / "curves.png")
    with_lines = (tmp_path / "curves.png").stat().st_size
    curves.set_history(TrainingHistory())
    curves._redraw()
    curves.save_picture(tmp_path / "empty.png")
    assert with_lines > (tmp_path / "empty.png").stat().st_size
