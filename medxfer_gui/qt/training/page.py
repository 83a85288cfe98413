"""The training page: set-up, the run with its live curves, and what the run stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.run_summary import RunSummary, summarise_all
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.training.actions import TrainingActions
from medxfer_gui.qt.training.comparison_panel import ComparisonPanel
from medxfer_gui.qt.training.record import in_words
from medxfer_gui.qt.training.setup import TrainingSetup
from medxfer_gui.qt.training.trainer import Trainer
from medxfer_gui.qt.widgets.cards import SidePanel
from medxfer_gui.qt.widgets.empty import EmptyState
from medxfer_gui.qt.widgets.measures import duration
from medxfer_gui.qt.widgets.text import label

if TYPE_CHECKING:
    from medxfer_gui.qt.training.run_view import RunView


class TrainingPage(Page):
    """Set up, train, watch."""

    name: ClassVar[str] = "train"
    title: ClassVar[str] = "Train"
    icon: ClassVar[str] = "mdi6.chart-timeline-variant"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        from medxfer_gui.qt.training.run_view import RunView  # matplotlib comes with it: not before the page is shown

        self.setup = TrainingSetup(session.tokens)
        self.buttons = TrainingActions()
        self.run_view = RunView(session)
        self.comparison = ComparisonPanel()
        self._summaries: list[RunSummary] = []
        self._summary_job: Job | None = None
        self._nothing = EmptyState(
            self.tr("Nothing to train on yet"),
            self.tr("Open a folder of images first, then choose the labels it is trained on."),
            self.tr("Open a folder"),
        )
        self._no_cohort = EmptyState(
            self.tr("No cohort yet"),
            self.tr("Choose the labels; the cohort is split by patient before anything is trained."),
            self.tr("Go to cohort"),
        )
        self._ready = EmptyState(
            self.tr("Ready to train"),
            self.tr("Loss and validation AUC appear here as the run goes on. Quick is a good first look."),
        )
        self._nothing.triggered.connect(self._on_go_to_browse)
        self._no_cohort.triggered.connect(self._on_go_to_cohort)
        self._stack = QStackedWidget()
        for widget in (self._nothing, self._no_cohort, self._ready, self.run_view):
            self._stack.addWidget(widget)
        self._lay_out()
        self.trainer = Trainer(session, self)
        self._connect()
        if session.run is not None:
            self._show_setup_of_run()
        self._show_all()

    def leave(self) -> None:
        """Stop looking at the run; its training goes on."""
        self.trainer.leave()

    def _lay_out(self) -> None:
        left = SidePanel("left", 304)
        left.body.addWidget(label(self.tr("Set up"), "group"))
        left.body.addWidget(self.setup)
        left.body.addStretch(1)
        left.foot.addWidget(self.buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.comparison)

    def _connect(self) -> None:
        self.buttons.start_wanted.connect(self._on_start)
        self.buttons.stop_wanted.connect(self.trainer.stop)
        self.buttons.resume_wanted.connect(self.trainer.resume)
        self.buttons.evaluate_wanted.connect(self._on_evaluate)
        self.trainer.history_changed.connect(self._on_history_changed)
        self.trainer.phase_changed.connect(self._on_phase_changed)
        self.comparison.run_chosen.connect(self.session.set_run)
        self.session.run_changed.connect(self._show_setup_of_run)
        self.session.draft_changed.connect(self._on_draft_changed)
        self.session.dataset_changed.connect(self._show_all)
        self.session.evaluation_changed.connect(self._look_at_runs)
        self.session.theme_changed.connect(self._on_theme_changed)

    # What the user wants

    def _on_start(self) -> None:
        draft, dataset = self.session.draft, self.session.dataset
        if draft is None or dataset is None:
            return
        try:
            config = self.setup.config(dataset)
        except MedxferError as error:
            self.session.show_error(error)
            return
        self.trainer.start(config)

    def _on_evaluate(self) -> None:
        self.session.show_page("evaluate")

    def _on_go_to_browse(self) -> None:
        self.session.show_page("browse")

    def _on_go_to_cohort(self) -> None:
        self.session.show_page("cohort")

    # What changed

    def _on_history_changed(self) -> None:
        self._show_run()

    def _on_phase_changed(self) -> None:
        self._show_all()
        self._look_at_runs()

    def _on_draft_changed(self) -> None:
        self._show_all()
        self._look_at_runs()

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.run_view.set_tokens(tokens)
        self.setup.split.bar.set_tokens(tokens)

    def _show_setup_of_run(self) -> None:
        if self.session.run is not None:
            self.setup.set_config(self.session.run.config)

    def _show_all(self) -> None:
        phase, draft = self.trainer.phase, self.session.draft
        self.setup.set_editable(not self.trainer.is_busy)
        self.setup.split.set_cohort(draft.cohort if draft is not None else None)
        self.buttons.show_phase(phase, draft is not None, self.trainer.state.can_resume)
        self._stack.setCurrentWidget(self._middle())
        self._show_run()

    def _middle(self) -> RunView | EmptyState:
        if self.trainer.phase != "idle":
            return self.run_view
        if self.session.draft is not None:
            return self._ready
        return self._nothing if self.session.folder is None else self._no_cohort

    def _show_run(self) -> None:
        trainer, run = self.trainer, self.session.run
        name = run.name if run is not None else ""
        self.run_view.show_run(name, trainer.phase, trainer.state, trainer.history, trainer.has_checkpoint)
        self.comparison.set_log(in_words(trainer.history.log))

    # Other runs on the same split

    def _look_at_runs(self) -> None:
        if self._summary_job is not None:
            self._summary_job.succeeded.disconnect(self._on_summaries)
            self._summary_job.cancel()
        also = [self.session.run] if self.session.run is not None else []
        self._summary_job = Job(self.tr("Reading runs"), summarise_all, self.session.home, also)
        self._summary_job.succeeded.connect(self._on_summaries)
        self._summary_job.failed.connect(self.session.show_error)
        self._summary_job.start()

    def _on_summaries(self, summaries: list[RunSummary]) -> None:
        self._summary_job = None
        run = self.session.run
        current = next((summary for summary in summaries if summary.run == run), None)
        draft = self.session.draft
        split = current.split if current else draft.cohort.split_hash() if draft is not None else ""
        same = [summary for summary in summaries if split and summary.split == split]
        self.comparison.set_summaries(same, run)
        self._show_reference(same)
        self._show_durations(same)

    def _show_reference(self, summaries: list[RunSummary]) -> None:
        """The newest other run from scratch, behind the curve of this one."""
        run = self.session.run
        other = next((s for s in summaries if s.mode == "scratch" and s.run != run and s.curve), None)
        in_epochs = self.trainer.history.started is not None and self.trainer.history.started.mode == "full"
        self.run_view.curves.set_reference(other.curve if other is not None and in_epochs else ())

    def _show_durations(self, summaries: list[RunSummary]) -> None:
        last: dict[str, str] = {}
        for summary in summaries:
            if summary.seconds is not None and summary.mode not in last:
                last[summary.mode] = duration(summary.seconds)
        self.setup.set_durations(last)
