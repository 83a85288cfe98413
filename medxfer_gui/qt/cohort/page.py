"""The cohort page: labels, split by patient, and every problem before anything starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from medxfer_gui.cohorts.cohort import PARTS, Cohort
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.cohort.counts_model import CountsModel
from medxfer_gui.qt.cohort.part_header import PartHeader
from medxfer_gui.qt.cohort.problems_view import ProblemsView
from medxfer_gui.qt.cohort.setup import CohortSetup
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import primary_button
from medxfer_gui.qt.widgets.cards import Card, SidePanel
from medxfer_gui.qt.widgets.empty import EmptyState
from medxfer_gui.qt.widgets.split_bar import SplitBar
from medxfer_gui.qt.widgets.text import ElidedLabel, chip, label, wrapped

if TYPE_CHECKING:
    from medxfer_gui.cohorts.build import CohortDraft

_ROW = 28
_COLUMN = 100


class CohortPage(Page):
    """What a run will learn from."""

    name: ClassVar[str] = "cohort"
    title: ClassVar[str] = "Cohort"
    icon: ClassVar[str] = "mdi6.account-group-outline"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: CohortDraft | None = None
        self.setup = CohortSetup()
        self.counts = CountsModel(session.tokens, self)
        self.problems = ProblemsView(session.privacy)
        self._title = ElidedLabel("", "title")
        self._kind, self._split_chip = chip(""), chip("")
        self.train = primary_button(self.tr("Train"))
        self._bar = SplitBar(session.tokens)
        self._table = self._make_table()
        self._origin = wrapped("", "muted")
        self._audit = QVBoxLayout()
        self._audit.setSpacing(4)
        self._nothing = EmptyState(
            self.tr("No folder is open"),
            self.tr("Open a folder of DICOM files, pictures in class folders, or a MedMNIST file."),
            self.tr("Go to browse"),
        )
        self._no_labels = EmptyState(
            self.tr("No labels yet"),
            self.tr(
                "Choose a CSV with one row an image, series, study or patient; or sort the images into class folders."
            ),
            self.tr("Choose labels…"),
        )
        self._building = EmptyState(
            self.tr("Building the cohort"), self.tr("Labels are matched and patients are split.")
        )
        self._not_built = EmptyState(
            self.tr("No cohort from these labels"),
            self.tr("The reason is told above. Change what is chosen on the left, or take other labels."),
            self.tr("Choose labels…"),
        )
        self._lay_out()
        self._connect()
        self._show_all()

    def _lay_out(self) -> None:
        left = SidePanel("left", 288)
        left.body.addWidget(label(self.tr("Set up"), "group"))
        left.body.addWidget(self.setup)
        left.body.addStretch(1)
        right = SidePanel("right", 288)
        right.body.addWidget(label(self.tr("How the split was made"), "group"))
        right.body.addWidget(self._origin)
        right.body.addSpacing(8)
        right.body.addWidget(label(self.tr("Leakage"), "group"))
        right.body.addLayout(self._audit)
        right.body.addStretch(1)
        self._right = right
        self._stack = QStackedWidget()
        for widget in (self._nothing, self._no_labels, self._not_built, self._building, self._make_work()):
            self._stack.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)
        layout.addWidget(right)

    def _make_work(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for widget in (self._kind, self._split_chip, self.train):
            head.addWidget(widget)
        card = Card()
        card.body.setSpacing(10)
        card.body.addWidget(self._bar)
        card.body.addWidget(self._table)
        self._work = QWidget()
        work = QVBoxLayout(self._work)
        work.setContentsMargins(14, 10, 14, 12)
        work.setSpacing(12)
        work.addLayout(head)
        work.addWidget(card)
        work.addWidget(self.problems, 1)
        return self._work

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.counts)
        table.setShowGrid(False)
        table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setAccessibleName(self.tr("Patients, frames and classes by part"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        self._header = PartHeader(self.session.tokens, table)
        table.setHorizontalHeader(self._header)
        self._header.setDefaultSectionSize(_COLUMN)
        self._header.setSectionResizeMode(0, PartHeader.ResizeMode.Stretch)
        return table

    def _connect(self) -> None:
        self.setup.dataset_chosen.connect(self.session.set_dataset)
        self.train.clicked.connect(self._on_train)
        self._nothing.triggered.connect(self._on_go_to_browse)
        for empty in (self._no_labels, self._not_built):
            empty.triggered.connect(self.setup.choose_labels)
        for signal in (self.session.dataset_changed, self.session.draft_changed):
            signal.connect(self._show_all)
        self.session.jobs_changed.connect(self._show_middle)
        self.session.search_changed.connect(self.problems.set_search)
        self.session.privacy_changed.connect(self.problems.set_private)
        self.session.theme_changed.connect(self._on_theme_changed)

    def _show_all(self) -> None:
        session = self.session
        self.setup.set_dataset(session.dataset, session.has_class_folders)
        self._right.setVisible(session.draft is not None)
        self._show_middle()
        if session.draft is not None:
            self._show_draft()

    def _show_middle(self) -> None:
        self._stack.setCurrentWidget(self._middle())

    def _middle(self) -> QWidget:
        session = self.session
        if session.folder is None or session.dataset is None:
            return self._nothing
        if session.draft is not None:
            return self._work
        if session.is_building_draft:
            return self._building
        labelled = session.dataset.labels is not None or session.has_class_folders
        return self._not_built if labelled else self._no_labels

    def _show_draft(self) -> None:
        draft = self.session.draft
        if draft is None:
            return
        if self._shown is not draft:
            self._shown = draft
            self._show_cohort(draft.cohort)
            self.problems.set_problems(draft.problems)
            origin = translate_core(draft.origin)
            self._origin.setText(origin[:1].upper() + origin[1:])

    def _show_cohort(self, cohort: Cohort) -> None:
        folder = self.session.folder
        self._title.set_full_text(shown_name(folder) if folder is not None else "")
        kinds = {
            "binary": self.tr("two classes"),
            "multiclass": self.tr("{n} classes"),
            "multilabel": self.tr("{n} labels"),
        }
        self._kind.setText(kinds[cohort.task.kind].format(n=len(cohort.task.classes)))
        self._split_chip.setText(self.tr("split {hash}").format(hash=cohort.split_hash()[:8]))
        self._split_chip.setToolTip(self.tr("The same hash means the same frames in the same parts"))
        self._bar.set_counts({part: len(set(cohort.patients[cohort.indices(part)].tolist())) for part in PARTS})
        self.counts.set_cohort(cohort)
        rows = min(self.counts.rowCount(), 9)
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + rows * _ROW + 4)
        self.setup.set_classes(cohort.task.classes, cohort.task.positive)
        self.setup.set_split_given(
            cohort.split_origin.startswith("split as given") and "rest" not in cohort.split_origin
        )
        self._show_findings(cohort)

    def _show_findings(self, cohort: Cohort) -> None:
        while (item := self._audit.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for finding in self._findings(cohort):
            self._audit.addWidget(wrapped(finding, state="attention" if finding.startswith("!") else "good"))

    def _findings(self, cohort: Cohort) -> list[str]:
        """What was checked, each with its outcome; one that is not well begins with "!"."""
        owners = {part: set(cohort.patients[cohort.indices(part)].tolist()) for part in PARTS}
        apart = len(set().union(*owners.values())) == sum(map(len, owners.values()))
        found = [self.tr("● No patient in two parts") if apart else self.tr("! A patient is in two parts")]
        studies = {part: set(cohort.studies[cohort.indices(part)].tolist()) for part in PARTS}
        alone = len(set().union(*studies.values())) == sum(map(len, studies.values()))
        found.append(self.tr("● No study in two parts") if alone else self.tr("! A study is in two parts"))
        if len(set().union(*owners.values())) == len(set(cohort.uids.tolist())):
            found.append(
                self.tr("! One image a patient: where files do not name their patient, copies may lie in two parts")
            )
        for part, title in zip(PARTS, (self.tr("train"), self.tr("validation"), self.tr("test")), strict=True):
            lacking = [name for number, name in enumerate(cohort.task.classes) if not _has_class(cohort, part, number)]
            if owners[part] and lacking:
                words = self.tr("! No {classes} in {part}: its AUC is not defined")
                found.append(words.format(classes=", ".join(lacking), part=title))
        return found

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.counts.set_tokens(tokens)
        self._header.set_tokens(tokens)
        self._bar.set_tokens(tokens)

    def _on_train(self) -> None:
        self.session.show_page("train")

    def _on_go_to_browse(self) -> None:
        self.session.show_page("browse")


def _has_class(cohort: Cohort, part: str, number: int) -> bool:
    targets = cohort.targets[cohort.parts == part]
    return bool((targets[:, number] > 0).any() if targets.ndim == 2 else (targets == number).any())
