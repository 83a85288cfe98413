"""The cohort on disk: three small text files of a run folder that a person can open."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from medxfer_gui.atomic import write_atomic
from medxfer_gui.cohorts.cohort import PARTS, Cohort
from medxfer_gui.cohorts.labels import LabelProblem
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError

COHORT, SPLIT, TASK = "cohort.csv", "split.csv", "task.json"
_COLUMNS = ("uid", "frame", "series", "study", "patient")
_CLASS_PREFIX = "label: "
"""Before the class name in the column names of a multi-label cohort."""


def write_cohort(cohort: Cohort, folder: Path) -> None:
    """Write ``cohort.csv``, ``split.csv`` and ``task.json`` (the task, and hash and origin of the split) to ``folder``.

    UIDs and pseudonyms only; no path, no patient identifier.
    """
    columns = [cohort.uids, cohort.frames, cohort.series, cohort.studies, cohort.patients]
    if cohort.task.kind == "multilabel":
        labels = [f"{_CLASS_PREFIX}{name}" for name in cohort.task.classes]
        columns += [cohort.targets[:, number].astype(np.int64) for number in range(len(labels))]
    else:
        labels = ["label"]
        columns.append(np.asarray(cohort.task.classes)[cohort.targets.astype(np.int64)])
    write_atomic(folder / COHORT, _csv((*_COLUMNS, *labels), zip(*columns, strict=True)))
    split = zip(cohort.uids, cohort.frames, cohort.parts, strict=True)
    write_atomic(folder / SPLIT, _csv(("uid", "frame", "part"), split))
    task = cohort.task.model_dump(mode="json")
    facts = {"task": task, "split_hash": cohort.split_hash(), "split_origin": cohort.split_origin}
    write_atomic(folder / TASK, json.dumps(facts, indent=2, ensure_ascii=False) + "\n")


def read_cohort(folder: Path) -> Cohort:
    """Read the cohort of a run folder, and check it.

    Raises
    ------
    MedxferError
        When a file is missing or broken, a label is not one of the task's, a patient is in two parts, or the split is
        not the one that was written.
    """
    facts = _json(folder / TASK)
    task = TargetTask.checked(facts.get("task"))
    rows = _rows(folder / COHORT, _COLUMNS)
    frames = _frames(rows, folder / COHORT)
    split = _rows(folder / SPLIT, ("uid", "frame", "part"))
    parts_of = {(row["uid"], row["frame"]): row["part"] for row in split}
    parts = [parts_of.get((row["uid"], row["frame"]), "") for row in rows]
    if len(split) != len(rows) or not set(parts) <= set(PARTS):
        raise _changed(folder, "cohort.csv and split.csv do not name the same frames and parts")
    cohort = Cohort(
        task=task,
        uids=np.array([row["uid"] for row in rows], dtype=np.str_),
        frames=frames,
        series=np.array([row["series"] for row in rows], dtype=np.str_),
        studies=np.array([row["study"] for row in rows], dtype=np.str_),
        patients=np.array([row["patient"] for row in rows], dtype=np.str_),
        targets=_targets(rows, task, folder / COHORT),
        parts=np.array(parts, dtype=np.str_),
        split_origin=str(facts.get("split_origin", "")),
    )
    _check_split(cohort, str(facts.get("split_hash", "")), folder)
    return cohort


def _check_split(cohort: Cohort, written_hash: str, folder: Path) -> None:
    crossing = patients_in_two_parts(cohort)
    if crossing:
        raise _changed(folder, f"{len(crossing)} patients are in two parts")
    if cohort.split_hash() != written_hash:
        raise _changed(folder, "its hash differs")


def patients_in_two_parts(cohort: Cohort) -> tuple[str, ...]:
    """Pseudonyms of the patients with frames in more than one part; empty for every cohort that was built here."""
    pairs = np.unique(np.stack([cohort.patients, cohort.parts], axis=1), axis=0) if len(cohort) else np.empty((0, 2))
    names, counts = np.unique(pairs[:, 0], return_counts=True)
    return tuple(str(name) for name in names[counts > 1])


def _changed(folder: Path, detail: str) -> MedxferError:
    return MedxferError(
        "The split changed since the run in {folder} was prepared: {detail}.",
        "Its results can no longer be trusted: start a new run.",
        folder=folder,
        detail=detail,
    )


def _targets(
    rows: Sequence[dict[str, str]], task: TargetTask, path: Path
) -> npt.NDArray[np.int64] | npt.NDArray[np.float32]:
    if task.kind == "multilabel":
        names = [f"{_CLASS_PREFIX}{name}" for name in task.classes]
        cells = [[row.get(name, "") for name in names] for row in rows]
        if any(cell not in ("0", "1") for line in cells for cell in line):
            raise MedxferError("{path} holds a label that is neither 0 nor 1.", "Start a new run.", path=path)
        return np.array(cells, dtype=np.float32).reshape(len(rows), len(names))
    number = {name: index for index, name in enumerate(task.classes)}
    unknown = sorted({row.get("label", "") for row in rows} - number.keys())
    if unknown:
        message = "{path} holds labels that are no class of the run: {labels}."
        raise MedxferError(message, "Start a new run.", path=path, labels=", ".join(unknown))
    return np.array([number[row["label"]] for row in rows], dtype=np.int64)


def _frames(rows: Sequence[dict[str, str]], path: Path) -> npt.NDArray[np.int64]:
    try:
        return np.array([int(row["frame"]) for row in rows], dtype=np.int64)
    except ValueError:
        raise MedxferError("{path} holds a frame that is no number.", "Start a new run.", path=path) from None


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    rows = [{key: value or "" for key, value in row.items() if key} for row in reader]
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise MedxferError(
            "{path} is broken: it lacks {columns}.", "Start a new run.", path=path, columns=", ".join(missing)
        )
    return rows


def _json(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(_text(path))
    except json.JSONDecodeError:
        values = None
    if not isinstance(values, dict):
        raise MedxferError("{path} is broken.", "Start a new run.", path=path)
    return values


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MedxferError(
            "{path} is missing: this folder is not a prepared run.", "Choose a run folder.", path=path
        ) from None
    except (OSError, UnicodeDecodeError):
        raise MedxferError("{path} cannot be read.", "Start a new run.", path=path) from None


def write_problems(problems: Sequence[LabelProblem], folder: Path) -> None:
    """Write ``problems.csv``: which rows and images take no part, and why; no patient identity."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("kind", "place", "reason"))
    writer.writerows((problem.kind, problem.place, problem.reason) for problem in problems)
    write_atomic(folder / "problems.csv", text.getvalue())
