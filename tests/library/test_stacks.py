"""Splitting a series into stacks."""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from series_records import AXIAL, CORONAL, SAGITTAL, loose, plane

from medxfer_gui.library.dicom_files import read_record
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.stacks import plane_name, split_stacks


def shapes(records: Iterable[InstanceRecord]) -> dict[str, int]:
    """Number of instances of each stack by its label."""
    return {stack.label: len(stack.records) for stack in split_stacks(records)}


def read_folder(folder: Path) -> list[InstanceRecord]:
    found = [read_record(path, place_of(path, folder)) for path in sorted(folder.iterdir())]
    return [record for record in found if isinstance(record, InstanceRecord)]


def test_even_series_is_one_stack_without_label_or_problem() -> None:
    (stack,) = split_stacks(plane(number, 2.0 * number) for number in range(10))
    assert (stack.label, stack.problems) == ("", ())


def test_planes_go_by_position_not_by_number() -> None:
    (stack,) = split_stacks([plane(1, 8.0), plane(2, 0.0), plane(3, 4.0)])
    assert [record.position for record in stack.records] == [0.0, 4.0, 8.0]


def test_images_without_positions_go_by_number_then_by_natural_name() -> None:
    files = [loose(number, instance_number=None, path=Path(f"/d/i{number}.dcm")) for number in (10, 9)]
    (stack,) = split_stacks([*files, loose(2), loose(1)])
    assert [record.path.name for record in stack.records] == ["1.dcm", "2.dcm", "i9.dcm", "i10.dcm"]


def test_sizes_are_apart_with_the_larger_group_first() -> None:
    small = [plane(number, number, rows=32) for number in range(2)]
    large = [plane(number + 10, number) for number in range(3)]
    assert list(shapes([*small, *large]).items()) == [("64 × 64", 3), ("64 × 32", 2)]


def test_grey_and_colour_are_apart() -> None:
    assert shapes([plane(1, 0), plane(2, 1), plane(3, 2, samples=3)]) == {"grey": 2, "colour": 1}


def test_orientations_are_apart_and_named() -> None:
    records = [plane(number, number) for number in range(3)]
    records += [plane(number + 10, number, orientation=SAGITTAL) for number in range(2)]
    assert shapes(records) == {"axial": 3, "sagittal": 2}


def test_orientations_within_a_degree_are_one() -> None:
    turn = math.radians(0.5)
    turned = (math.cos(turn), math.sin(turn), 0.0, -math.sin(turn), math.cos(turn), 0.0)
    assert shapes([plane(1, 0), plane(2, 1, orientation=turned)]) == {"": 2}


def test_radial_planes_stay_together_in_order_of_numbers() -> None:
    turns = [math.radians(15 * number) for number in range(12)]
    records = [
        plane(number, 40.0 * math.cos(3 * turn), orientation=(math.cos(turn), math.sin(turn), 0.0, 0.0, 0.0, -1.0))
        for number, turn in enumerate(turns)
    ]
    (stack,) = split_stacks(reversed(records))
    assert [record.instance_number for record in stack.records] == list(range(12))
    assert [problem.problem for problem in stack.problems] == ["The images have many orientations"]


@pytest.mark.parametrize(("orientation", "name"), [(AXIAL, "axial"), (SAGITTAL, "sagittal"), (CORONAL, "coronal")])
def test_planes_are_named_by_their_normal(orientation: tuple[float, ...], name: str) -> None:
    assert plane_name(orientation) == name


def test_plane_between_two_axes_is_oblique() -> None:
    half = math.sqrt(0.5)
    assert plane_name((1.0, 0.0, 0.0, 0.0, half, half)) == "oblique"


def test_two_oblique_orientations_are_told_apart() -> None:
    half = math.sqrt(0.5)
    one, other = (1.0, 0.0, 0.0, 0.0, half, half), (1.0, 0.0, 0.0, 0.0, half, -half)
    records = [plane(number, number, orientation=one) for number in range(4)]
    records += [plane(number + 10, number, orientation=other) for number in range(4)]
    assert shapes(records) == {"oblique; part 1": 4, "oblique; part 2": 4}


def test_localiser_is_apart_and_comes_last() -> None:
    scout = plane(1, 0, image_type="ORIGINAL\\PRIMARY\\LOCALIZER", orientation=CORONAL, rows=512)
    slices = [plane(number, number, image_type="ORIGINAL\\PRIMARY\\AXIAL") for number in range(2, 5)]
    assert list(shapes([scout, *slices]).items()) == [("slices", 3), ("localiser", 1)]


def test_images_without_position_are_apart_from_planes() -> None:
    assert shapes([plane(1, 0), plane(2, 1), loose(3)]) == {"slices": 2, "without position": 1}


def test_multi_frame_instances_are_stacks_of_their_own() -> None:
    films = [loose(number, frames=30, modality="US") for number in (2, 3)]
    assert shapes([loose(1, modality="US"), *films]) == {
        "single images": 1,
        "image 2": 1,
        "image 3": 1,
    }


