"""Rates of cines, in the order of what the header may say."""

from __future__ import annotations

import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom.cine import CineTiming, cine_timing


def timing(frames: int = 4, **values: object) -> CineTiming:
    data = Dataset()
    for name, value in values.items():
        setattr(data, name, value)
    return cine_timing(data, frames)


def test_recommended_rate_comes_before_all() -> None:
    assert timing(RecommendedDisplayFrameRate=25, FrameTime=100, CineRate=5).rate == 25


def test_frame_time_comes_before_cine_rate() -> None:
    assert timing(FrameTime=40, CineRate=5).rate == pytest.approx(25)


def test_cine_rate_counts_where_nothing_else_is_said() -> None:
    assert timing(CineRate=5) == CineTiming(5.0, (), True)


def test_frames_of_a_vector_stand_each_their_own_time() -> None:
    found = timing(FrameTimeVector=[0, 50, 100, 150])
    assert found.seconds == pytest.approx((0.05, 0.1, 0.15, 0.1))
    assert found.rate == pytest.approx(10)


def test_vector_of_another_length_is_not_believed() -> None:
    assert timing(5, FrameTimeVector=[0, 50, 100, 150]) == CineTiming()


def test_header_without_rate_gives_ten_a_second() -> None:
    assert timing() == CineTiming(10.0, (), False)


def test_impossible_rate_is_drawn_in() -> None:
    assert timing(FrameTime=0.001).rate == 120
