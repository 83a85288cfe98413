"""What the core's findings are called on screen."""

from __future__ import annotations

from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.qt.translation import translate_core


def problem_text(problem: StackProblem) -> str:
    """Problem and facts of a stack in one line."""
    text = translate_core(problem.problem)
    return f"{text} ({problem.detail})" if problem.detail else text
