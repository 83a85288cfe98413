"""The rows of the intake report as a Qt model, and what narrows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.intake import IntakeRow, RowKind
from medxfer_gui.qt.widgets.tables import SearchProxy

Index = QModelIndex | QPersistentModelIndex

KIND, FILE, PROBLEM, HELP, DETAIL = range(5)
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `IntakeRow` of a row."""


class IntakeModel(QAbstractTableModel):
    """One row for each file or series with something to say of it."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._rows: tuple[IntakeRow, ...] = ()
        self._cells: list[tuple[str, ...]] = []
        self._titles = (
            self.tr("Kind"),
            self.tr("File or series"),
            self.tr("Problem"),
            self.tr("What to do"),
            self.tr("Detail"),
        )

    @property
    def rows(self) -> tuple[IntakeRow, ...]:
        """All rows."""
        return self._rows

    def set_rows(self, rows: Sequence[IntakeRow], folder: Path, privacy: bool) -> None:
        """Show other rows, or the same under other names."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._cells = [
            (self._kind(row.kind), row.name(folder, privacy), row.text(), row.help(), row.detail(folder, privacy))
            for row in rows
        ]
        self.endResetModel()

    def counts(self) -> Counter[RowKind]:
        """How many rows there are of each kind."""
        return Counter(row.kind for row in self._rows)

    def problems(self) -> list[tuple[str, int]]:
        """The problems (English templates) and how many rows have each, the commonest first."""
        return Counter(item.problem for row in self._rows for item in row.check.findings).most_common()

    def _kind(self, kind: RowKind) -> str:
        words = {
            "refused": self.tr("× refused"),
            "note": self.tr("! note"),
            "series": self.tr("! series"),
            "object": self.tr("object"),
            "duplicate": self.tr("duplicate"),
            "ok": self.tr("✓ ready"),
        }
        return words[kind]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == KIND:
            attention = self._tokens.attention
            colours = {"refused": self._tokens.bad, "note": attention, "series": attention, "ok": self._tokens.good}
            return QColor(colours[row.kind]) if row.kind in colours else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells[index.row()][index.column()]
        return row if role == ROW_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class IntakeFilter(SearchProxy):
    """Narrows the report to a kind and to a problem, besides the search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._problem = ""

    def set_kind(self, kind: str) -> None:
        """Show only rows of a `RowKind`; empty: all."""
        self._kind = kind
        self.invalidate()

    def set_problem(self, problem: str) -> None:
        """Show only rows with a problem (English template); empty: all."""
        self._problem = problem
        self.invalidate()

    def keeps(self, first: QModelIndex) -> bool:
        """Whether kind and problem are those that are wanted."""
        row: IntakeRow = first.data(ROW_ROLE)
        if self._kind and row.kind != self._kind:
            return False
        return not self._problem or any(item.problem == self._problem for item in row.check.findings)
