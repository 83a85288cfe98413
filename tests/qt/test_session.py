"""The session: opening, labels, and that late answers of replaced jobs are not taken."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey
from medxfer_gui.qt.session import Session


def open_folder(qtbot: QtBot, session: Session, folder: Path) -> None:
    with qtbot.waitSignal(session.index_changed, timeout=20_000):
        session.open_folder(folder)


def test_opened_folder_is_indexed(qtbot: QtBot, session: Session, dicom_folder: Path) -> None:
    open_folder(qtbot, session, dicom_folder)
    assert session.folder == dicom_folder
    assert session.index is not None
    assert (session.index.patients, session.index.frames) == (2, 4)


def test_opened_folder_is_the_first_of_the_recent_ones(qtbot: QtBot, session: Session, dicom_folder: Path) -> None:
    session.preferences.add_recent_folder(Path("before"))
    open_folder(qtbot, session, dicom_folder)
    assert session.preferences.recent_folders == (dicom_folder, Path("before"))


def test_only_the_last_of_two_opened_folders_counts(
    qtbot: QtBot, session: Session, dicom_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    folders: list[Path] = []
    session.folder_changed.connect(folders.append)
    session.open_folder(tmp_path / "empty")
    open_folder(qtbot, session, dicom_folder)
    assert folders == [dicom_folder]


def test_missing_folder_is_an_error_in_words(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    with qtbot.waitSignal(session.error_raised, timeout=20_000) as raised:
        session.open_folder(tmp_path / "nowhere")
    assert isinstance(raised.args[0], MedxferError)


def test_labels_without_a_folder_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(MedxferError, match="No folder is open"):
        session.choose_labels(tmp_path / "labels.csv")


def test_labels_lead_to_a_draft(qtbot: QtBot, session: Session, tmp_path: Path, make_dicom: object) -> None:
    rows = [("PatientID", "label")]
    for number in range(20):
        make_dicom(tmp_path / "images" / f"{number}.dcm", PatientID=f"P{number}")  # type: ignore[operator]
        rows.append((f"P{number}", "ab"[number % 2]))
    with (tmp_path / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    open_folder(qtbot, session, tmp_path / "images")
    with qtbot.waitSignal(session.draft_changed, timeout=60_000, check_params_cb=lambda draft: draft is not None):
        session.choose_labels(tmp_path / "labels.csv")
    assert session.draft is not None
    assert len(session.draft.cohort) == 20


def test_same_selection_is_not_told_twice(session: Session) -> None:
    told: list[object] = []
    session.selection_changed.connect(told.append)
    session.select(FrameKey("1", 0))
    session.select(FrameKey("1", 0))
    assert told == [FrameKey("1", 0)]


def test_privacy_is_on_at_every_start(session: Session, home: Home) -> None:
    session.set_privacy(False)
    assert Session(home).privacy is True


@pytest.fixture
def two_classes(tmp_path: Path, make_dicom: object) -> Path:
    """Class folders that hold too few patients to split."""
    for name in ("a", "b"):
        for number in range(12):
            path = tmp_path / "classes" / name / f"{number}.dcm"
            make_dicom(path, PatientID=name.upper())  # type: ignore[operator]
    return tmp_path / "classes"


def wait_for_end(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.draft_problem is not None, timeout=20_000)


def test_folder_that_makes_no_cohort_is_no_failure(qtbot: QtBot, session: Session, two_classes: Path) -> None:
    raised: list[object] = []
    session.error_raised.connect(raised.append)
    open_folder(qtbot, session, two_classes)
    wait_for_end(qtbot, session)
    assert isinstance(session.draft_problem, MedxferError)
    assert (raised, session.draft) == ([], None)


def test_class_folders_that_were_asked_for_and_make_no_cohort_are_told(
    qtbot: QtBot, session: Session, two_classes: Path
) -> None:
    open_folder(qtbot, session, two_classes)
    wait_for_end(qtbot, session)
    with qtbot.waitSignal(session.error_raised, timeout=60_000) as raised:
        session.choose_labels(None)
    assert raised.args == [session.draft_problem]


def test_known_folder_is_looked_at_before_its_files_are(
    qtbot: QtBot, session: Session, home: Home, dicom_folder: Path
) -> None:
    open_folder(qtbot, session, dicom_folder)
    later = Session(home)
    later.decoders = session.decoders
    with qtbot.waitSignal(later.index_changed, timeout=20_000):
        later.open_folder(dicom_folder)
    assert later.indexing is not None
    with qtbot.waitSignal(later.news_told, timeout=20_000) as told:
        pass
    assert told.args == ["images: nothing has changed"]
