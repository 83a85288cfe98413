"""The evaluation page: how good the run is, and the cases behind every number."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.evaluation.evaluation import Evaluation
from medxfer_gui.evaluation.predictions import EXTERNAL
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.evaluation.case_gallery import CaseGallery
from medxfer_gui.qt.evaluation.case_panel import CasePanel
from medxfer_gui.qt.evaluation.cases import Case, cases_of
from medxfer_gui.qt.evaluation.confusion_view import Cell
from medxfer_gui.qt.evaluation.evaluated_part import EvaluatedPart
from medxfer_gui.qt.evaluation.metrics_panel import MetricsPanel
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.run_words import run_title
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.empty import EmptyState
from medxfer_gui.qt.widgets.text import ElidedLabel, chip, wrapped
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import Status

# What the compute process is asked for: module and function.
EVALUATED_PART = ("medxfer_gui.qt.evaluation.evaluated_part", "evaluated_part")
EXTERNAL_PART = ("medxfer_gui.qt.evaluation.evaluated_part", "external_part")
WRITE_REPORT = ("medxfer_gui.export.report", "write_report")

_LOOK_MS = 1000
"""How often a run that is not finished is looked at again."""


class EvaluationPage(Page):
    """Look at one part of the session's run; a part that was not evaluated yet is evaluated when the page is shown."""

    name: ClassVar[str] = "evaluate"
    title: ClassVar[str] = "Evaluate"
    icon: ClassVar[str] = "mdi6.chart-bell-curve"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.part: EvaluatedPart | None = None
        self._wanted_part = session.evaluation.part if session.evaluation else "test"
        self._is_rebuilt = session.evaluation is not None
        self._loaded: object = None
        self._job: Job | None = None
        self._title = ElidedLabel("", "title")
        self._parts = QComboBox()
        self._parts.setAccessibleName(self.tr("Part"))
        self._counts = chip("")
        self._report = primary_button(
            self.tr("Write report…"), self.tr("One file with every figure, to keep or to send")
        )
        self._external = button(self.tr("External cohort…"), self.tr("Measure this run on another labelled folder"))
        self._notes = wrapped("", state="attention")
        self.metrics = MetricsPanel(session.tokens)
        self.gallery = CaseGallery(session.tokens, session.decoders.thumbnails)
        self.case_panel = CasePanel(session)
        self._no_run = EmptyState(
            self.tr("No run to evaluate"),
            self.tr("Train a run, or choose one among the runs; its metrics and cases appear here."),
            self.tr("Go to training"),
        )
        self._unfinished = self._make_unfinished()
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._working = EmptyState(
            self.tr("Evaluating"), self.tr("The part is predicted; the line below shows how far.")
        )
        self._failed = EmptyState(
            self.tr("Not evaluated"),
            self.tr("The reason is told above. Put it right and try again."),
            self.tr("Try again"),
        )
        self._lay_out()
        self._connect()
        self._refresh()

    def _make_unfinished(self) -> dict[Status, EmptyState]:
        """What is shown instead of a result, by what the run is doing."""
        go, resume = self.tr("Go to training"), self.tr("Resume it on the Train page; it is evaluated when it is done.")
        return {
            "running": EmptyState(
                self.tr("This run is being trained"),
                self.tr("It is evaluated as soon as its training has finished."),
                go,
            ),
            "prepared": EmptyState(self.tr("This run was not trained yet"), resume, go),
            "cancelled": EmptyState(self.tr("This run was stopped before its training had finished"), resume, go),
            "interrupted": EmptyState(self.tr("This run was interrupted before its training had finished"), resume, go),
            "failed": EmptyState(
                self.tr("The training of this run failed"),
                self.tr("The Train page tells the reason. Put it right and resume the run there."),
                go,
            ),
        }

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for widget in (self._parts, self._counts, self._external, self._report):
            head.addWidget(widget)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._notes)
        column.addWidget(self.metrics)
        column.addWidget(self.gallery, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(work)
        self._splitter.addWidget(self.case_panel)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([900, 340])
        self._stack = QStackedWidget()
        for page in (self._no_run, *self._unfinished.values(), self._working, self._failed, self._splitter):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._watch.timeout.connect(self._refresh)
        for empty in (self._no_run, *self._unfinished.values()):
            empty.triggered.connect(self._on_go_to_training)
        self._failed.triggered.connect(self._on_try_again)
        self._parts.currentIndexChanged.connect(self._on_part_chosen)
        self._report.clicked.connect(self._on_write_report)
        self._external.clicked.connect(self._on_external)
        self.metrics.threshold_changed.connect(self._on_threshold_changed)
        self.metrics.confusion.cell_chosen.connect(self._on_cell_chosen)
        self.gallery.case_chosen.connect(self._on_case_chosen)
        self.gallery.cell_cleared.connect(self._on_cell_cleared)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.search_changed.connect(self.gallery.set_search)
        self.session.theme_changed.connect(self._on_theme_changed)

    def leave(self) -> None:
        """Wait for nothing any more."""
        self._watch.stop()
        self._let_go_of_job()

    # Which part of which run

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.stop()

    def _on_run_changed(self) -> None:
        self._wanted_part = "test"
        self._refresh()

    def _refresh(self) -> None:
        """Show what the session looks at; work is begun, and an end of the training awaited, only while it is seen."""
        self._watch.stop()
        run = self.session.run
        if run is None:
            self._forget(self._no_run)
            return
        status = run.state().status
        if status != "finished":
            self._forget(self._unfinished[status])
            if self.isVisible():
                self._watch.start()
            return
        version = self._version(run)
        if self.isVisible() and version != self._loaded:
            self._loaded = version
            self._evaluate(run)

    def _version(self, run: Run) -> object:
        """Equal for equal results: a run that was resumed has others."""
        state = run.state()
        return run, self._wanted_part, state.started, state.best_epoch

    def _forget(self, empty: EmptyState) -> None:
        self._let_go_of_job()
        self.part, self._loaded = None, None
        self._stack.setCurrentWidget(empty)

    def _evaluate(self, run: Run) -> None:
        self._let_go_of_job()
        title = self.tr("Evaluating {name}").format(name=run.name)
        self._take(Job(title, self.session.compute.call, *EVALUATED_PART, run, self.session.home, self._wanted_part))

    def _take(self, job: Job) -> None:
        """Wait for an `EvaluatedPart` from ``job``."""
        self._job = job
        job.succeeded.connect(self._on_evaluated)
        job.failed.connect(self._on_not_evaluated)
        job.cancelled.connect(self._on_not_evaluated)
        self._stack.setCurrentWidget(self._working)
        self.session.start(job)

    def _let_go_of_job(self) -> None:
        if self._job is not None:
            self._job.succeeded.disconnect(self._on_evaluated)
            self._job.failed.disconnect(self._on_not_evaluated)
            self._job.cancelled.disconnect(self._on_not_evaluated)
            self._job.cancel()
            self._job = None

    def _on_evaluated(self, part: EvaluatedPart) -> None:
        self._job = None
        self.part = part
        self._show_part(part)
        self.session.set_evaluation(part.evaluation)

    def _on_not_evaluated(self, error: Exception | None = None) -> None:
        self._job = None
        self._stack.setCurrentWidget(self._failed)

    def _on_try_again(self) -> None:
        self._loaded = None
        self._refresh()

    def _on_part_chosen(self) -> None:
        self._wanted_part = self._parts.currentData()
        self._refresh()

    # What is shown of it

    def _show_part(self, part: EvaluatedPart) -> None:
        evaluation, config = part.evaluation, part.run.config
        self._title.set_full_text(run_title(config.name, config.recipe.mode, config.source.name))
        self._title.setToolTip(str(part.run.folder))
        self._show_parts(part)
        self._counts.setText(self._count_words(evaluation))
        self._notes.setText(" ".join(translate_core(note) for note in evaluation.notes))
        self._notes.setVisible(bool(evaluation.notes))
        self.metrics.set_part(part)
        self.gallery.set_cell(None)
        cases = cases_of(part.predictions, evaluation.threshold)
        self.gallery.set_cases(cases, part.task, part.records)
        self.case_panel.set_part(part)
        self._stack.setCurrentWidget(self._splitter)
        self._choose_case(cases)

    def _choose_case(self, cases: list[Case]) -> None:
        """The first case; a page that is made anew shows the one that was looked at."""
        selection = self.session.selection
        if self._is_rebuilt and selection is not None and any(case.key == selection for case in cases):
            self.gallery.choose(selection)
        else:
            self.gallery.choose_first()
        self._is_rebuilt = False

    def _show_parts(self, part: EvaluatedPart) -> None:
        names = {
            "test": self.tr("Test part"),
            "validation": self.tr("Validation part"),
            "train": self.tr("Training part"),
            EXTERNAL: self.tr("External cohort"),
        }
        with QSignalBlocker(self._parts):
            self._parts.clear()
            for name in (name for name in names if name in part.parts):
                self._parts.addItem(names[name], name)
            self._parts.setCurrentIndex(self._parts.findData(part.evaluation.part))

    def _count_words(self, evaluation: Evaluation) -> str:
        units = {
            "frame": self.tr("{n} frames, {patients} patients"),
            "series": self.tr("{n} series, {patients} patients"),
            "study": self.tr("{n} studies, {patients} patients"),
            "patient": self.tr("{patients} patients"),
        }
        return units[evaluation.level].format(n=f"{evaluation.n:,}", patients=f"{evaluation.patients:,}")

    def _on_threshold_changed(self, threshold: float) -> None:
        if self.part is not None:
            cases = cases_of(self.part.predictions, threshold)
            self.case_panel.set_called(cases, threshold)
            self.gallery.set_called(cases)
            self._follow_gallery()

    def _on_cell_chosen(self, cell: Cell | None) -> None:
        self.gallery.set_cell(cell)
        self.gallery.choose_first()
        self._follow_gallery()

    def _follow_gallery(self) -> None:
        """A case that the filter let go is not looked at any longer."""
        case = self.gallery.chosen()
        if case is None:
            self.case_panel.clear()
        else:
            self.case_panel.show_case(case)

    def _on_cell_cleared(self) -> None:
        self.metrics.confusion.set_chosen(None)
        self.gallery.set_cell(None)
        self._follow_gallery()

    def _on_case_chosen(self, case: Case) -> None:
        self.case_panel.show_case(case)
        self.session.select(case.key)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.metrics.set_tokens(tokens)
        self.gallery.set_tokens(tokens)

    # What the user wants

    def _on_go_to_training(self) -> None:
        self.session.show_page("train")

    def _on_write_report(self) -> None:
        if self.part is None:
            return
        suggested = _beside_data(self.part.run) / f"{self.part.run.name}.html"
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Write report"), str(suggested), self.tr("Report (*.html)")
        )
        if chosen:
            self.write_report(Path(chosen))

    def write_report(self, path: Path) -> None:
        """Write the report of the run in view to ``path`` and open it."""
        if self.part is not None:
            title = self.tr("Writing the report")
            job = Job(title, self.session.compute.call, *WRITE_REPORT, self.part.run, self.session.home, path)
            job.succeeded.connect(self._on_report_written)
            self.session.start(job)

    def _on_report_written(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_external(self) -> None:
        run = self.session.run
        folder = QFileDialog.getExistingDirectory(self.window(), self.tr("Folder of the external cohort"))
        if not folder or run is None:
            return
        title = self.tr("Labels of the external cohort (cancel: class folders)")
        labels, _ = QFileDialog.getOpenFileName(self.window(), title, folder, self.tr("Tables (*.csv)"))
        self._let_go_of_job()
        self._wanted_part = EXTERNAL
        self._loaded = self._version(run)
        dataset = DatasetConfig(folder=Path(folder), labels=Path(labels) if labels else None, level=run.task.level)
        job_title = self.tr("Evaluating on {name}").format(name=shown_name(dataset.folder))
        self._take(Job(job_title, self.session.compute.call, *EXTERNAL_PART, run, self.session.home, dataset))


def _beside_data(run: Run) -> Path:
    """Folder in which the labels lie, else that of the images; the run's own where those are gone."""
    dataset = run.config.dataset
    place = (dataset.labels or dataset.folder).parent
    return place if place.is_dir() else run.folder
