"""The intake report as JSON rows and as a table."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Sequence
from pathlib import Path

from medxfer_gui.atomic import write_atomic
from medxfer_gui.library.intake import FileCheck

_FACTS = ("polarity", "decoder", "modality", "rows", "columns", "images")


def check_json(check: FileCheck) -> dict[str, object]:
    """One row as ``medxfer check --json`` prints it."""
    findings = [
        {"severity": "refused" if item is check.refusal else "note", **dataclasses.asdict(item)}
        for item in check.findings
    ]
    return {
        "path": str(check.path),
        "ok": check.ok,
        "severity": check.severity,
        "problem": check.problem,
        "hint": check.hint,
        "findings": findings,
        **{name: getattr(check, name) for name in _FACTS},
    }


def write_checks(checks: Sequence[FileCheck], path: Path) -> None:
    """Write the report as a CSV table (UTF-8 with byte order mark, for spreadsheets), whole or not at all.

    Raises
    ------
    MedxferError
        It cannot be written.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("path", "severity", "problem", "hint", *_FACTS))
    for check in checks:
        facts = [getattr(check, name) for name in _FACTS]
        writer.writerow(
            [_literal(cell) for cell in (str(check.path), check.severity, check.problem, check.hint, *facts)]
        )
    write_atomic(path, "\ufeff" + out.getvalue())


def _literal(cell: object) -> object:
    """Keep a spreadsheet from taking the text of a file's name or header for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
