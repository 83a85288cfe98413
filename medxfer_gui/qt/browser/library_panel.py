"""The left side of the browser: the tree of the folder, what a search has found, and what became of the files."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import SeriesKey, StackKey
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.catalogue import Catalogue
from medxfer_gui.qt.browser.intake import IntakeCard
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.study_tree import StudyTree
from medxfer_gui.qt.browser.study_tree_model import NodeKey, StudyTreeModel
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.text import State, label, set_state, wrapped

_WIDTH = 300
_OPEN_UP_TO = 60
"""Trees with so few patients are shown opened."""


class LibraryPanel(QFrame):
    """Shows a tree and tells what is chosen in it."""

    chosen = Signal(object)
    """`FrameKey`: where the row that was chosen opens."""
    rows_changed = Signal()
    """Other rows are selected than before; `selected_series` gives their series."""
    grid_requested = Signal()
    """The user wants to see what is selected as a grid."""
    beside_requested = Signal(object)
    """`FrameKey` that the user wants to see beside what is looked at."""
    reveal_requested = Signal(object)
    """`FrameKey` whose file the user wants to see in its folder."""
    open_requested = Signal()
    """The user wants to open a folder."""

    def __init__(self, names: PatientNames) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setProperty("side", "left")
        self.setFixedWidth(_WIDTH)
        self._names = names
        self.model = StudyTreeModel(self)
        self.model.set_names(names, names.privacy)
        self.tree = StudyTree(self.model)
        self.intake = IntakeCard()
        self.result = wrapped("", "muted")
        self._lay_out()
        self._is_following = False
        self._has_just_opened = False
        self._of_menu: NodeKey = ()
        selection = self.tree.selectionModel()
        selection.currentChanged.connect(self._on_current_changed)
        selection.selectionChanged.connect(self._on_selection_changed)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)

    def _lay_out(self) -> None:
        open_folder = button(self.tr("Open folder…"))
        open_folder.clicked.connect(self.open_requested)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 10, 4)
        top.addWidget(label(self.tr("Library"), "group"), 1)
        top.addWidget(open_folder)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 8, 10, 10)
        foot.addWidget(self.intake)
        self.result.setContentsMargins(14, 2, 12, 6)
        self.result.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.result)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)

    def show_catalogue(self, catalogue: Catalogue, is_new: bool) -> None:
        """Show another folder, or the same one after files have come or gone: then what is open stays open."""
        self.intake.show_catalogue(catalogue)
        if is_new:
            self.tree.forget()
            self._has_just_opened = True
        self.show_patients(catalogue.patients)
        if is_new and len(catalogue.patients) <= _OPEN_UP_TO:
            self.tree.open_all()

    def show_patients(self, patients: tuple[PatientNode, ...], opened: bool = False) -> None:
        """Show another tree of the same folder, ``opened`` where it is small; selection and place stay as they are."""
        self._is_following = True  # rows that come and go are nobody's choice
        self.tree.show_patients(patients, self._names)
        self._is_following = False
        if opened and 0 < len(patients) <= _OPEN_UP_TO:
            self.tree.expandAll()  # until other patients are shown: what was found lies inside

    def set_result(self, text: str, state: State = "plain") -> None:
        """Say what a search has found, or why it cannot be made; empty where nothing is searched."""
        self.result.setText(text)
        self.result.setVisible(bool(text))
        set_state(self.result, state)

    def set_names(self, names: PatientNames) -> None:
        """Show other names for the patients."""
        self._names = names
        self.model.set_names(names, names.privacy)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self.model.set_tokens(tokens)

    def select(self, stack: StackKey) -> None:
        """Mark what is looked at, without telling anyone; a row above it that was chosen for it stays chosen."""
        series = stack.series
        key: NodeKey = (series.patient_id, series.study_uid, series.series_uid)
        index = self.model.index_of((*key, stack.number))
        if not index.isValid():
            index = self.model.index_of(key)
        current = self.tree.currentIndex().siblingAtColumn(0)
        if not index.isValid() or current == index or (current.isValid() and self._opens(current, series)):
            return
        self._is_following = True
        flag = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        if self._has_just_opened:
            self.tree.scroll_from_patient(index)
            self._has_just_opened = False
        else:
            self.tree.scrollTo(index)
        self._is_following = False

    def _opens(self, row: QModelIndex, series: SeriesKey) -> bool:
        """Whether a row above the series opens on it; or several rows are selected, of which it is one."""
        series_of_row = self.model.series_of(row)
        return len(self.model.key_of(row)) < 3 and series_of_row[0] == series

    def selected_series(self) -> tuple[SeriesKey, ...]:
        """The series of the selected rows in the order of the tree; none where less than two rows are selected."""
        ranges = list(self.tree.selectionModel().selection())  # type: ignore[call-overload]  # a sequence, the stubs forget
        if sum(part.height() for part in ranges) < 2:
            return ()
        rows = (
            self.model.index(row, 0, part.parent()) for part in ranges for row in range(part.top(), part.bottom() + 1)
        )
        chosen = {key for row in rows for key in self.model.series_of(row)}
        order = [
            SeriesKey(patient.patient_id, study.uid, series.uid)
            for patient in self.model.patients
            for study in patient.studies
            for series in study.series
            if series.stacks
        ]
        return tuple(key for key in order if key in chosen)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.chosen.emit(self.model.opening_key(current))

    def _on_selection_changed(self) -> None:
        if not self._is_following:
            self.rows_changed.emit()

    # Menu

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.tree.indexAt(place)
        if index.isValid():
            self.menu(index).popup(self.tree.viewport().mapToGlobal(place))

    def menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a row; it need not be the one that is looked at."""
        self._of_menu = self.model.key_of(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open beside"), self._on_beside)
        menu.addAction(self.tr("Show as a grid"), self._on_grid)
        menu.addAction(self.tr("Copy the identifier"), self._on_copy)
        menu.addAction(self.tr("Show the file in its folder"), self._on_reveal)
        return menu

    def _on_beside(self) -> None:
        self._tell_key(self.beside_requested)

    def _on_reveal(self) -> None:
        self._tell_key(self.reveal_requested)

    def _tell_key(self, signal: SignalInstance) -> None:
        index = self.model.index_of(self._of_menu)
        if index.isValid():
            signal.emit(self.model.opening_key(index))

    def _on_grid(self) -> None:
        index = self.model.index_of(self._of_menu)
        if not index.isValid():
            return
        if not self.tree.selectionModel().isSelected(index):
            self.tree.setCurrentIndex(index)
        self.grid_requested.emit()

    def _on_copy(self) -> None:
        key = self._of_menu
        text = self._names(str(key[0])) if len(key) == 1 else str(key[min(len(key), 3) - 1])
        QGuiApplication.clipboard().setText(text)
