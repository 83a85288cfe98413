"""The intake report: its rows, what narrows them, the check of every image, and that it tells no names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.library.intake import FileCheck
from medxfer_gui.library.update import DUPLICATE
from medxfer_gui.operation import NEVER, ignore_event
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.browser.catalogue import Catalogue, load_catalogue
from medxfer_gui.qt.browser.intake import IntakeRow, checked_rows, for_export, shown_path
from medxfer_gui.qt.browser.intake_model import FILE, PROBLEM, IntakeFilter, IntakeModel
from medxfer_gui.qt.browser.intake_window import IntakeWindow
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session

FOLDER = Path("/data/study")


@pytest.fixture
def model(qtbot: QtBot) -> IntakeModel:
    return IntakeModel(DARK)


def rows() -> list[IntakeRow]:
    return [
        IntakeRow(FileCheck(FOLDER / "Anna" / "a.dcm", Problem("The file breaks off", "Export it again.", "at 12"))),
        IntakeRow(
            FileCheck(FOLDER / "b.dcm", notes=(Problem("A localiser"), Problem("All pixels have the same value")))
        ),
        IntakeRow(FileCheck(FOLDER / "c.dcm", notes=(Problem("A localiser"),))),
        IntakeRow(FileCheck(FOLDER / "d.dcm")),
    ]


def shown(proxy: IntakeFilter) -> list[str]:
    return [proxy.index(row, FILE).data() for row in range(proxy.rowCount())]


def test_model_and_filter_keep_the_rules_of_qt(model: IntakeModel) -> None:
    proxy = IntakeFilter()
    proxy.setSourceModel(model)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(each, fatal) for each in (model, proxy)]
    model.set_rows(rows(), FOLDER, True)
    proxy.set_kind("note")
    proxy.set_problem("A localiser")
    proxy.set_search("c.dcm")
    model.set_rows(rows()[:1], FOLDER, False)
    proxy.set_kind("")
    proxy.sort(FILE)
    model.set_rows([], FOLDER, True)
    assert len(testers) == 2


@pytest.mark.parametrize(
    ("kind", "problem", "search", "left"),
    [
        ("refused", "", "", ["…/a.dcm"]),
        ("note", "", "", ["b.dcm", "c.dcm"]),
        ("", "All pixels have the same value", "", ["b.dcm"]),
        ("", "", "localiser", ["b.dcm", "c.dcm"]),
        ("refused", "A localiser", "", []),
    ],
)
def test_report_is_narrowed(model: IntakeModel, kind: str, problem: str, search: str, left: list[str]) -> None:
    proxy = IntakeFilter()
    proxy.setSourceModel(model)
    model.set_rows(rows(), FOLDER, True)
    proxy.set_kind(kind)
    proxy.set_problem(problem)
    proxy.set_search(search)
    assert shown(proxy) == left


def test_problems_are_counted_the_commonest_first(model: IntakeModel) -> None:
    model.set_rows(rows(), FOLDER, True)
    assert model.problems()[0] == ("A localiser", 2)


@pytest.mark.parametrize(("privacy", "name"), [(True, "…/a.dcm"), (False, "Anna/a.dcm")])
def test_folders_on_the_way_to_a_file_are_told_only_where_identity_is(privacy: bool, name: str) -> None:
    assert shown_path(FOLDER / "Anna" / "a.dcm", FOLDER, privacy) == name


@pytest.mark.parametrize("place", ["Anna/a.dcm", str(FOLDER / "Anna" / "a.dcm")])
@pytest.mark.parametrize(("privacy", "name"), [(True, "…/a.dcm"), (False, "Anna/a.dcm")])
def test_another_file_that_a_finding_names_is_shown_as_files_are(place: str, privacy: bool, name: str) -> None:
    row = IntakeRow(FileCheck(FOLDER / "b.dcm", Problem(DUPLICATE.problem, DUPLICATE.hint, place)))
    assert (row.detail(FOLDER, privacy), for_export(row, FOLDER, privacy).problem) == (
        name,
        f"{DUPLICATE.problem} ({name})",
    )


@pytest.fixture
def report(qtbot: QtBot, session: Session, window: MainWindow, dicom_folder: Path) -> IntakeWindow:
    with qtbot.waitSignal(session.index_changed, timeout=20_000):
        session.open_folder(dicom_folder)
    result = IntakeWindow(session, Catalogue(), window)
    result.show()
    qtbot.waitUntil(lambda: result.proxy.rowCount() == 1, timeout=20_000)
    return result


def test_report_of_the_scan_says_what_was_skipped(report: IntakeWindow) -> None:
    assert shown(report.proxy) == ["notes.txt"]
    assert report.kinds.buttons()[1].text() == "Refused 1"


def test_check_of_every_image_fills_the_table(qtbot: QtBot, report: IntakeWindow) -> None:
    report.check.click()
    qtbot.waitUntil(lambda: report.proxy.rowCount() == 5, timeout=60_000)
    found = {report.proxy.index(row, FILE).data(): report.proxy.index(row, PROBLEM).data() for row in range(5)}
    assert "MONOCHROME1" in found["…/0.dcm"] or "MONOCHROME1" in " ".join(found.values())
    qtbot.waitUntil(report.check.isVisible, timeout=20_000)


def test_check_can_be_stopped(qtbot: QtBot, report: IntakeWindow) -> None:
    report.check.click()
    job = report._check_job
    assert job is not None
    with qtbot.waitSignal(job.finished, timeout=60_000):
        report.cancel.click()
    assert report.check.isVisible()


def test_report_is_written_with_the_names_that_are_shown(report: IntakeWindow, tmp_path: Path) -> None:
    report.export(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [(row["path"], row["severity"]) for row in written] == [("notes.txt", "refused")]


def test_rows_are_copied(report: IntakeWindow) -> None:
    report._copy.click()
    assert QGuiApplication.clipboard().text().split("\t")[1] == "notes.txt"


def test_image_is_opened_from_its_row(qtbot: QtBot, report: IntakeWindow) -> None:
    report.check.click()
    qtbot.waitUntil(lambda: report.proxy.rowCount() == 5, timeout=60_000)
    row = next(row for row in range(5) if report.proxy.index(row, FILE).data() == "…/1.dcm")
    with qtbot.waitSignal(report.chosen, timeout=20_000) as chosen:
        report.table.activated.emit(report.proxy.index(row, 0))
    assert chosen.args[0].frame == 0


def test_object_is_in_the_tree_and_nothing_that_was_refused(
    qtbot: QtBot, session: Session, window: MainWindow, shared_data: Path
) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=60_000):
        session.open_folder(shared_data / "dicom" / "derived")
    report = IntakeWindow(session, Catalogue(), window)
    qtbot.waitUntil(lambda: report.proxy.rowCount() > 0, timeout=20_000)
    rows = {row.check.path.name: row.severity for row in report.model.rows}
    assert (rows["sr_document.dcm"], rows["seg_image_ct_binary.dcm"]) == ("note", "note")


def catalogue_of(session: Session) -> Catalogue:
    assert session.folder is not None
    return load_catalogue(session.home, session.folder, on_event=ignore_event, cancel=NEVER)


def test_card_and_report_count_objects_and_duplicates_apart_from_what_was_refused(
    qtbot: QtBot, session: Session, window: MainWindow, shared_data: Path
) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=60_000):
        session.open_folder(shared_data / "dicom")
    catalogue = catalogue_of(session)
    report = IntakeWindow(session, catalogue, window)
    qtbot.waitUntil(lambda: report.proxy.rowCount() > 0, timeout=20_000)
    counts, card = report.model.counts(), (catalogue.refused, catalogue.object_files, catalogue.duplicates)
    assert (counts["refused"], counts["object"], counts["duplicate"]) == card
    assert counts["series"] == catalogue.noted_series > 0
    assert min(card) > 0


def test_full_check_leaves_a_duplicate_what_it_is(
    qtbot: QtBot, session: Session, window: MainWindow, shared_data: Path
) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=60_000):
        session.open_folder(shared_data / "bad")
    rows = checked_rows(session.home, shared_data / "bad", on_event=ignore_event, cancel=NEVER)
    assert sum(row.kind == "duplicate" for row in rows) == catalogue_of(session).duplicates > 0


def test_report_opens_on_the_series_that_are_no_clean_volume(
    qtbot: QtBot, session: Session, window: MainWindow, shared_data: Path
) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=60_000):
        session.open_folder(shared_data / "dicom" / "ct_ge_tilted")
    report = IntakeWindow(session, catalogue_of(session), window, "series")
    qtbot.waitUntil(lambda: report.proxy.rowCount() == 1, timeout=20_000)
    assert report.kinds.checkedButton().text() == "Series 1"
