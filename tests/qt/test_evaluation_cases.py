"""Cases, their order, the confusion matrix and the operating point."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.evaluation import Interval
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.evaluation.case_model import CASE_ROLE, CaseModel, CaseProxy
from medxfer_gui.qt.evaluation.cases import cases_of
from medxfer_gui.qt.evaluation.confusion_view import ConfusionView
from medxfer_gui.qt.evaluation.metric_card import MetricCard
from medxfer_gui.qt.evaluation.operating_point import OperatingPoint

BINARY = TargetTask(kind="binary", classes=("normal", "lesion"))


def predictions(scores: list[float], targets: list[int]) -> Predictions:
    n = len(scores)
    names = np.array([f"1.2.{number}" for number in range(n)])
    probabilities = np.stack([1 - np.array(scores), np.array(scores)], axis=1)
    patients = np.array([f"P-{number}" for number in range(n)])
    return Predictions(BINARY, "test", names, names, np.zeros(n, int), patients, np.array(targets), probabilities)


@pytest.fixture
def proxy(qapp: object) -> CaseProxy:
    result = CaseProxy()
    result.setSourceModel(CaseModel(DARK, result))
    return result


def show(proxy: CaseProxy, threshold: float = 0.5) -> list[float]:
    """Scores in the order of the proxy."""
    found = predictions([0.9, 0.1, 0.8, 0.45, 0.6], [1, 1, 0, 0, 1])
    model = proxy.sourceModel()
    assert isinstance(model, CaseModel)
    model.set_cases(cases_of(found, threshold), BINARY)
    return [proxy.index(row, 0).data(CASE_ROLE).score for row in range(proxy.rowCount())]


def test_outcomes_follow_truth_and_threshold() -> None:
    cases = cases_of(predictions([0.9, 0.1, 0.8, 0.2], [1, 1, 0, 0]), 0.5)
    assert [case.outcome for case in cases] == ["hit", "missed", "false alarm", "correct rejection"]


def test_score_at_the_threshold_is_positive() -> None:
    assert cases_of(predictions([0.5], [1]), 0.5)[0].outcome == "hit"


def test_case_without_label_is_neither_right_nor_wrong() -> None:
    case = cases_of(predictions([0.9], [-1]), 0.5)[0]
    assert (case.outcome, case.is_wrong) == ("unlabelled", False)


def test_most_confidently_wrong_come_first(proxy: CaseProxy) -> None:
    assert show(proxy) == [0.1, 0.8, 0.45, 0.6, 0.9]


def test_moved_threshold_sorts_anew(proxy: CaseProxy) -> None:
    show(proxy)
    assert show(proxy, 0.85)[:2] == [0.1, 0.6]


def test_cell_narrows_the_cases(proxy: CaseProxy) -> None:
    show(proxy)
    proxy.set_cell((1, 0))
    assert [proxy.index(0, 0).data(CASE_ROLE).score, proxy.rowCount()] == [0.1, 1]


def test_search_finds_a_patient(proxy: CaseProxy) -> None:
    show(proxy)
    proxy.set_search("p-3")
    assert proxy.rowCount() == 1


def test_cases_are_a_sound_model(proxy: CaseProxy) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (proxy.sourceModel(), proxy)]
    show(proxy)
    show(proxy, 0.85)
    proxy.set_cell((0, 1))
    assert len(testers) == 2


def test_click_on_a_cell_chooses_it(qtbot: QtBot) -> None:
    view = ConfusionView(DARK)
    qtbot.addWidget(view)
    view.resize(300, 240)
    view.set_matrix(("normal", "lesion"), ((5, 1), (2, 7)))
    with qtbot.waitSignal(view.cell_chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect((1, 0)).center())
    assert chosen.args == [(1, 0)]


def test_second_click_lets_the_cell_go(qtbot: QtBot) -> None:
    view = ConfusionView(DARK)
    qtbot.addWidget(view)
    view.resize(300, 240)
    view.set_matrix(("normal", "lesion"), ((5, 1), (2, 7)))
    place = view.cell_rect((1, 0)).center()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.cell_chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [None]


def test_cells_can_be_chosen_with_the_keyboard(qtbot: QtBot) -> None:
    view = ConfusionView(DARK)
    qtbot.addWidget(view)
    view.set_matrix(("normal", "lesion"), ((5, 1), (2, 7)))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.cell_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [(0, 1)]


def test_cells_of_long_class_names_stay_in_the_widget(qtbot: QtBot) -> None:
    view = ConfusionView(DARK)
    qtbot.addWidget(view)
    view.resize(220, 200)
    view.set_matrix(("n" * 80, "l" * 80), ((5, 1), (2, 7)))
    assert view.rect().contains(view.cell_rect((1, 1)))


def test_undefined_metric_says_why(qtbot: QtBot) -> None:
    card = MetricCard("AUC", "")
    qtbot.addWidget(card)
    card.set_interval(Interval(None, None, None, "", "One class only in this part: the AUC is not defined."))
    assert (card.value_text, "One class" in card._interval.text()) == ("not defined", True)


def test_reset_brings_back_the_chosen_threshold(qtbot: QtBot) -> None:
    point = OperatingPoint()
    qtbot.addWidget(point)
    point.set_chosen(0.4123, "Youden")
    point.move_to(0.8)
    with qtbot.waitSignal(point.threshold_changed) as moved:
        point._reset.click()
    assert moved.args == [0.4123]


def test_showing_the_chosen_threshold_does_not_round_it_to_the_slider(qtbot: QtBot) -> None:
    point = OperatingPoint()
    qtbot.addWidget(point)
    point.set_chosen(0.41237, "Youden")
    assert point.threshold == 0.41237
