"""How cases are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.config.task import TargetTask
from medxfer_gui.qt.evaluation.cases import Case, Outcome
from medxfer_gui.qt.widgets.text import State


def outcome_word(outcome: Outcome) -> str:
    """How a case went, in a word."""
    return {
        "hit": _tr("hit"),
        "missed": _tr("missed"),
        "false alarm": _tr("false alarm"),
        "correct rejection": _tr("correct"),
        "right": _tr("right"),
        "wrong": _tr("wrong"),
        "unlabelled": _tr("no label"),
    }[outcome]


def outcome_state(outcome: Outcome) -> State:
    """The colour that goes with the word."""
    if outcome in ("missed", "false alarm", "wrong"):
        return "bad"
    return "plain" if outcome == "unlabelled" else "good"


def truth_word(case: Case, task: TargetTask) -> str:
    """Name of what is true; empty where that is no single class."""
    return "" if case.truth is None else task.classes[case.truth]


def called_word(case: Case, task: TargetTask) -> str:
    """Name of what the case was called; empty where that is no single class."""
    return "" if case.called is None else task.classes[case.called]


def _tr(text: str) -> str:
    return QCoreApplication.translate("case_words", text)
