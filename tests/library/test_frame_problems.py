"""Frames of enhanced multi-frame instances that are no clean volume."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medxfer_gui.library import frame_problems as module
from medxfer_gui.library.dicom_files import read_record
from medxfer_gui.library.frame_problems import frame_problems
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord


def group(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def enhanced(make_dicom: Any, path: Path, heights: Sequence[float], echoes: Sequence[float] = ()) -> InstanceRecord:
    """An enhanced object with a frame at each height."""
    frames = []
    for place, height in enumerate(heights):
        frame = group(PlanePositionSequence=[group(ImagePositionPatient=[0, 0, height])])
        if echoes:
            frame.MREchoSequence = [group(EffectiveEchoTime=echoes[place])]
        frames.append(frame)
    shared = group(
        PlaneOrientationSequence=[group(ImageOrientationPatient=[1, 0, 0, 0, 1, 0])],
        PixelMeasuresSequence=[group(PixelSpacing=[1, 1], SliceThickness=2)],
    )
    make_dicom(
        path,
        pixels=np.zeros((len(heights), 4, 4), np.uint8),
        Modality="MR",
        SharedFunctionalGroupsSequence=[shared],
        PerFrameFunctionalGroupsSequence=frames,
    )
    return record_of(path)


def record_of(path: Path) -> InstanceRecord:
    found = read_record(path, place_of(path, path.parent))
    assert isinstance(found, InstanceRecord)
    return found


def said(record: InstanceRecord) -> dict[str, str]:
    return {problem.problem: problem.detail for problem in frame_problems(record)}


def test_even_frames_are_no_problem_in_either_direction(tmp_path: Path, make_dicom: Any) -> None:
    assert said(enhanced(make_dicom, tmp_path / "up", [0, 2, 4, 6])) == {}
    assert said(enhanced(make_dicom, tmp_path / "down", [6, 4, 2, 0])) == {}


def test_missing_frame_is_told(tmp_path: Path, make_dicom: Any) -> None:
    assert said(enhanced(make_dicom, tmp_path / "f", [0, 2, 6, 8])) == {
        "Slices are missing": "1 slice is missing; 2.0 mm elsewhere; gap of 4.0 mm after slice 2"
    }


def test_echoes_are_several_volumes(tmp_path: Path, make_dicom: Any) -> None:
    record = enhanced(make_dicom, tmp_path / "f", [0, 0, 2, 2, 4, 4], [20, 80] * 3)
    assert said(record) == {"The frames are several volumes": "TE 20 ms × 3; TE 80 ms × 3"}


def test_cine_loop_without_positions_is_no_problem(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", pixels=np.zeros((5, 4, 4), np.uint8), Modality="US")
    assert frame_problems(record_of(path)) == ()


def test_very_many_frames_are_not_looked_at(tmp_path: Path, make_dicom: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record = enhanced(make_dicom, tmp_path / "f", [0, 2, 6])
    monkeypatch.setattr(module, "MOST_FRAMES", 2)
    assert frame_problems(record) == ()
