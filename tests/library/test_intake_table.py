"""The intake report as JSON and as a table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.intake import FileCheck
from medxfer_gui.library.intake_table import check_json, write_checks

REFUSED = FileCheck(
    Path("/data/b"), Problem("Cut off", "Export it again.", "3 of 4 bytes"), (Problem("Dark", "Look."),)
)
GOOD = FileCheck(Path("/data/a"), polarity="MONOCHROME2", decoder="gdcm", modality="CT", rows=2, columns=3, images=1)


def test_a_row_of_json_joins_the_findings_and_lists_them() -> None:
    row = check_json(REFUSED)
    assert (row["path"], row["ok"], row["severity"]) == (str(REFUSED.path), False, "refused")
    assert (row["problem"], row["hint"]) == ("Cut off (3 of 4 bytes); Dark", "Export it again. Look.")
    assert row["findings"] == [
        {"severity": "refused", "problem": "Cut off", "hint": "Export it again.", "detail": "3 of 4 bytes"},
        {"severity": "note", "problem": "Dark", "hint": "Look.", "detail": ""},
    ]


def test_the_table_has_a_row_for_each_file(tmp_path: Path) -> None:
    write_checks([GOOD, REFUSED], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        good, refused = csv.DictReader(file)
    assert (good["severity"], good["decoder"], good["columns"]) == ("ok", "gdcm", "3")
    assert (refused["severity"], refused["problem"]) == ("refused", "Cut off (3 of 4 bytes); Dark")


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    write_checks([FileCheck(Path("=1+1"), Problem("@x"))], tmp_path / "out.csv")
    assert "'=1+1,refused,'@x" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_table_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MedxferError, match="cannot be written"):
        write_checks([GOOD], tmp_path / "file" / "out.csv")
