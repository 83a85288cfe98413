"""Trees of rows: Qt's own checks, masks, search from hit to hit, copying, and what stays when other rows come."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.outline import Outline
from medxfer_gui.qt.widgets.outline_model import MASK, OutlineModel
from medxfer_gui.qt.widgets.outline_panel import OutlinePanel


@dataclass(frozen=True)
class Row:
    depth: int
    cells: tuple[str, str]
    identifying: bool = False
    full: str = ""


def header(value: str = "first") -> Outline:
    return Outline(
        [
            Row(0, ("Modality", "CT")),
            Row(0, ("PatientName", "Doe"), identifying=True),
            Row(0, ("Sequence", "")),
            Row(1, ("#1", "")),
            Row(2, ("Code", value)),
            Row(1, ("#2", "")),
            Row(2, ("Code", "second")),
            Row(0, ("Comment", "long…"), full="long and longer"),
        ]
    )


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    result = OutlinePanel(OutlineModel(("Name", "Value")), "Rows", (200,))
    qtbot.addWidget(result)
    result.set_outline(header(), True)
    result.show()
    return result


def shown(panel: OutlinePanel) -> list[str]:
    """First cells of the rows that are on screen, from top to bottom."""
    found, index = [], panel.model.index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = panel.tree.indexBelow(index)
    return found


def current(panel: OutlinePanel) -> tuple[str, str]:
    index = panel.tree.currentIndex()
    return index.siblingAtColumn(0).data(), index.siblingAtColumn(1).data()


def test_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = OutlineModel(("Name", "Value"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_outline(header(), True)
    for text in ("code", "second", "nothing", ""):
        model.set_search(text)
    model.set_privacy(False)
    assert tester.model() is model
    assert model.rowCount(model.index_of(2)) == 2


def test_identifying_value_is_masked_with_a_reason(panel: OutlinePanel) -> None:
    index = panel.model.index(1, 1)
    assert index.data() == MASK
    assert "privacy" in index.data(Qt.ItemDataRole.ToolTipRole)
    panel.set_privacy(False)
    assert panel.model.index(1, 1).data() == "Doe"


def test_search_keeps_what_stands_above_a_hit_and_opens_it(panel: OutlinePanel) -> None:
    panel.search.setText("second")
    assert shown(panel) == ["Sequence", "#2", "Code"]
    assert current(panel) == ("Code", "second")


def test_masked_value_is_not_found(panel: OutlinePanel) -> None:
    panel.search.setText("doe")
    assert (shown(panel), panel.model.hits) == ([], [])


def test_next_goes_from_hit_to_hit_and_round(panel: OutlinePanel) -> None:
    panel.search.setText("code")
    places = [current(panel)]
    for _ in range(2):
        panel.go_to_next()
        places.append(current(panel))
    assert places == [("Code", "first"), ("Code", "second"), ("Code", "first")]
    panel.go_to_previous()
    assert current(panel) == ("Code", "second")
    assert panel.count.text() == "2 of 2 hits"


def test_other_rows_keep_what_is_opened_and_selected(panel: OutlinePanel) -> None:
    for number in (2, 3):
        panel.tree.expand(panel.model.index_of(number))
    panel.tree.setCurrentIndex(panel.model.index_of(4))
    panel.set_outline(header("other"), True)
    assert shown(panel) == ["Modality", "PatientName", "Sequence", "#1", "Code", "#2", "Comment"]
    assert current(panel) == ("Code", "other")


def test_end_of_a_search_keeps_the_hit_in_sight(panel: OutlinePanel) -> None:
    panel.search.setText("second")
    panel.search.clear()
    assert shown(panel) == ["Modality", "PatientName", "Sequence", "#1", "#2", "Code", "Comment"]
    assert current(panel) == ("Code", "second")


def test_long_value_is_shown_whole(panel: OutlinePanel) -> None:
    panel.tree.setCurrentIndex(panel.model.index(3, 0))
    assert panel.value.isVisible()
    assert panel.value.toPlainText() == "long and longer"
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    assert not panel.value.isVisible()


def test_value_is_copied_at_full_length(panel: OutlinePanel) -> None:
    panel.tree.setCurrentIndex(panel.model.index(3, 0))
    panel.copy_value()
    assert QGuiApplication.clipboard().text() == "long and longer"


def test_copied_value_stays_masked(panel: OutlinePanel) -> None:
    panel.tree.setCurrentIndex(panel.model.index(1, 0))
    panel.copy_value()
    assert QGuiApplication.clipboard().text() == MASK


def test_all_rows_are_copied_whether_they_are_opened_or_not(panel: OutlinePanel) -> None:
    panel.copy_all()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:3] == ["Modality\tCT", f"PatientName\t{MASK}", "Sequence\t"]
    assert lines[4] == "    Code\tfirst"


def test_very_many_rows_are_copied_in_the_background(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.set_outline(Outline(Row(0, ("Name", str(number))) for number in range(6000)), True)
    panel.copy_all()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().endswith("Name\t5999"), timeout=10_000)


def test_rows_of_an_index_are_those_of_the_outline(panel: OutlinePanel) -> None:
    model = panel.model
    parents = [QModelIndex(), *map(model.index_of, range(len(model.outline)))]
    numbers = itertools.chain.from_iterable(
        [model.index(row, 0, parent).internalId() for row in range(model.rowCount(parent))] for parent in parents
    )
    assert sorted(numbers) == list(range(len(model.outline)))
