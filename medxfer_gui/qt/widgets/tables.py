"""What every table of the window has in common: its look, the search in all its columns, copying."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

Index = QModelIndex | QPersistentModelIndex


class SearchProxy(QSortFilterProxyModel):
    """Narrows a table to the rows that hold a text in any column, and to those that `keeps` keeps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = ""

    def set_search(self, text: str) -> None:
        """Show only rows with ``text`` in a column, without regard to case."""
        self._search = text.casefold()
        self.invalidate()

    def keeps(self, first: QModelIndex) -> bool:
        """Whether the row whose first cell is ``first`` may show, whatever the search says."""
        return True

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        if not self.keeps(model.index(row, 0, parent)):
            return False
        if not self._search:
            return True
        columns = range(model.columnCount(parent))
        return any(self._search in str(model.index(row, column, parent).data()).casefold() for column in columns)


class SentenceDelegate(QStyledItemDelegate):
    """For a column of sentences: they lose their end, where names and paths lose their middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight


def plain_table(model: QAbstractItemModel, name: str, row_height: int = 28) -> QTableView:
    """A sortable table of whole rows without a grid; long texts lose their middle. ``name`` is for screen readers."""
    table = QTableView()
    table.setModel(model)
    table.setSortingEnabled(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    return table


def copy_rows(table: QTableView) -> None:
    """Put the selected rows of a table, or all where none is selected, on the clipboard, cells apart by tabs."""
    model = table.model()
    selected = sorted({index.row() for index in table.selectionModel().selectedRows()})
    rows = selected or range(model.rowCount())
    columns = range(model.columnCount())
    lines = ["\t".join(str(model.index(row, column).data()) for column in columns) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))
