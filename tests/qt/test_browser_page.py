"""The dataset browser on real files: what is on screen, and that identity is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import EnhancedSRStorage
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey
from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.qt.browser.intake_model import FILE
from medxfer_gui.qt.browser.intake_window import IntakeWindow
from medxfer_gui.qt.browser.page import BrowserPage
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.viewer.view_tools import ViewTools
from medxfer_gui.qt.widgets.outline_model import MASK
from medxfer_gui.qt.widgets.outline_panel import OutlinePanel


@pytest.fixture
def page(window: MainWindow) -> BrowserPage:
    result = window.pages["browse"]
    assert isinstance(result, BrowserPage)
    return result


def browse(qtbot: QtBot, page: BrowserPage, folder: Path) -> None:
    """Open a folder and wait for its first image."""
    page.session.open_folder(folder)
    qtbot.waitUntil(lambda: page.image.viewer.view.shown is not None and bool(page.image.viewer.place), timeout=30_000)


def first_uid(page: BrowserPage, patient: str) -> str:
    """The first instance of a patient."""
    return next(p.series.stacks[0].first_uid for p in page.catalogue.places.values() if p.patient.patient_id == patient)


def go_to(qtbot: QtBot, page: BrowserPage, patient: str, frame: int = 0) -> None:
    """Look at the first instance of a patient."""
    uid = first_uid(page, patient)
    with qtbot.waitSignal(page.image.viewer.loaded, timeout=20_000, check_params_cb=lambda loaded: _is(loaded, uid)):
        page.session.select(FrameKey(uid, frame))


def _is(loaded: object, uid: str) -> bool:
    return loaded is not None and loaded.record.sop_instance_uid == uid  # type: ignore[attr-defined]


def test_empty_page_says_what_to_do(page: BrowserPage) -> None:
    assert page.stages.start.isVisible()
    assert page.stages.start.button.text() == "Open a folder"


def test_folder_without_images_leads_to_the_intake_report(qtbot: QtBot, page: BrowserPage, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "x.dcm").write_bytes(b"no image")
    page.session.open_folder(tmp_path / "images")
    qtbot.waitUntil(page.stages.nothing_found.isVisible, timeout=20_000)
    page.stages.nothing_found.triggered.emit()
    report = page.findChild(IntakeWindow)
    assert report is not None
    qtbot.waitUntil(lambda: report.proxy.index(0, FILE).data() == "x.dcm", timeout=20_000)


def test_first_image_is_shown_at_once(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    assert page.session.selection is not None
    assert page.image.viewer.place == "2 / 3"  # the middle of the first stack


def test_pixels_on_screen_are_those_of_the_file(qtbot: QtBot, page: BrowserPage, shared_data: Path) -> None:
    browse(qtbot, page, shared_data / "dicom" / "ct_ge_tilted")
    loaded = page.image.image
    assert loaded is not None
    dataset = pydicom.dcmread(loaded.record.path)
    expected = dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)
    assert np.array_equal(loaded.frame.values, expected)


def test_wheel_goes_through_the_stack_in_order_of_position(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.image.viewer.view.end_requested.emit(False)
    values = []
    for _ in range(3):
        wanted = page.session.selection
        qtbot.waitUntil(lambda w=wanted: _is(page.image.image, w.uid), timeout=20_000)  # type: ignore[misc]
        values.append(float(page.image.image.frame.values[0, 0]))  # type: ignore[union-attr]
        page.image.viewer.view.stepped.emit(1)
    assert values == [-24.0, 76.0, 176.0]


def test_stack_stops_at_its_ends(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.image.viewer.view.stepped.emit(100)
    assert page.image.viewer.place == "3 / 3"


def test_tall_pixels_are_shown_with_their_spacing(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    assert page.image.viewer.view.shown is not None
    assert page.image.viewer.view.shown.aspect == 2.0


def test_identity_is_nowhere_on_screen(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    assert page.library.model.index(0, 0).data() == page.session.pseudonyms.of("ANNA-1")
    assert page.image.viewer.view.shown is not None
    assert page.image.viewer.view.shown.title == page.session.pseudonyms.of("ANNA-1")
    assert "File" not in dict(page.facts.facts.facts)


def test_identity_comes_back_with_privacy_off(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.session.set_privacy(False)
    assert page.library.model.index(0, 0).data() == "ANNA-1"
    assert page.image.viewer.view.shown is not None
    assert page.image.viewer.view.shown.title == "ANNA-1"


def open_tags(qtbot: QtBot, page: BrowserPage) -> OutlinePanel:
    page.facts.tags.click()
    qtbot.waitUntil(lambda: len(page.image.tags.panel.model.outline) > 0, timeout=20_000)
    return page.image.tags.panel


@pytest.mark.parametrize(("privacy", "shown"), [(True, MASK), (False, "ANNA-1")])
def test_tag_table_masks_identity(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, privacy: bool, shown: str
) -> None:
    page.session.set_privacy(privacy)
    browse(qtbot, page, dicom_folder)
    panel = open_tags(qtbot, page)
    panel.search.setText("PatientID")
    assert panel.model.index(0, 4).data() == shown


def test_copied_rows_are_those_that_are_shown(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    panel = open_tags(qtbot, page)
    panel.search.setText("SeriesDescription")
    panel.copy()
    assert QGuiApplication.clipboard().text() == "(0008,103E)\tSeriesDescription\tLO\t1\tAxial"


def test_tag_table_follows_the_frame_and_keeps_its_search(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    panel = open_tags(qtbot, page)
    panel.search.setText("Modality")
    go_to(qtbot, page, "BERTA-2")
    qtbot.waitUntil(lambda: panel.model.index(0, 4).data() == "OT", timeout=20_000)
    assert panel.model.index(0, 1).data() == "Modality"


def test_facts_say_what_the_file_says(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    facts = dict(page.facts.facts.facts)
    assert (facts["Modality"], facts["Rows × columns"], facts["Pixel spacing"]) == ("CT", "32 × 48", "2 × 1 mm")


def test_network_sees_monochrome1_with_its_polarity(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    go_to(qtbot, page, "BERTA-2")
    qtbot.waitUntil(lambda: "polarity corrected" in page.facts._preview_text.text(), timeout=20_000)
    seen = page.facts.network_image.toImage()
    assert seen.pixelColor(1, 1).red() > seen.pixelColor(seen.width() - 2, seen.height() - 2).red()


def test_intake_card_counts_what_was_refused(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    assert page.library.intake._ready.text() == "✓ 4 ready"
    assert page.library.intake._refused.text() == "× 1 refused"


def test_search_narrows_tree_and_strip(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose("all")
    page.session.set_search("axial")
    qtbot.waitUntil(lambda: len(page.work.model.frames) == 3, timeout=20_000)
    assert page.library.model.rowCount() == 1


def test_search_leaves_the_selection(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    before = page.session.selection
    page.session.set_search("nothing has this")
    assert page.session.selection == before


def test_choice_in_the_tree_shows_that_series(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.library.tree.setCurrentIndex(page.library.model.index(1, 0))
    qtbot.waitUntil(
        lambda: page.image.image is not None and page.image.image.record.patient_id == "BERTA-2", timeout=20_000
    )


def test_tree_and_strip_follow_a_selection_made_elsewhere(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose("all")
    go_to(qtbot, page, "BERTA-2")
    shown = page.session.pseudonyms.of("BERTA-2")
    qtbot.waitUntil(lambda: page.library.tree.currentIndex().parent().parent().data() == shown, timeout=20_000)
    qtbot.waitUntil(lambda: page.work.strip.currentIndex().row() == 3, timeout=20_000)


def test_thumbnails_in_sight_are_decoded(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    store, frames = page.work.store, page.work.model.frames
    qtbot.waitUntil(lambda: all(store.picture(key, 96) is not None for key in frames), timeout=20_000)


def test_undecodable_image_is_told_in_words(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    (dicom_folder / "b" / "0.dcm").unlink()
    uid = first_uid(page, "BERTA-2")
    page.image.viewer.forget()
    page.session.select(FrameKey(uid, 0))
    qtbot.waitUntil(lambda: page.image.viewer.view.message[1] == "Index the folder again.", timeout=20_000)


def test_page_made_later_shows_the_same(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    go_to(qtbot, page, "BERTA-2")
    other = BrowserPage(page.session)
    qtbot.addWidget(other)
    qtbot.waitUntil(lambda: other.image.image is not None and other.image._located is not None, timeout=20_000)
    assert other.image.image is not None and page.image.image is not None
    assert other.image.image.record == page.image.image.record
    assert other.library.tree.currentIndex().data() == page.library.tree.currentIndex().data()


def test_every_control_can_be_reached_by_tab(page: BrowserPage, qtbot: QtBot, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    reached, widget = set(), page.nextInFocusChain()
    while widget is not page:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
        widget = widget.nextInFocusChain()
    assert {page.library.tree, page.image.viewer.view, page.work.strip, page.facts.tags, page.facts.next} <= reached


def test_recent_folder_can_be_opened_from_the_empty_page(
    qtbot: QtBot, session: Session, window: MainWindow, dicom_folder: Path
) -> None:
    session.preferences.add_recent_folder(dicom_folder)
    page = BrowserPage(session)
    qtbot.addWidget(page)
    assert [button.text() for button in page.stages.start.buttons] == [dicom_folder.name]
    with qtbot.waitSignal(session.folder_changed, timeout=20_000) as changed:
        page.stages.start.buttons[0].click()
    assert changed.args == [dicom_folder]


def test_empty_folder_is_named_and_is_not_the_first_start(qtbot: QtBot, page: BrowserPage, tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    page.session.open_folder(tmp_path / "hollow")
    qtbot.waitUntil(page.stages.nothing_found.isVisible, timeout=20_000)
    assert page.stages.nothing_found.heading.text() == "No images were found in hollow"


def count(folder: Path, home: Home, *, on_event: EventSink, cancel: CancelToken) -> None:
    """Index without end."""
    on_event(Progress(400, 802, "files", "Reading headers"))
    while True:
        cancel.raise_if_cancelled()


def test_indexing_is_told_where_the_images_will_be(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medxfer_gui.qt.session._index", count)
    page.session.open_folder(dicom_folder)
    qtbot.waitUntil(lambda: page.stages.indexing.far.text() == "Reading headers: 400 of 802", timeout=20_000)
    shown = page.stages.indexing.isVisible()
    indexing = page.session.indexing
    assert indexing is not None
    indexing.cancel()
    qtbot.waitUntil(page.stages.start.isVisible, timeout=20_000)
    assert shown


def test_search_that_finds_nothing_says_so_in_the_strip(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose("all")
    page.session.set_search("nothing has this")
    qtbot.waitUntil(lambda: not page.work.model.frames, timeout=20_000)
    assert (page.work.strip.empty_text, page.work.strip.isVisible()) == ("Nothing matches the search", True)


@pytest.mark.parametrize(("modality", "place"), [("DX", "1 / 3"), ("MR", "2 / 3"), ("OT", "1 / 3")])
def test_series_opens_on_its_middle_only_where_it_is_a_stack(
    qtbot: QtBot, page: BrowserPage, tmp_path: Path, make_dicom: object, modality: str, place: str
) -> None:
    for number in (1, 2, 3):
        make_dicom(tmp_path / "row" / f"{number}.dcm", Modality=modality, InstanceNumber=number)  # type: ignore[operator]
    browse(qtbot, page, tmp_path / "row")
    assert page.image.viewer.place == place


def test_window_has_the_same_words_everywhere(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    assert dict(page.facts.facts.facts)["Window"] == page.image.viewer.view.window_text()


@pytest.mark.parametrize(
    ("width", "style"),
    [(1900, Qt.ToolButtonStyle.ToolButtonTextBesideIcon), (220, Qt.ToolButtonStyle.ToolButtonIconOnly)],
)
def test_tools_lose_their_words_where_there_is_no_room(
    qtbot: QtBot, page: BrowserPage, width: int, style: Qt.ToolButtonStyle
) -> None:
    tools = ViewTools(page.image.viewer.commands)
    qtbot.addWidget(tools)
    tools.resize(width, 32)
    tools.show()
    assert {tool.toolButtonStyle() for tool in tools.tools} == {style}


def test_g_changes_between_stack_and_grid(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    qtbot.keyClick(page.work.strip, Qt.Key.Key_G)
    shown = page.work.grid.isVisible()
    qtbot.keyClick(page.work.grid, Qt.Key.Key_Escape)
    assert (shown, page.work.strip.isVisible()) == (True, True)


def test_double_click_in_the_grid_opens_the_stack_there(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.show_grid(True)
    key = page.work.model.frames[2]
    page.work.grid.opened.emit(key)
    qtbot.waitUntil(lambda: page.image.viewer.place == "3 / 3", timeout=20_000)
    assert not page.work.is_grid


@pytest.mark.parametrize(("kind", "frames"), [("series", 3), ("study", 3), ("patient", 3), ("all", 4)])
def test_scope_says_which_images_are_listed(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, kind: str, frames: int
) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose(kind)  # type: ignore[arg-type]  # one of the kinds
    qtbot.waitUntil(lambda: len(page.work.model.frames) == frames, timeout=20_000)
    assert page.work.bar.count.full_text.startswith(f"{frames} images")


def test_several_rows_of_the_tree_are_a_scope_of_their_own(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    before = page.work.scope.kind
    page.library.tree.selectAll()
    qtbot.waitUntil(lambda: page.work.scope.kind == "rows" and len(page.work.model.frames) == 4, timeout=20_000)
    page.library.tree.setCurrentIndex(page.library.model.index(0, 0))
    assert page.work.scope.kind == before


def open_again(qtbot: QtBot, page: BrowserPage) -> list[str]:
    """Index the folder again and return what the status line says."""
    told: list[str] = []
    page.session.news_told.connect(told.append)
    assert page.session.folder is not None
    page.session.open_folder(page.session.folder)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return told


def test_unchanged_folder_is_not_read_again(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    before = page.catalogue
    assert open_again(qtbot, page) == ["images: nothing has changed"]
    assert page.catalogue is before


def test_new_files_come_into_the_tree_as_it_is(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, make_dicom: object
) -> None:
    browse(qtbot, page, dicom_folder)
    tree, model = page.library.tree, page.library.model
    tree.collapseAll()
    tree.setExpanded(model.index_of(("BERTA-2",)), True)
    selection = page.session.selection
    make_dicom(dicom_folder / "c" / "0.dcm", PatientID="AARON-0")  # type: ignore[operator]
    (dicom_folder / "a" / "0.dcm").unlink()
    assert open_again(qtbot, page) == ["images: 1 new, 1 gone"]
    qtbot.waitUntil(lambda: model.rowCount() == 3, timeout=20_000)
    assert tree.isExpanded(model.index_of(("BERTA-2",)))
    assert not tree.isExpanded(model.index_of(("AARON-0",)))
    assert page.session.selection == selection


def test_known_folder_is_shown_before_it_is_scanned(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse(qtbot, page, dicom_folder)
    (tmp_path / "hollow").mkdir()
    page.session.open_folder(tmp_path / "hollow")
    qtbot.waitUntil(page.stages.nothing_found.isVisible, timeout=20_000)
    monkeypatch.setattr("medxfer_gui.qt.session._index", count)
    page.session.open_folder(dicom_folder)
    qtbot.waitUntil(lambda: page.library.model.rowCount() == 2 and page.library.isVisible(), timeout=20_000)
    indexing = page.session.indexing
    assert indexing is not None
    indexing.cancel()
    qtbot.waitUntil(lambda: page.session.indexing is None, timeout=20_000)
    assert page.library.isVisible()


def test_first_indexing_is_stopped_from_where_it_is_told(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medxfer_gui.qt.session._index", count)
    page.session.open_folder(dicom_folder)
    qtbot.waitUntil(lambda: bool(page.stages.indexing.far.text()), timeout=20_000)
    page.stages.indexing.cancel.click()
    qtbot.waitUntil(page.stages.start.isVisible, timeout=20_000)


def test_search_says_how_much_it_has_found(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.session.set_search("axial")
    qtbot.waitUntil(lambda: page.library.result.text() == "1 of 2 patients · 1 series", timeout=20_000)


def test_search_for_an_element_looks_into_the_header(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.session.set_search("PhotometricInterpretation=monochrome1")
    qtbot.waitUntil(lambda: page.library.model.rowCount() == 1, timeout=20_000)
    assert page.library.model.index(0, 0).data() == page.session.pseudonyms.of("BERTA-2")


def test_unknown_keyword_is_told_with_one_that_is_near(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.session.set_search("Modalty=CT")
    qtbot.waitUntil(page.library.result.isVisible, timeout=20_000)
    assert "Modality" in page.library.result.text()


@pytest.mark.parametrize("text", ["Foo=bar", "PatientID=anna", "StudyDate=20200131"])
def test_search_that_cannot_be_made_shows_nothing_and_why(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, text: str
) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose("all")
    page.session.set_search(text)
    qtbot.waitUntil(lambda: not page.work.model.frames and page.work.grid.empty_text != "", timeout=20_000)
    assert page.work.grid.empty_text.startswith("Not searched: ")
    page.session.set_search("")
    qtbot.waitUntil(lambda: len(page.work.model.frames) == 4, timeout=20_000)


def test_another_folder_starts_at_its_own_scope(
    qtbot: QtBot, page: BrowserPage, dicom_folder: Path, shared_data: Path
) -> None:
    browse(qtbot, page, dicom_folder)
    page.work.scope.choose("patient")
    browse(qtbot, page, shared_data / "dicom" / "ct_ge_tilted")
    qtbot.waitUntil(lambda: page.work.scope.kind == "series", timeout=20_000)
    browse(qtbot, page, dicom_folder)
    qtbot.waitUntil(lambda: page.work.scope.kind == "all", timeout=20_000)


def test_revealed_names_can_be_searched(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.session.set_search("berta")
    qtbot.waitUntil(lambda: page.library.model.rowCount() == 0, timeout=20_000)
    page.session.set_privacy(False)
    qtbot.waitUntil(lambda: page.library.model.rowCount() == 1, timeout=20_000)


def test_key_of_a_row_is_copied_as_it_is_shown(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    menu = page.library.menu(page.library.model.index(0, 0))
    next(action for action in menu.actions() if action.text() == "Copy the identifier").trigger()
    assert QGuiApplication.clipboard().text() == page.session.pseudonyms.of("ANNA-1")


def add_report(make_dicom: Any, folder: Path) -> str:
    """A report on the CT of the folder; its SOPInstanceUID."""
    image = pydicom.dcmread(folder / "a/0.dcm")
    evidence, series, reference, title = Dataset(), Dataset(), Dataset(), Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = image.SOPClassUID, image.SOPInstanceUID
    series.SeriesInstanceUID, series.ReferencedSOPSequence = image.SeriesInstanceUID, [reference]
    evidence.StudyInstanceUID, evidence.ReferencedSeriesSequence = image.StudyInstanceUID, [series]
    title.CodeValue, title.CodingSchemeDesignator, title.CodeMeaning = "1", "DCM", "Chest report"
    path = make_dicom(
        folder / "a/report.dcm",
        PatientID="ANNA-1",
        Modality="SR",
        SeriesNumber=99,
        SOPClassUID=EnhancedSRStorage,
        PixelData=None,
        ConceptNameCodeSequence=[title],
        CurrentRequestedProcedureEvidenceSequence=[evidence],
    )
    return str(pydicom.dcmread(path).SOPInstanceUID)


def look_at_report(qtbot: QtBot, page: BrowserPage, make_dicom: Any, folder: Path) -> None:
    uid = add_report(make_dicom, folder)
    browse(qtbot, page, folder)
    page.session.select(FrameKey(uid, 0))
    qtbot.waitUntil(lambda: page.image.objects.view.title.full_text == "Chest report", timeout=20_000)


def test_report_is_read_in_the_place_of_the_image(
    qtbot: QtBot, page: BrowserPage, make_dicom: Any, dicom_folder: Path
) -> None:
    look_at_report(qtbot, page, make_dicom, dicom_folder)
    assert page.image.objects.isVisibleTo(page)
    assert not page.image.viewer.isVisibleTo(page)
    assert page.image.objects.view.kind.text() == "Structured report"
    assert page.library.tree.currentIndex().siblingAtColumn(1).data() == "SR"


def test_link_of_a_report_shows_the_series(
    qtbot: QtBot, page: BrowserPage, make_dicom: Any, dicom_folder: Path
) -> None:
    look_at_report(qtbot, page, make_dicom, dicom_folder)
    page.image.objects.view.series_requested.emit(str(pydicom.dcmread(dicom_folder / "a/0.dcm").SeriesInstanceUID))
    qtbot.waitUntil(lambda: page.image.viewer.isVisibleTo(page) and page.image.viewer.place == "2 / 3", timeout=20_000)


def test_tags_of_a_report_are_its_own(qtbot: QtBot, page: BrowserPage, make_dicom: Any, dicom_folder: Path) -> None:
    look_at_report(qtbot, page, make_dicom, dicom_folder)
    page.image.objects.tags.click()
    qtbot.waitUntil(lambda: len(page.image.tags.panel.model.outline) > 0, timeout=20_000)
    page.image.tags.panel.search.setText("Modality")
    assert page.image.tags.panel.model.index(0, 4).data() == "SR"


def test_row_is_opened_beside_what_is_looked_at(qtbot: QtBot, page: BrowserPage, dicom_folder: Path) -> None:
    browse(qtbot, page, dicom_folder)
    page.library.beside_requested.emit(FrameKey(first_uid(page, "BERTA-2"), 0))
    sides = page.image.viewer.sides
    qtbot.waitUntil(lambda: sides[1].prepared is not None and sides[1].place == "1 / 1", timeout=20_000)
    assert [side.prepared.loaded.record.patient_id for side in sides] == ["ANNA-1", "BERTA-2"]
