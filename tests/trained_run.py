"""A small trained run: what evaluation, explanation and report are tested on."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import RunConfig
from medxfer_gui.home import Home, open_home
from medxfer_gui.runs.run import Run

NAME, PATIENT_ID = "Surname^Forename", "HOSPITAL-4711"


@dataclass(frozen=True, slots=True)
class TrainedRun:
    """Runs in ``head`` and ``scratch`` mode on one split of 30 patients with two images each."""

    home: Home
    data: Path
    head: Run
    scratch: Run


def make_trained_run(folder: Path, make_dicom) -> TrainedRun:
    """Write noise, with a bright disc in every second patient, and train on it: a few seconds."""
    from medxfer_gui.training.launch import prepare_run
    from medxfer_gui.training.train import train_run

    generator = np.random.default_rng(5)
    rows = []
    for patient in range(30):
        for number in range(2):
            pixels = generator.normal(90, 25, (40, 56))
            y, x = np.mgrid[:40, :56]
            if patient % 2:
                pixels[(y - 28) ** 2 + (x - 40) ** 2 < 60] += 90
            path = folder / "data" / f"{patient:02}_{number}.dcm"
            who = {
                "PatientID": f"{PATIENT_ID}-{patient:02}",
                "PatientName": NAME,
                "SeriesDescription": "SYNTHETIC discs",
            }
            make_dicom(path, pixels=pixels.clip(0, 255).astype(np.uint8), **who)
            rows.append((f"{patient:02}_{number}.dcm", "disc" if patient % 2 else "none"))
    labels = folder / "labels.csv"
    with labels.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("path", "label"), *rows])
    home = open_home(folder / "home")
    runs = []
    for mode in ("head", "scratch"):
        config = RunConfig(
            dataset=DatasetConfig(
                folder=folder / "data", labels=labels, positive="disc", preprocessing=Preprocessing(size=64)
            ),
            recipe=FineTuneRecipe(mode=mode, epochs=1),
        )
        runs.append(prepare_run(config, home, folder / "runs" / mode))
        train_run(runs[-1], home)
    return TrainedRun(home, folder / "data", *runs)
