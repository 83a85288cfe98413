"""Patients never cross a split, and the parts look alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from medxfer_gui.cohorts.cohort import PARTS
from medxfer_gui.cohorts.split import split_patients
from medxfer_gui.config.dataset import SplitConfig
from medxfer_gui.errors import MedxferError


def uids_of(count: int) -> np.ndarray[Any, Any]:
    return np.array([f"1.2.{number:05}" for number in range(count)])


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[Any, Any, Any, SplitConfig]:
    count = draw(st.integers(6, 80))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    groups = rng.integers(0, draw(st.integers(3, 60)), count).astype(str)
    if draw(st.booleans()):
        targets = rng.integers(0, 2, (count, draw(st.integers(2, 4)))).astype(np.float32)
    else:
        targets = rng.integers(0, draw(st.integers(2, 4)), count)
    config = SplitConfig(
        validation=draw(st.sampled_from([0.05, 0.2, 0.4])),
        test=draw(st.sampled_from([0.0, 0.2, 0.4])),
        seed=draw(st.integers(0, 99)),
    )
    return uids_of(count), groups, targets, config


@settings(max_examples=120, deadline=None)
@given(cohorts())
def test_no_patient_is_in_two_parts_whatever_the_input(cohort: tuple[Any, Any, Any, SplitConfig]) -> None:
    uids, groups, targets, config = cohort
    try:
        parts = split_patients(uids, groups, targets, config)
    except MedxferError:
        assume(False)
    assert all(len(set(parts[groups == group])) == 1 for group in set(groups))
    assert {"train", "validation"} <= set(parts) <= set(PARTS)
    assert ("test" in parts) == (config.test > 0)


@settings(max_examples=60, deadline=None)
@given(cohorts(), st.integers(0, 2**16))
def test_order_of_rows_and_names_of_patients_do_not_matter(
    cohort: tuple[Any, Any, Any, SplitConfig], seed: int
) -> None:
    uids, groups, targets, config = cohort
    try:
        parts = split_patients(uids, groups, targets, config)
    except MedxferError:
        assume(False)
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(uids))
    names = {group: f"P-{number}" for number, group in enumerate(rng.permutation(sorted(set(groups))))}
    renamed = np.array([names[group] for group in groups])
    again = split_patients(uids[order], renamed[order], targets[order], config)
    np.testing.assert_array_equal(again, parts[order])


@settings(max_examples=80, deadline=None)
@given(cohorts(), st.integers(0, 2**16), st.sets(st.sampled_from(PARTS), min_size=1))
def test_given_parts_are_kept(cohort: tuple[Any, Any, Any, SplitConfig], seed: int, used: set[str]) -> None:
    uids, groups, targets, config = cohort
    rng = np.random.default_rng(seed)
    choice = {group: rng.choice([*sorted(used), ""]) for group in sorted(set(groups))}
    fixed: list[Any] = [str(choice[group]) or None for group in groups]
    try:
        parts = split_patients(uids, groups, targets, config, fixed)
    except MedxferError:
        assume(False)
    assert all(len(set(parts[groups == group])) == 1 for group in set(groups))
    for part, given_part in zip(parts, fixed, strict=True):
        if given_part in ("test", "validation"):
            assert part == given_part
        elif given_part == "train":
            assert part == "train" or (part == "validation" and "validation" not in fixed)
        elif part != "train":
            assert part not in fixed


@pytest.mark.parametrize("seed", range(5))
def test_shares_of_patients_and_classes_are_met(seed: int) -> None:
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(300), rng.integers(1, 6, 300)).astype(str)
    of_group = rng.random(300) < 0.15
    targets = of_group[groups.astype(int)].astype(np.int64)
    parts = split_patients(uids_of(len(groups)), groups, targets, SplitConfig(seed=seed))
    for part, share in (("train", 0.6), ("validation", 0.2), ("test", 0.2)):
        for number in (0, 1):
            inside = len(set(groups[(parts == part) & (targets == number)]))
            assert inside == pytest.approx(share * len(set(groups[targets == number])), abs=2)
        assert (parts == part).mean() == pytest.approx(share, abs=0.03)


def test_one_huge_patient_goes_to_training() -> None:
    groups = np.array(["big"] * 200 + [str(number) for number in range(40)])
    targets = np.array([number % 2 for number in range(240)])
    parts = split_patients(uids_of(240), groups, targets, SplitConfig())
    assert set(parts[:200]) == {"train"}


def test_seeds_give_different_splits() -> None:
    groups, targets = np.arange(60).astype(str), np.arange(60) % 2
    splits = {tuple(split_patients(uids_of(60), groups, targets, SplitConfig(seed=seed))) for seed in range(5)}
    assert len(splits) == 5


@pytest.mark.parametrize("seed", range(10))
def test_every_part_shows_every_class_where_patients_just_suffice(seed: int) -> None:
    groups = np.array(list("aabbccddeeff"))
    targets = np.array([0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0])
    parts = split_patients(uids_of(12), groups, targets, SplitConfig(seed=seed))
    assert {(part, target) for part, target in zip(parts, targets, strict=True)} == {
        (part, target) for part in PARTS for target in (0, 1)
    }


def test_rare_class_reaches_every_part() -> None:
    groups, targets = np.arange(200).astype(str), np.zeros(200, dtype=np.int64)
    targets[[3, 90, 150]] = 2
    targets[100:] = np.where(targets[100:] == 2, 2, 1)
    parts = split_patients(uids_of(200), groups, targets, SplitConfig())
    assert set(parts[targets == 2]) == set(PARTS)


@pytest.mark.parametrize(
    ("groups", "targets", "told"),
    [
        ("ab", [0, 1], "patients (2)"),
        ("aab", [0, 1, 1], "patients (2)"),
        ("abcd", [0, 1, 1, 1], "Class well has too few patients (1)"),
        ("aaabcd", [1, 1, 1, 0, 0, 0], "Class sick has too few patients (1)"),
    ],
)
def test_too_few_patients_say_what_is_missing(groups: str, targets: list[int], told: str) -> None:
    with pytest.raises(MedxferError) as caught:
        split_patients(uids_of(len(groups)), list(groups), np.array(targets), SplitConfig(), classes=("well", "sick"))
    assert told in caught.value.text
    assert "test share of 0" in caught.value.hint_text


def test_two_patients_a_class_suffice_without_a_test_part() -> None:
    parts = split_patients(uids_of(4), list("abcd"), np.array([0, 0, 1, 1]), SplitConfig(test=0.0))
    assert sorted(parts) == ["train", "train", "validation", "validation"]
    assert set(parts[:2]) == set(parts[2:]) == {"train", "validation"}


def test_patient_given_to_two_parts_is_refused() -> None:
    with pytest.raises(MedxferError, match="1 patients are in two parts"):
        split_patients(uids_of(4), list("aabb"), np.array([0, 0, 1, 1]), SplitConfig(), ["train", "test", None, None])


def test_missing_validation_is_taken_out_of_training_only() -> None:
    groups, targets = np.arange(100).astype(str), np.arange(100) % 2
    fixed: list[Any] = ["test"] * 40 + ["train"] * 60
    parts = split_patients(uids_of(100), groups, targets, SplitConfig(), fixed)
    assert set(parts[:40]) == {"test"}
    assert sorted(np.unique(parts[40:], return_counts=True)[1]) == [12, 48]


def test_given_training_part_without_a_class_is_refused() -> None:
    fixed: list[Any] = ["train", "train", "validation", "validation"]
    with pytest.raises(MedxferError, match="train has no patient of class sick"):
        split_patients(uids_of(4), list("abcd"), np.array([0, 0, 1, 0]), SplitConfig(), fixed, classes=("well", "sick"))


def test_multilabel_shares_are_met_for_rare_findings() -> None:
    rng = np.random.default_rng(3)
    targets = (rng.random((400, 5)) < [0.5, 0.3, 0.1, 0.05, 0.03]).astype(np.float32)
    groups = rng.integers(0, 250, 400).astype(str)
    parts = split_patients(uids_of(400), groups, targets, SplitConfig())
    for column in targets.T:
        assert column[parts == "test"].sum() == pytest.approx(0.2 * column.sum(), abs=2.5)
