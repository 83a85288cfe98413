"""What is said of stacks that are no clean volume."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from series_records import plane

from medxfer_gui.library.dicom_files import read_record
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.stacks import split_stacks


def said(records: list[InstanceRecord]) -> dict[str, str]:
    """Detail of each problem of the only stack."""
    (stack,) = split_stacks(records)
    return {problem.problem: problem.detail for problem in stack.problems}


def read_folder(folder: Path) -> list[InstanceRecord]:
    found = [read_record(path, place_of(path, folder)) for path in sorted(folder.iterdir())]
    return [record for record in found if isinstance(record, InstanceRecord)]


def test_missing_slices_are_counted_and_placed() -> None:
    assert said([plane(number, 2.5 * number) for number in (1, 2, 3, 5, 6, 9)]) == {
        "Slices are missing": "3 slices are missing; 2.5 mm elsewhere; gap of 5.0 mm after slice 3; "
        "gap of 7.5 mm after slice 5"
    }


def test_change_of_distance_is_told_by_stretches() -> None:
    heights = [0, 3, 6, 9, 14, 19, 24]
    assert said([plane(number, height) for number, height in enumerate(heights)]) == {
        "The distances between slices differ": "slices 1 to 4: 3.0 mm; slices 4 to 7: 5.0 mm"
    }


def test_rounded_positions_are_no_problem() -> None:
    assert said([plane(number, round(0.625 * number, 2)) for number in range(40)]) == {}


def test_many_gaps_are_named_up_to_a_limit() -> None:
    heights = [height for height in range(60) if height % 4 != 3]
    detail = said([plane(height, height) for height in heights])["Slices are missing"]
    assert detail.startswith("14 slices are missing; 1.0 mm elsewhere; gap of 2.0 mm after slice 3;")
    assert detail.endswith("and 10 more")


def test_tilt_is_measured_between_the_normal_and_the_line_of_slices() -> None:
    tilt = math.radians(12)
    orientation = (1.0, 0.0, 0.0, 0.0, math.cos(tilt), -math.sin(tilt))
    records = [
        plane(
            number,
            5.0 * number * math.cos(tilt),
            orientation=orientation,
            image_position=(0.0, 0.0, 5.0 * number),
        )
        for number in range(4)
    ]
    assert said(records) == {"The stack is tilted": "12.0°"}


def test_oblique_stack_along_its_normal_is_not_tilted() -> None:
    turn = math.radians(30)
    records = [
        plane(
            number,
            5.0 * number,
            orientation=(1.0, 0.0, 0.0, 0.0, math.cos(turn), -math.sin(turn)),
            image_position=(0.0, 5.0 * number * math.sin(turn), 5.0 * number * math.cos(turn)),
        )
        for number in range(4)
    ]
    assert said(records) == {}


def test_slices_beside_the_line_are_shifted() -> None:
    records = [plane(number, number, image_position=(4.0 * (number == 2), 0.0, float(number))) for number in range(5)]
    assert said(records) == {"Slices are shifted against each other": "by up to 4.0 mm"}


def test_overlap_is_told_with_distance_and_thickness() -> None:
    records = [plane(number, 2.5 * number, slice_thickness=5.0) for number in range(4)]
    assert said(records) == {"Slices overlap": "2.5 mm apart; 5.0 mm thick"}


def test_gap_between_slices_as_planned_is_no_problem() -> None:
    assert said([plane(number, 6.0 * number, slice_thickness=5.0) for number in range(4)]) == {}


def test_repeated_position_is_told_with_its_slices() -> None:
    records = [plane(number, height) for number, height in enumerate([0, 1, 2, 2, 3, 4, 5])]
    assert said(records) == {"Several images lie at the same position": "slice 4 lies where slice 3 does"}


def test_mixed_pixel_spacing_is_told() -> None:
    records = [plane(number, number, spacing=(0.5, 0.5 + 0.25 * (number > 2))) for number in range(4)]
    assert said(records) == {"The pixel spacing differs from slice to slice": "0.5 × 0.5 mm; 0.5 × 0.75 mm"}


def test_mixed_frames_of_reference_are_told() -> None:
    records = [plane(number, number, frame_of_reference_uid=f"1.{number > 1}") for number in range(4)]
    assert said(records) == {"The images have several frames of reference": ""}


def test_instance_that_names_no_frame_of_reference_is_no_second_one() -> None:
    assert said([plane(number, number, frame_of_reference_uid="1.2" if number else "") for number in range(4)]) == {}


@pytest.mark.parametrize(("numbers", "problems"), [((3, 2, 1), 0), ((1, 3, 2), 1)])
def test_only_numbers_out_of_order_are_told(numbers: tuple[int, ...], problems: int) -> None:
    assert len(said([plane(number, height) for height, number in enumerate(numbers)])) == problems


def test_tilted_ct_is_told_whole(shared_data: Path) -> None:
    # Gantry tilt and distances as published with the data: 18.5 degrees, 4 mm, one step of 1.08 mm, 7 mm.
    assert said(read_folder(shared_data / "dicom/ct_ge_tilted")) == {
        "The distances between slices differ": "slices 1 to 14: 4.0 mm; slices 14 to 15: 1.1 mm; "
        "slices 15 to 28: 7.0 mm",
        "The stack is tilted": "18.5°",
        "The slices are not equally thick": "4 mm; 7 mm",
    }


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("gantrytilting/001", {"The stack is tilted": "14.0°"}),
        ("notavolume/001", {"All images lie at one position": ""}),
        (
            "sliceincrement/001",
            {"Slices are missing": "1 slice is missing; 5.0 mm elsewhere; gap of 10.0 mm after slice 3"},
        ),
        (
            "sliceincrement/002",
            {
                "Slices are missing": "1 slice is missing; 0.75 mm elsewhere; gap of 1.5 mm after slice 3",
                "The stack is tilted": "15.5°",
            },
        ),
    ],
)
def test_series_that_converters_refuse_say_why(shared_data: Path, name: str, problems: dict[str, str]) -> None:
    assert said(read_folder(shared_data / "dicom/vendor_series/failing" / name)) == problems
