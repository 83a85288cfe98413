"""Turning for viewing: pixels, letters and places go together."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.qt.viewer.turn import Turn
from medxfer_gui.qt.viewer.viewport import Viewport

ALL = [Turn(quarters, mirrored) for quarters, mirrored in itertools.product(range(4), (False, True))]
PICTURE = np.arange(6).reshape(2, 3)
EDGES = EdgeLetters("R", "L", "A", "P")


def test_right_turn_is_that_of_numpy() -> None:
    assert np.array_equal(Turn().turned(1).apply(PICTURE), np.rot90(PICTURE, -1))


@pytest.mark.parametrize("turn", ALL)
def test_flips_act_on_what_is_seen(turn: Turn) -> None:
    seen = turn.apply(PICTURE)
    assert np.array_equal(turn.flipped_across().apply(PICTURE), seen[:, ::-1])
    assert np.array_equal(turn.flipped_down().apply(PICTURE), seen[::-1])
    assert np.array_equal(turn.turned(1).apply(PICTURE), np.rot90(seen, -1))


@pytest.mark.parametrize("turn", ALL)
def test_letters_stand_where_their_edge_has_gone(turn: Turn) -> None:
    # A picture whose edges hold the letters themselves.
    picture = np.array([[" ", "A", " "], ["R", " ", "L"], [" ", "P", " "]])
    seen, edges = turn.apply(picture), turn.edges(EDGES)
    assert [edges.top, edges.left, edges.right, edges.bottom] == [seen[0, 1], seen[1, 0], seen[1, 2], seen[2, 1]]


@pytest.mark.parametrize("turn", ALL)
def test_pixel_below_the_pointer_is_the_one_that_is_painted_there(turn: Turn) -> None:
    rows, columns, scale = 2, 3, 10.0
    values = np.arange(rows * columns).reshape(rows, columns)
    seen = turn.apply(values)
    viewport = Viewport(rows, columns, 1.0, QSizeF(200, 100), scale, QPointF(7, -3), turn)
    target = viewport.target
    for row, column in np.ndindex(*seen.shape):
        point = QPointF(target.left() + (column + 0.5) * scale, target.top() + (row + 0.5) * scale)
        place = viewport.pixel_at(point)
        assert place is not None
        assert values[place] == seen[row, column]


@pytest.mark.parametrize("turn", ALL)
def test_place_on_the_image_and_in_the_view_lead_to_each_other(turn: Turn) -> None:
    viewport = Viewport(20, 30, 1.7, QSizeF(300, 200), 3.0, QPointF(11, 5), turn)
    assert viewport.to_image(viewport.to_view((4.25, 17.5))) == pytest.approx((4.25, 17.5))


def test_image_on_its_side_is_fitted_by_its_height() -> None:
    viewport = Viewport(100, 200, 1.0, QSizeF(400, 400), turn=Turn(1))
    assert (viewport.target.width(), viewport.target.height()) == (200, 400)


def test_zoom_on_a_turned_image_keeps_what_is_below_the_pointer() -> None:
    viewport = Viewport(20, 30, 1.7, QSizeF(300, 200), turn=Turn(1, True))
    at = QPointF(120, 80)
    assert viewport.zoomed(2.5, at).to_image(at) == pytest.approx(viewport.to_image(at))
