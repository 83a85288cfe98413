"""From files and labels to a cohort: whole patients, and nothing dropped in silence."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.cohorts.build import (
    CohortDraft,
    build_cohort,
    build_external,
    build_unlabelled,
    frames_without_labels,
)
from medxfer_gui.cohorts.labels import LabelProblem
from medxfer_gui.config.dataset import DatasetConfig, SplitConfig
from medxfer_gui.config.task import Level, TargetTask
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken

DicomMaker = Callable[..., Path]


class Folder:
    """A DICOM folder of some patients with two images each, and what is built from it."""

    def __init__(self, path: Path, home: Home, make_dicom: DicomMaker, patients: int) -> None:
        self.path, self.home = path, home
        self.uids = [(f"1.2.{patient}.1", f"1.2.{patient}.2") for patient in range(patients)]
        for patient, uids in enumerate(self.uids):
            for number, uid in enumerate(uids):
                make_dicom(
                    path / "dicom" / f"{patient}-{number}.dcm",
                    PatientID=f"MEIER-{patient}",
                    SOPInstanceUID=uid,
                    pixels=np.zeros((2, 8, 8), np.uint8) if patient == 0 else np.zeros((8, 8), np.uint8),
                )
        with Library(home.library) as library:
            index_folder(path / "dicom", library)

    def labels(self, header: str, rows: Sequence[Sequence[object]]) -> Path:
        path = self.path / "labels.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows)
        return path

    def alternating(self) -> Path:
        """Labels by patient: even ones normal, odd ones lesion."""
        rows = [(uid, ("normal", "lesion")[patient % 2]) for patient, uids in enumerate(self.uids) for uid in uids]
        return self.labels("SOPInstanceUID,label", rows)

    def draft(self, labels: Path | None, level: Level = "frame", **changes: object) -> CohortDraft:
        dataset = DatasetConfig(folder=self.path / "dicom", labels=labels, level=level).changed(**changes)
        with Library(self.home.library) as library:
            return build_cohort(dataset, library, Pseudonyms(self.home.pseudonym_key))

    def external(self, labels: Path, task: TargetTask) -> CohortDraft:
        dataset = DatasetConfig(folder=self.path / "dicom", labels=labels)
        with Library(self.home.library) as library:
            return build_external(dataset, task, library, Pseudonyms(self.home.pseudonym_key))


@pytest.fixture
def folder(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> Folder:
    return Folder(tmp_path, home, make_dicom, 10)


def test_every_frame_of_labelled_images_is_in_one_part_with_its_patient(folder: Folder) -> None:
    draft = folder.draft(folder.alternating())
    cohort = draft.cohort
    assert len(cohort) == 22
    assert list(cohort.uids) == sorted(cohort.uids)
    assert all(len(set(cohort.parts[cohort.patients == patient])) == 1 for patient in set(cohort.patients))
    assert cohort.task == TargetTask(kind="binary", classes=("normal", "lesion"))
    assert draft.problems == ()


def test_counts_add_up_to_the_cohort(folder: Folder) -> None:
    draft = folder.draft(folder.alternating())
    assert sum(count.frames for count in draft.counts) == 22
    assert sum(count.patients for count in draft.counts) == 10
    assert [(count.part, count.name) for count in draft.counts][:2] == [("train", "normal"), ("train", "lesion")]


def test_no_patient_identifier_is_in_the_cohort(folder: Folder) -> None:
    draft = folder.draft(folder.alternating())
    assert "MEIER" not in repr(draft)
    assert len(set(draft.cohort.patients)) == 10


def test_split_does_not_depend_on_the_pseudonym_key(folder: Folder) -> None:
    labels = folder.alternating()
    first = folder.draft(labels)
    folder.home.pseudonym_key.unlink()
    second = folder.draft(labels)
    assert set(first.cohort.patients).isdisjoint(second.cohort.patients)
    assert first.split_hash == second.split_hash


def test_seed_changes_the_split_and_its_hash(folder: Folder) -> None:
    labels = folder.alternating()
    hashes = {folder.draft(labels, split=SplitConfig(seed=seed)).split_hash for seed in range(4)}
    assert len(hashes) > 1


def test_positive_class_is_the_users_choice(folder: Folder) -> None:
    assert folder.draft(folder.alternating(), positive="normal").cohort.task.positive == "normal"


def test_patient_column_joins_patients(folder: Folder) -> None:
    rows = [
        (uid, ("normal", "lesion")[patient % 2], f"twin {patient // 2}" if patient < 4 else "")
        for patient, uids in enumerate(folder.uids)
        for uid in uids
    ]
    cohort = folder.draft(folder.labels("SOPInstanceUID,label,patient", rows)).cohort
    assert len(set(cohort.patients)) == 8


def test_patient_given_to_two_parts_is_left_out_and_listed(folder: Folder) -> None:
    rows = []
    for patient, (one, two) in enumerate(folder.uids):
        part = ("train", "train", "validation", "test")[patient % 4]
        label = patient // 4 % 2
        rows += [(one, label, part), (two, label, "test" if patient == 0 else part)]
    draft = folder.draft(folder.labels("SOPInstanceUID,label,split", rows))
    assert [(problem.kind, problem.key) for problem in draft.problems] == [
        ("patient in two parts", uid) for uid in folder.uids[0]
    ]
    assert "train, test" in draft.problems[0].detail
    assert not set(folder.uids[0]) & set(draft.cohort.uids)


def test_given_split_is_kept_and_named(folder: Folder) -> None:
    parts = ["train"] * 4 + ["validation"] * 3 + ["test"] * 3
    rows = [(f"MEIER-{patient}", ("a", "b")[patient % 2], part) for patient, part in enumerate(parts)]
    draft = folder.draft(folder.labels("PatientID,label,split", rows))
    found = dict(zip(draft.cohort.uids, draft.cohort.parts, strict=True))
    assert {uid: found[uid] for uids in folder.uids for uid in uids} == {
        uid: part for uids, part in zip(folder.uids, parts, strict=True) for uid in uids
    }
    assert draft.cohort.split_origin == "split as given"


def test_different_labels_within_a_patient_are_fine_for_frames(folder: Folder) -> None:
    rows = [(uid, number) for uids in folder.uids for number, uid in enumerate(uids)]
    assert len(folder.draft(folder.labels("SOPInstanceUID,label", rows)).cohort) == 22


def test_unit_with_two_labels_is_left_out_and_listed(folder: Folder) -> None:
    rows = [(uid, patient % 2) for patient, uids in enumerate(folder.uids) for uid in uids]
    rows[5] = (rows[5][0], 1 - rows[5][1])
    draft = folder.draft(folder.labels("SOPInstanceUID,label", rows), level="patient")
    assert {(problem.kind, problem.key, problem.detail) for problem in draft.problems} == {
        ("conflicting labels", uid, "patient") for uid in folder.uids[2]
    }
    assert len(set(draft.cohort.units())) == 9


def test_multilabel_columns_become_targets(folder: Folder) -> None:
    rows = [(f"MEIER-{patient}", int(patient % 2 == 0), int(patient < 6)) for patient in range(10)]
    cohort = folder.draft(folder.labels("PatientID,effusion,mass", rows)).cohort
    assert (cohort.task.kind, cohort.task.classes) == ("multilabel", ("effusion", "mass"))
    of_image = dict(zip(cohort.uids, cohort.targets.tolist(), strict=True))
    assert [of_image[uids[0]] for uids in folder.uids] == [[row[1], row[2]] for row in rows]


def test_class_folders_label_pictures(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> None:
    for name in ("lesion", "normal"):
        for number in range(5):
            make_dicom(tmp_path / "d" / name / f"{number}.dcm", PatientID=f"{name}{number}")
    with Library(home.library) as library:
        index_folder(tmp_path / "d", library)
        draft = build_cohort(DatasetConfig(folder=tmp_path / "d"), library, Pseudonyms(home.pseudonym_key))
    assert draft.cohort.task.classes == ("normal", "lesion")
    assert draft.origin.startswith("class folders; by patient")


@pytest.mark.parametrize(
    ("header", "rows", "told"),
    [
        ("SOPInstanceUID,label", [("9.9", "x")], "No image"),
        ("PatientID,label", [(f"MEIER-{number}", "flu") for number in range(10)], "one class: flu"),
        ("PatientID,label", [("MEIER-0", "a"), ("MEIER-1", "b")], "patients (2)"),
    ],
)
def test_useless_labels_are_told_in_words(folder: Folder, header: str, rows: list[object], told: str) -> None:
    with pytest.raises(MedxferError) as caught:
        folder.draft(folder.labels(header, rows))  # type: ignore[arg-type]  # rows of text
    assert told in caught.value.text
    assert "MEIER" not in str(caught.value)


def test_folders_of_patients_are_not_taken_for_classes(tmp_path: Path, home: Home, make_dicom: DicomMaker) -> None:
    for number in range(20):
        make_dicom(tmp_path / "d" / f"MEIER-{number}" / "1.dcm", PatientID=f"MEIER-{number}")
    with Library(home.library) as library:
        index_folder(tmp_path / "d", library)
        with pytest.raises(MedxferError, match="do not look like classes") as caught:
            build_cohort(DatasetConfig(folder=tmp_path / "d"), library, Pseudonyms(home.pseudonym_key))
    assert "MEIER" not in str(caught.value)


def test_folder_without_class_folders_asks_for_labels(folder: Folder) -> None:
    with pytest.raises(MedxferError, match="Choose a labels file"):
        folder.draft(None)


def test_unknown_folder_asks_for_an_index(tmp_path: Path, home: Home) -> None:
    with Library(home.library) as library, pytest.raises(MedxferError, match="medxfer index"):
        build_cohort(DatasetConfig(folder=tmp_path / "x"), library, Pseudonyms(home.pseudonym_key))


def test_stop_is_obeyed(folder: Folder) -> None:
    cancel = CancelToken()
    cancel.cancel()
    dataset = DatasetConfig(folder=folder.path / "dicom", labels=folder.alternating())
    with Library(folder.home.library) as library, pytest.raises(Cancelled):
        build_cohort(dataset, library, Pseudonyms(folder.home.pseudonym_key), cancel=cancel)


BINARY = TargetTask(kind="binary", classes=("normal", "lesion"))


def test_external_cohort_is_one_part_with_the_classes_of_the_run(folder: Folder) -> None:
    rows = [(f"MEIER-{patient}", "Lesion") for patient in range(5)]
    draft = folder.external(folder.labels("PatientID,label", rows), BINARY)
    assert set(draft.cohort.parts) == {"test"}
    assert set(draft.cohort.targets) == {1}
    assert draft.cohort.task == BINARY
    assert len([problem for problem in draft.problems if problem.kind == "unlabelled image"]) == 10


def test_external_label_that_the_run_does_not_know_is_listed(folder: Folder) -> None:
    rows = [("MEIER-0", "lesion"), ("MEIER-1", "fracture")]
    draft = folder.external(folder.labels("PatientID,label", rows), BINARY)
    strange: list[LabelProblem] = [problem for problem in draft.problems if problem.kind == "bad value"]
    assert [(problem.key, problem.detail) for problem in strange] == [(uid, "fracture") for uid in folder.uids[1]]


def test_external_multilabel_columns_are_found_by_name(folder: Folder) -> None:
    task = TargetTask(kind="multilabel", classes=("mass", "effusion"))
    rows = [("MEIER-1", 1, 0, 0)]
    draft = folder.external(folder.labels("PatientID,Effusion,extra,Mass", rows), task)
    np.testing.assert_array_equal(draft.cohort.targets, [[0, 1], [0, 1]])


def test_external_labels_of_another_kind_are_refused(folder: Folder) -> None:
    task = TargetTask(kind="multilabel", classes=("mass", "effusion"))
    with pytest.raises(MedxferError, match="do not fit the run"):
        folder.external(folder.alternating(), task)


def test_unlabelled_cohort_has_every_frame_and_no_target(folder: Folder) -> None:
    with Library(folder.home.library) as library:
        records = library.instances(folder.path / "dicom")
    cohort = build_unlabelled(records, BINARY, Pseudonyms(folder.home.pseudonym_key))
    assert cohort.keys() == frames_without_labels(records)
    assert len(cohort) == 22
    assert set(cohort.targets) == {-1}


def test_official_split_of_pneumoniamnist_has_the_published_counts(shared_data: Path, home: Home) -> None:
    path = shared_data / "images" / "pneumoniamnist_28.npz"
    with Library(home.library) as library:
        index_folder(path, library)
        cohort = build_cohort(DatasetConfig(folder=path), library, Pseudonyms(home.pseudonym_key)).cohort
    counts = {part: int((cohort.parts == part).sum()) for part in ("train", "validation", "test")}
    assert counts == {"train": 4708, "validation": 524, "test": 624}
