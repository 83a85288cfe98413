"""Records from DICOM headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library.dicom_files import read_record
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SkippedFile


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


def object_of(path: Path) -> ObjectRecord | None:
    found = read_record(path, place_of(path, path.parent))
    assert isinstance(found, SkippedFile)
    return found.object


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("sr_document.dcm", "Structured report", "Imaging Measurement Report"),
        ("seg_image_cr_binary.dcm", "Segmentation", "CR_SEG"),
        ("seg_image_sm_dots_tiled_full.dcm", "Segmentation", "SM_SEG"),
        ("sm_annotations.dcm", "Microscopy annotations", "SM_ANN"),
    ],
)
def test_objects_are_known_by_kind_and_title(shared_data: Path, name: str, kind: str, title: str) -> None:
    found = object_of(shared_data / "dicom/derived/test_files" / name)
    assert found is not None
    assert (found.kind, found.title) == (kind, title)


def test_object_without_patient_counts_its_study_as_one(tmp_path: Path, make_dicom: Any) -> None:
    report = "1.2.840.10008.5.1.4.1.1.88.11"
    found = object_of(make_dicom(tmp_path / "f", SOPClassUID=report, PixelData=None, PatientID=None))
    assert found is not None
    assert found.patient_id == f"study {found.study_instance_uid}"


def test_object_that_belongs_to_no_series_is_only_skipped(tmp_path: Path, make_dicom: Any) -> None:
    hanging_protocol = "1.2.840.10008.5.1.4.38.1"
    path = make_dicom(tmp_path / "f", SOPClassUID=hanging_protocol, PixelData=None, SeriesInstanceUID=None)
    assert object_of(path) is None


def test_image_that_is_cut_off_is_no_object(shared_data: Path) -> None:
    assert object_of(shared_data / "bad/06_trunc_pixels.dcm") is None
