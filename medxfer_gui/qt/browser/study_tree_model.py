"""Patient > Study > Series as a Qt model, fed as it is scrolled, and the proxy that narrows it to a search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QGuiApplication

from medxfer_gui.library.nodes import PatientNode, SeriesNode, StudyNode
from medxfer_gui.qt.browser.catalogue import descriptions, series_text, study_text

Index = QModelIndex | QPersistentModelIndex
Node = PatientNode | StudyNode | SeriesNode

NODE_ROLE = Qt.ItemDataRole.UserRole
"""The node of a row."""

_FED_AT_ONCE = 500


class _Item:
    """A row that the view has asked for; its children are made when it is opened."""

    __slots__ = ("_children", "node", "parent", "row")

    def __init__(self, node: Node, row: int, parent: _Item | None) -> None:
        self.node = node
        self.row = row
        self.parent = parent
        self._children: list[_Item] | None = None

    @property
    def children(self) -> list[_Item]:
        if self._children is None:
            self._children = [_Item(node, row, self) for row, node in enumerate(_nodes_below(self.node))]
        return self._children


def _nodes_below(node: Node) -> tuple[Node, ...]:
    if isinstance(node, PatientNode):
        return node.studies
    return node.series if isinstance(node, StudyNode) else ()


class StudyTreeModel(QAbstractItemModel):
    """Column 0 says what a row is, column 1 how much is in it. Patients appear in portions, as the view needs them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._patients: tuple[PatientNode, ...] = ()
        self._items: list[_Item] = []
        self._name_of: Callable[[str], str] = str
        self._is_telling = False  # nobody may ask for more rows while they hear of some

    @property
    def patients(self) -> tuple[PatientNode, ...]:
        """All patients, fed or not."""
        return self._patients

    def set_patients(self, patients: tuple[PatientNode, ...], name_of: Callable[[str], str]) -> None:
        """Show other patients; ``name_of`` gives what is shown for a patient identifier."""
        self._is_telling = True
        self.beginResetModel()
        self._patients, self._name_of = patients, name_of
        self._items = [_Item(patient, row, None) for row, patient in enumerate(patients[:_FED_AT_ONCE])]
        self.endResetModel()
        self._is_telling = False

    def set_names(self, name_of: Callable[[str], str]) -> None:
        """Show other names for the patients."""
        self._name_of = name_of
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 0))

    def feed_all(self) -> None:
        """Make every patient a row: a search must see all."""
        self._feed(len(self._patients))

    def starve(self) -> None:
        """Take back what was fed beyond the first portion: a view lays out every row it is given."""
        if len(self._items) > _FED_AT_ONCE:
            self.set_patients(self._patients, self._name_of)

    def index_of_series(self, patient: PatientNode, series: SeriesNode) -> QModelIndex:
        """The row of a series; invalid when it is not in the model."""
        row = next((row for row, other in enumerate(self._patients) if other is patient), -1)
        if row < 0:
            return QModelIndex()
        self._feed(row + 1)
        for study in self._items[row].children:
            for item in study.children:
                if item.node is series:
                    return self.createIndex(item.row, 0, item)
        return QModelIndex()

    def _feed(self, count: int) -> None:
        start, count = len(self._items), min(count, len(self._patients))
        if count <= start:
            return
        self._is_telling = True
        self.beginInsertRows(QModelIndex(), start, count - 1)
        self._items += [_Item(self._patients[row], row, None) for row in range(start, count)]
        self.endInsertRows()
        self._is_telling = False

    def _children(self, parent: Index) -> list[_Item]:
        return _item(parent).children if parent.isValid() else self._items

    # Qt's side

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._children(parent)[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt has two `parent`
        above = _item(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 2

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        if parent.column() > 0:
            return False
        return bool(_nodes_below(_item(parent).node)) if parent.isValid() else bool(self._items)

    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self._is_telling) and len(self._items) < len(self._patients)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._feed(len(self._items) + _FED_AT_ONCE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = _item(index).node
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QGuiApplication.palette().placeholderText()  # the theme's muted colour
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._name(node) if index.column() == 0 else self._count(node)
        return None

    def _name(self, node: Node) -> str:
        if isinstance(node, PatientNode):
            return self._name_of(node.patient_id)
        text = study_text(node) if isinstance(node, StudyNode) else series_text(node)
        return text or self.tr("no description")

    def _count(self, node: Node) -> str:
        if isinstance(node, PatientNode):
            return self.tr("1 frame") if node.frames == 1 else self.tr("{n} frames").format(n=f"{node.frames:,}")
        if isinstance(node, StudyNode):
            return self.tr("{n} series").format(n=len(node.series))
        return f"{node.frames:,}"


def _item(index: Index) -> _Item:
    item: _Item = index.internalPointer()
    return item


class StudyTreeFilter(QSortFilterProxyModel):
    """Patients of whom something holds every word of a search; within a patient all is shown."""

    def __init__(self, model: StudyTreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._described: tuple[tuple[PatientNode, ...], list[str]] = ((), [])
        self._texts: list[str] = []
        self._words: list[str] = []
        self._model = model
        self.setSourceModel(model)

    def set_search(self, text: str, name_of: Callable[[str], str]) -> None:
        """Narrow to ``text``; empty shows all. Names are searched as they are shown."""
        self._words = text.casefold().split()
        self._texts = self._search_texts(name_of) if self._words else []
        if self._words:
            self._model.feed_all()
        else:
            self._model.starve()
        self.invalidate()

    def _search_texts(self, name_of: Callable[[str], str]) -> list[str]:
        patients = self._model.patients
        if self._described[0] is not patients:
            self._described = (patients, descriptions(patients))
        return [
            f"{name_of(patient.patient_id).casefold()} {description}"
            for patient, description in zip(patients, self._described[1], strict=True)
        ]

    def matching(self) -> list[PatientNode]:
        """The patients that match, fed or not."""
        patients = self._model.patients
        return [patient for row, patient in enumerate(patients) if self._accepts(row)]

    def _accepts(self, row: int) -> bool:
        return not self._words or all(word in self._texts[row] for word in self._words)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return source_parent.isValid() or self._accepts(source_row)
