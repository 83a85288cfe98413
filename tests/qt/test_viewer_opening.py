"""What an image is first seen through, and what stays when its words are hidden."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.pixels import Frame, initial_window
from medxfer_gui.dicom.windows import Window, range_window
from medxfer_gui.qt.viewer.export_dialog import ExportDialog
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.presets import preset_name
from medxfer_gui.qt.viewer.shown_frame import ShownFrame

FULL = range_window(-1024, 3000)
OF_FILE = Window(100, 1000)


def frame(unit: str, windows: tuple[Window, ...] = ()) -> Frame:
    return Frame(np.zeros((256, 256), np.float32), False, windows, FULL, unit)


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    result = ImageView()
    qtbot.addWidget(result)
    return result


@pytest.mark.parametrize(
    ("shown", "window"),
    [(frame("HU"), Window(50, 400)), (frame("HU", (OF_FILE,)), OF_FILE), (frame(""), FULL)],
    ids=["CT without a window", "CT with a window", "not CT"],
)
def test_only_ct_without_a_window_opens_through_that_of_the_abdomen(
    view: ImageView, shown: Frame, window: Window
) -> None:
    view.show_frame(ShownFrame(shown), keep_view=False)
    assert view.window_shown == window


def test_window_that_ct_opens_with_is_named(view: ImageView) -> None:
    view.show_frame(ShownFrame(frame("HU")), keep_view=False)
    assert view.window_shown is not None
    assert preset_name(frame("HU"), view.window_shown) == "Abdomen"


def test_training_learns_from_the_full_range_of_ct_without_a_window() -> None:
    assert initial_window(frame("HU")) == FULL


def test_export_of_a_small_image_says_that_it_is_made_larger(view: ImageView) -> None:
    view.show_frame(ShownFrame(frame("HU")), keep_view=False)
    words = ExportDialog(view, 1, 1, view).kinds["image"].text()
    assert words == "As seen, 2 times the resolution of the image: 512 × 512 (PNG)"
