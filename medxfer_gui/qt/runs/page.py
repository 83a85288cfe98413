"""The page of all runs: open, resume, delete, find on disk."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.run_summary import RunSummary, summarise_all
from medxfer_gui.qt.run_words import run_title
from medxfer_gui.qt.runs.runs_model import SUMMARY_ROLE, Column, RunsModel, RunsProxy
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.empty import EmptyState
from medxfer_gui.qt.widgets.tables import plain_table
from medxfer_gui.qt.widgets.text import label, wrapped
from medxfer_gui.runs.run import Run

_EVERY_MS = 2000


class RunsPage(Page):
    """Every run of the data folder, with what it is doing now; read in the background while the page is seen."""

    name: ClassVar[str] = "runs"
    title: ClassVar[str] = "Runs"
    icon: ClassVar[str] = "mdi6.format-list-bulleted"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model = RunsModel(session.tokens, self)
        self.proxy = RunsProxy(self)
        self.proxy.setSourceModel(self.model)
        self._job: Job | None = None
        self.open_run = primary_button(self.tr("Open"), self.tr("Look at this run; a finished one is evaluated"))
        self.resume = button(self.tr("Resume"), self.tr("Train on from the last checkpoint"))
        self.reveal = button(self.tr("Show folder"))
        self.delete = button(self.tr("Delete…"))
        self.open_other = button(self.tr("Open another folder…"), self.tr("A run folder that lies elsewhere"))
        self._hint = wrapped("", "muted")
        self.table = self._make_table()
        self._empty = EmptyState(
            self.tr("No runs yet"),
            self.tr("Every training leaves a run here, with all that is needed to repeat it."),
            self.tr("Go to training"),
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.model.set_current(session.run)
        self._show_buttons()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Runs"), "title"))
        head.addStretch(1)
        for widget in (self.open_other, self.reveal, self.delete, self.resume, self.open_run):
            head.addWidget(widget)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        blank = QWidget()  # until the first look is done: no empty state that flashes by
        for page in (blank, self._empty, work):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _make_table(self) -> QTableView:
        table = plain_table(self.proxy, self.tr("Runs"), 30)
        table.sortByColumn(Column.CREATED, Qt.SortOrder.DescendingOrder)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = table.horizontalHeader()
        widths = {
            Column.CREATED: 144,
            Column.MODE: 116,
            Column.SOURCE: 140,
            Column.STATUS: 96,
            Column.VALIDATION: 116,
            Column.TEST: 116,
            Column.SECONDS: 84,
            Column.COHORT: 84,
        }
        for column, width in widths.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        return table

    def _connect(self) -> None:
        self.open_run.clicked.connect(self._on_open)
        self.resume.clicked.connect(self._on_resume)
        self.reveal.clicked.connect(self._on_reveal)
        self.delete.clicked.connect(self._on_delete)
        self.open_other.clicked.connect(self._on_find)
        self._empty.triggered.connect(self._on_go_to_training)
        self.table.doubleClicked.connect(self._on_open)
        self.table.activated.connect(self._on_open)
        self.table.customContextMenuRequested.connect(self._on_menu_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self.proxy.modelReset.connect(self._show_buttons)
        self.proxy.dataChanged.connect(self._show_buttons)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.search_changed.connect(self.proxy.set_search)
        self.session.theme_changed.connect(self._on_theme_changed)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    # What there is

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def leave(self) -> None:
        """Stop looking."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def look(self) -> None:
        """Read the runs anew, in the background; a look that is under way is enough."""
        if self._job is not None:
            return
        also = [self.session.run] if self.session.run is not None else []
        self._job = Job(self.tr("Reading runs"), summarise_all, self.session.home, also)
        self._job.succeeded.connect(self._on_summaries)
        self._job.failed.connect(self.session.show_error)
        self._job.finished.connect(self._on_looked)
        self._job.start()

    def _on_looked(self) -> None:
        self._job = None

    def _on_summaries(self, summaries: list[RunSummary]) -> None:
        chosen = self.chosen()
        self.model.set_summaries(summaries)
        self._widen_columns()
        self._stack.setCurrentIndex(2 if summaries else 1)
        if chosen is not None:
            self._choose(chosen.run)
        elif summaries:
            self._choose(self.session.run or summaries[0].run)
        self._show_buttons()

    def _widen_columns(self) -> None:
        """No value is cut but a long name, whose mode and source have columns of their own; none gets narrower."""
        for column in Column:
            wanted = self.table.sizeHintForColumn(column)
            if column != Column.NAME and wanted > self.table.columnWidth(column):
                self.table.setColumnWidth(column, wanted)

    def chosen(self) -> RunSummary | None:
        """The run that is selected."""
        index = self.table.currentIndex()
        return index.data(SUMMARY_ROLE) if index.isValid() else None

    def _choose(self, run: Run) -> None:
        row = self.model.row_of(run)
        index = self.proxy.mapFromSource(self.model.index(row, 0)) if row is not None else QModelIndex()
        if index.isValid() and index.row() != self.table.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)

    def _show_buttons(self) -> None:
        summary = self.chosen()
        state = summary.state if summary is not None else None
        self.open_run.setEnabled(summary is not None)
        self.reveal.setEnabled(summary is not None)
        self.delete.setEnabled(state is not None and state.status != "running")
        self.resume.setEnabled(state is not None and state.can_resume)
        self._hint.setText(self._comparison(summary) if summary is not None else "")

    def _comparison(self, summary: RunSummary) -> str:
        """How many runs can be compared with the selected one."""
        rows = range(self.model.rowCount())
        others = [s for s in (self.model.index(row, 0).data(SUMMARY_ROLE) for row in rows) if s.run != summary.run]
        same = sum(1 for other in others if summary.split and other.split == summary.split)
        if same:
            return self.tr("{count} other runs learned from the same split: their figures can be compared.").format(
                count=same
            )
        return (
            self.tr("No other run learned from the same split; figures of other splits do not compare.")
            if others
            else ""
        )

    # What the user wants

    def _on_open(self) -> None:
        summary = self.chosen()
        if summary is not None:
            self.session.set_run(summary.run)
            self.session.show_page("evaluate" if summary.state.status == "finished" else "train")

    def _on_resume(self) -> None:
        summary = self.chosen()
        if summary is not None:
            job = Job(
                self.tr("Resuming {name}").format(name=run_title(summary.name, summary.mode, summary.source)),
                _resume,
                summary.run,
                self.session.home,
            )
            job.succeeded.connect(self._on_resumed)
            self.session.start(job)

    def _on_resumed(self, run: Run) -> None:
        self.session.set_run(run)
        self.session.show_page("train")

    def _on_reveal(self) -> None:
        summary = self.chosen()
        if summary is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(summary.run.folder)))

    def _on_delete(self) -> None:
        summary = self.chosen()
        if summary is None:
            return
        question = QMessageBox(self.window())
        question.setWindowTitle(self.tr("Delete the run"))
        question.setText(
            self.tr("Delete {name} with its checkpoints and results?").format(
                name=run_title(summary.name, summary.mode, summary.source)
            )
        )
        question.setInformativeText(
            self.tr("{folder} is removed and cannot be brought back.").format(folder=summary.run.folder)
        )
        delete = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.exec()
        if question.clickedButton() is delete:
            self.delete_run(summary.run)

    def delete_run(self, run: Run) -> None:
        """Remove a run and its folder."""
        if run == self.session.run:
            self.session.set_run(None)
        job = Job(self.tr("Deleting {name}").format(name=run.folder.name), _delete, run)
        job.finished.connect(self.look)
        self.session.start(job)

    def _on_find(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self.window(), self.tr("Open a run folder"), str(self.session.home.runs)
        )
        if not chosen:
            return
        try:
            run = Run.open(Path(chosen))
        except MedxferError as error:
            self.session.show_error(error)
            return
        self.session.set_run(run)
        self.look()

    def _on_menu_wanted(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for twin in (self.open_run, self.resume, self.reveal, self.delete):
            action = QAction(twin.text(), menu)
            action.setEnabled(twin.isEnabled())
            action.triggered.connect(twin.click)
            menu.addAction(action)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_go_to_training(self) -> None:
        self.session.show_page("train")

    def _on_run_changed(self, run: Run | None) -> None:
        self.model.set_current(run)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.model.set_tokens(tokens)


def _resume(run: Run, home: Home, *, on_event: EventSink, cancel: CancelToken) -> Run:
    from medxfer_gui.training.launch import launch_worker

    cancel.raise_if_cancelled()
    launch_worker(run, home)
    return run


def _delete(run: Run, *, on_event: EventSink, cancel: CancelToken) -> None:
    cancel.raise_if_cancelled()
    run.delete()
