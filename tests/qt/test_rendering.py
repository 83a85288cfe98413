"""Pictures of frames: equal to the formula at full resolution, exact at the screen's, only what is in sight."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.dicom.overlays import Overlay
from medxfer_gui.dicom.pixels import Frame, to_display
from medxfer_gui.dicom.windows import LookupTable, Window, range_window
from medxfer_gui.qt.viewer import image_words
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.presets import presets
from medxfer_gui.qt.viewer.rendering import Look, Renderer
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.turn import Turn
from medxfer_gui.qt.viewer.viewport import Viewport


@pytest.fixture
def renderer(qtbot: QtBot) -> Renderer:
    return Renderer()


def noise(rows: int, columns: int) -> Frame:
    values = np.random.default_rng(0).integers(-1000, 3000, (rows, columns)).astype(np.float32)
    return Frame(values, False, (), range_window(-1000, 3000))


def pixels(image: QImage) -> npt.NDArray[np.uint8]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


@pytest.mark.parametrize("window", [Window(40, 400), Window(40, 400, "SIGMOID"), range_window(0, 100)])
@pytest.mark.parametrize("invert", [False, True])
def test_picture_is_the_formula_of_the_standard(renderer: Renderer, window: Window, invert: bool) -> None:
    frame = noise(50, 70)
    renderer.set_frame(frame)
    picture = renderer.picture(Look(window, invert), Viewport(50, 70, 1.0, QSizeF(70, 50), 1.0), 1.0)
    assert picture is not None
    assert np.array_equal(pixels(picture.image), to_display(frame, window, invert))


def test_only_what_is_in_sight_is_rendered(renderer: Renderer) -> None:
    frame = noise(400, 400)
    renderer.set_frame(frame)
    viewport = Viewport(400, 400, 1.0, QSizeF(100, 80), 2.0, QPointF(0, 0))
    picture = renderer.picture(Look(frame.full), viewport, 1.0)
    assert picture is not None
    # 50 x 40 pixels of the image fill the view, and one more at each side
    assert (picture.image.width(), picture.image.height()) == (52, 42)
    assert (picture.rect.left(), picture.rect.top()) == (174, 179)


def test_image_out_of_sight_has_no_picture(renderer: Renderer) -> None:
    renderer.set_frame(noise(10, 10))
    viewport = Viewport(10, 10, 1.0, QSizeF(100, 100), 1.0, QPointF(500, 0))
    assert renderer.picture(Look(range_window(0, 1)), viewport, 1.0) is None


def test_fitted_image_comes_with_one_pixel_for_each_of_a_fine_screen(qtbot: QtBot, renderer: Renderer) -> None:
    renderer.set_frame(noise(600, 800))
    viewport, look = Viewport(600, 800, 1.0, QSizeF(200, 150)), Look(range_window(-1000, 3000))
    with qtbot.waitSignal(renderer.refined, timeout=10_000):
        renderer.picture(look, viewport, 2.0)
    picture = renderer.picture(look, viewport, 2.0)
    assert picture is not None
    assert (picture.image.width(), picture.image.height(), picture.is_exact) == (400, 300, True)


def test_large_image_keeps_its_mean_when_it_is_made_small(qtbot: QtBot, renderer: Renderer) -> None:
    checks = (np.indices((512, 512)).sum(axis=0) % 2 * 100).astype(np.float32)
    renderer.set_frame(Frame(checks, False, (), range_window(0, 100)))
    viewport, look = Viewport(512, 512, 1.0, QSizeF(100, 100)), Look(range_window(0, 100))
    with qtbot.waitSignal(renderer.refined, timeout=10_000):
        renderer.picture(look, viewport, 1.0)
    picture = renderer.picture(look, viewport, 1.0)
    assert picture is not None
    # Every n-th pixel of a chessboard would be all black or all white.
    assert np.abs(pixels(picture.image).astype(int) - 128).max() <= 8


def test_turned_picture_is_the_picture_turned(renderer: Renderer) -> None:
    frame, turn = noise(30, 40), Turn(1, True)
    renderer.set_frame(frame)
    viewport = Viewport(30, 40, 1.0, QSizeF(40, 40), 1.0, turn=turn)
    picture = renderer.picture(Look(frame.full, False, turn), viewport, 1.0)
    assert picture is not None
    assert np.array_equal(pixels(picture.image), turn.apply(to_display(frame, frame.full)))


@pytest.fixture
def view(qtbot: QtBot) -> ImageView:
    result = ImageView()
    qtbot.addWidget(result)
    result.resize(400, 400)
    result.show()
    qtbot.waitExposed(result)
    return result


def black(rows: int, columns: int) -> Frame:
    return Frame(np.zeros((rows, columns), np.float32), False, (), range_window(0, 1))


def test_overlay_is_painted_at_its_origin_in_its_colour(view: ImageView) -> None:
    overlay = Overlay(np.ones((2, 3), np.bool_), top=10, left=20)
    view.show_frame(ShownFrame(black(40, 40), overlays=(overlay,)), keep_view=False)
    seen = view.grab().toImage()  # an image pixel takes ten of the view
    assert [seen.pixelColor(*place).name() for place in ((205, 105), (225, 115), (235, 105), (205, 125))] == [
        "#ffd75e",
        "#ffd75e",
        "#000000",
        "#000000",
    ]


def test_o_takes_the_overlay_away(view: ImageView) -> None:
    overlay = Overlay(np.ones((40, 40), np.bool_))
    view.show_frame(ShownFrame(black(40, 40), overlays=(overlay,)), keep_view=False)
    view.commands.overlays.trigger()
    assert view.grab().toImage().pixelColor(200, 200).name() == "#000000"


def test_overlay_turns_with_the_image(view: ImageView) -> None:
    overlay = Overlay(np.ones((1, 1), np.bool_), top=5, left=10)
    view.show_frame(ShownFrame(black(40, 40), overlays=(overlay,)), keep_view=False)
    view.commands.rotate_right.trigger()
    seen = view.grab().toImage()  # row 5, column 10 goes to row 10, column 40 - 1 - 5
    assert seen.pixelColor(345, 105).name() == "#ffd75e"


def test_line_of_one_pixel_stays_in_an_overlay_made_small(view: ImageView) -> None:
    bits = np.zeros((4000, 4000), np.bool_)
    bits[:, 2001] = True
    view.show_frame(ShownFrame(black(4000, 4000), overlays=(Overlay(bits),)), keep_view=False)
    seen = view.grab().toImage()
    assert any(seen.pixelColor(x, 250).name() == "#ffd75e" for x in range(195, 206))


def test_view_that_is_turned_says_so(view: ImageView) -> None:
    view.show_frame(ShownFrame(black(40, 40)), keep_view=False)
    assert view.viewport is not None
    view.commands.flip_across.trigger()
    scene = view.scene(view.viewport, 1.0)
    assert scene is not None
    assert "mirrored" in [line.text for line in scene.corners.top_right]


def test_reset_brings_turn_zoom_window_and_polarity_back(view: ImageView) -> None:
    view.show_frame(ShownFrame(black(40, 40)), keep_view=False)
    for command in (view.commands.rotate_left, view.commands.larger, view.commands.invert, view.commands.next_preset):
        command.trigger()
    view.set_window(Window(5, 5))
    view.commands.reset.trigger()
    assert view.viewport is not None
    assert (view.viewport.turn, view.viewport.scale, view.is_inverted) == (Turn(), None, False)
    assert view.window_shown == range_window(0, 1)


def test_w_goes_through_the_presets_and_back(view: ImageView) -> None:
    frame = Frame(
        np.linspace(-1000, 1000, 1600, dtype=np.float32).reshape(40, 40), False, (), range_window(-1000, 1000), "HU"
    )
    view.show_frame(ShownFrame(frame), keep_view=False)
    view.set_window(frame.full)  # CT opens in one of the presets
    view.commands.next_preset.trigger()  # auto
    view.commands.next_preset.trigger()
    brain = view.window_shown
    view.commands.next_preset.trigger()
    view.commands.previous_preset.trigger()
    assert (brain, view.window_shown) == (Window(40.0, 80.0), Window(40.0, 80.0))


@pytest.mark.parametrize("width", [240, 400, 900])
def test_words_on_the_image_never_meet_however_long_they_are(
    view: ImageView, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    places: list[QRectF] = []

    def draw(painter: QPainter, area: QRectF, text: str, where: Qt.AlignmentFlag, colour: str = "") -> None:
        if text:
            places.append(painter.boundingRect(area, where, text))

    monkeypatch.setattr(image_words, "draw_words", draw)
    view.resize(width, 300)
    long = " ".join(["Thorax with contrast"] * 8)
    frame = Frame(np.zeros((40, 40), np.float32), False, (Window(40, 400, "LINEAR", long),), range_window(0, 1), long)
    shown = ShownFrame(frame, 1.0, EdgeLetters("R", "L", "AHR", "PFL"), long, long, f"1 / {long}", synthetic=True)
    view.show_frame(shown, keep_view=False)
    view.commands.flip_across.trigger()
    view.grab()
    assert len(places) >= 10
    assert not [(a, b) for a, b in itertools.combinations(places, 2) if a.intersects(b)]


def test_table_of_the_file_is_offered_by_its_name() -> None:
    table = Window(1, 2, "LINEAR_EXACT", "Bone", LookupTable(0, np.array([0, 0.5, 1], np.float32)))
    frame = Frame(np.zeros((2, 2), np.float32), False, (Window(1, 2, "LINEAR", "Soft"), table), range_window(0, 2))
    assert [preset.name for preset in presets(frame)][:2] == ["Soft", "Bone (table)"]
