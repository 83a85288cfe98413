"""Patient > Study > Series > Stack as a Qt model: a row is made when it is asked for, and named when it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from medxfer_gui.library.nodes import PatientNode, SeriesNode, StackNode, StackProblem, StudyNode
from medxfer_gui.library.records import FrameKey, SeriesKey
from medxfer_gui.plots.theme import DARK, Tokens
from medxfer_gui.qt.browser.catalogue import opening_key, series_text, study_text
from medxfer_gui.qt.browser.words import problem_text
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.icons import accent_icon, icon

Index = QModelIndex | QPersistentModelIndex
Node = PatientNode | StudyNode | SeriesNode | StackNode
NodeKey = tuple[str | int, ...]
"""Patient, then study, series and number of the stack as far down as the row stands; the same in every tree."""

NODE_ROLE = Qt.ItemDataRole.UserRole
"""The node of a row."""

_OBJECT_ICONS = {"SEG": "mdi6.vector-polygon", "RTSTRUCT": "mdi6.vector-polygon", "PR": "mdi6.image-edit-outline"}
_OTHER_OBJECT = "mdi6.file-document-outline"


class _Item:
    """A row; those below it are made when they are asked for."""

    __slots__ = ("_children", "has_children", "node", "parent", "row", "twins")

    def __init__(self, node: Node, row: int, parent: _Item | None) -> None:
        self.node = node
        self.row = row
        self.parent = parent
        self.has_children = bool(_nodes_below(node))
        self._children: list[_Item] | None = None
        self.twins: dict[str, list[str]] | None = None
        """UIDs of the series of a study by what they are called; made when one is named."""

    @property
    def children(self) -> list[_Item]:
        if self._children is None:
            self._children = [_Item(node, row, self) for row, node in enumerate(_nodes_below(self.node))]
        return self._children

    @property
    def key(self) -> NodeKey:
        return (*(self.parent.key if self.parent else ()), _own_key(self.node))


def _nodes_below(node: Node) -> tuple[Node, ...]:
    if isinstance(node, PatientNode):
        return node.studies
    if isinstance(node, StudyNode):
        return node.series
    return node.stacks if isinstance(node, SeriesNode) and len(node.stacks) > 1 else ()


def _own_key(node: Node) -> str | int:
    if isinstance(node, PatientNode):
        return node.patient_id
    return node.number if isinstance(node, StackNode) else node.uid


class StudyTreeModel(QAbstractItemModel):
    """Column 0 says what a row is, column 1 how much is in it.

    Views ask for each row of the first level when they lay out, so `index` and `hasChildren` do as little as they can:
    10,000 patients take 20 ms.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.patients: tuple[PatientNode, ...] = ()
        self._items: list[_Item] = []
        self._rows: dict[str, int] = {}
        self._name_of: Callable[[str], str] = str
        self._is_masked = True
        self._tokens = DARK

    def set_patients(self, patients: tuple[PatientNode, ...], name_of: Callable[[str], str]) -> None:
        """Show other patients; ``name_of`` gives what is shown for a patient identifier."""
        self.beginResetModel()
        self.patients, self._name_of = patients, name_of
        self._items = [_Item(patient, row, None) for row, patient in enumerate(patients)]
        self._rows = {patient.patient_id: row for row, patient in enumerate(patients)}
        self.endResetModel()

    def set_names(self, name_of: Callable[[str], str], privacy: bool = True) -> None:
        """Show other names for the patients, and the dates of studies only where ``privacy`` is off."""
        self._name_of, self._is_masked = name_of, privacy
        self._tell_all_changed()

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._tokens = tokens
        self._tell_all_changed()

    def _tell_all_changed(self) -> None:
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 1))

    def index_of(self, key: NodeKey) -> QModelIndex:
        """The row of a key; invalid when the tree has none."""
        row = self._rows.get(str(key[0]))
        if row is None:
            return QModelIndex()
        item = self._items[row]
        for part in key[1:]:
            found = next((child for child in item.children if _own_key(child.node) == part), None)
            if found is None:
                return QModelIndex()
            item = found
        return self.createIndex(item.row, 0, item)

    def key_of(self, index: Index) -> NodeKey:
        """The key of a row."""
        return _item(index).key

    def series_of(self, index: Index) -> list[SeriesKey]:
        """The series that a row stands for, in order; a stack stands for its series."""
        item = _item(index)
        key = item.key
        patient, node = str(key[0]), item.node
        if isinstance(node, PatientNode):
            return [SeriesKey(patient, study.uid, series.uid) for study in node.studies for series in study.series]
        if isinstance(node, StudyNode):
            return [SeriesKey(patient, node.uid, series.uid) for series in node.series]
        return [SeriesKey(patient, str(key[1]), str(key[2]))]

    def opening_key(self, index: Index) -> FrameKey:
        """The frame (or object) that a row opens on."""
        item = _item(index)
        node = item.node
        if isinstance(node, StackNode):
            assert item.parent is not None and isinstance(item.parent.node, SeriesNode)
            return opening_key(item.parent.node, node)
        if isinstance(node, PatientNode):
            node = node.studies[0]
        if isinstance(node, StudyNode):
            node = next((series for series in node.series if series.stacks), node.series[0])
        return opening_key(node)

    # Qt's side

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        items = _item(parent).children if parent.isValid() else self._items
        if 0 <= row < len(items) and 0 <= column < 2:
            return self.createIndex(row, column, items[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt has two `parent`
        above = _item(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._items)
        return 0 if parent.column() > 0 else len(_nodes_below(_item(parent).node))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 2

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        if not parent.isValid():
            return bool(self._items)
        return parent.internalPointer().has_children and parent.column() == 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, is_first = _item(index), index.column() == 0
        node = item.node
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(item) if is_first else self._count(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((self._name(item), *map(problem_text, problems_of(node))))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(node) if is_first else None
        if role == NODE_ROLE:
            return node
        return None if is_first else self._look_of_count(role)

    def _look_of_count(self, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QGuiApplication.palette().placeholderText()  # the theme's muted colour
        return None

    def _stack_name(self, node: StackNode, item: _Item) -> str:
        series = item.parent.node if item.parent is not None else None
        if isinstance(series, SeriesNode) and not series.modality and node.instances < node.frames:
            words = self.tr("volume {n} of {all}")
            return words.format(n=node.number + 1, all=len(series.stacks))
        return translate_core(node.label) or self.tr("Stack {n}").format(n=node.number + 1)

    def _name(self, item: _Item) -> str:
        node = item.node
        if isinstance(node, PatientNode):
            return self._name_of(node.patient_id)
        if isinstance(node, StackNode):
            return self._stack_name(node, item)
        if isinstance(node, StudyNode):
            return study_text(node, self._is_masked) or self._plain_name(node)
        return self._own_name(node) + self._told_apart(node, item.parent)

    def _own_name(self, node: SeriesNode) -> str:
        text = series_text(node)
        if node.kind and not node.description:
            number = "" if node.number is None else str(node.number)
            text = " · ".join(filter(None, (number, translate_core(node.kind))))
        return text or self._plain_name(node)

    def _told_apart(self, node: SeriesNode, study: _Item | None) -> str:
        """Which of several series of a study that are called the same it is; empty for the only one."""
        if study is None or not isinstance(study.node, StudyNode) or len(study.node.series) < 2:
            return ""
        if study.twins is None:
            study.twins = {}
            for each in study.node.series:
                study.twins.setdefault(self._own_name(each), []).append(each.uid)
        twins = study.twins.get(self._own_name(node), [])
        if len(twins) < 2:
            return ""
        return " " + self.tr("({n} of {all})").format(n=twins.index(node.uid) + 1, all=len(twins))

    def _plain_name(self, node: StudyNode | SeriesNode) -> str:
        """What a row is whose header says nothing of it, or that has none."""
        series = node.series if isinstance(node, StudyNode) else (node,)
        if any(each.modality for each in series):
            return self.tr("no description")
        if node.frames == node.instances:
            return self.tr("picture") if node.frames == 1 else self.tr("{n} pictures").format(n=f"{node.frames:,}")
        return self.tr("volume") if node.instances == 1 else self.tr("{n} volumes").format(n=f"{node.instances:,}")

    def _count(self, node: Node) -> str:
        if isinstance(node, PatientNode):
            if not node.frames:
                one, many = self.tr("1 object"), self.tr("{n} objects")
                return one if node.instances == 1 else many.format(n=f"{node.instances:,}")
            return self.tr("1 frame") if node.frames == 1 else self.tr("{n} frames").format(n=f"{node.frames:,}")
        if isinstance(node, StudyNode):
            return self.tr("{n} series").format(n=len(node.series))
        return node.modality if isinstance(node, SeriesNode) and node.kind else f"{node.frames:,}"

    def _icon(self, node: Node) -> Any:
        if isinstance(node, SeriesNode) and node.kind:
            return icon(_OBJECT_ICONS.get(node.modality, _OTHER_OBJECT), self._tokens)
        return accent_icon("mdi6.alert-outline", self._tokens.attention) if problems_of(node) else None


def problems_of(node: Node) -> tuple[StackProblem, ...]:
    """What to know before a series or stack is taken for a volume; nothing for the rows above them."""
    if isinstance(node, StackNode):
        return node.problems
    if isinstance(node, SeriesNode):
        return tuple(dict.fromkeys(problem for stack in node.stacks for problem in stack.problems))
    return ()


def _item(index: Index) -> _Item:
    item: _Item = index.internalPointer()
    return item
