"""Predictions as a table for other programs."""

from __future__ import annotations

import shutil
from pathlib import Path

from medxfer_gui.atomic import replacing
from medxfer_gui.evaluation.store import PREDICTIONS, read_run_predictions
from medxfer_gui.runs.run import Run


def export_predictions(run: Run, path: Path, *, part: str = "test") -> Path:
    """Copy the predictions of an evaluated part to ``path`` as CSV, and return it; see `write_predictions` for columns.

    Raises
    ------
    MedxferError
        When the part was not evaluated yet.
    """
    read_run_predictions(run, part)  # a damaged table is told, not passed on
    with replacing(path) as temporary:
        shutil.copyfile(run.evaluation_folder(part) / PREDICTIONS, temporary)
    return path
