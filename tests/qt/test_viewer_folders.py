"""When another folder is opened nothing of the one before stays on any side of the viewer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medxfer_gui.qt.browser.page import BrowserPage
from medxfer_gui.qt.browser.viewer import Viewer
from medxfer_gui.qt.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, dicom_folder: Path) -> BrowserPage:
    result = window.pages["browse"]
    assert isinstance(result, BrowserPage)
    result.session.open_folder(dicom_folder)
    qtbot.waitUntil(lambda: result.image.viewer.place == "2 / 3", timeout=30_000)
    qtbot.waitUntil(lambda: result.image.viewer.view.shown is not None, timeout=30_000)
    return result


@pytest.fixture
def other_folder(tmp_path: Path, make_dicom: Callable[..., Path]) -> Path:
    folder = tmp_path / "other"
    make_dicom(folder / "a.dcm", pixels=np.full((24, 24), 5, np.uint16), PatientID="CLARA-3")
    return folder


def titles(viewer: Viewer) -> set[str]:
    """Who is named on any side."""
    return {side.view.shown.title for side in viewer.sides if side.view.shown is not None}


def open_other(qtbot: QtBot, page: BrowserPage, folder: Path) -> set[str]:
    page.session.open_folder(folder)
    wanted = page.session.pseudonyms.of("CLARA-3")
    viewer = page.image.viewer
    qtbot.waitUntil(lambda: wanted in titles(viewer), timeout=30_000)
    return titles(viewer) - {wanted}


@pytest.mark.parametrize("active", [0, 1])
def test_no_side_of_a_comparison_keeps_the_folder_before(
    qtbot: QtBot, page: BrowserPage, other_folder: Path, active: int
) -> None:
    viewer = page.image.viewer
    viewer.commands.compare.trigger()
    if viewer.active is not viewer.sides[active]:
        viewer.commands.swap.trigger()
    assert open_other(qtbot, page, other_folder) == set()


def test_network_view_keeps_nothing_of_the_folder_before(qtbot: QtBot, page: BrowserPage, other_folder: Path) -> None:
    viewer = page.image.viewer
    viewer.commands.network.trigger()
    qtbot.waitUntil(lambda: viewer.sides[1].view.shown is not None, timeout=20_000)
    assert open_other(qtbot, page, other_folder) == set()


def test_folder_that_is_opened_from_the_grid_empties_the_sides_behind_it(
    qtbot: QtBot, page: BrowserPage, other_folder: Path
) -> None:
    page.image.viewer.commands.compare.trigger()
    page.work.show_grid(True)
    assert open_other(qtbot, page, other_folder) == set()


def test_name_is_masked_on_both_sides_of_a_comparison(qtbot: QtBot, page: BrowserPage) -> None:
    viewer = page.image.viewer
    page.session.set_privacy(False)
    viewer.commands.compare.trigger()
    revealed = titles(viewer)
    page.session.set_privacy(True)
    assert len(revealed) == 1
    assert titles(viewer) == {page.session.pseudonyms.of(revealed.pop())}
