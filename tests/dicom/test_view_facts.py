"""Facts of real frames that a viewer needs beside the pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset

from medxfer_gui.dicom.auto_window import percentile_window
from medxfer_gui.dicom.pixels import Frame, read_frame
from medxfer_gui.dicom.view_facts import Plane, frame_positions, read_view_facts
from medxfer_gui.dicom.windows import range_window


def test_ultrasound_cine_has_its_rate_and_scale() -> None:
    path = Path(str(get_testdata_file("examples_ybr_color.dcm", download=False)))
    facts = read_view_facts(path, 3)
    assert facts.cine.rate == pytest.approx(1000 / float(pydicom.dcmread(path).FrameTime))
    assert len(facts.scale.regions) > 0


def test_slices_of_a_tilted_series_are_parallel(shared_data: Path) -> None:
    planes = [read_view_facts(path).plane for path in sorted((shared_data / "dicom" / "ct_ge_tilted").glob("*"))[:2]]
    assert planes[0] is not None and planes[1] is not None
    assert planes[0].is_parallel_to(planes[1])


def test_planes_at_a_right_angle_are_not_parallel() -> None:
    axial, sagittal = Plane((1, 0, 0, 0, 1, 0), 0.0), Plane((0, 1, 0, 0, 0, -1), 0.0)
    assert not axial.is_parallel_to(sagittal)


def test_auto_window_leaves_out_one_per_cent_at_each_end() -> None:
    values = np.arange(10_000, dtype=np.float32).reshape(100, 100)
    window = percentile_window(Frame(values, False, (), range_window(0, 9999)))
    expected = np.percentile(values, (1, 99))
    assert (window.center - window.width / 2, window.center + window.width / 2) == pytest.approx(tuple(expected))


def test_auto_window_of_one_grey_is_the_full_range(shared_data: Path) -> None:
    frame = Frame(np.zeros((4, 4), np.float32), False, (), range_window(0, 255))
    assert percentile_window(frame) == frame.full


def test_auto_window_leaves_out_padding(shared_data: Path) -> None:
    path = next(iter(sorted((shared_data / "dicom" / "mr_series").glob("*"))))
    frame = read_frame(path)
    window = percentile_window(frame)
    assert window.width <= frame.full.width


@pytest.mark.parametrize(("missing", "expected"), [(None, (0.0, 5.0, 10.0)), (1, ())])
def test_frames_of_an_enhanced_object_have_their_own_positions(
    tmp_path: Path, make_dicom: Any, missing: int | None, expected: tuple[float, ...]
) -> None:
    path = make_dicom(tmp_path / "enhanced.dcm", pixels=np.zeros((3, 4, 4), np.uint8))
    dataset = pydicom.dcmread(path)
    shared, orientation = Dataset(), Dataset()
    orientation.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    shared.PlaneOrientationSequence = [orientation]
    dataset.SharedFunctionalGroupsSequence = [shared]
    groups = []
    for number in range(3):
        group, position = Dataset(), Dataset()
        position.ImagePositionPatient = [0, 0, 5 * number]
        group.PlanePositionSequence = [] if number == missing else [position]
        groups.append(group)
    dataset.PerFrameFunctionalGroupsSequence = groups
    dataset.save_as(path)
    assert frame_positions(path) == expected
