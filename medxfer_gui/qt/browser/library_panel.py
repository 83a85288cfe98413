"""The left side of the browser: the tree of the folder, and what became of its files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeView, QVBoxLayout

from medxfer_gui.library.nodes import PatientNode, SeriesNode
from medxfer_gui.library.records import FrameKey
from medxfer_gui.qt.browser.catalogue import Catalogue, Place, opening_uid
from medxfer_gui.qt.browser.intake import IntakeCard
from medxfer_gui.qt.browser.study_tree_model import NODE_ROLE, Node, StudyTreeFilter, StudyTreeModel
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.text import label

_WIDTH = 300
_OPEN_UP_TO = 60
"""Trees with so few patients are shown opened."""


class LibraryPanel(QFrame):
    """Shows a catalogue and tells which frame is chosen in it."""

    chosen = Signal(object)
    """`FrameKey`: where the series of the row that was chosen opens."""
    open_requested = Signal()
    """The user wants to open a folder."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setProperty("side", "left")
        self.setFixedWidth(_WIDTH)
        self._name_of = name_of
        self._search = ""
        self.model = StudyTreeModel(self)
        self.proxy = StudyTreeFilter(self.model, self)
        self.tree = _Tree()
        self.tree.setModel(self.proxy)
        self.tree.size_columns()
        self.intake = IntakeCard()
        self._none_found = label(self.tr("Nothing holds these words."), "muted")
        self._none_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        open_folder = button(self.tr("Open folder…"))
        open_folder.clicked.connect(self.open_requested)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 10, 4)
        top.addWidget(label(self.tr("Library"), "group"), 1)
        top.addWidget(open_folder)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 8, 10, 10)
        foot.addWidget(self.intake)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._none_found)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        self._none_found.hide()
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self._is_following = False

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show another folder."""
        self.proxy.set_search("", self._name_of)
        self.model.set_patients(catalogue.patients, self._name_of)
        self.intake.show_catalogue(catalogue)
        self.set_search(self._search)
        if len(catalogue.patients) <= _OPEN_UP_TO:
            self.tree.expandAll()

    def set_search(self, text: str) -> None:
        """Narrow the tree to ``text``."""
        self._search = text
        self._is_following = True  # rows that come and go are nobody's choice
        self.proxy.set_search(text, self._name_of)
        self._is_following = False
        found = self.proxy.rowCount()
        self._none_found.setVisible(bool(text) and not found)
        if text and 0 < found <= _OPEN_UP_TO:
            self.tree.expandAll()

    def rename(self) -> None:
        """Ask for the names of the patients again."""
        self.model.set_names(self._name_of)
        self.set_search(self._search)

    def select(self, place: Place) -> None:
        """Mark the series of ``place`` as the one that is looked at, without telling anyone."""
        index = self.proxy.mapFromSource(self.model.index_of_series(place.patient, place.series))
        current = self.tree.currentIndex()
        if not index.isValid() or (current.isValid() and _holds(current.data(NODE_ROLE), place)):
            return
        self._is_following = True
        self.tree.setCurrentIndex(index)
        self._is_following = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            series = _first_series(current.data(NODE_ROLE))
            self.chosen.emit(FrameKey(opening_uid(series), 0))


def _first_series(node: Node) -> SeriesNode:
    if isinstance(node, PatientNode):
        return node.studies[0].series[0]
    return node if isinstance(node, SeriesNode) else node.series[0]


def _holds(node: Node, place: Place) -> bool:
    """Whether a row is ``place``'s series, or one above it that was chosen for it."""
    return node is place.series or (node in (place.patient, place.study) and _first_series(node) is place.series)


class _Tree(QTreeView):
    """The tree; Return goes to the image."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName(self.tr("Patients, studies and series"))
        self.setAllColumnsShowFocus(True)

    def size_columns(self) -> None:
        """Give the counts what they need, and the names the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance("000 frames") + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            index = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)
