"""The dataset browser: tree, image or grid, facts."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import FrameKey, StackKey
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.catalogue import Catalogue, Place, load_catalogue
from medxfer_gui.qt.browser.facts_panel import FactsPanel
from medxfer_gui.qt.browser.finder import Finder
from medxfer_gui.qt.browser.frame_actions import FrameActions
from medxfer_gui.qt.browser.image_stage import ImageStage
from medxfer_gui.qt.browser.images import ImageReader
from medxfer_gui.qt.browser.intake_window import IntakeWindow
from medxfer_gui.qt.browser.labels import labels_by_frame
from medxfer_gui.qt.browser.library_panel import LibraryPanel
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.stages import BrowserStages
from medxfer_gui.qt.browser.words import problem_text
from medxfer_gui.qt.browser.work_area import WorkArea
from medxfer_gui.qt.commands import CommandGroup
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import error_text


class BrowserPage(Page):
    """What is in the folder, and every image of it."""

    name: ClassVar[str] = "browse"
    title: ClassVar[str] = "Browse"
    icon: ClassVar[str] = "mdi6.image-multiple-outline"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        reader = ImageReader(session.home, session.decoders)
        self._names = PatientNames(session.pseudonyms, session.privacy)
        self.catalogue = Catalogue()
        self.library = LibraryPanel(self._names)
        self.image = ImageStage(session, reader, self._names)
        self.work = WorkArea(session.home, reader, self.image, self._names, session.tokens)
        self.facts = FactsPanel(reader)
        self.finder = Finder(session.home, self)
        self.actions_of_frames = FrameActions(session, self)
        self.grid = QAction(self.tr("Grid of images, or one"), self)
        self.grid.setShortcut("G")
        self.tags = QAction(self.tr("All tags…"), self)
        self.tags.setShortcut("T")
        self.panels = QAction(self.tr("Panels at the sides"), self)
        self.panels.setShortcut("B")
        self.panels.setCheckable(True)
        self._labels: dict[FrameKey, str] = {}
        self._catalogue_folder: Path | None = None
        self._catalogue_job: Job | None = None
        self._lay_out()
        self._connect()
        self._on_draft_changed()
        self._on_theme_changed(session.tokens)
        self._on_index_changed()

    def _lay_out(self) -> None:
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.library)
        across.addWidget(self.work, 1)
        across.addWidget(self.facts)
        self.stages = BrowserStages(self.session, work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stages)

    def _connect(self) -> None:
        session, stages, library = self.session, self.stages, self.library
        session.index_changed.connect(self._on_index_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.draft_changed.connect(self._on_draft_changed)
        session.search_changed.connect(self._search)
        session.privacy_changed.connect(self._on_privacy_changed)
        session.theme_changed.connect(self._on_theme_changed)
        stages.start.chosen.connect(session.open_folder)
        for source in (stages.start.triggered, stages.nothing_found.open_requested, library.open_requested):
            source.connect(self._on_open_folder)
        for source in (stages.nothing_found.triggered, library.intake.show_requested):
            source.connect(self._on_show_intake)
        library.intake.series_requested.connect(self._on_show_noted_series)
        for source in (library.chosen, self.image.chosen, self.work.chosen):
            source.connect(session.select)
        for source in (self.image.failed, self.work.failed, self.finder.failed):
            source.connect(session.show_error)
        library.rows_changed.connect(self._on_rows_changed)
        library.grid_requested.connect(self._on_grid_requested)
        for source in (library.beside_requested, self.actions_of_frames.beside_requested):
            source.connect(self._on_beside_requested)
        library.reveal_requested.connect(self.actions_of_frames.reveal)
        self.finder.found.connect(self._on_found)
        self.finder.refused.connect(self._on_search_refused)
        self.image.loaded.connect(self._on_loaded)
        self.image.placed.connect(self._on_placed)
        self.image.gone.connect(self._on_gone)
        self.work.menu_requested.connect(self.actions_of_frames.show_menu)
        self.actions_of_frames.opened.connect(self._on_frame_opened)
        self.facts.tags_requested.connect(self.image.show_tags)
        self.facts.next_requested.connect(self._on_next_requested)
        self.addActions(self.image.viewer.commands.page_actions())
        self.addActions([self.grid, self.tags, self.panels])
        self.grid.triggered.connect(self.work.toggle_grid)
        self.tags.triggered.connect(self.image.show_tags)
        self.panels.toggled.connect(self._on_panels_toggled)
        self.panels.setChecked(self.session.preferences.has_side_panels)
        self._on_panels_toggled(self.panels.isChecked())

    # Folder

    def _on_index_changed(self) -> None:
        if self._catalogue_job is not None:
            self._catalogue_job.succeeded.disconnect(self._on_catalogue_loaded)
            self._catalogue_job = None
        if self.session.folder is None:
            return
        job = Job(self.tr("Reading the library"), load_catalogue, self.session.home, self.session.folder)
        job.succeeded.connect(self._on_catalogue_loaded)
        self._catalogue_job = job
        self.stages.set_reading(job)
        self.session.start(job)

    def _on_catalogue_loaded(self, catalogue: Catalogue) -> None:
        folder = self.session.folder
        assert folder is not None, "a catalogue is that of a folder"
        is_new = folder != self._catalogue_folder
        self._catalogue_job = None
        self.catalogue, self._catalogue_folder = catalogue, folder
        self.image.set_catalogue(folder, catalogue)
        self.finder.set_catalogue(catalogue)
        self.library.show_catalogue(catalogue, is_new)
        self.work.set_folder(folder)
        self.work.scope.set_catalogue(folder, catalogue)
        self.stages.set_shown(folder, bool(catalogue.patients))
        if self.session.search:
            self._search(self.session.search)
        if self.session.selection is None:
            self.session.select(catalogue.first_key())
        else:
            self._on_selection_changed(self.session.selection)

    # Selection

    def _on_selection_changed(self, key: FrameKey | None) -> None:
        if self._catalogue_folder != self.session.folder:
            key = None  # the folder's tree is on its way
        self.image.look_at(key)
        if key is not None:
            self.work.select(key)
            self.facts.set_label(self._labels.get(key, ""))

    def _on_placed(self, place: Place, stack: StackKey) -> None:
        self.library.select(stack)
        self.work.scope.set_here(place)
        self._show_problems()
        self.work.strip.setVisible(bool(place.series.stacks))  # an object has no neighbours to show

    def _on_gone(self) -> None:
        self.session.select(self.catalogue.first_key())

    def _on_loaded(self, loaded: LoadedImage | None) -> None:
        self.facts.show_image(loaded, self.session.privacy)
        self._show_problems()

    def _show_problems(self) -> None:
        self.facts.set_problems([problem_text(problem) for problem in self.image.problems()])

    def _on_rows_changed(self) -> None:
        self.work.scope.set_rows(self.library.selected_series())

    def _on_grid_requested(self) -> None:
        self.work.show_grid(True)

    def command_groups(self) -> tuple[CommandGroup, ...]:
        viewer = self.image.viewer
        return (
            CommandGroup(self.tr("Library"), (self.grid, self.tags, self.panels)),
            *viewer.commands.groups(),
            viewer.commands.view_commands.window_group(),
        )

    def _on_panels_toggled(self, shown: bool) -> None:
        self.library.setVisible(shown)
        self.facts.setVisible(shown)
        self.session.preferences.has_side_panels = shown

    def _on_beside_requested(self, key: FrameKey) -> None:
        self.work.show_grid(False)
        viewer = self.image.viewer
        if viewer.mode == "compare":
            viewer.swap_sides()
        else:
            viewer.set_mode("compare")
        self.session.select(key)

    # Labels, search, privacy, look

    def _on_draft_changed(self) -> None:
        draft = self.session.draft
        self._labels = labels_by_frame(draft.cohort) if draft is not None else {}
        self.work.set_labels(self._labels)
        selection = self.session.selection
        self.facts.set_label(self._labels.get(selection, "") if selection else "")
        self.facts.set_next(self.tr("Choose labels…") if draft is None else self.tr("Review the cohort"))
        if self.session.dataset is not None:
            self.facts.set_preprocessing(self.session.dataset.preprocessing)
            self.image.viewer.network.set_preprocessing(self.session.dataset.preprocessing)

    def _search(self, text: str) -> None:
        self.finder.search(self._catalogue_folder, text, self._names)

    def _on_found(self, patients: tuple[PatientNode, ...]) -> None:
        is_narrowed = bool(self.session.search)
        self.work.set_empty_text("")
        self.library.show_patients(patients, opened=is_narrowed)
        self.library.set_result(self._result_text(patients) if is_narrowed else "")
        self.work.scope.set_found(patients)
        self.image.tell_place()

    def _result_text(self, patients: tuple[PatientNode, ...]) -> str:
        if not patients:
            return self.tr("Nothing matches. Fewer words find more; Keyword=value searches any tag.")
        series = sum(len(study.series) for patient in patients for study in patient.studies)
        is_one = len(self.catalogue.patients) == 1
        text = self.tr("1 patient · {series} series") if is_one else self.tr("{n} of {all} patients · {series} series")
        return text.format(n=f"{len(patients):,}", all=f"{len(self.catalogue.patients):,}", series=f"{series:,}")

    def _on_search_refused(self, error: MedxferError) -> None:
        """Show nothing, and why: all that is there would look like what was found."""
        message, hint = error_text(error)
        self.library.show_patients(())
        self.library.set_result("\n".join(filter(None, (message, hint))), "attention")
        self.work.set_empty_text(self.tr("Not searched: {reason}").format(reason=message))
        self.work.scope.set_found(())

    def _on_privacy_changed(self, privacy: bool) -> None:
        self._names = PatientNames(self.session.pseudonyms, privacy)
        for part in (self.library, self.work, self.image):
            part.set_names(self._names)
        self.facts.show_image(self.image.image, privacy)
        self._show_problems()
        if self.session.search:
            self._search(self.session.search)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.work.set_tokens(tokens)
        self.library.set_tokens(tokens)

    # Asked for

    def _on_open_folder(self) -> None:
        start = str(self.session.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of images"), start)
        if chosen:
            self.session.open_folder(Path(chosen))

    def _on_next_requested(self) -> None:
        if self.session.draft is not None:
            self.session.show_page("cohort")
            return
        start = str(self.session.folder.parent if self.session.folder else Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the labels"), start, self.tr("Tables (*.csv)"))
        if chosen:
            self.session.choose_labels(Path(chosen))

    def _on_show_intake(self) -> None:
        self._show_intake("")

    def _on_show_noted_series(self) -> None:
        self._show_intake("series")

    def _show_intake(self, kind: str) -> None:
        if self.session.folder is not None:
            window = IntakeWindow(self.session, self.catalogue, self, kind)
            window.chosen.connect(self.session.select)
            window.show()

    def _on_frame_opened(self, key: FrameKey) -> None:
        self.session.select(key)
        self.work.show_grid(False)
