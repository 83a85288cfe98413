"""Predictions as a table that a person can read: ``predictions.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from medxfer_gui.atomic import write_atomic
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predictions import Predictions

FACTS = ("unit", "uid", "frame", "patient")
TRUTH = "truth"
PROBABILITY = "probability"


def write_predictions(predictions: Predictions, path: Path) -> None:
    """Write one row a unit: unit, uid, frame, patient (pseudonym), truth, and a probability column for each class.

    The truth is the class name, or for a multi-label task 0 or 1 in a column for each class; empty where unlabelled.
    Probabilities keep every digit, so that metrics of the table are those of the run.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_header(predictions.task))
    writer.writerows(_rows(predictions))
    write_atomic(path, text.getvalue())


def read_predictions(path: Path, task: TargetTask, part: str) -> Predictions:
    """The predictions that `write_predictions` wrote.

    Raises
    ------
    MedxferError
        When the table is missing, damaged, or of another task.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        if header != _header(task):
            raise ValueError("columns of another task")
        return _from_rows(rows, task, part)
    except (OSError, ValueError, IndexError) as error:
        raise MedxferError(
            "The predictions {path} cannot be read: {reason}.", "Evaluate the run again.", path=path, reason=error
        ) from None


def _header(task: TargetTask) -> list[str]:
    truth = [f"{TRUTH} {name}" for name in task.classes] if task.kind == "multilabel" else [TRUTH]
    return [*FACTS, *truth, *(f"{PROBABILITY} {name}" for name in task.classes)]


def _rows(predictions: Predictions) -> Iterator[list[str]]:
    for i in range(len(predictions)):
        yield [
            str(predictions.units[i]),
            str(predictions.uids[i]),
            str(int(predictions.frames[i])),
            str(predictions.patients[i]),
            *_truth(predictions, i),
            *(repr(float(p)) for p in predictions.probabilities[i]),
        ]


def _truth(predictions: Predictions, i: int) -> list[str]:
    if predictions.task.kind == "multilabel":
        return ["" if np.isnan(value) else str(int(value)) for value in predictions.targets[i]]
    target = int(predictions.targets[i])
    return [predictions.task.classes[target] if target >= 0 else ""]


def _from_rows(rows: list[list[str]], task: TargetTask, part: str) -> Predictions:
    columns = len(task.classes) if task.kind == "multilabel" else 1
    truth = [row[len(FACTS) : len(FACTS) + columns] for row in rows]
    if task.kind == "multilabel":
        values = [[float(cell) if cell else np.nan for cell in cells] for cells in truth]
        targets = np.array(values, dtype=np.float32).reshape(len(rows), columns)
    else:
        targets = np.array([task.classes.index(name) if name else -1 for (name,) in truth], dtype=np.int64)
    scores = [[float(cell) for cell in row[len(FACTS) + columns :]] for row in rows]
    return Predictions(
        task=task,
        part=part,
        units=np.array([row[0] for row in rows], dtype=np.str_),
        uids=np.array([row[1] for row in rows], dtype=np.str_),
        frames=np.array([int(row[2]) for row in rows], dtype=np.int64),
        patients=np.array([row[3] for row in rows], dtype=np.str_),
        targets=targets,
        probabilities=np.array(scores, dtype=np.float64).reshape(len(rows), len(task.classes)),
    )
