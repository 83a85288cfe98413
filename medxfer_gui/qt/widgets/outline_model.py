"""An `Outline` as a Qt model: made as it is opened, and narrowed to a search with what stands above hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from medxfer_gui.dicom.outline import Outline, OutlineRow

Index = QModelIndex | QPersistentModelIndex

MASK = "••••••"
"""What is shown of an identifying value while privacy is on."""

_LONGEST_TOOLTIP = 1500


class OutlineModel(QAbstractItemModel):
    """Each column shows one cell of the rows; the last one is masked where it is identifying and privacy is on.

    Parameters
    ----------
    titles
        Of the columns.
    muted
        Columns in the muted colour.
    """

    def __init__(self, titles: Sequence[str], muted: Sequence[int] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._muted = frozenset(muted)
        self._outline = Outline()
        self._privacy = True
        self._search = ""
        self._kept: bytearray | None = None
        self._children: dict[int, list[int]] = {}
        self._places: dict[int, int] = {}
        self.hits: list[int] = []
        """Numbers of the rows that hold the search, from top to bottom."""

    @property
    def outline(self) -> Outline:
        """All rows, shown or not."""
        return self._outline

    @property
    def privacy(self) -> bool:
        """Whether identifying values are masked."""
        return self._privacy

    def set_outline(self, outline: Outline, privacy: bool) -> None:
        """Show other rows, narrowed to the same search."""
        self.beginResetModel()
        self._outline, self._privacy = outline, privacy
        self._narrow()
        self.endResetModel()

    def set_privacy(self, privacy: bool) -> None:
        """Mask identifying values, or show them."""
        if privacy != self._privacy:
            self.set_outline(self._outline, privacy)

    def set_search(self, text: str) -> None:
        """Narrow to the rows that hold ``text``, with what stands above and below them; empty shows all."""
        self.beginResetModel()
        self._search = text
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self.hits = self._outline.find(self._search, privacy=self._privacy)
        self._kept = self._outline.around(self.hits) if self._search.strip() else None
        self._children, self._places = {}, {}

    def row_of(self, index: Index) -> OutlineRow:
        """The row that an index stands for."""
        return self._outline.rows[index.internalId()]

    def index_of(self, number: int, column: int = 0) -> QModelIndex:
        """The index of a row by its number in the outline; invalid where it is not shown."""
        if self._kept is not None and not self._kept[number]:
            return QModelIndex()
        for above in (-1, *self._outline.path(number)):
            self._shown(above)
        return self.createIndex(self._places[number], column, number)

    def shown_numbers(self) -> list[int]:
        """Numbers of all rows that the search leaves, opened or not."""
        everything = range(len(self._outline))
        return list(everything) if self._kept is None else [number for number in everything if self._kept[number]]

    def cells(self, number: int) -> tuple[str, ...]:
        """The cells of a row as they are shown."""
        row = self._outline.rows[number]
        cells = row.cells
        return (*cells[:-1], MASK) if self._is_masked(row) else cells

    def full_value(self, number: int) -> str:
        """The last cell at full length, masked where it is masked on screen."""
        row = self._outline.rows[number]
        return MASK if self._is_masked(row) else row.full or row.cells[-1]

    def _is_masked(self, row: OutlineRow) -> bool:
        return self._privacy and row.identifying and bool(row.cells[-1])

    def _shown(self, parent: int) -> list[int]:
        found = self._children.get(parent)
        if found is None:
            found = self._outline.children(parent)
            if self._kept is not None:
                found = [number for number in found if self._kept[number]]
            self._children[parent] = found
            self._places.update((number, place) for place, number in enumerate(found))
        return found

    # Qt's side

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        # A view that lays out thousands of rows asks for each: `hasIndex` would triple the time.
        if parent.column() > 0 or not 0 <= column < len(self._titles):
            return QModelIndex()
        shown = self._shown(_number(parent))
        return self.createIndex(row, column, shown[row]) if 0 <= row < len(shown) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt has two `parent`
        above = self._outline.parents[index.internalId()] if index.isValid() else -1
        return self.createIndex(self._places[above], 0, above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._shown(_number(parent)))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._titles)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        if parent.column() > 0:
            return False
        return self._outline.has_children(parent.internalId()) if parent.isValid() else bool(self._shown(-1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_of(index), index.column()
        is_last = column == len(self._titles) - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return MASK if is_last and self._is_masked(row) else row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            if is_last and self._is_masked(row):
                return self.tr("Hidden while privacy is on: it may say who the patient is.")
            return (row.full if is_last and row.full else self.tooltip(row, column))[:_LONGEST_TOOLTIP]
        if role == Qt.ItemDataRole.ForegroundRole and (column in self._muted or (is_last and self._is_masked(row))):
            return QGuiApplication.palette().placeholderText()  # the theme's muted colour
        return None

    def tooltip(self, row: OutlineRow, column: int) -> str:
        """What a cell that is not masked says in full."""
        return row.cells[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


def _number(index: Index) -> int:
    """Number of the row of an index; -1 for what is outside all rows."""
    return int(index.internalId()) if index.isValid() else -1
