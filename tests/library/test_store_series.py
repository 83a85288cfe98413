"""What the library knows of a folder without reading its instances: tree, counts, frames, header facts."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library.records import FrameKey, InstanceRecord, ObjectRecord, SeriesKey, SkippedFile, StackKey
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.series_entries import build_tree
from medxfer_gui.library.store import Library
from medxfer_gui.library.summaries import ProblemCount

FOLDER = Path("/data/one")


def record(number: int, **facts: object) -> InstanceRecord:
    base = InstanceRecord(
        path=FOLDER / f"{number}.dcm",
        kind="dicom",
        member="",
        sop_instance_uid=f"1.2.{number}",
        series_instance_uid="1.2.3.1",
        study_instance_uid="1.2.3",
        patient_id="P",
        frames=1,
        rows=4,
        columns=5,
        samples=1,
        instance_number=number,
    )
    return dataclasses.replace(base, **facts)  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.sqlite")


def test_tree_of_the_tables_is_that_of_the_records(library: Library, shared_data: Path) -> None:
    index_folder(shared_data / "dicom/vendor_series", library)
    records = library.instances(shared_data / "dicom/vendor_series")
    images = [record for record in records if record.patient_id]
    assert library.tree(shared_data / "dicom/vendor_series") == build_tree(images)


def test_summary_counts_what_was_stored(library: Library) -> None:
    records = [
        record(1, class_folder="ill", note="a note"),
        record(2, class_folder="well", patient_id="Q", frames=7),
        record(3, series_instance_uid="9"),
    ]
    library.replace_folder(FOLDER, records, [SkippedFile(FOLDER / "x", "problem")])
    summary = library.summary(FOLDER)
    assert summary is not None
    assert (summary.patients, summary.studies, summary.series, summary.instances, summary.frames) == (2, 2, 3, 3, 9)
    assert (summary.files, summary.noted, summary.classes, summary.in_classes, summary.skipped) == (3, 2, 2, 2, 1)


def test_folder_that_was_never_indexed_has_no_summary(library: Library) -> None:
    assert library.summary(FOLDER) is None


def test_problems_are_counted_by_kind(library: Library) -> None:
    skipped = [SkippedFile(FOLDER / f"{number}", "Not a DICOM file", detail=f"{number}") for number in range(3)]
    library.replace_folder(FOLDER, [record(1), record(2, note="no study UID, one was made")], skipped)
    assert library.problems(FOLDER) == (
        ProblemCount("Not a DICOM file", 3),
        ProblemCount("no study UID, one was made", 1),
    )
    assert library.noted(FOLDER) == [(FOLDER / "2.dcm", "no study UID, one was made")]


def test_frames_follow_the_tree(library: Library) -> None:
    records = [
        record(1, series_instance_uid="b", series_number=2, frames=2),
        record(2, series_instance_uid="a", series_number=10),
        record(3, series_instance_uid="b", series_number=2, frames=2),
    ]
    library.replace_folder(FOLDER, records, [])
    assert list(library.frames(FOLDER)) == [
        FrameKey("1.2.1", 0),
        FrameKey("1.2.1", 1),
        FrameKey("1.2.3", 0),
        FrameKey("1.2.3", 1),
        FrameKey("1.2.2", 0),
    ]


def test_frames_of_chosen_series_come_in_the_order_asked_for(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1, series_instance_uid="a"), record(2, series_instance_uid="b")], [])
    keys = [SeriesKey("P", "1.2.3", name) for name in ("b", "a", "unknown")]
    assert library.frames(FOLDER, keys).uids == ("1.2.2", "1.2.1")


def test_stack_of_an_instance_gives_its_frames(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1), record(2), record(3, patient_id="Q")], [])
    stack = library.stack_of("1.2.2", FOLDER)
    assert stack == StackKey(SeriesKey("P", "1.2.3", "1.2.3.1"), 0)
    assert library.stack_frames(FOLDER, stack).uids == ("1.2.1", "1.2.2")
    assert library.stack_of("1.2.9", FOLDER) is None


def test_series_is_found_by_any_short_element(library: Library, tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "data/a", PatientID="A", Manufacturer="GE MEDICAL SYSTEMS", KVP="120")
    make_dicom(tmp_path / "data/b", PatientID="B", Manufacturer="Siemens", ImageType=["ORIGINAL", "PRIMARY"])

    def patients(keyword: str, text: str) -> set[str]:
        return {key.patient_id for key in library.series_with(tmp_path / "data", keyword, text)}

    index_folder(tmp_path / "data", library)
    assert patients("Manufacturer", "ge med") == {"A"}
    assert patients("manufacturer", "SIEM") == {"B"}
    assert patients("00080070", "s") == {"A", "B"}
    assert patients("KVP", "120") == {"A"}
    assert patients("ImageType", "original\\primary") == {"B"}
    assert patients("Nonsense", "") == set()


def test_identifying_elements_are_not_searched(library: Library, tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "data/a", PatientName="Doe^Jane", StationName="ROOM1", AccessionNumber="77")
    index_folder(path.parent, library)
    found = [library.series_with(path.parent, word, "") for word in ("PatientName", "StationName", "AccessionNumber")]
    assert found == [frozenset()] * 3


def test_facts_are_those_of_the_changed_file(library: Library, tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "data/a", Manufacturer="Old")
    index_folder(tmp_path / "data", library)
    make_dicom(tmp_path / "data/a", Manufacturer="Renewed")
    index_folder(tmp_path / "data", library)
    assert not library.series_with(tmp_path / "data", "Manufacturer", "old")
    assert len(library.series_with(tmp_path / "data", "Manufacturer", "renewed")) == 1


def report(number: int) -> ObjectRecord:
    path = FOLDER / f"report{number}.dcm"
    uids = (f"1.3.{number}", "1.2.3.9", "1.2.3", "P")
    return ObjectRecord(path, "Structured report", "Findings", *uids, modality="SR", instance_number=number)


def put_in(library: Library, objects: list[ObjectRecord], gone: list[str] | None = None) -> None:
    with library.findings() as findings:
        for found in objects:
            findings.add_object(found)
        findings.remove(gone or [])
        library.update(FOLDER, findings)


def test_series_without_images_stands_in_the_tree_as_what_it_is(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])
    put_in(library, [report(2), report(1)])
    (patient,) = library.tree(FOLDER)
    images, reports = patient.studies[0].series
    assert (images.kind, images.instances) == ("", 1)
    assert (reports.kind, reports.description, reports.instances, reports.stacks) == (
        "Structured report",
        "Findings",
        2,
        (),
    )
    assert library.find_object(reports.object_uid, FOLDER) == report(1)
    assert library.series_objects(report(1).series_key, FOLDER) == [report(1), report(2)]


def test_objects_are_not_counted_as_images(library: Library) -> None:
    put_in(library, [report(1)])
    summary = library.summary(FOLDER)
    assert summary is not None
    assert (summary.patients, summary.series, summary.instances) == (0, 0, 0)


def test_objects_that_are_gone_leave_the_tree(library: Library) -> None:
    put_in(library, [report(1), report(2)])
    put_in(library, [], [str(report(1).path)])
    ((node,),) = (study.series for patient in library.tree(FOLDER) for study in patient.studies)
    assert (node.instances, node.object_uid) == (1, "1.3.2")
    put_in(library, [], [str(report(2).path)])
    assert library.tree(FOLDER) == ()


def test_stacks_of_a_series_are_kept_with_what_is_wrong_with_them(library: Library) -> None:
    planes = [record(number, position=2.0 * number) for number in (1, 2, 3, 5)]
    library.replace_folder(FOLDER, [*planes, record(9, frames=30)], [])
    (patient,) = library.tree(FOLDER)
    stacks = patient.studies[0].series[0].stacks
    assert [(stack.label, stack.instances, stack.frames) for stack in stacks] == [
        ("slices", 4, 4),
        ("30 frames", 1, 30),
    ]
    assert [problem.problem for problem in stacks[0].problems] == ["Slices are missing"]
    key = SeriesKey("P", "1.2.3", "1.2.3.1")
    assert library.stack_frames(FOLDER, StackKey(key, 0)).uids == ("1.2.1", "1.2.2", "1.2.3", "1.2.5")
    assert library.stack_of("1.2.9", FOLDER) == StackKey(key, 1)


def test_scan_puts_objects_into_the_tree_as_what_they_are(library: Library, shared_data: Path) -> None:
    folder = shared_data / "dicom/derived"
    index_folder(folder, library)
    series = [node for patient in library.tree(folder) for study in patient.studies for node in study.series]
    kinds = {node.kind for node in series}
    assert {"", "Segmentation", "Structured report", "Microscopy annotations"} == kinds
    report = next(node for node in series if node.kind == "Structured report")
    found = library.find_object(report.object_uid, folder)
    assert found is not None
    assert found.path.name.startswith("sr_document")


def test_both_patients_of_one_series_uid_are_flagged(library: Library) -> None:
    library.replace_folder(
        FOLDER, [record(1, patient_id="A"), record(2, patient_id="B"), record(3, patient_id="A")], []
    )
    told = [
        problem.problem
        for patient in library.tree(FOLDER)
        for stack in patient.studies[0].series[0].stacks
        for problem in stack.problems
    ]
    assert told == ["The series UID is used for more than one patient"] * 2
