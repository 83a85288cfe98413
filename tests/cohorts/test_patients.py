"""Who belongs together, on the safe side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from medxfer_gui.cohorts.patients import group_by_patient
from medxfer_gui.library.records import InstanceRecord

IMAGE = InstanceRecord(Path("/x"), "dicom", "", "", "", "", "", 1, 8, 8, 1)


def image(uid: str, patient: str, study: str) -> InstanceRecord:
    return replace(IMAGE, sop_instance_uid=uid, patient_id=patient, study_instance_uid=study)


def together(records: list[InstanceRecord], overrides: dict[str, str] | None = None) -> set[frozenset[str]]:
    groups = group_by_patient(records, overrides or {})
    return {frozenset(uid for uid in groups if groups[uid] == name) for name in groups.values()}


def test_patient_id_groups_across_studies_and_spaces() -> None:
    found = together([image("1", "A", "s1"), image("2", "A ", "s2"), image("3", "B", "s3")])
    assert found == {frozenset("12"), frozenset("3")}


def test_image_without_patient_id_belongs_to_its_study() -> None:
    found = together([image("1", "", "s1"), image("2", "", "s1"), image("3", "", "s2")])
    assert found == {frozenset("12"), frozenset("3")}


def test_image_without_patient_id_goes_with_the_patient_of_its_study() -> None:
    assert together([image("1", "A", "s1"), image("2", "", "s1")]) == {frozenset("12")}


def test_one_study_is_never_two_patients() -> None:
    assert together([image("1", "A", "s1"), image("2", "B", "s1"), image("3", "B", "s2")]) == {frozenset("123")}


def test_labels_override_the_header() -> None:
    records = [image("1", "ANON", "s"), image("2", "ANON", "s"), image("3", "ANON", "s")]
    assert together(records, {"1": "a", "2": "b", "3": "a"}) == {frozenset("13"), frozenset("2")}


def test_image_without_override_stays_with_those_of_its_patient_id() -> None:
    records = [image("1", "A", "s1"), image("2", "A", "s2")]
    assert together(records, {"1": "x"}) == {frozenset("12")}
