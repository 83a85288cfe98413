"""The frame of the window: pages, errors, dropped files, look, language, closing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.plots.theme import LIGHT
from medxfer_gui.qt.command_palette import CommandPalette
from medxfer_gui.qt.error_dialog import BugDialog
from medxfer_gui.qt.job import Job, running_jobs
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.pages import PAGES
from medxfer_gui.qt.session import Session
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import RunState

START = "import sys, medxfer_gui.qt.app, medxfer_gui.qt.browser.page; print(','.join(sorted(sys.modules)))"


def test_window_is_shown_without_torch_and_plots() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert not {"torch", "torchvision", "timm", "sklearn", "scipy", "matplotlib", "nibabel"} & set(
        done.stdout.strip().split(",")
    )


def test_void_calls_of_qt_keep_the_references_of_none(window: MainWindow) -> None:
    before = sys.getrefcount(None)
    for number in range(1000):
        window.setObjectName(str(number))
    assert before - sys.getrefcount(None) < 100


def test_only_the_first_page_is_made_at_start(window: MainWindow) -> None:
    assert list(window.pages) == [PAGES[0].name]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_every_page_can_be_shown_with_nothing_open(window: MainWindow, entry: object) -> None:
    window.session.show_page(entry.name)  # type: ignore[attr-defined]
    assert window.pages[entry.name].isVisible()  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_rail_and_page_agree(window: MainWindow, entry: object) -> None:
    window.show_page(entry.name)  # type: ignore[attr-defined]
    page = window.pages[entry.name]  # type: ignore[attr-defined]
    assert (page.name, page.title) == (entry.name, entry.title)  # type: ignore[attr-defined]


def test_expected_failure_is_told_in_the_banner(window: MainWindow) -> None:
    window.session.show_error(MedxferError("{n} files are gone.", "Look for them.", n=3))
    assert window.banner.isVisible()
    assert (window.banner._message.text(), window.banner._hint.text()) == ("3 files are gone.", "Look for them.")


def test_bug_is_told_in_a_dialog_without_its_message(window: MainWindow) -> None:
    window.session.show_error(ValueError("Smith^John"))
    dialog = window.findChild(BugDialog)
    assert dialog is not None
    assert "Smith" not in dialog._details.toPlainText()
    assert "ValueError" in dialog._details.toPlainText()
    dialog.close()


def test_failed_job_reaches_the_banner(qtbot: QtBot, window: MainWindow) -> None:
    def fail(*, on_event: EventSink, cancel: CancelToken) -> None:
        raise MedxferError("It failed.")

    with qtbot.waitSignal(window.session.error_raised, timeout=10_000):
        window.session.start(Job("Failing", fail))
    assert window.banner._message.text() == "It failed."


def hold(*, on_event: EventSink, cancel: CancelToken) -> None:
    """Report once, then work until asked to stop."""
    on_event(Progress(14_402, 20_000, "files", "Reading headers"))
    while True:
        cancel.raise_if_cancelled()


def test_running_job_stands_in_the_status_line_with_its_count(qtbot: QtBot, window: MainWindow) -> None:
    job = window.session.start(Job("Indexing", hold))
    with qtbot.waitSignal(job.progressed, timeout=10_000):
        pass
    assert window.status_line._rows[job]._count.text() == "14,402 of 20,000 files"
    job.cancel()


def test_cancel_in_the_status_line_stops_the_job(qtbot: QtBot, window: MainWindow) -> None:
    job = window.session.start(Job("Indexing", hold))
    with qtbot.waitSignal(job.cancelled, timeout=10_000):
        qtbot.mouseClick(window.status_line._rows[job]._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.status_line._rows, timeout=10_000)


def drop(window: MainWindow, path: Path) -> bool:
    """Drag a path over the window and let it go; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, keys)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, data, button, keys))
    return enter.isAccepted()


def test_dropped_folder_is_opened(qtbot: QtBot, window: MainWindow, dicom_folder: Path) -> None:
    with qtbot.waitSignal(window.session.folder_changed, timeout=20_000) as changed:
        assert drop(window, dicom_folder)
    assert changed.args == [dicom_folder]


