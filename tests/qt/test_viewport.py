"""Where the image stands: fitting, zooming at a point, moving, finding the pixel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from medxfer_gui.qt.viewer.viewport import Viewport

VIEW = QSizeF(400, 300)


def test_image_fits_into_the_view() -> None:
    assert Viewport(100, 100, 1.0, VIEW).target.getRect() == (50, 0, 300, 300)


def test_tall_pixels_are_shown_tall() -> None:
    target = Viewport(100, 100, 2.0, VIEW).target
    assert target.height() == 2 * target.width()


@given(st.floats(1, 399), st.floats(1, 299), st.floats(0.2, 5))
def test_zoom_keeps_what_is_below_the_pointer(x: float, y: float, factor: float) -> None:
    before = Viewport(100, 120, 1.5, VIEW)
    after = before.zoomed(factor, QPointF(x, y))

    def place(port: Viewport) -> tuple[float, float]:
        return (x - port.target.left()) / port.target.width(), (y - port.target.top()) / port.target.height()

    assert place(after) == pytest.approx(place(before), abs=1e-6)


def test_corner_pixels_are_found() -> None:
    port = Viewport(100, 100, 1.0, VIEW)
    assert (port.pixel_at(QPointF(50.1, 0.1)), port.pixel_at(QPointF(349.9, 299.9))) == ((0, 0), (99, 99))


def test_beside_the_image_there_is_no_pixel() -> None:
    assert Viewport(100, 100, 1.0, VIEW).pixel_at(QPointF(10, 10)) is None


def test_image_cannot_be_moved_out_of_the_view() -> None:
    target = Viewport(100, 100, 1.0, VIEW).moved(QPointF(10_000, -10_000)).target
    assert target.left() < VIEW.width() and target.bottom() > 0


def test_fit_follows_the_size_of_the_view() -> None:
    assert Viewport(100, 100, 1.0, VIEW).resized(QSizeF(100, 100)).actual_scale == 1.0


def test_chosen_scale_does_not_follow_the_size_of_the_view() -> None:
    assert Viewport(100, 100, 1.0, VIEW).scaled(2.0).resized(QSizeF(100, 100)).actual_scale == 2.0
