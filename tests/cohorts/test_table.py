"""The cohort in the run folder: the same after reading, and refused after tampering."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.cohorts.labels import LabelProblem
from medxfer_gui.cohorts.table import read_cohort, write_cohort, write_problems
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError


def cohort_of(task: TargetTask) -> Cohort:
    targets = np.array([[0, 1], [1, 1], [0, 0], [1, 0]], np.float32) if task.kind == "multilabel" else np.arange(4) % 2
    return Cohort(
        task=task,
        uids=np.array(["1.1", "1.1", "1.2", "1.3"]),
        frames=np.array([0, 1, 0, 0]),
        series=np.array(["s1", "s1", "s2", "s3"]),
        studies=np.array(["t1", "t1", "t1", "t2"]),
        patients=np.array(["P-1", "P-1", "P-1", "P-2"]),
        targets=targets,
        parts=np.array(["train", "train", "train", "validation"]),
        split_origin="by patient, stratified, seed 0",
    )


BINARY = TargetTask(kind="binary", classes=("normal", "lesion, or; \u201cother\u201d"), level="study")
MULTILABEL = TargetTask(kind="multilabel", classes=("mass|node", "effusion"))


@pytest.mark.parametrize("task", [BINARY, MULTILABEL], ids=["binary", "multilabel"])
def test_what_is_read_is_what_was_written(tmp_path: Path, task: TargetTask) -> None:
    cohort = cohort_of(task)
    write_cohort(cohort, tmp_path)
    again = read_cohort(tmp_path)
    assert (again.task, again.split_origin, again.split_hash()) == (task, cohort.split_origin, cohort.split_hash())
    for name in ("uids", "frames", "series", "studies", "patients", "targets", "parts"):
        np.testing.assert_array_equal(getattr(again, name), getattr(cohort, name))
        assert getattr(again, name).dtype.kind == getattr(cohort, name).dtype.kind


def edited(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("split.csv", "1.2,0,train", "1.2,0,validation", "in two parts"),
        ("split.csv", "1.3,0,validation", "1.3,0,test", "hash differs"),
        ("split.csv", "1.3,0,validation", "1.3,0,holdout", "split changed"),
        ("split.csv", "1.3,0,validation\n", "", "split changed"),
        ("cohort.csv", "1.3,0,s3", "1.4,0,s3", "split changed"),
        ("cohort.csv", "P-2", "P-1", "in two parts"),
        ("cohort.csv", "normal", "healthy", "no class of the run: healthy"),
        ("cohort.csv", "series", "serie", "lacks series"),
        ("cohort.csv", "1.1,1", "1.1,one", "no number"),
        ("task.json", "binary", "multiclass", "do not fit"),
        ("task.json", "{", "[", "is broken"),
    ],
    ids=range(11),
)
def test_changed_file_is_refused(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    write_cohort(cohort_of(BINARY), tmp_path)
    edited(tmp_path, name, old, new)
    with pytest.raises(MedxferError) as caught:
        read_cohort(tmp_path)
    assert told in caught.value.text


def test_saving_in_a_spreadsheet_without_changes_does_no_harm(tmp_path: Path) -> None:
    write_cohort(cohort_of(BINARY), tmp_path)
    for name in ("cohort.csv", "split.csv"):
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert len(read_cohort(tmp_path)) == 4


@pytest.mark.parametrize("name", ["cohort.csv", "split.csv", "task.json"])
def test_missing_file_is_told_in_words(tmp_path: Path, name: str) -> None:
    write_cohort(cohort_of(BINARY), tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(MedxferError, match="is missing"):
        read_cohort(tmp_path)


def test_task_file_tells_task_and_split(tmp_path: Path) -> None:
    cohort = cohort_of(BINARY)
    write_cohort(cohort, tmp_path)
    facts = json.loads((tmp_path / "task.json").read_text(encoding="utf-8"))
    assert TargetTask.checked(facts["task"]) == BINARY
    assert facts["split_hash"] == cohort.split_hash()


def test_problems_are_written_without_paths_and_patients(tmp_path: Path) -> None:
    problems = [
        LabelProblem("unmatched row", 7, "MEIER/1.dcm", "No image has this key."),
        LabelProblem("unmatched row", 8, "4711", "No image has this key.", private=True),
        LabelProblem("unlabelled image", None, "/data/MEIER/2.dcm", "The image is in no class folder.", uid="1.2.3"),
        LabelProblem("unlabelled image", None, "1.2.4", "No row labels this image."),
    ]
    write_problems(problems, tmp_path)
    rows = (tmp_path / "problems.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[1] for row in rows] == ["place", "line 7", "line 8", "1.2.3", "1.2.4"]
