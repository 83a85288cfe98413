"""The table of predictions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predictions_table import read_predictions, write_predictions


@pytest.mark.parametrize(("kind", "classes"), [("binary", 2), ("multiclass", 3), ("multilabel", 3)])
def test_table_keeps_every_digit_and_label(make_predictions, tmp_path: Path, kind: str, classes: int) -> None:
    found = make_predictions(kind, 12, 7, classes=classes)
    found.targets[3] = np.nan if kind == "multilabel" else -1
    write_predictions(found, tmp_path / "predictions.csv")
    again = read_predictions(tmp_path / "predictions.csv", found.task, "test")
    for name in ("units", "uids", "frames", "patients", "targets", "probabilities"):
        assert np.array_equal(
            getattr(again, name), getattr(found, name), equal_nan=name == "targets" and kind == "multilabel"
        )


def test_first_line_names_the_columns_in_words(make_predictions, tmp_path: Path) -> None:
    write_predictions(make_predictions("binary", 2, 2), tmp_path / "predictions.csv")
    header = (tmp_path / "predictions.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "unit,uid,frame,patient,truth,probability class 0,probability class 1"


@pytest.mark.parametrize(
    "content", ["", "unit,uid\n", "unit,uid,frame,patient,truth,probability class 0,probability class 1\na\n"]
)
def test_damaged_table_is_told_in_words(make_predictions, tmp_path: Path, content: str) -> None:
    (tmp_path / "predictions.csv").write_text(content, encoding="utf-8")
    with pytest.raises(MedxferError, match="cannot be read"):
        read_predictions(tmp_path / "predictions.csv", make_predictions("binary", 2, 2).task, "test")
