"""The study tree: Qt's own checks, counts, names, feeding and searching."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.series_entries import build_tree
from medxfer_gui.qt.browser.catalogue import date_text
from medxfer_gui.qt.browser.study_tree_model import StudyTreeFilter, StudyTreeModel


def record(patient: int, number: int, description: str = "") -> InstanceRecord:
    return InstanceRecord(
        Path(f"{patient}-{number}.dcm"),
        "dicom",
        "",
        f"1.{patient}.{number}",
        f"1.{patient}.9",
        f"1.{patient}.8",
        f"patient {patient}",
        frames=2,
        rows=8,
        columns=8,
        samples=1,
        modality="MR",
        study_date="20200131",
        series_description=description,
    )


def patients(count: int) -> tuple[PatientNode, ...]:
    descriptions = {0: "T1 sagittal"}
    return build_tree(record(p, n, descriptions.get(p, "T2 axial")) for p in range(count) for n in range(3))


def mask(name: str) -> str:
    return f"P-{name[-1]}"


@pytest.fixture
def model(qtbot: QtBot) -> StudyTreeModel:
    result = StudyTreeModel()
    result.set_patients(patients(3), mask)
    return result


def test_model_keeps_the_rules_of_qt(model: StudyTreeModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_patients(patients(1200), mask)
    model.fetchMore(QModelIndex())
    assert tester.model() is model


def test_filter_keeps_the_rules_of_qt(model: StudyTreeModel) -> None:
    proxy = StudyTreeFilter(model)
    tester = QAbstractItemModelTester(proxy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    proxy.set_search("t1", mask)
    proxy.set_search("", mask)
    assert tester.model() is proxy


def test_rows_say_what_they_are_and_how_much_is_in_them(model: StudyTreeModel) -> None:
    index, lines = model.index(0, 0), []
    while index.isValid():
        lines.append((index.data(), index.siblingAtColumn(1).data()))
        index = model.index(0, 0, index)
    assert lines == [("P-0", "6 frames"), ("2020-01-31 · MR", "1 series"), ("T1 sagittal", "6")]


def test_new_names_are_shown_without_closing_the_tree(model: StudyTreeModel) -> None:
    model.set_names(str)
    assert model.index(1, 0).data() == "patient 1"


def test_patients_come_in_portions(model: StudyTreeModel) -> None:
    model.set_patients(patients(1200), mask)
    first = model.rowCount()
    model.fetchMore(QModelIndex())
    assert (first, model.rowCount(), model.canFetchMore(QModelIndex())) == (500, 1000, True)


def test_search_finds_patients_that_were_not_fed_yet(model: StudyTreeModel) -> None:
    model.set_patients(patients(1200), str)
    proxy = StudyTreeFilter(model)
    proxy.set_search("patient 1199", str)
    assert [proxy.index(row, 0).data() for row in range(proxy.rowCount())] == ["patient 1199"]


def test_search_looks_into_series(model: StudyTreeModel) -> None:
    proxy = StudyTreeFilter(model)
    proxy.set_search("sagittal mr", mask)
    assert [proxy.index(row, 0).data() for row in range(proxy.rowCount())] == ["P-0"]


def test_masked_name_cannot_be_searched(model: StudyTreeModel) -> None:
    proxy = StudyTreeFilter(model)
    proxy.set_search("patient", mask)
    assert proxy.rowCount() == 0


def test_series_is_found_among_patients_not_fed_yet(model: StudyTreeModel) -> None:
    tree = patients(800)
    model.set_patients(tree, mask)
    index = model.index_of_series(tree[700], tree[700].studies[0].series[0])
    assert index.parent().parent().row() == 700


@pytest.mark.parametrize(("date", "shown"), [("20200131", "2020-01-31"), ("", ""), ("2020.01", "2020.01")])
def test_dates_are_shown_as_iso_where_they_are_dates(date: str, shown: str) -> None:
    assert date_text(date) == shown
