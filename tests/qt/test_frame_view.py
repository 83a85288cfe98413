"""Grid and strip: Qt's own checks of their model, the keyboard, and that only what is in sight is decoded."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.nodes import PatientNode, SeriesNode, StackNode, StackProblem, StudyNode
from medxfer_gui.library.records import FrameKey
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.browser.catalogue import Place
from medxfer_gui.qt.browser.frame_grid import FrameGrid
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.frame_strip import FrameStrip
from medxfer_gui.qt.browser.frame_view import FrameView
from medxfer_gui.qt.browser.images import ThumbnailKey
from medxfer_gui.qt.browser.scope import Section
from medxfer_gui.qt.browser.thumbnail_store import ThumbnailStore

GREY = QImage(128, 128, QImage.Format.Format_Grayscale8)


class Reader:
    """Stands for `ImageReader`: notes what is asked for; frames whose UID is "bad" cannot be read."""

    def __init__(self) -> None:
        self.asked: list[ThumbnailKey] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def thumbnail(self, key: ThumbnailKey, *, on_event: EventSink, cancel: CancelToken) -> QImage:
        self.asked.append(key)
        self.may_go_on.wait(10)
        if key.uid == "bad":
            raise MedxferError("The file breaks off", "Export it again.")
        return GREY


@pytest.fixture
def reader() -> Iterator[Reader]:
    result = Reader()
    yield result
    result.may_go_on.set()


@pytest.fixture
def store(qtbot: QtBot, reader: Reader) -> ThumbnailStore:
    result = ThumbnailStore(reader)  # type: ignore[arg-type]  # a stand-in
    result.set_folder(Path("folder"))
    return result


@pytest.fixture
def model(store: ThumbnailStore) -> FrameModel:
    return FrameModel(store.reason)


def frames(count: int) -> FrameList:
    return FrameList([f"1.{number}" for number in range(count)], [1] * count)


def section(start: int, count: int, problem: str = "") -> Section:
    problems = (StackProblem(problem, detail="7 mm"),) if problem else ()
    stack = StackNode(0, "", problems, count, count, "1.0", "1.1")
    series = SeriesNode(f"2.{start}", 1, "CT", "Axial", "", count, count, (stack,))
    study = StudyNode("3", "", "", (series,), count, count)
    return Section(Place(PatientNode("p", (study,), count, count), study, series), start, count)


def shown(qtbot: QtBot, view: FrameView) -> FrameView:
    qtbot.addWidget(view)
    view.resize(300, 260)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def grid(qtbot: QtBot, model: FrameModel, store: ThumbnailStore) -> FrameView:
    model.set_frames(frames(1000), ())
    return shown(qtbot, FrameGrid(model, store, DARK, 64))


def test_model_keeps_the_rules_of_qt(model: FrameModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_frames(frames(20), (section(0, 12), section(12, 8)))
    model.set_labels({FrameKey("1.3", 0): "normal"})
    model.set_frames(frames(3), ())
    model.set_frames(FrameList(), ())
    assert tester.model() is model


def test_frames_of_one_instance_are_rows_of_their_own(model: FrameModel) -> None:
    model.set_frames(FrameList(["1.1", "1.2"], [3, 1]), ())
    assert [model.frames[row] for row in range(model.rowCount())] == [
        *(FrameKey("1.1", frame) for frame in range(3)),
        FrameKey("1.2", 0),
    ]


def test_tooltip_tells_label_and_what_is_wrong(model: FrameModel) -> None:
    model.set_frames(frames(4), (section(0, 4, "Gaps between slices"),))
    model.set_labels({FrameKey("1.2", 0): "normal"})
    text = model.index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert text.splitlines() == ["Image 3 of 4 · normal", "Gaps between slices (7 mm)"]


def test_only_what_is_in_sight_or_soon_will_be_is_decoded(qtbot: QtBot, grid: FrameView, reader: Reader) -> None:
    in_sight = grid.visible_frames()
    qtbot.waitUntil(lambda: {key.uid for key in reader.asked} >= {frame.uid for frame in in_sight}, timeout=10_000)
    assert len(reader.asked) <= 3 * len(in_sight)
    assert [key.uid for key in reader.asked[: len(in_sight)]] == [frame.uid for frame in in_sight]


def test_what_went_out_of_sight_is_dropped(qtbot: QtBot, grid: FrameView, reader: Reader) -> None:
    qtbot.waitUntil(lambda: bool(reader.asked), timeout=10_000)
    reader.may_go_on.clear()
    before = len(reader.asked)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    last = grid.visible_frames()[-1]
    grid._want_visible()
    reader.may_go_on.set()
    qtbot.waitUntil(lambda: last.uid in {key.uid for key in reader.asked}, timeout=10_000)
    between = {key.uid for key in reader.asked[before + 1 :]}
    assert min(int(uid.split(".")[1]) for uid in between) > 900


def test_unreadable_picture_says_why_and_is_not_tried_again(
    qtbot: QtBot, store: ThumbnailStore, reader: Reader
) -> None:
    bad = FrameKey("bad", 0)
    with qtbot.waitSignal(store.arrived, timeout=10_000):
        store.want([bad], 96)
    assert store.reason(bad) == "The file breaks off Export it again."
    store.want([bad], 96)
    assert len(reader.asked) == 1


def test_pictures_of_another_folder_are_forgotten(qtbot: QtBot, store: ThumbnailStore) -> None:
    with qtbot.waitSignal(store.arrived, timeout=10_000):
        store.want([FrameKey("1.1", 0)], 96)
    store.set_folder(Path("other"))
    assert store.picture(FrameKey("1.1", 0), 96) is None


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([Qt.Key.Key_Right], 1),
        ([Qt.Key.Key_Right, Qt.Key.Key_Left], 0),
        ([Qt.Key.Key_End], 999),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0),
    ],
)
def test_keys_go_through_the_grid(qtbot: QtBot, grid: FrameView, keys: list[Qt.Key], row: int) -> None:
    grid.select(FrameKey("1.0", 0))
    told: list[FrameKey] = []
    grid.chosen.connect(told.append)
    for key in keys:
        qtbot.keyClick(grid, key)
    assert (grid.currentIndex().row(), told[-1]) == (row, FrameKey(f"1.{row}", 0))


def test_down_goes_a_row_on(qtbot: QtBot, grid: FrameView) -> None:
    grid.select(FrameKey("1.0", 0))
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    below = grid.visualRect(grid.currentIndex())
    first = grid.visualRect(grid.model().index(0, 0))
    assert (below.left(), below.top() > first.bottom()) == (first.left(), True)


def test_click_chooses_and_return_opens(qtbot: QtBot, grid: FrameView) -> None:
    told: list[FrameKey] = []
    grid.chosen.connect(told.append)
    place = grid.visualRect(grid.model().index(2, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [FrameKey("1.2", 0)]
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [FrameKey("1.2", 0)]


def test_selection_from_elsewhere_is_brought_into_sight_without_a_word(qtbot: QtBot, grid: FrameView) -> None:
    told: list[FrameKey] = []
    grid.chosen.connect(told.append)
    grid.select(FrameKey("1.700", 0))
    assert FrameKey("1.700", 0) in grid.visible_frames()
    assert told == []


def test_larger_cells_keep_what_is_looked_at_in_sight(qtbot: QtBot, grid: FrameView) -> None:
    assert isinstance(grid, FrameGrid)
    grid.select(FrameKey("1.700", 0))
    grid.set_cell(200)
    assert FrameKey("1.700", 0) in grid.visible_frames()


def test_strip_scrolls_to_what_is_looked_at(qtbot: QtBot, model: FrameModel, store: ThumbnailStore) -> None:
    model.set_frames(frames(200), ())
    strip = shown(qtbot, FrameStrip(model, store, DARK))
    assert strip.horizontalScrollBar().maximum() > 0
    strip.select(FrameKey("1.150", 0))
    assert FrameKey("1.150", 0) in strip.visible_frames()


@pytest.mark.parametrize(("counts", "headed"), [((8, 8), True), ((1, 1, 1), False), ((16,), False)])
def test_groups_have_headings_where_they_are_large_enough(
    qtbot: QtBot, model: FrameModel, store: ThumbnailStore, counts: tuple[int, ...], headed: bool
) -> None:
    starts = [sum(counts[:number]) for number in range(len(counts))]
    model.set_frames(frames(sum(counts)), [section(s, c) for s, c in zip(starts, counts, strict=True)])
    grid = shown(qtbot, FrameGrid(model, store, DARK, 64))
    assert bool(grid._layout.headings_in(grid.viewport().rect())) is headed


def test_larger_picture_that_is_there_serves_a_smaller_cell(
    qtbot: QtBot, store: ThumbnailStore, reader: Reader
) -> None:
    key = FrameKey("1.1", 0)
    with qtbot.waitSignal(store.arrived, timeout=10_000):
        store.want([key], 128)
    store.want([key], 96)
    assert (store.picture(key, 96), len(reader.asked)) == (GREY, 1)