def test_other_dropped_files_are_refused(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("", encoding="utf-8")
    assert not drop(window, tmp_path / "x.txt")


def test_dropped_table_without_a_folder_says_what_to_do_first(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("", encoding="utf-8")
    drop(window, tmp_path / "labels.csv")
    assert window.banner._hint.text() == "Open the folder with the images first, then choose the labels."


def test_chosen_scheme_is_shown_and_remembered(window: MainWindow) -> None:
    next(action for action in window.actions_.schemes.actions() if action.data() == "light").trigger()
    assert (window.session.tokens, window.session.preferences.scheme) == (LIGHT, "light")


def test_language_builds_the_window_anew_where_it_was(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("runs")
    before = window.centralWidget()
    window.status_line.language_chosen.emit("zh_CN")
    qtbot.waitUntil(lambda: window.centralWidget() is not before, timeout=10_000)
    qtbot.waitUntil(window.pages["runs"].isVisible, timeout=10_000)
    assert window.session.preferences.language == "zh_CN"
    window.status_line.language_chosen.emit("en")
    qtbot.waitUntil(lambda: window.session.preferences.language == "en" and "runs" in window.pages, timeout=10_000)


def test_revealed_identity_is_told_in_the_top_bar(window: MainWindow) -> None:
    chip = window.top_bar._privacy
    before = chip.text()
    window.session.set_privacy(False)
    assert (before, chip.text(), chip.property("state")) == ("Privacy on", "Identity shown", "attention")


def test_no_folder_above_what_was_opened_is_told_while_privacy_is_on(
    qtbot: QtBot, window: MainWindow, dicom_folder: Path
) -> None:
    with qtbot.waitSignal(window.session.index_changed, timeout=20_000):
        window.session.open_folder(dicom_folder)
    masked = window.top_bar._name.toolTip()
    window.actions_._fill_recent()
    recent = window.actions_._recent.actions()[0].text()
    window.session.set_privacy(False)
    assert (masked, recent) == (dicom_folder.name, dicom_folder.name)
    assert window.top_bar._name.toolTip() == str(dicom_folder)


def test_privacy_switch_and_menu_agree(window: MainWindow) -> None:
    window.actions_.privacy.trigger()
    assert (window.session.privacy, window.top_bar._privacy.isChecked()) == (False, False)


def test_palette_finds_a_command_by_parts_of_its_name(qtbot: QtBot, window: MainWindow) -> None:
    palette = CommandPalette(window.actions_.all(), window)
    palette.show()
    qtbot.keyClicks(palette.field, "light")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.session.tokens is LIGHT


def test_every_shortcut_is_given_once(window: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in window.actions() if not action.shortcut().isEmpty()]
    assert sorted(keys) == sorted(set(keys))


def test_closing_ends_every_job(qtbot: QtBot, window: MainWindow) -> None:
    job = window.session.start(Job("Indexing", hold))
    window.close()
    with qtbot.waitSignal(job.finished, timeout=10_000):
        pass
    assert not window.isVisible()


class RunningRun(Run):
    """A run whose worker is training."""

    def state(self) -> RunState:
        return RunState(status="running")

    @property
    def name(self) -> str:
        return "a run"


def choose(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Answer the next question with the button called ``text``."""

    def answer(box: QMessageBox) -> int:
        next(button for button in box.buttons() if button.text() == text).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)


@pytest.mark.parametrize(
    ("answer", "closed", "stopped"),
    [("Keep training", True, False), ("Stop training", True, True), ("Stay", False, False)],
)
def test_closing_while_training_asks(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, closed: bool, stopped: bool
) -> None:
    run = RunningRun(tmp_path)
    window.session.run = run
    choose(monkeypatch, answer)
    window.close()
    assert (not window.isVisible(), run.cancel_requested()) == (closed, stopped)
    window.session.run = None


def test_geometry_is_remembered(window: MainWindow, session: Session) -> None:
    geometry = window.saveGeometry()
    window.close()
    assert session.preferences.layout("window") == geometry


def test_no_job_is_started_by_showing_the_window(window: MainWindow) -> None:
    assert running_jobs() == ()


def fail_somewhere(window: MainWindow) -> None:
    window.session.show_error(MedxferError("It failed."))
    assert window.banner.isVisible()


def test_failure_is_taken_away_when_another_folder_was_opened(
    qtbot: QtBot, window: MainWindow, dicom_folder: Path
) -> None:
    fail_somewhere(window)
    with qtbot.waitSignal(window.session.index_changed, timeout=20_000):
        window.session.open_folder(dicom_folder)
    assert not window.banner.isVisible()


def test_failure_is_taken_away_by_another_choice(window: MainWindow) -> None:
    fail_somewhere(window)
    window.session.set_dataset(None)
    assert not window.banner.isVisible()


def test_failure_is_taken_away_by_a_cohort(window: MainWindow) -> None:
    fail_somewhere(window)
    window.session.draft_changed.emit(None)
    stays = window.banner.isVisible()
    window.session.draft_changed.emit(object())
    assert (stays, window.banner.isVisible()) == (True, False)
