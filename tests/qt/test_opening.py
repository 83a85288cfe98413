"""Opening several things at once, by dialog or by dropping them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from medxfer_gui.library.mixes import read_mix
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.opened_name import recent_name, shown_name


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """Two folders of pictures."""
    for number, name in enumerate(("ill", "well")):
        (tmp_path / "set" / name).mkdir(parents=True)
        for index in range(6):
            Image.new("L", (8, 8), 100 * number + index).save(tmp_path / "set" / name / f"{index}.png")
    return tmp_path / "set"


def dragged(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


_BUTTON, _KEYS, _COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


def enter(window: MainWindow, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(9, 9), _COPY, data, _BUTTON, _KEYS)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = dragged(paths)
    assert enter(window, data)
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), _COPY, data, _BUTTON, _KEYS))


def test_folders_and_files_dropped_together_are_one(qtbot: QtBot, window: MainWindow, classes: Path) -> None:
    paths = [classes / "ill", classes / "well/0.png", classes / "well/1.png"]
    with qtbot.waitSignal(window.session.folder_changed, timeout=20_000):
        drop(window, paths)
    folder = window.session.folder
    assert folder is not None
    assert read_mix(folder).entries == tuple(paths)
    assert window.session.index is not None
    assert window.session.index.instances == 8
    assert shown_name(folder) == "1 folder and 2 files"


def test_table_among_the_files_gives_the_labels(qtbot: QtBot, window: MainWindow, classes: Path) -> None:
    table = classes.parent / "labels.csv"
    rows = [f"{name}/{index}.png,{name}" for name in ("ill", "well") for index in range(6)]
    table.write_text("path,label\n" + "\n".join(rows), encoding="utf-8")

    def has_labels(draft: object) -> bool:
        return draft is not None and window.session.labels_path == table

    with qtbot.waitSignal(window.session.draft_changed, timeout=60_000, check_params_cb=has_labels):
        drop(window, [classes, table])
    assert window.session.folder == classes


def test_two_tables_are_refused_in_words(window: MainWindow, classes: Path) -> None:
    drop(window, [classes, classes.parent / "a.csv", classes.parent / "b.csv"])
    assert window.banner._message.text() == "There are 2 tables among the files."


def test_archive_is_opened(qtbot: QtBot, window: MainWindow, classes: Path) -> None:
    path = classes.parent / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in classes.rglob("*.png"):
            archive.write(file, file.relative_to(classes))
    with qtbot.waitSignal(window.session.folder_changed, timeout=20_000) as changed:
        drop(window, [path])
    assert changed.args == [path]
    assert window.session.has_class_folders


def test_hint_says_what_a_drop_will_do_and_goes_with_the_drag(window: MainWindow, classes: Path) -> None:
    assert enter(window, dragged([classes / "ill", classes / "well", classes / "labels.csv"]))
    assert window.drop_hint.isVisible()
    assert window.drop_hint.heading.text() == "Drop to open 2 folders as one"
    assert window.drop_hint.text.text() == "The labels are taken from labels.csv."
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.drop_hint.isVisible()


def test_files_chosen_in_the_dialog_are_opened(
    qtbot: QtBot, window: MainWindow, classes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(path) for path in sorted((classes / "ill").iterdir())]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    with qtbot.waitSignal(window.session.folder_changed, timeout=20_000):
        window.actions_.open_files.trigger()
    assert window.session.index is not None
    assert window.session.index.instances == 6


def test_recent_entry_of_a_mix_says_what_and_where(qtbot: QtBot, window: MainWindow, classes: Path) -> None:
    with qtbot.waitSignal(window.session.folder_changed, timeout=20_000):
        drop(window, [classes / "ill", classes / "well"])
    assert window.session.folder is not None
    assert recent_name(window.session.folder) == f"2 folders in {classes}"


def test_list_that_is_gone_still_has_a_name(tmp_path: Path) -> None:
    assert recent_name(tmp_path / "1 folder and 3 files 00ff00.medxferlist") == "1 folder and 3 files"


def test_volume_is_opened_in_its_middle(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    voxels = np.random.default_rng(0).integers(0, 99, (8, 8, 11), dtype=np.int16)
    nib.save(nib.Nifti1Image(voxels, np.eye(4)), tmp_path / "v.nii.gz")
    with qtbot.waitSignal(
        window.session.selection_changed, timeout=20_000, check_params_cb=lambda key: key is not None
    ):
        drop(window, [tmp_path / "v.nii.gz"])
    assert window.session.selection is not None
    assert window.session.selection.frame == 5
