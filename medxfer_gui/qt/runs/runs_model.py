"""All runs as a table."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.run_summary import RunSummary
from medxfer_gui.qt.run_words import mode_word, run_title, status_state, status_word, with_start
from medxfer_gui.qt.widgets.measures import duration, short_interval
from medxfer_gui.qt.widgets.tables import SearchProxy
from medxfer_gui.runs.run import Run

Index = QModelIndex | QPersistentModelIndex

SUMMARY_ROLE = Qt.ItemDataRole.UserRole
"""The `RunSummary`."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the table."""

    NAME = 0
    CREATED = 1
    MODE = 2
    SOURCE = 3
    STATUS = 4
    VALIDATION = 5
    TEST = 6
    SECONDS = 7
    COHORT = 8


class RunsModel(QAbstractTableModel):
    """One run a row; `set_summaries` keeps rows that stay, so that selection and scrolling survive a refresh."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._summaries: list[RunSummary] = []
        self._current: Run | None = None
        self._repeated: set[str] = set()

    def set_summaries(self, summaries: list[RunSummary]) -> None:
        """Show other summaries."""
        titles = Counter(run_title(s.name, s.mode, s.source) for s in summaries)
        self._repeated = {title for title, count in titles.items() if count > 1}
        same = [s.run for s in summaries] == [s.run for s in self._summaries]
        if not same:
            self.beginResetModel()
        changed = [row for row, s in enumerate(summaries) if same and s != self._summaries[row]]
        self._summaries = summaries
        if not same:
            self.endResetModel()
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def set_current(self, run: Run | None) -> None:
        """Mark the run that the session looks at."""
        self._current = run
        self._all_changed()

    def set_tokens(self, tokens: Tokens) -> None:
        """Show states in other colours."""
        self._tokens = tokens
        self._all_changed()

    def row_of(self, run: Run) -> int | None:
        """Row of a run."""
        return next((row for row, summary in enumerate(self._summaries) if summary.run == run), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._summaries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        summary, column = self._summaries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(summary, column)
        if role == SUMMARY_ROLE:
            return summary
        if role == SORT_ROLE:
            return _sort_value(summary, column, self._text(summary, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(summary, column)
        return self._look(summary, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (
            self.tr("Name"),
            self.tr("Started"),
            self.tr("Mode"),
            self.tr("Source"),
            self.tr("Status"),
            self.tr("Validation AUC"),
            self.tr("Test AUC"),
            self.tr("Time"),
            self.tr("Split"),
        )
        return titles[section]

    def _text(self, summary: RunSummary, column: Column) -> str:  # noqa: PLR0911 - one a column
        match column:
            case Column.NAME:
                return self._name(summary)
            case Column.CREATED:
                return f"{datetime.fromtimestamp(summary.created):%Y-%m-%d %H:%M}"
            case Column.MODE:
                return mode_word(summary.mode)
            case Column.SOURCE:
                return summary.source
            case Column.STATUS:
                return self._status(summary)
            case Column.VALIDATION:
                return short_interval(summary.validation)
            case Column.TEST:
                return short_interval(summary.test)
            case Column.SECONDS:
                return "–" if summary.seconds is None else duration(summary.seconds)
            case Column.COHORT:
                return summary.split[:8] or "–"

    def _name(self, summary: RunSummary) -> str:
        """Title of the run; with the time of its start where others are called the same."""
        title = run_title(summary.name, summary.mode, summary.source)
        return with_start(title, summary.created) if title in self._repeated else title

    def _status(self, summary: RunSummary) -> str:
        state = summary.state
        word = status_word(state.status)
        if state.status == "running" and state.epochs:
            return self.tr("{status}, epoch {epoch} of {epochs}").format(
                status=word, epoch=state.epoch, epochs=state.epochs
            )
        return word

    def _tooltip(self, summary: RunSummary, column: Column) -> str | None:
        if column == Column.NAME:
            return f"{self._name(summary)}\n{summary.run.folder}"
        if column == Column.COHORT:
            return self.tr("Runs with the same hash learned from the same split and can be compared")
        if column == Column.STATUS:
            return f"{summary.state.message} {summary.state.hint}".strip() or None
        return None

    def _look(self, summary: RunSummary, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole and column == Column.STATUS:
            state = status_state(summary.state.status)
            return QColor(self._tokens.accent if state == "plain" else getattr(self._tokens, state))
        if role == Qt.ItemDataRole.FontRole and column == Column.NAME and summary.run == self._current:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _all_changed(self) -> None:
        if self._summaries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._summaries) - 1, len(Column) - 1))


class RunsProxy(SearchProxy):
    """Sorts by value, not by text, and narrows to a search text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)


def _sort_value(summary: RunSummary, column: Column, text: str) -> float | str:
    if column == Column.CREATED:
        return summary.created
    if column == Column.SECONDS:
        return summary.seconds if summary.seconds is not None else -1.0
    if column in (Column.VALIDATION, Column.TEST):
        interval = summary.validation if column == Column.VALIDATION else summary.test
        return interval.value if interval is not None and interval.value is not None else -1.0
    return text.casefold()
