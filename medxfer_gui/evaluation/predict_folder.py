"""Scores for images without labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.atomic import write_atomic
from medxfer_gui.cohorts.build import build_unlabelled
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predict import predict_cohort
from medxfer_gui.evaluation.predictions import EXTERNAL
from medxfer_gui.home import Home
from medxfer_gui.library.places import opened_root
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.run import Run


@dataclass(frozen=True, slots=True)
class CasePrediction:
    """Probabilities of one unit of the task's level.

    Parameters
    ----------
    unit
        Identifier of the unit; above frame level several frames share one.
    uid, frame, path
        The frame that shows the unit: SOPInstanceUID, number from 0, and its file (or archive and name in it).
    patient
        Pseudonym.
    probabilities
        By class name, in [0, 1].
    kind
        What reads the file: ``dicom``, ``raster`` or ``npz``.
    """

    unit: str
    uid: str
    frame: int
    path: Path
    patient: str
    probabilities: dict[str, float]
    kind: str


def predict_folder(
    run: Run,
    home: Home,
    folder: Path,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> list[CasePrediction]:
    """Index ``folder`` and score every unit in it with the run's best checkpoint, in the order of the file paths.

    Images that cannot be decoded are left out.

    Raises
    ------
    MedxferError
        When the folder holds no image.
    """
    with Library(home.library) as library:
        index_folder(folder, library, on_event=on_event, cancel=cancel)
        records = library.instances(folder)
    if not records:
        raise MedxferError(
            "{folder} holds no images.", "`medxfer check` says what is wrong with each file.", folder=folder
        )
    cohort = build_unlabelled(records, run.task, Pseudonyms(home.pseudonym_key))
    found = predict_cohort(run, cohort, home, EXTERNAL, folder=folder, on_event=on_event, cancel=cancel)
    by_uid = {record.sop_instance_uid: record for record in records}
    cases = [
        CasePrediction(
            unit=str(found.units[i]),
            uid=str(found.uids[i]),
            frame=int(found.frames[i]),
            path=by_uid[str(found.uids[i])].source.place,
            patient=str(found.patients[i]),
            probabilities=dict(zip(found.task.classes, map(float, found.probabilities[i]), strict=True)),
            kind=by_uid[str(found.uids[i])].kind,
        )
        for i in range(len(found))
    ]
    return sorted(cases, key=lambda case: _place(by_uid[case.uid], case.frame))


def _place(record: InstanceRecord, frame: int) -> tuple[str, str, int]:
    return str(record.path), record.member, frame


def _relative(path: Path, folder: Path) -> str:
    folder = opened_root(folder)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def write_cases(path: Path, cases: Sequence[CasePrediction], folder: Path) -> None:
    """Write the scores as CSV, one row a case.

    A picture is found by its ``path``, relative to ``folder``. A DICOM file is found by its UID, and its path stays
    out: folders are often named after patients, and would undo the pseudonym beside them.
    """
    classes = list(cases[0].probabilities) if cases else []
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["unit", "uid", "frame", "path", "patient", *classes])
    for case in cases:
        place = "" if case.kind == "dicom" else _relative(case.path, folder)
        shares = (f"{case.probabilities[name]:.6f}" for name in classes)
        writer.writerow([case.unit, case.uid, case.frame, place, case.patient, *shares])
    write_atomic(path, text.getvalue())
