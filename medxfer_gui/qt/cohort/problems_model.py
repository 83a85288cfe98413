"""Rows and images that do not take part as the labels say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from medxfer_gui.cohorts.labels import LabelProblem, ProblemKind
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.tables import SearchProxy
from medxfer_gui.qt.widgets.text import State

Index = QModelIndex | QPersistentModelIndex

PROBLEM_ROLE = Qt.ItemDataRole.UserRole
"""The `LabelProblem`."""
_LINE, _KIND, _KEY, _REASON = range(4)


def kind_word(kind: ProblemKind) -> str:
    """Short name of a kind of problem."""
    return {
        "unmatched row": _tr("row without image"),
        "unlabelled image": _tr("image without label"),
        "conflicting labels": _tr("conflicting labels"),
        "duplicate row": _tr("duplicate row"),
        "unknown split": _tr("unknown part"),
        "bad value": _tr("unreadable value"),
        "patient in two parts": _tr("patient in two parts"),
    }[kind]


def kind_state(kind: ProblemKind) -> State:
    """How serious it is: contradictions stand out, repeats do not."""
    states: dict[ProblemKind, State] = {
        "conflicting labels": "bad",
        "patient in two parts": "bad",
        "duplicate row": "plain",
    }
    return states.get(kind, "attention")


class ProblemsModel(QAbstractTableModel):
    """One problem a row. A key that is a patient's identifier is masked unless privacy is off."""

    def __init__(self, private: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[LabelProblem] = ()
        self._private = private

    def set_problems(self, problems: Sequence[LabelProblem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def set_private(self, private: bool) -> None:
        """Mask identifiers of patients, or show them."""
        self._private = private
        if self._problems:
            self.dataChanged.emit(self.index(0, _KEY), self.index(len(self._problems) - 1, _KEY))

    def counts(self) -> Counter[ProblemKind]:
        """How many there are of each kind."""
        return Counter(problem.kind for problem in self._problems)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(problem, index.column())
        return problem if role == PROBLEM_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Line"), self.tr("Kind"), self.tr("Row or image"), self.tr("What is wrong"))[section]

    def _text(self, problem: LabelProblem, column: int) -> str:
        if column == _LINE:
            return "" if problem.line is None else str(problem.line)
        if column == _KIND:
            return kind_word(problem.kind)
        if column == _KEY:
            return self.tr("(patient, masked)") if problem.private and self._private else problem.key
        text = translate_core(problem.text)
        return f"{text} ({problem.detail})" if problem.detail else text


class ProblemsProxy(SearchProxy):
    """Narrows the problems to one kind and a search text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind: ProblemKind | None = None

    def set_kind(self, kind: ProblemKind | None) -> None:
        """Show one kind only; None for all."""
        self._kind = kind
        self.invalidate()

    def keeps(self, first: QModelIndex) -> bool:
        problem: LabelProblem = first.data(PROBLEM_ROLE)
        return self._kind is None or problem.kind == self._kind

    def lessThan(self, left: Index, right: Index) -> bool:
        if left.column() != _LINE:
            return bool(super().lessThan(left, right))
        first, second = (index.data(PROBLEM_ROLE).line or 0 for index in (left, right))
        return bool(first < second)


def _tr(text: str) -> str:
    return QCoreApplication.translate("problems", text)
