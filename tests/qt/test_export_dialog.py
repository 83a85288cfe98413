"""Exported pictures: what is in the file, and that nobody is named unless one asks for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.qt.viewer.export_dialog import ExportDialog, Kind
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.shown_frame import ShownFrame


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    result = ImageView()
    qtbot.addWidget(result)
    result.resize(500, 400)
    result.show()
    qtbot.waitExposed(result)
    frame = Frame(np.zeros((600, 800), np.float32), False, (), range_window(0, 1))
    names = {"pseudonym": "P-1", "identity": "ANNA-1"}
    result.show_frame(ShownFrame(frame, title="ANNA-1", **names), keep_view=False)
    return result


def export(qtbot: QtBot, view: ImageView, path: Path, kind: Kind, with_identity: bool = False) -> ExportDialog:
    dialog = ExportDialog(view, 2, 7, view)
    dialog.kinds[kind].setChecked(True)
    dialog.identity.setChecked(with_identity)
    dialog.show()
    dialog.write(path)
    qtbot.waitUntil(dialog.save.isEnabled if not path.parent.is_dir() else path.exists, timeout=10_000)
    return dialog


def pixels(path: Path) -> object:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def test_name_on_screen_is_not_in_the_picture(qtbot: QtBot, view: ImageView, tmp_path: Path) -> None:
    export(qtbot, view, tmp_path / "a.png", "screen")
    assert view.shown is not None
    view.show_frame(ShownFrame(view.shown.frame, title="P-1", pseudonym="P-1", identity="BERTA-2"), keep_view=True)
    export(qtbot, view, tmp_path / "b.png", "screen")
    assert np.array_equal(pixels(tmp_path / "a.png"), pixels(tmp_path / "b.png"))  # whoever it is


@pytest.mark.parametrize(("with_identity", "what"), [(False, "day 0 · MR"), (True, "2020-01-31 · MR")])
def test_date_leaves_the_window_only_with_identity(with_identity: bool, what: str) -> None:
    frame = Frame(np.zeros((2, 2), np.float32), False, (), range_window(0, 1))
    shown = ShownFrame(
        frame, subtitle="2020-01-31 · MR", subtitle_masked="day 0 · MR", subtitle_dated="2020-01-31 · MR"
    )
    assert shown.exported(with_identity).subtitle == what


def test_identity_is_in_the_picture_only_where_it_is_ticked(qtbot: QtBot, view: ImageView, tmp_path: Path) -> None:
    export(qtbot, view, tmp_path / "a.png", "screen")
    export(qtbot, view, tmp_path / "b.png", "screen", with_identity=True)
    assert not np.array_equal(pixels(tmp_path / "a.png"), pixels(tmp_path / "b.png"))


def test_picture_says_nothing_but_its_pixels(qtbot: QtBot, view: ImageView, tmp_path: Path) -> None:
    export(qtbot, view, tmp_path / "a.png", "image")
    with Image.open(tmp_path / "a.png") as picture:
        assert set(picture.info) <= {"dpi"}


@pytest.mark.parametrize(("kind", "size"), [("screen", (500, 400)), ("image", (800, 600)), ("png16", (800, 600))])
def test_picture_has_the_resolution_that_was_chosen(
    qtbot: QtBot, view: ImageView, tmp_path: Path, kind: Kind, size: tuple[int, int]
) -> None:
    export(qtbot, view, tmp_path / "a.png", kind)
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == size


@pytest.mark.parametrize(
    ("with_identity", "name"), [(False, "P-1-series2-frame7.png"), (True, "ANNA-1-series2-frame7.png")]
)
def test_suggested_name_is_pseudonym_series_and_frame(view: ImageView, with_identity: bool, name: str) -> None:
    dialog = ExportDialog(view, 2, 7, view)
    dialog.identity.setChecked(with_identity)
    assert dialog.suggested_name == name


def test_values_never_carry_the_identity_in_their_name(view: ImageView) -> None:
    dialog = ExportDialog(view, None, 1, view)
    dialog.identity.setChecked(True)
    dialog.kinds["tiff16"].setChecked(True)
    assert dialog.suggested_name == "P-1-frame1.tiff"


def test_failure_is_told_and_the_dialog_stays(qtbot: QtBot, view: ImageView, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    dialog = export(qtbot, view, tmp_path / "file" / "a.png", "screen")
    assert dialog.isVisible()
    assert "cannot be written" in dialog._words.text()


def test_copied_image_is_what_is_seen(view: ImageView) -> None:
    view.commands.copy.trigger()
    assert QGuiApplication.clipboard().image().size() == view.size()
