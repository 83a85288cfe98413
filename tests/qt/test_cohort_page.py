"""The cohort page: choices in, counts and problems out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from medxfer_gui.cohorts.labels import LabelProblem
from medxfer_gui.qt.cohort.page import CohortPage
from medxfer_gui.qt.cohort.problems_model import ProblemsModel, ProblemsProxy
from medxfer_gui.qt.cohort.problems_view import ProblemsView
from medxfer_gui.qt.session import Session

CLASSES = ("benign", "a finding with a name that is far too long for any column of a table")


@pytest.fixture
def folder(tmp_path: Path, make_dicom: object) -> Path:
    """Twenty patients with two images each, and a labels file with five faulty rows."""
    images = tmp_path / "images"
    rows = []
    for patient in range(20):
        for number in range(2):
            pixels = np.full((16, 16), 10 * patient + number, np.uint8)
            name = f"{patient:02}-{number}.dcm"
            make_dicom(images / name, pixels=pixels, PatientID=f"P{patient}", InstanceNumber=number)  # type: ignore[operator]
            rows.append((name, CLASSES[patient % 2]))
    rows += [("gone.dcm", CLASSES[0]), ("away.dcm", CLASSES[0]), rows[0], (rows[1][0], CLASSES[1])]
    with (tmp_path / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("path", "label"), *rows])
    return images


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> CohortPage:
    result = CohortPage(session)
    qtbot.addWidget(result)
    result.resize(1200, 760)
    result.show()
    return result


def open_folder(qtbot: QtBot, session: Session, folder: Path, labels: Path | None) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=20_000):
        session.open_folder(folder)
    if labels is not None:
        session.choose_labels(labels)
    qtbot.waitUntil(lambda: session.draft is not None, timeout=20_000)


def _is_other(session: Session, before: object) -> bool:
    return session.draft is not None and session.draft is not before


def cells(page: CohortPage) -> dict[str, list[str]]:
    model = page.counts
    return {
        model.index(row, 0).data(): [model.index(row, column).data() for column in range(1, 5)]
        for row in range(model.rowCount())
    }


def test_empty_page_leads_to_the_browser(qtbot: QtBot, page: CohortPage) -> None:
    with qtbot.waitSignal(page.session.page_requested, check_params_cb=lambda name: name == "browse"):
        page._nothing.button.click()


def test_folder_without_labels_asks_for_them(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    with qtbot.waitSignal(page.session.index_changed, timeout=20_000):
        page.session.open_folder(folder)
    qtbot.waitUntil(page._no_labels.isVisible)


def test_parts_add_up_to_all(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    everyone, *parts = map(int, cells(page)["Patients"])
    assert everyone == sum(parts) == 20


def test_shares_are_of_the_part(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    draft = page.session.draft
    assert draft is not None
    in_test = draft.cohort.targets[draft.cohort.parts == "test"]
    share = f"{int((in_test == 0).sum())} ({100 * float((in_test == 0).mean()):.0f} %)"
    assert (
        cells(page)[draft.cohort.task.classes[0] + (" (positive)" if draft.cohort.task.positive == CLASSES[0] else "")][
            3
        ]
        == share
    )


def test_every_faulty_row_is_listed(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    draft = page.session.draft
    assert draft is not None
    assert page.problems.proxy.rowCount() == len(draft.problems) >= 4


def test_chip_narrows_the_list_to_its_kind(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    chip = next(c for c in page.problems.findChildren(QPushButton) if c.property("kind") == "unmatched row")
    chip.click()
    assert page.problems.proxy.rowCount() == 2


def test_other_seed_is_another_split(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    before = page.session.draft
    assert before is not None
    page.setup._split.field("seed").setValue(5)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: _is_other(page.session, before), timeout=20_000)
    assert page.session.draft is not None
    assert page.session.draft.split_hash != before.split_hash


def test_shares_that_leave_no_training_part_are_refused_in_words(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    page.setup._split.field("validation").setValue(0.5)  # type: ignore[attr-defined]
    page.setup._split.field("test").setValue(0.5)  # type: ignore[attr-defined]
    qtbot.waitUntil(page.setup._problem.isVisible)
    assert "less than a tenth" in page.setup._problem.text()


def test_other_positive_class_turns_the_task_around(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    draft = page.session.draft
    assert draft is not None
    other = next(name for name in CLASSES if name != draft.cohort.task.positive)
    page.setup._positive.setCurrentIndex(page.setup._positive.findData(other))
    page.setup._positive.activated.emit(page.setup._positive.currentIndex())
    qtbot.waitUntil(lambda: _is_other(page.session, draft), timeout=20_000)
    assert page.session.draft is not None
    assert page.session.draft.cohort.task.positive == other


def test_labels_that_fit_nothing_say_so_and_ask_again(
    qtbot: QtBot, page: CohortPage, folder: Path, tmp_path: Path
) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    (tmp_path / "other.csv").write_text("path,label\nx.dcm,a\ny.dcm,b\n", encoding="utf-8")
    with qtbot.waitSignal(page.session.error_raised, timeout=20_000):
        page.session.choose_labels(tmp_path / "other.csv")
    qtbot.waitUntil(page._not_built.isVisible)


def test_page_made_anew_shows_the_same(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    again = CohortPage(page.session)
    qtbot.addWidget(again)
    assert (cells(again), again.problems.proxy.rowCount()) == (cells(page), page.problems.proxy.rowCount())


def test_counts_are_a_sound_model(qtbot: QtBot, page: CohortPage, folder: Path) -> None:
    tester = QAbstractItemModelTester(page.counts, QAbstractItemModelTester.FailureReportingMode.Fatal)
    open_folder(qtbot, page.session, folder, folder.parent / "labels.csv")
    assert tester.model() is page.counts


def test_parts_are_named_in_their_colours(page: CohortPage) -> None:
    colour = page.counts.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ForegroundRole)
    assert colour == QColor(page.session.tokens.train)


PROBLEMS = (
    LabelProblem("unmatched row", 12, "a.dcm", "No image has this key."),
    LabelProblem("duplicate row", 3, "ANNA-1", "The row repeats another.", "line 2", private=True),
)


def test_problems_are_a_sound_model(qapp: object) -> None:
    model = ProblemsModel(private=True)
    proxy = ProblemsProxy()
    proxy.setSourceModel(model)
    testers = [QAbstractItemModelTester(m, QAbstractItemModelTester.FailureReportingMode.Fatal) for m in (model, proxy)]
    model.set_problems(PROBLEMS)
    proxy.set_kind("unmatched row")
    assert len(testers) == 2


def test_identifier_of_a_patient_is_masked(qapp: object) -> None:
    model = ProblemsModel(private=True)
    model.set_problems(PROBLEMS)
    assert not any("ANNA" in str(model.index(1, column).data()) for column in range(4))


def test_identifier_is_shown_when_privacy_is_off(qapp: object) -> None:
    model = ProblemsModel(private=True)
    model.set_problems(PROBLEMS)
    model.set_private(False)
    assert model.index(1, 2).data() == "ANNA-1"


def test_lines_sort_as_numbers(qapp: object) -> None:
    model, proxy = ProblemsModel(private=False), ProblemsProxy()
    proxy.setSourceModel(model)
    model.set_problems(PROBLEMS)
    proxy.sort(0)
    assert [proxy.index(row, 0).data() for row in range(2)] == ["3", "12"]


def test_copy_is_a_table_of_what_is_in_view(qtbot: QtBot) -> None:
    view = ProblemsView(private=True)
    qtbot.addWidget(view)
    view.set_problems(PROBLEMS)
    view.proxy.set_kind("unmatched row")
    view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Line", "12"]
