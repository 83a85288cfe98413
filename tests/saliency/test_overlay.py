"""Laying a map over an image."""

from __future__ import annotations

import numpy as np

from medxfer_gui.saliency.overlay import blend

IMAGE = np.random.default_rng(0).integers(0, 256, (12, 9), dtype=np.uint8)


def test_image_stays_where_the_map_is_zero() -> None:
    assert np.array_equal(blend(IMAGE, np.zeros((12, 9), np.float32)), np.repeat(IMAGE[..., None], 3, axis=2))


def test_image_stays_at_opacity_zero() -> None:
    assert np.array_equal(blend(IMAGE, np.ones((12, 9), np.float32), 0.0), np.repeat(IMAGE[..., None], 3, axis=2))


def test_full_opacity_hides_the_image_where_the_map_is_one() -> None:
    found = blend(IMAGE, np.ones((12, 9), np.float32), 1.0)
    assert len(np.unique(found.reshape(-1, 3), axis=0)) == 1


def test_colour_image_keeps_its_colour_where_the_map_is_zero() -> None:
    colour = np.stack([IMAGE, IMAGE // 2, IMAGE // 3], axis=2)
    assert np.array_equal(blend(colour, np.zeros((12, 9), np.float32)), colour)
