"""Counts and findings in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.qt.translation import translate_core


def problem_text(problem: StackProblem) -> str:
    """Problem and facts of a stack in one line."""
    text = translate_core(problem.problem)
    if not problem.detail:
        return text
    both = QCoreApplication.translate("words", "{problem} ({detail})")
    return both.format(problem=text, detail=translate_core(problem.detail))


def images_text(count: int) -> str:
    """``1 image`` or ``28 images``."""
    tr = QCoreApplication.translate
    return tr("words", "1 image") if count == 1 else tr("words", "{n} images").format(n=f"{count:,}")


def files_text(count: int) -> str:
    """``1 file`` or ``28 files``."""
    tr = QCoreApplication.translate
    return tr("words", "1 file") if count == 1 else tr("words", "{n} files").format(n=f"{count:,}")


def rows_text(count: int) -> str:
    """``1 row`` or ``28 rows``."""
    tr = QCoreApplication.translate
    return tr("words", "1 row") if count == 1 else tr("words", "{n} rows").format(n=f"{count:,}")


def objects_text(count: int) -> str:
    """``1 object without a picture`` or so many: reports, segmentations."""
    tr = QCoreApplication.translate
    one, many = tr("words", "1 object without a picture"), tr("words", "{n} objects without a picture")
    return one if count == 1 else many.format(n=f"{count:,}")


def duplicates_text(count: int) -> str:
    """``1 duplicate`` or ``45 duplicates``."""
    tr = QCoreApplication.translate
    return tr("words", "1 duplicate") if count == 1 else tr("words", "{n} duplicates").format(n=f"{count:,}")
