"""Rows find their images; what does not fit is listed."""

from __future__ import annotations

import dataclasses
import unicodedata
from pathlib import Path

import pytest

from medxfer_gui.cohorts.labels import read_labels
from medxfer_gui.cohorts.matching import LabelMatch, has_class_folders, labels_from_folders, match_labels
from medxfer_gui.library.records import InstanceRecord

ROOT = Path("/data/cohort").absolute()


def record(uid: str, path: str = "", **facts: str) -> InstanceRecord:
    return InstanceRecord(
        path=ROOT / (path or f"{uid}.dcm"),
        kind="dicom",
        member=facts.get("member", ""),
        sop_instance_uid=uid,
        series_instance_uid=facts.get("series", f"series {uid}"),
        study_instance_uid=facts.get("study", f"study {uid}"),
        patient_id=facts.get("patient", f"patient {uid}"),
        frames=1,
        rows=8,
        columns=8,
        samples=1,
        class_folder=facts.get("class_folder", ""),
        part_folder=facts.get("part_folder", ""),
    )


def match(tmp_path: Path, content: str, records: list[InstanceRecord], folder: Path = ROOT) -> LabelMatch:
    path = tmp_path / "labels.csv"
    path.write_text(content, encoding="utf-8")
    return match_labels(read_labels(path), records, folder)


def kinds(found: LabelMatch) -> list[tuple[str, int | None]]:
    return [(problem.kind, problem.line) for problem in found.problems]


@pytest.mark.parametrize(
    ("column", "key"),
    [("SOPInstanceUID", "1"), ("SeriesInstanceUID", "S"), ("StudyInstanceUID", "T"), ("PatientID", "P")],
)
def test_row_labels_everything_below_its_key(tmp_path: Path, column: str, key: str) -> None:
    images = [record("1", series="S", study="T", patient="P"), record("2", series="S", study="T", patient="P")]
    found = match(tmp_path, f"{column},label\n{key},x\n", images)
    assert set(found.labels) == ({"1"} if column == "SOPInstanceUID" else {"1", "2"})


@pytest.mark.parametrize(
    "written",
    [
        "sub/b\u00f6.png",
        "sub\\b\u00f6.png",
        "./sub/b\u00f6.png",
        unicodedata.normalize("NFD", "sub/b\u00f6.png"),
        "SUB/B\u00d6.PNG",
        str(ROOT / "sub/b\u00f6.png"),
    ],
    ids=["posix", "backslash", "dot", "decomposed", "case", "absolute"],
)
def test_path_is_found_as_any_system_writes_it(tmp_path: Path, written: str) -> None:
    for on_disk in ("NFC", "NFD"):
        images = [record("1", unicodedata.normalize(on_disk, "sub/b\u00f6.png")), record("2", "other.png")]
        assert set(match(tmp_path, f"path,label\n{written},x\n", images).labels) == {"1"}


def test_case_decides_between_two_files_that_differ_only_in_it(tmp_path: Path) -> None:
    images = [record("1", "a.png"), record("2", "A.png")]
    found = match(tmp_path, "path,label\na.png,x\nA.png,y\n", images)
    assert {uid: label.value for uid, label in found.labels.items()} == {"1": "x", "2": "y"}


def test_image_of_an_npz_is_named_by_its_member(tmp_path: Path) -> None:
    images = [record("1", "set.npz", member="train/0"), record("2", "set.npz", member="train/1")]
    found = match(tmp_path, "path,label\ntrain/1,x\n", images, ROOT / "set.npz")
    assert set(found.labels) == {"2"}


def test_unmatched_row_and_unlabelled_image_are_both_listed(tmp_path: Path) -> None:
    found = match(tmp_path, "SOPInstanceUID,label\n1,x\n9,y\n", [record("1"), record("2")])
    assert kinds(found) == [("unmatched row", 3), ("unlabelled image", None)]
    assert [problem.key for problem in found.problems] == ["9", "2"]


def test_contradicting_rows_keep_the_image_out_and_name_both_lines(tmp_path: Path) -> None:
    found = match(tmp_path, "SOPInstanceUID,label\n1,x\n1,y\n2,x\n", [record("1"), record("2")])
    assert set(found.labels) == {"2"}
    assert kinds(found) == [("conflicting labels", 2), ("conflicting labels", 3)]
    assert found.problems[0].detail == "lines 2, 3"


