"""A small labelled DICOM cohort whose classes can be told apart."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.config.run import RunConfig
from medxfer_gui.home import Home
from medxfer_gui.runs.run import Run
from medxfer_gui.training.launch import prepare_run

PATIENTS = 30


@pytest.fixture(scope="session")
def discs(tmp_path_factory: pytest.TempPathFactory, make_dicom) -> Path:
    """Folder ``dicom`` and ``labels.csv``: noise, with a bright disc in every second patient; two images a patient."""
    folder = tmp_path_factory.mktemp("discs")
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[:48, :48]
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["PatientID", "label"])
        for patient in range(PATIENTS):
            name = f"PAT{patient:03}"
            writer.writerow([name, "disc" if patient % 2 else "normal"])
            for number in (1, 2):
                image = rng.normal(90, 25, (48, 48))
                if patient % 2:
                    y, x = rng.integers(14, 34, 2)
                    image[(rows - y) ** 2 + (columns - x) ** 2 < 60] += 110
                pixels = np.clip(image, 0, 255).astype(np.uint8)
                make_dicom(
                    folder / "dicom" / name / f"{number}.dcm", pixels=pixels, PatientID=name, InstanceNumber=number
                )
    return folder


@pytest.fixture
def config_of(discs: Path):
    """Make a configuration on the discs: ``config_of("full", epochs=2)``."""

    def make(mode: str, **recipe: object) -> RunConfig:
        return RunConfig.checked(
            {
                "dataset": {
                    "folder": discs / "dicom",
                    "labels": discs / "labels.csv",
                    "preprocessing": {"size": 32},
                },
                "recipe": {"mode": mode, "batch_size": 8, **recipe},
                "compute": {"device": "cpu"},
            }
        )

    return make


@pytest.fixture
def prepared(config_of, home: Home, tmp_path: Path):
    """Make a prepared run: ``prepared("head", folder="r1")``."""

    def make(mode: str, folder: str = "run", **recipe: object) -> Run:
        return prepare_run(config_of(mode, **recipe), home, tmp_path / folder)

    return make
