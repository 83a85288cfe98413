"""What stands in the place of an image where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from medxfer_gui.operation import NEVER, ignore_event
from medxfer_gui.qt.browser.object_view import ObjectView, read_object
from medxfer_gui.qt.widgets.outline_model import MASK


@pytest.fixture
def view(qtbot: QtBot) -> ObjectView:
    result = ObjectView()
    qtbot.addWidget(result)
    result.show()
    return result


def show(view: ObjectView, path: Path, names: dict[str, str], privacy: bool = True) -> tuple[str, ...]:
    """Show an object; the series it refers to."""
    read = read_object(path, on_event=ignore_event, cancel=NEVER)
    view.show_object(read, names.get, privacy)
    return read.facts.series


def values(view: ObjectView) -> dict[str, str]:
    return {row.cells[0]: view.panel.model.cells(number)[1] for number, row in enumerate(view.panel.model.outline.rows)}


@pytest.fixture
def report(shared_data: Path) -> Path:
    return shared_data / "dicom/derived/test_files/sr_document.dcm"


def test_report_is_shown_as_what_it_is(view: ObjectView, report: Path) -> None:
    show(view, report, {})
    assert (view.kind.text(), view.title.full_text) == ("Structured report", "Imaging Measurement Report")
    assert values(view)["Area of defined region"] == "1.7 cm2"


def test_names_are_masked_while_privacy_is_on(view: ObjectView, report: Path) -> None:
    show(view, report, {})
    assert values(view)["Person Observer Name"] == MASK
    view.set_privacy(False)
    assert values(view)["Person Observer Name"] == "Foo"


def test_link_asks_for_the_series_that_is_referred_to(qtbot: QtBot, view: ObjectView, report: Path) -> None:
    (series,) = show(view, report, {})
    show(view, report, {series: "CT · Axial"})
    (link,) = [one for one in view.findChildren(QPushButton) if one.text() == "CT · Axial"]
    with qtbot.waitSignal(view.series_requested) as asked:
        link.click()
    assert asked.args == [series]


def test_series_that_is_not_here_is_said(view: ObjectView, report: Path) -> None:
    show(view, report, {})
    assert "a series that is not in this folder" in [one.text() for one in view.findChildren(QLabel)]


def test_content_comes_opened(view: ObjectView, report: Path) -> None:
    show(view, report, {})
    index = view.panel.model.index(0, 0)
    rows = 0
    while index.isValid():
        rows, index = rows + 1, view.panel.tree.indexBelow(index)
    assert rows == len(view.panel.model.outline)
