"""The study tree: Qt's own checks, counts, names, feeding and searching."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.library.nodes import PatientNode, SeriesNode, StackNode, StackProblem, StudyNode
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.series_entries import build_tree
from medxfer_gui.qt.browser.catalogue import date_text
from medxfer_gui.qt.browser.finder import words_of
from medxfer_gui.qt.browser.study_tree import StudyTree
from medxfer_gui.qt.browser.study_tree_model import StudyTreeModel


def record(patient: int, number: int, description: str = "") -> InstanceRecord:
    return InstanceRecord(
        Path(f"{patient}-{number}.dcm"),
        "dicom",
        "",
        f"1.{patient}.{number}",
        f"1.{patient}.9",
        f"1.{patient}.8",
        f"patient {patient}",
        frames=1,
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
    model.set_names(str)
    model.set_patients(patients(2), mask)
    model.set_patients((), mask)
    assert tester.model() is model


def test_rows_say_what_they_are_and_how_much_is_in_them(model: StudyTreeModel) -> None:
    index, lines = model.index(0, 0), []
    while index.isValid():
        lines.append((index.data(), index.siblingAtColumn(1).data()))
        index = model.index(0, 0, index)
    assert lines == [("P-0", "3 frames"), ("MR", "1 series"), ("T1 sagittal", "3")]


def test_new_names_are_shown_without_closing_the_tree(model: StudyTreeModel) -> None:
    model.set_names(str)
    assert model.index(1, 0).data() == "patient 1"


def dated(*dates: str) -> tuple[PatientNode, ...]:
    """One patient with a study on each day."""
    base = record(0, 0)
    return build_tree(
        replace(base, study_instance_uid=f"1.{n}", series_instance_uid=f"1.{n}.1", study_date=date)
        for n, date in enumerate(dates)
    )


def study_names(model: StudyTreeModel) -> list[str]:
    return [model.index(row, 0, model.index(0, 0)).data() for row in range(model.rowCount(model.index(0, 0)))]


def test_masked_studies_are_told_apart_by_days_since_the_first(model: StudyTreeModel) -> None:
    model.set_patients(dated("20200312", "20200131", ""), mask)
    assert study_names(model) == ["MR", "day 0 · MR", "day 41 · MR"]


def test_date_is_shown_with_identity_alone(model: StudyTreeModel) -> None:
    model.set_names(str, privacy=False)
    assert study_names(model) == ["2020-01-31 · MR"]


def test_masked_date_is_neither_shown_nor_found() -> None:
    (patient,) = dated("20200131", "20200312")
    words = [words_of(study, study.series[0], privacy=True) for study in patient.studies]
    assert not any("2020" in text for text in words)
    assert "2020-01-31" in words_of(patient.studies[0], patient.studies[0].series[0], privacy=False)


def test_row_is_found_by_its_key_in_another_tree(model: StudyTreeModel) -> None:
    key = model.key_of(model.index(0, 0, model.index(0, 0, model.index(1, 0))))
    model.set_patients(patients(800), mask)
    assert model.index_of(key).parent().parent().row() == 1


def stacked(problems: tuple[StackProblem, ...] = ()) -> tuple[PatientNode, ...]:
    """One series of two stacks, and one that holds a report."""
    stacks = tuple(StackNode(n, f"{n} mm", problems, 3, 3, f"1.{n}.1", f"1.{n}.2") for n in range(2))
    images = SeriesNode("1.8", 1, "CT", "Axial", "", 6, 6, stacks)
    report = SeriesNode("1.7", 2, "SR", "", "", 1, 0, (), "Structured report", "1.7.1")
    return (PatientNode("p", (StudyNode("1.9", "", "", (images, report), 7, 6),), 7, 6),)


def test_stacks_have_rows_where_there_are_several(model: StudyTreeModel) -> None:
    model.set_patients(stacked(), mask)
    series = model.index_of(("p", "1.9", "1.8"))
    assert [model.index(row, 0, series).data() for row in range(model.rowCount(series))] == ["0 mm", "1 mm"]


def test_stack_opens_on_its_own_middle(model: StudyTreeModel) -> None:
    model.set_patients(stacked(), mask)
    assert model.opening_key(model.index_of(("p", "1.9", "1.8", 1))) == FrameKey("1.1.2", 0)


@pytest.mark.parametrize(
    ("instances", "frames", "name"), [(1, 1, "picture"), (1, 30, "volume"), (4, 120, "4 volumes"), (3, 3, "3 pictures")]
)
def test_row_without_words_is_called_what_it_is(model: StudyTreeModel, instances: int, frames: int, name: str) -> None:
    series = SeriesNode("1.8", None, "", "", "", instances, frames, ())
    model.set_patients((PatientNode("p", (StudyNode("1.9", "", "", (series,), instances, frames),), 1, 1),), mask)
    assert [model.index_of(key).data() for key in (("p", "1.9"), ("p", "1.9", "1.8"))] == [name, name]


def test_series_of_one_name_are_told_apart(model: StudyTreeModel) -> None:
    series = tuple(SeriesNode(f"1.{n}", 1, "US", text, "", 1, 1, ()) for n, text in enumerate(("", "", "Liver")))
    model.set_patients((PatientNode("p", (StudyNode("1.9", "", "", series, 3, 3),), 3, 3),), mask)
    rows = [model.index_of(("p", "1.9", f"1.{n}")).data() for n in range(3)]
    assert rows == ["1 · US (1 of 2)", "1 · US (2 of 2)", "1 · Liver"]


def test_volumes_of_one_file_are_counted(model: StudyTreeModel) -> None:
    stacks = tuple(StackNode(n, f"volume/{n}", (), 1, 30, f"1.{n}.1", f"1.{n}.2") for n in range(2))
    series = SeriesNode("1.8", None, "", "", "", 2, 60, stacks)
    model.set_patients((PatientNode("p", (StudyNode("1.9", "", "", (series,), 2, 60),), 2, 60),), mask)
    rows = [model.index_of(("p", "1.9", "1.8", number)).data() for number in range(2)]
    assert rows == ["volume 1 of 2", "volume 2 of 2"]


def test_object_is_called_what_it_is(model: StudyTreeModel) -> None:
    model.set_patients(stacked(), mask)
    index = model.index_of(("p", "1.9", "1.7"))
    assert (index.data(), index.siblingAtColumn(1).data()) == ("2 · Structured report", "SR")
    assert model.opening_key(index) == FrameKey("1.7.1", 0)


def test_problem_is_marked_and_told_in_words(model: StudyTreeModel) -> None:
    model.set_patients(stacked((StackProblem("Gaps between slices", detail="7 mm"),)), mask)
    index = model.index_of(("p", "1.9", "1.8"))
    assert index.data(Qt.ItemDataRole.ToolTipRole).splitlines()[1:] == ["Gaps between slices (7 mm)"]
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()


@pytest.fixture
def tree(qtbot: QtBot, model: StudyTreeModel) -> StudyTree:
    result = StudyTree(model)
    qtbot.addWidget(result)
    result.resize(300, 200)
    result.show()
    return result


def test_tree_stays_as_it_is_when_patients_come(tree: StudyTree, model: StudyTreeModel) -> None:
    tree.show_patients(patients(50), mask)
    tree.setExpanded(model.index(20, 0), True)
    tree.setCurrentIndex(model.index(20, 0))
    tree.scrollTo(model.index(20, 0), StudyTree.ScrollHint.PositionAtTop)
    tree.show_patients(patients(60), mask)
    row = model.index_of(("patient 20",))
    assert tree.isExpanded(row)
    assert tree.currentIndex() == row
    assert tree.indexAt(QPoint(4, 4)) == row


@pytest.mark.parametrize(("date", "shown"), [("20200131", "2020-01-31"), ("", ""), ("2020.01", "2020.01")])
def test_dates_are_shown_as_iso_where_they_are_dates(date: str, shown: str) -> None:
    assert date_text(date) == shown


def test_row_is_brought_into_sight_with_its_patient(tree: StudyTree, model: StudyTreeModel) -> None:
    tree.show_patients(patients(50), mask)
    tree.expandAll()
    study = model.index(0, 0, model.index(20, 0))
    tree.scroll_from_patient(model.index(0, 0, study))
    assert tree.indexAt(QPoint(4, 4)) == model.index(20, 0)
