"""The cases as a Qt model: one row a case, to be shown as pictures or as a table."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from medxfer_gui.config.task import TargetTask
from medxfer_gui.library.records import FrameKey
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.evaluation.case_words import called_word, outcome_state, outcome_word, truth_word
from medxfer_gui.qt.evaluation.cases import Case
from medxfer_gui.qt.evaluation.confusion_view import Cell
from medxfer_gui.qt.widgets.measures import ratio
from medxfer_gui.qt.widgets.tables import SearchProxy

Index = QModelIndex | QPersistentModelIndex

CASE_ROLE = Qt.ItemDataRole.UserRole
"""The `Case`."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the table; pictures show the first."""

    PATIENT = 0
    TRUTH = 1
    CALLED = 2
    SCORE = 3
    OUTCOME = 4


class CaseModel(QAbstractTableModel):
    """Cases of one part. Sorting and filtering are the proxy's."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._cases: list[Case] = []
        self._task: TargetTask | None = None

    def set_cases(self, cases: list[Case], task: TargetTask) -> None:
        """Show other cases; where only what they were called has changed, the rows stay."""
        same = [case.key for case in cases] == [case.key for case in self._cases] and task == self._task
        if not same:
            self.beginResetModel()
        self._cases, self._task = cases, task
        if same and cases:
            self.dataChanged.emit(self.index(0, 0), self.index(len(cases) - 1, len(Column) - 1))
        elif not same:
            self.endResetModel()

    def set_tokens(self, tokens: Tokens) -> None:
        """Show outcomes in other colours."""
        self._tokens = tokens
        if self._cases:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._cases) - 1, len(Column) - 1))

    def row_of(self, key: FrameKey) -> int | None:
        """Row of the case that is shown by a frame."""
        return next((row for row, case in enumerate(self._cases) if case.key == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._cases)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: PLR0911 - one a role
        if not index.isValid() or self._task is None:
            return None
        case, column = self._cases[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(case, column, self._task)
        if role == CASE_ROLE:
            return case
        if role == SORT_ROLE:
            return self._sort_value(case, column, self._task)
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.OUTCOME:
            state = outcome_state(case.outcome)
            return QColor(getattr(self._tokens, state)) if state != "plain" else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(case, self._task)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Patient"), self.tr("Truth"), self.tr("Called"), self.tr("Score"), self.tr("Outcome"))
        return titles[section]

    def _text(self, case: Case, column: Column, task: TargetTask) -> str:
        return {
            Column.PATIENT: case.patient,
            Column.TRUTH: truth_word(case, task),
            Column.CALLED: called_word(case, task),
            Column.SCORE: ratio(case.score),
            Column.OUTCOME: outcome_word(case.outcome),
        }[column]

    def _sort_value(self, case: Case, column: Column, task: TargetTask) -> float | str:
        if column == Column.SCORE:
            return case.score
        return case.rank if column == Column.OUTCOME else self._text(case, column, task)

    def _tooltip(self, case: Case, task: TargetTask) -> str:
        facts = [case.patient, truth_word(case, task), ratio(case.score), outcome_word(case.outcome)]
        return " · ".join(fact for fact in facts if fact)


class CaseProxy(SearchProxy):
    """The most confidently wrong cases first, narrowed to a cell of the confusion matrix and a search text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cell: Cell | None = None
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)
        self.sort(Column.OUTCOME)

    def set_cell(self, cell: Cell | None) -> None:
        """Show only cases of one truth and call; None for all."""
        self._cell = cell
        self.invalidate()

    def keeps(self, first: QModelIndex) -> bool:
        case: Case = first.data(CASE_ROLE)
        return self._cell is None or (case.truth, case.called) == self._cell
