"""Headers of several frames are parsed once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medxfer_gui.dicom import header_cache
from medxfer_gui.dicom.header_cache import open_kept_header
from medxfer_gui.dicom.pixels import read_frame

FRAMES = np.arange(4 * 64, dtype=np.uint8).reshape(4, 8, 8)
DEFLATED = "1.2.840.10008.1.2.1.99"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was parsed since."""
    places: list[Any] = []
    really = header_cache.open_header

    def noting(place: Any) -> Any:
        places.append(place)
        return really(place)

    monkeypatch.setattr(header_cache, "open_header", noting)
    return places


def test_frames_of_a_file_share_its_header(tmp_path: Path, make_dicom: Any, parsed: list[Any]) -> None:
    path = make_dicom(tmp_path / "a", pixels=FRAMES)
    for number in (0, 3, 1):
        np.testing.assert_array_equal(read_frame(path, number).values, FRAMES[number])
    assert len(parsed) == 1


def test_a_file_that_has_changed_is_parsed_again(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "a", pixels=FRAMES)
    read_frame(path, 0)
    make_dicom(path, pixels=FRAMES.astype(np.uint16) + 500)
    np.testing.assert_array_equal(read_frame(path, 1).values, FRAMES[1].astype(int) + 500)


def test_a_single_frame_is_not_kept(tmp_path: Path, make_dicom: Any, parsed: list[Any]) -> None:
    path = make_dicom(tmp_path / "a")
    read_frame(path)
    read_frame(path)
    assert len(parsed) == 2


def test_deflated_frames_are_read_from_their_inflated_stream(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "a", pixels=FRAMES, transfer_syntax=DEFLATED)
    for number in (0, 2):
        np.testing.assert_array_equal(read_frame(path, number).values, FRAMES[number])


def test_another_file_takes_the_place(tmp_path: Path, make_dicom: Any) -> None:
    one = make_dicom(tmp_path / "a", pixels=FRAMES)
    other = make_dicom(tmp_path / "b", pixels=FRAMES[::-1].copy())
    read_frame(one, 0)
    with open_kept_header(other) as (header, _):
        uid = header.dataset.SOPInstanceUID
    with open_kept_header(one) as (header, _):
        assert header.dataset.SOPInstanceUID != uid