def test_rows_that_disagree_about_the_part_contradict_each_other(tmp_path: Path) -> None:
    found = match(tmp_path, "SOPInstanceUID,label,split\n1,x,train\n1,x,test\n", [record("1")])
    assert not found.labels
    assert [kind for kind, _ in kinds(found)] == ["conflicting labels"] * 2


def test_repeated_row_counts_once_and_is_listed(tmp_path: Path) -> None:
    found = match(tmp_path, "SOPInstanceUID,label\n1,x\n1,X\n", [record("1")])
    assert set(found.labels) == {"1"}
    assert kinds(found) == [("duplicate row", 3)]


def test_contradiction_through_two_spellings_of_one_path(tmp_path: Path) -> None:
    found = match(tmp_path, "path,label\na/b.png,x\na\\b.png,y\n", [record("1", "a/b.png")])
    assert not found.labels
    assert [kind for kind, _ in kinds(found)] == ["conflicting labels"] * 2


def test_copies_of_one_instance_with_two_labels_are_kept_out(tmp_path: Path) -> None:
    found = match(tmp_path, "path,label\na.dcm,x\nb.dcm,y\n", [record("1", "a.dcm"), record("1", "b.dcm")])
    assert not found.labels
    assert {problem.kind for problem in found.problems} == {"conflicting labels"}


def test_empty_label_is_an_unlabelled_image_with_its_line(tmp_path: Path) -> None:
    found = match(tmp_path, "SOPInstanceUID,label\n1,\n2,x\n", [record("1"), record("2")])
    assert kinds(found) == [("unlabelled image", 2)]


def test_spellings_of_a_class_are_one_class(tmp_path: Path) -> None:
    rows = "1,Normal\n2,normal\n3,normal\n"
    found = match(tmp_path, f"SOPInstanceUID,label\n{rows}", [record("1"), record("2"), record("3")])
    assert {label.value for label in found.labels.values()} == {"normal"}


def test_every_image_and_row_is_accounted_for(tmp_path: Path) -> None:
    rows = "1,x\n2,\n3,x\n3,y\n4,x\n4,x\n9,x\n"
    images = [record(uid) for uid in "12345"]
    found = match(tmp_path, f"SOPInstanceUID,label\n{rows}", images)
    named = {problem.key for problem in found.problems}
    assert set(found.labels) | named == {"1", "2", "3", "4", "5", "9"}


@pytest.mark.parametrize(("kind", "key"), [("raster", "Meier/2.png"), ("dicom", "2.25.7")])
def test_picture_is_named_by_its_place_and_dicom_by_its_uid_alone(tmp_path: Path, kind: str, key: str) -> None:
    image = dataclasses.replace(record("2.25.7", "Meier/2.png"), kind=kind)
    found = match(tmp_path, "SOPInstanceUID,label\n1,x\n", [record("1"), image])
    from_folders = labels_from_folders([image], ROOT)
    assert [result.problems[0].key for result in (found, from_folders)] == [key, key]
    assert found.problems[0].place == "2.25.7"


def test_class_and_part_folders_are_labels() -> None:
    images = [record("1", class_folder="yes", part_folder="test"), record("2", class_folder="no"), record("3")]
    found = labels_from_folders(images, ROOT)
    assert {uid: (label.value, label.split) for uid, label in found.labels.items()} == {
        "1": ("yes", "test"),
        "2": ("no", None),
    }
    assert [problem.kind for problem in found.problems] == ["unlabelled image"]


def test_copies_in_two_class_folders_are_kept_out() -> None:
    found = labels_from_folders(
        [record("1", "yes/a", class_folder="yes"), record("1", "no/a", class_folder="no")], ROOT
    )
    assert not found.labels
    assert {problem.kind for problem in found.problems} == {"conflicting labels"}


def placed_record(number: int, class_folder: str) -> InstanceRecord:
    uid = str(number)
    return InstanceRecord(Path(uid), "raster", "", uid, uid, uid, uid, 1, 8, 8, 1, class_folder=class_folder)


def test_two_folders_of_many_images_are_classes() -> None:
    assert has_class_folders([placed_record(number, "ab"[number % 2]) for number in range(20)])


def test_a_folder_for_each_patient_is_no_class() -> None:
    assert not has_class_folders([placed_record(number, f"patient{number // 2}") for number in range(20)])


def test_images_outside_any_folder_have_no_class() -> None:
    assert not has_class_folders([placed_record(number, "a" if number else "") for number in range(20)])
