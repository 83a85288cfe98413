"""The window with the whole header."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import NEVER, ignore_event
from medxfer_gui.qt.browser.tag_table import TagDialog, TagModel, read_tags
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.widgets.outline_model import MASK


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> TagDialog:
    result = TagDialog(session)
    qtbot.addWidget(result)
    result.show()
    return result


def look_at(qtbot: QtBot, dialog: TagDialog, path: Path) -> None:
    dialog.look_at(path)
    qtbot.waitUntil(dialog.panel.isVisible, timeout=10_000)


def test_model_of_a_real_header_keeps_the_rules_of_qt(qtbot: QtBot, shared_data: Path) -> None:
    model = TagModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    path = shared_data / "dicom/derived/test_files/sr_document.dcm"
    model.set_outline(read_tags(path, on_event=ignore_event, cancel=NEVER), True)
    model.set_search("CodeMeaning")
    assert tester.model() is model
    assert len(model.hits) > 10


def test_every_file_that_opens_is_shown(qtbot: QtBot, shared_data: Path) -> None:
    model, shown = TagModel(), 0
    for path in sorted((shared_data / "bad").rglob("*.dcm")):
        try:
            outline = read_tags(path, on_event=ignore_event, cancel=NEVER)
        except MedxferError:
            continue
        model.set_outline(outline, True)
        shown += all(model.index(row, 4).data() is not None for row in range(model.rowCount()))
    assert shown > 30


def test_uids_and_dates_are_masked_and_geometry_is_not(
    qtbot: QtBot, dialog: TagDialog, tmp_path: Path, make_dicom: Any
) -> None:
    look_at(qtbot, dialog, make_dicom(tmp_path / "f", PixelSpacing=[1, 2]))
    model = dialog.panel.model
    cells = {model.index(row, 1).data(): model.index(row, 4).data() for row in range(model.rowCount())}
    assert {cells[name] for name in ("StudyInstanceUID", "SOPInstanceUID", "StudyDate", "PatientID")} == {MASK}
    assert (cells["PixelSpacing"], cells["Modality"]) == ("1.0\\2.0", "OT")
    assert cells["SOPClassUID"].startswith("1.2.840.10008.")


def test_privacy_that_is_turned_off_shows_values_at_once(
    qtbot: QtBot, dialog: TagDialog, session: Session, tmp_path: Path, make_dicom: Any
) -> None:
    look_at(qtbot, dialog, make_dicom(tmp_path / "f"))
    dialog.panel.search.setText("PatientID")
    session.set_privacy(False)
    assert dialog.panel.model.index(0, 4).data() == "P1"


def test_keyword_is_explained_by_its_name(qtbot: QtBot, dialog: TagDialog, tmp_path: Path, make_dicom: Any) -> None:
    look_at(qtbot, dialog, make_dicom(tmp_path / "f"))
    dialog.panel.search.setText("PatientName")
    assert dialog.panel.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Patient's Name"


def test_file_that_cannot_be_read_says_why(qtbot: QtBot, dialog: TagDialog, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("no header", encoding="utf-8")
    dialog.look_at(tmp_path / "f")
    qtbot.waitUntil(lambda: "Not a DICOM file" in dialog.message.text(), timeout=10_000)


def test_picture_has_no_header(qtbot: QtBot, dialog: TagDialog, tmp_path: Path, make_dicom: Any) -> None:
    look_at(qtbot, dialog, make_dicom(tmp_path / "f"))
    dialog.look_at(None)
    assert dialog.message.isVisible()


def test_enter_goes_on_and_does_not_close(qtbot: QtBot, dialog: TagDialog, tmp_path: Path, make_dicom: Any) -> None:
    look_at(qtbot, dialog, make_dicom(tmp_path / "f"))
    dialog.panel.search.setText("UID")
    first = dialog.panel.tree.currentIndex().internalId()
    qtbot.keyClick(dialog.panel.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.panel.tree.currentIndex().internalId() > first
