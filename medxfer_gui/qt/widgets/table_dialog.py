"""A table in a window of its own: searched, sorted, copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.tables import plain_table
from medxfer_gui.qt.widgets.text import label

Index = QModelIndex | QPersistentModelIndex


class TextTableModel(QAbstractTableModel):
    """Rows of texts."""

    def __init__(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._titles = titles
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class TableDialog(QDialog):
    """Shows rows of texts; typing narrows them, a click on a title sorts, Ctrl+C copies what is selected (else all).

    Parameters
    ----------
    title, titles, rows
        Title of the window, of the columns, and the cells.
    stretched
        The column that takes the width that is left.
    """

    def __init__(
        self, title: str, titles: Sequence[str], rows: Sequence[Sequence[str]], stretched: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(1080, 600)
        self._count = label("", "muted")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setSourceModel(TextTableModel(titles, rows))
        self.proxy.sort(-1)
        self.table = plain_table(self.proxy, title, 26)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._size_columns(titles, rows, stretched)
        copy = button(self.tr("Copy"), self.tr("Copy the selected rows, or all (Ctrl+C)"))
        copy.clicked.connect(self.copy)
        QShortcut(QKeySequence.StandardKey.Copy, self.table).activated.connect(self.copy)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        top.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self.search.textChanged.connect(self._on_searched)
        self._on_searched("")

    def _size_columns(self, titles: Sequence[str], rows: Sequence[Sequence[str]], stretched: int) -> None:
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics = self.table.fontMetrics()
        for column, title in enumerate(titles):
            texts = [title, *(row[column] for row in rows[:200])]
            self.table.setColumnWidth(column, min(260, max(map(metrics.horizontalAdvance, texts)) + 28))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def _on_searched(self, text: str) -> None:
        self.proxy.setFilterFixedString(text.strip())
        self._count.setText(self.tr("{n} rows").format(n=f"{self.proxy.rowCount():,}"))

    def copy(self) -> None:
        """Put the selected rows, or all that are shown, on the clipboard."""
        copy_rows(self.table)


def copy_rows(table: QTableView) -> None:
    """Put the selected rows of a table, or all where none is selected, on the clipboard, cells apart by tabs."""
    model = table.model()
    selected = sorted({index.row() for index in table.selectionModel().selectedRows()})
    rows = selected or range(model.rowCount())
    columns = range(model.columnCount())
    lines = ["\t".join(str(model.index(row, column).data()) for column in columns) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))
