"""Records from DICOM headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library.dicom_files import read_record
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord


def record_of(path: Path) -> InstanceRecord:
    found = read_record(path, place_of(path, path.parent))
    assert isinstance(found, InstanceRecord)
    return found


def test_geometry_is_kept_as_it_stands(shared_data: Path) -> None:
    found = record_of(shared_data / "dicom/ct_ge_tilted/01.dcm")
    assert found.image_position == (-125.0, -123.5404569, 5.8360586)
    assert found.orientation == (1.0, 0.0, 0.0, 0.0, 0.9483237, -0.3173047)
    assert (found.gantry_tilt, found.slice_thickness, found.acquisition_number) == (18.5, 4.0, 1)
    assert found.image_type == "ORIGINAL\\PRIMARY\\AXIAL\\ADD"


def test_what_sets_images_of_one_position_apart_is_kept(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(
        tmp_path / "f",
        TemporalPositionIdentifier=3,
        TriggerTime="412.5",
        EchoTime="90",
        InversionTime="100",
        DiffusionBValue=800.0,
        SpacingBetweenSlices="3.3",
        FrameOfReferenceUID="1.2.3",
    )
    found = record_of(path)
    assert (found.temporal_position, found.trigger_time, found.echo_time) == (3, 412.5, 90.0)
    assert (found.inversion_time, found.b_value, found.slice_spacing) == (100.0, 800.0, 3.3)
    assert found.frame_of_reference_uid == "1.2.3"


@pytest.mark.parametrize(
    ("attributes", "time"),
    [
        ({"AcquisitionDateTime": "20200131120000.5"}, "20200131120000.5"),
        ({"AcquisitionDate": "20200131", "AcquisitionTime": "120000"}, "20200131120000"),
        ({}, ""),
    ],
)
def test_acquisition_time_is_found_in_either_place(
    tmp_path: Path, make_dicom: Any, attributes: dict[str, str], time: str
) -> None:
    assert record_of(make_dicom(tmp_path / "f", **attributes)).acquisition_time == time


@pytest.mark.parametrize("position", [[1, 2], None])
def test_position_that_is_not_three_numbers_is_none(tmp_path: Path, make_dicom: Any, position: Any) -> None:
    assert record_of(make_dicom(tmp_path / "f", ImagePositionPatient=position)).image_position is None
