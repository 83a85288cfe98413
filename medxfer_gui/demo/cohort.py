"""Writes the embedded cohort: DICOM files and their labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medxfer_gui.demo.devices import DEVICES, exposed, radiograph, random_exposure
from medxfer_gui.demo.phantom import anatomy, attenuation, random_chest, random_nodules
from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.runs.atomic import write_atomic

PATIENTS = 60
_IMAGES_EACH = (2, 3, 4, 3)
_FIRST_IMAGE_CLEAR = 0.15
"""Share of the patients with nodules whose first image was taken before they grew."""


@dataclass(frozen=True, slots=True)
class DemoCohort:
    """Where the files are: the folder to open and its labels file."""

    folder: Path
    labels: Path


def write_demo_cohort(
    folder: Path,
    *,
    seed: int = 0,
    patients: int = PATIENTS,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> DemoCohort:
    """Write generated chest radiographs to ``folder/dicom`` and their labels to ``folder/labels.csv``.

    Half of the patients have faint lung nodules (``lesion``), the others none (``normal``); each has 2 to 4 images
    of the same anatomy. Every file says that it is synthetic. The same seed writes the same files.

    Raises
    ------
    MedxferError
        When ``folder`` cannot be written.
    """
    rows: list[tuple[str, str]] = []
    total = sum(_IMAGES_EACH[patient % len(_IMAGES_EACH)] for patient in range(patients))
    try:
        for patient in range(patients):
            for uid, label in _write_patient(folder / "dicom", seed, patient):
                cancel.raise_if_cancelled()
                rows.append((uid, label))
                on_event(Progress(len(rows), total, "images", "Making synthetic radiographs"))
        labels = folder / "labels.csv"
        write_atomic(labels, _labels_csv(rows))
    except OSError as error:
        raise MedxferError(
            "The demo cannot be written to {folder}: {reason}.",
            "Choose another folder.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error
    return DemoCohort(folder / "dicom", labels)


def _write_patient(folder: Path, seed: int, patient: int) -> Iterator[tuple[str, str]]:
    """Write one patient's images; gives UID and label of each."""
    rng = np.random.default_rng([seed, patient])
    chest = random_chest(rng)
    healthy = anatomy(chest)
    # Device and disease must not go together, or the device would be learned.
    device = DEVICES[int(rng.integers(len(DEVICES)))]
    nodules = random_nodules(chest, rng) if patient % 2 else ()
    sex, age = ("F", "M")[int(rng.integers(2))], int(rng.integers(25, 85))
    clear_first = rng.random() < _FIRST_IMAGE_CLEAR
    for number in range(1, _IMAGES_EACH[patient % len(_IMAGES_EACH)] + 1):
        shown = () if number == 1 and clear_first else nodules
        density = attenuation(healthy, shown, device.shape, rng)
        stored = exposed(density, device, random_exposure(rng), rng)
        dataset = radiograph(stored, device, seed=seed, patient=patient + 1, number=number, sex=sex, age=age)
        path = folder / dataset.PatientID / f"{number:04}.dcm"
        path.parent.mkdir(parents=True, exist_ok=True)
        dataset.save_as(path, enforce_file_format=True)
        yield str(dataset.SOPInstanceUID), "lesion" if shown else "normal"


def _labels_csv(rows: list[tuple[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("SOPInstanceUID", "label"))
    writer.writerows(rows)
    return text.getvalue()