@pytest.mark.parametrize(
    ("field", "values", "labels"),
    [
        ("echo_time", (20.0, 80.0), ["TE 20 ms", "TE 80 ms"]),
        ("b_value", (0.0, 1000.0), ["b 0", "b 1000"]),
        ("inversion_time", (100.0, 350.5), ["TI 100 ms", "TI 350.5 ms"]),
        ("temporal_position", (1, 2), ["time point 1", "time point 2"]),
        ("image_type", ("ORIGINAL\\PRIMARY\\M", "ORIGINAL\\PRIMARY\\P"), ["M", "P"]),
        ("acquisition_number", (4, 5), ["acquisition 1", "acquisition 2"]),
        ("acquisition_time", ("20200101101010", "20200101101020"), ["time point 1", "time point 2"]),
    ],
)
def test_repeats_at_the_same_positions_are_apart(field: str, values: tuple[Any, ...], labels: list[str]) -> None:
    records = [
        plane(10 * repeat + number, 3.0 * number, **{field: value})
        for repeat, value in enumerate(values)
        for number in range(5)
    ]
    assert shapes(records) == dict.fromkeys(labels, 5)


def test_phases_are_apart_though_their_times_differ_from_slice_to_slice() -> None:
    records = [
        plane(10 * number + phase, 8.0 * number, trigger_time=phase * (38.0 + number))
        for number in range(4)
        for phase in range(3)
    ]
    assert shapes(records) == {"phase 1": 4, "phase 2": 4, "phase 3": 4}


def test_directions_within_a_b_value_are_apart_too() -> None:
    records = [plane(number, 2.0 * number, b_value=0.0) for number in range(4)]
    records += [
        plane(10 * direction + number, 2.0 * number, b_value=800.0) for direction in (1, 2) for number in range(4)
    ]
    assert shapes(records) == {"b 0": 4, "b 800; repeat 1": 4, "b 800; repeat 2": 4}


def test_single_position_over_time_is_one_stack_in_order_of_time() -> None:
    records = [plane(9 - number, 5.0, acquisition_time=f"2020010110101{number}") for number in range(5)]
    (stack,) = split_stacks(records)
    assert [record.acquisition_time[-1] for record in stack.records] == list("01234")
    assert [problem.problem for problem in stack.problems] == ["All images lie at one position"]


def test_one_repeated_slice_is_flagged_not_split() -> None:
    (stack,) = split_stacks([plane(number, number) for number in range(6)] + [plane(9, 3.0)])
    assert [problem.problem for problem in stack.problems] == [
        "Several images lie at the same position",
        "Instance numbers do not follow the positions",
    ]


@pytest.mark.parametrize("modality", ["CR", "DX", "MG", "XA"])
def test_projections_are_one_stack_without_problems(modality: str) -> None:
    records = [plane(1, 0, modality=modality), plane(2, 90, modality=modality, rows=80), loose(3, modality=modality)]
    (stack,) = split_stacks(records)
    assert ([record.instance_number for record in stack.records], stack.problems) == ([1, 2, 3], ())


def test_slices_whose_headers_have_no_positions_are_flagged() -> None:
    (stack,) = split_stacks([loose(2), loose(1)])
    assert [record.instance_number for record in stack.records] == [1, 2]
    assert [problem.problem for problem in stack.problems] == ["The headers do not say where these images lie"]


def test_mixed_orientations_of_a_real_series_are_apart(shared_data: Path) -> None:
    folder = shared_data / "dicom/vendor_series/failing/sliceorientation/001"
    assert shapes(read_folder(folder)) == {"sagittal": 2, "axial": 2}


@pytest.mark.parametrize("name", ["anatomical/001", "anatomical/002_non_isotropic", "compressed_jpegls/001", "rgb/001"])
def test_real_volumes_are_one_clean_stack(shared_data: Path, name: str) -> None:
    (stack,) = split_stacks(read_folder(shared_data / "dicom/vendor_series/generic" / name))
    assert (len(stack.records), stack.label, stack.problems) == (4, "", ())


def test_real_head_series_is_one_clean_stack(shared_data: Path) -> None:
    (stack,) = split_stacks(read_folder(shared_data / "dicom/mr_series"))
    assert (len(stack.records), stack.problems) == (16, ())


ANY_RECORD = st.builds(
    lambda number, height, positioned, facts: (plane if positioned else lambda n, _, **f: loose(n, **f))(
        number, height, **facts
    ),
    st.integers(1, 6),
    st.sampled_from([0.0, 1.0, 1.004, 2.5, 2.505]),
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "frames": st.sampled_from([1, 4]),
            "rows": st.sampled_from([64, 128]),
            "modality": st.sampled_from(["MR", "DX", "US"]),
            "orientation": st.sampled_from([AXIAL, SAGITTAL, None]),
            "instance_number": st.sampled_from([None, 1, 2]),
            "echo_time": st.sampled_from([None, 10.0, 20.0]),
            "trigger_time": st.sampled_from([None, 10.0, 20.0]),
            "image_type": st.sampled_from(["", "A\\B\\LOCALIZER", "A\\B\\M"]),
            "acquisition_time": st.sampled_from(["", "1", "2"]),
            "spacing": st.sampled_from([None, (1.0, 1.0), (0.001, 0.001)]),
        },
    ),
)


@given(st.lists(ANY_RECORD, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_each_record_is_in_one_stack_whatever_the_order(found: list[InstanceRecord], chance: random.Random) -> None:
    records = [dataclasses.replace(one, path=Path(f"/d/{at}.dcm")) for at, one in enumerate(found)]
    stacks = split_stacks(records)
    assert sorted(str(record.path) for stack in stacks for record in stack.records) == sorted(
        str(record.path) for record in records
    )
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert split_stacks(shuffled) == stacks
    labels = [stack.label for stack in stacks]
    assert len(set(labels)) == len(labels)
