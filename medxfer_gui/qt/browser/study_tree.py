"""The tree of patients on screen: what is open, selected and in sight outlives a change of what it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.qt.browser.study_tree_model import NodeKey, StudyTreeModel


class StudyTree(QTreeView):
    """Shows a `StudyTreeModel`."""

    def __init__(self, model: StudyTreeModel) -> None:
        super().__init__()
        self._tree = model
        self._open: set[NodeKey] = set()
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(12)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(self.tr("Patients, studies and series"))
        self.setAllColumnsShowFocus(True)
        self._size_columns()
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)

    def _size_columns(self) -> None:
        """Give the counts what they need, and the names the rest."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, self.fontMetrics().horizontalAdvance("000 frames") + 20)

    def forget(self) -> None:
        """Close everything, and stand at the top: another folder comes."""
        self._open.clear()
        self.scrollToTop()

    def open_all(self) -> None:
        """Open everything, and keep it open."""
        self.expandAll()
        for patient in self._tree.patients:
            for study in patient.studies:
                series = [(patient.patient_id, study.uid, node.uid) for node in study.series if len(node.stacks) > 1]
                self._open.update([(patient.patient_id,), (patient.patient_id, study.uid), *series])

    def show_patients(self, patients: tuple[PatientNode, ...], name_of: Callable[[str], str]) -> None:
        """Show another tree; rows that it still has stay open, selected and where they are."""
        current = self.currentIndex()
        current_key = self._tree.key_of(current) if current.isValid() else None
        selected = [self._tree.key_of(index) for index in self.selectionModel().selectedRows()]
        top = self.indexAt(QPoint(4, 4))
        top_key = self._tree.key_of(top) if top.isValid() else None
        self._tree.set_patients(patients, name_of)
        for key in sorted(self._open, key=len):
            index = self._tree.index_of(key)
            if index.isValid():
                self.setExpanded(index, True)
        self._select_again(current_key, selected)
        if top_key is not None:
            index = self._tree.index_of(top_key)
            if index.isValid():
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def scroll_from_patient(self, index: QModelIndex) -> None:
        """Bring a row into sight, and its patient with it where there is room for both."""
        patient = index
        while patient.parent().isValid():
            patient = patient.parent()
        self.scrollTo(patient, QAbstractItemView.ScrollHint.PositionAtTop)
        self.scrollTo(index)

    def _select_again(self, current: NodeKey | None, selected: list[NodeKey]) -> None:
        flag = QItemSelectionModel.SelectionFlag
        rows = QItemSelection()
        for key in selected:
            index = self._tree.index_of(key)
            if index.isValid():
                rows.select(index, index)
        model = self.selectionModel()
        if current is not None:
            index = self._tree.index_of(current)
            if index.isValid():
                model.setCurrentIndex(index, flag.NoUpdate)
        model.select(rows, flag.ClearAndSelect | flag.Rows)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._open.add(self._tree.key_of(index))

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._open.discard(self._tree.key_of(index))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:  # a menu is about a row, it does not show it
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            index = self.currentIndex().siblingAtColumn(0)
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)
