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
