"""The dataset browser: tree, image or grid, facts."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.nodes import PatientNode, StackProblem
from medxfer_gui.library.records import FrameKey, ObjectRecord
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.catalogue import (
    Catalogue,
    Located,
    Place,
    load_catalogue,
    locate,
    opening_key,
    series_text,
    study_text,
)
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.facts_panel import FactsPanel
from medxfer_gui.qt.browser.finder import Finder
from medxfer_gui.qt.browser.frame_actions import FrameActions
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.intake_window import IntakeWindow
from medxfer_gui.qt.browser.labels import labels_by_frame
from medxfer_gui.qt.browser.library_panel import LibraryPanel
from medxfer_gui.qt.browser.object_pane import ObjectPane, ObjectWish
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.stages import BrowserStages
from medxfer_gui.qt.browser.tag_table import TagDialog
from medxfer_gui.qt.browser.viewer import Viewer
from medxfer_gui.qt.browser.words import problem_text
from medxfer_gui.qt.browser.work_area import WorkArea
from medxfer_gui.qt.commands import CommandGroup
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.viewer.shown_frame import ShownFrame

_SYNTHETIC = "SYNTHETIC"


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
        self.viewer = Viewer(reader)
        self.objects = ObjectPane(session.home, session.privacy)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.viewer)
        self._middle.addWidget(self.objects)
        self._middle.setFocusProxy(self.viewer)
        self.work = WorkArea(session.home, reader, self._middle, self._names, session.tokens)
        self.facts = FactsPanel(reader)
        self.finder = Finder(session.home, self)
        self.actions_of_frames = FrameActions(session, self)
        self._loaded: LoadedImage | None = None
        self._object: ObjectRecord | None = None
        self._located: Located | None = None
        self._labels: dict[FrameKey, str] = {}
        self._catalogue_folder: Path | None = None
        self._catalogue_job: Job | None = None
        self.tags = TagDialog(session, self)
        self._locator = DecodeQueue(self.tr("Finding a series"), self._locate, self)
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
        for source in (library.chosen, self.viewer.chosen, self.work.chosen):
            source.connect(session.select)
        for source in (self.viewer.failed, self.work.failed, self.finder.failed, self.objects.failed):
            source.connect(session.show_error)
        self._locator.failed.connect(self._on_locating_failed)
        library.rows_changed.connect(self._on_rows_changed)
        library.grid_requested.connect(self._on_grid_requested)
        library.reveal_requested.connect(self.actions_of_frames.reveal)
        self.finder.found.connect(self._on_found)
        self.finder.refused.connect(self._on_search_refused)
        self.viewer.loaded.connect(self._on_loaded)
        self.objects.shown.connect(self._on_object_shown)
        self.objects.series_requested.connect(self._on_series_requested)
        self.objects.tags_requested.connect(self._on_tags_requested)
        self.work.menu_requested.connect(self.actions_of_frames.show_menu)
        self.actions_of_frames.opened.connect(self._on_frame_opened)
        self._locator.decoded.connect(self._on_located)
        self.facts.tags_requested.connect(self._on_tags_requested)
        self.facts.next_requested.connect(self._on_next_requested)
        self.addActions(self.viewer.commands.page_actions())
        QShortcut(QKeySequence("G"), self).activated.connect(self.work.toggle_grid)

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
        self._located = None
        self.viewer.forget()
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
        folder = self._catalogue_folder
        if key is None or folder is None or folder != self.session.folder:
            self.viewer.look_at(None, "")
            return
        self.work.select(key)
        self.facts.set_label(self._labels.get(key, ""))
        if key.uid in self.catalogue.objects:
            self._look_at_object(folder, self.catalogue.objects[key.uid])
            return
        self._middle.setCurrentWidget(self.viewer)
        self.objects.look_at(None)
        located = self._located
        if located is not None and located.frames.place_of(key) is not None:
            self.viewer.look_at(ImageKey(folder, key.uid, key.frame), _name(located))
            self.viewer.set_stack(located.frames)
        else:
            self._located = None
            self.viewer.look_at(ImageKey(folder, key.uid, key.frame), key.uid)
            self._locator.want([(folder, key.uid)])

    def _look_at_object(self, folder: Path, place: Place) -> None:
        self._located = None
        self.viewer.look_at(None, "")
        self._middle.setCurrentWidget(self.objects)
        self.work.scope.set_here(place)
        self.objects.look_at(ObjectWish(folder, place.key, 0), self._series_name)

    def _series_name(self, uid: str) -> str | None:
        place = self.catalogue.place_of(uid, self.session.selection)
        return None if place is None else " · ".join((place.series.modality, series_text(place.series)))

    def _on_series_requested(self, uid: str) -> None:
        place = self.catalogue.place_of(uid, self.session.selection)
        if place is not None:
            self.session.select(opening_key(place.series))

    def _on_object_shown(self, record: ObjectRecord | None) -> None:
        self._object = record
        if self.tags.isVisible() and record is not None:
            self.tags.look_at(record.source)

    def _locate(self, wanted: tuple[Path, str], *, on_event: EventSink, cancel: CancelToken) -> Located:
        return locate(self.session.home, *wanted, on_event=on_event, cancel=cancel)

    def _on_located(self, wanted: tuple[Path, str], located: Located) -> None:
        key = self.session.selection
        if key is None or wanted != (self._catalogue_folder, key.uid):
            return
        if located.stack is None:  # it is gone from the folder
            self.session.select(self.catalogue.first_key())
            return
        self._located = located
        self.library.select(located.stack)
        self.work.scope.set_here(self.catalogue.places.get(located.stack.series))
        self.viewer.look_at(ImageKey(wanted[0], key.uid, key.frame), _name(located))
        self.viewer.set_stack(located.frames)
        if self._loaded is not None:
            self._show_image(self._loaded)

    def _on_loaded(self, loaded: LoadedImage | None) -> None:
        self._loaded = loaded
        self.facts.show_image(loaded, self.session.privacy)
        if self.tags.isVisible() and self._middle.currentWidget() is self.viewer:
            self._show_tags_of(loaded)
        if loaded is not None:
            self._show_image(loaded)

    def _show_image(self, loaded: LoadedImage) -> None:
        place = self.catalogue.places.get(loaded.record.series_key)
        if place is None:
            return
        problems = [problem_text(problem) for problem in self._problems()]
        self.facts.set_problems(problems)
        words = (study_text(place.study), series_text(place.series), *(f"! {text}" for text in problems))
        shown = ShownFrame(
            loaded.frame,
            loaded.facts.aspect,
            loaded.facts.edges,
            self._names(place.patient.patient_id),
            "\n".join(filter(None, words)),
            self.viewer.place,
            _SYNTHETIC in f"{place.study.description} {place.series.description}".upper(),
            pseudonym=self.session.pseudonyms.of(place.patient.patient_id),
            identity=place.patient.patient_id,
        )
        self.viewer.show_image(loaded, shown)

    def _problems(self) -> tuple[StackProblem, ...]:
        """What is to be known of the stack that is looked at."""
        if self._located is None or self._located.stack is None:
            return ()
        stack = self._located.stack
        place = self.catalogue.places.get(stack.series)
        stacks = place.series.stacks if place is not None else ()
        return next((node.problems for node in stacks if node.number == stack.number), ())

    def _on_rows_changed(self) -> None:
        self.work.scope.set_rows(self.library.selected_series())

    def _on_grid_requested(self) -> None:
        self.work.show_grid(True)

    def command_groups(self) -> tuple[CommandGroup, ...]:
        return self.viewer.command_groups()

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
            self.viewer.set_preprocessing(self.session.dataset.preprocessing)

    def _search(self, text: str) -> None:
        self.finder.search(self._catalogue_folder, text, self._names)

    def _on_found(self, patients: tuple[PatientNode, ...]) -> None:
        is_narrowed = bool(self.session.search)
        self.library.show_patients(patients, opened=is_narrowed)
        self.library.set_result(self._result_text(patients) if is_narrowed else "")
        self.work.scope.set_found(patients)
        if self._located is not None and self._located.stack is not None:
            self.library.select(self._located.stack)

    def _result_text(self, patients: tuple[PatientNode, ...]) -> str:
        if not patients:
            return self.tr("Nothing matches. Fewer words find more; Keyword=value searches any tag.")
        series = sum(len(study.series) for patient in patients for study in patient.studies)
        text = self.tr("{n} of {all} patients · {series} series")
        return text.format(n=f"{len(patients):,}", all=f"{len(self.catalogue.patients):,}", series=f"{series:,}")

    def _on_search_refused(self, error: MedxferError) -> None:
        self.library.set_result("\n".join(filter(None, error_text(error))), "attention")

    def _on_privacy_changed(self, privacy: bool) -> None:
        self.objects.set_privacy(privacy)
        self._names = PatientNames(self.session.pseudonyms, privacy)
        self.library.set_names(self._names)
        self.work.set_names(self._names)
        if self.session.search:
            self._search(self.session.search)
        self.facts.show_image(self._loaded, privacy)
        if self._loaded is not None:
            self._show_image(self._loaded)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.work.set_tokens(tokens)
        self.library.set_tokens(tokens)

    def _on_locating_failed(self, wanted: object, error: Exception) -> None:
        self.session.show_error(error)

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
        if self.session.folder is not None:
            window = IntakeWindow(self.session, self.catalogue, self)
            window.chosen.connect(self.session.select)
            window.show()

    def _on_frame_opened(self, key: FrameKey) -> None:
        self.session.select(key)
        self.work.show_grid(False)

    def _on_tags_requested(self) -> None:
        if self._middle.currentWidget() is self.objects and self._object is not None:
            self.tags.look_at(self._object.source)
        else:
            self._show_tags_of(self._loaded)
        self.tags.show()
        self.tags.raise_()

    def _show_tags_of(self, loaded: LoadedImage | None) -> None:
        has_header = loaded is not None and loaded.record.kind == "dicom"
        self.tags.look_at(loaded.record.source if loaded is not None and has_header else None)


def _name(located: Located) -> str:
    """What sets the stack apart from every other of the folder."""
    assert located.stack is not None
    key = located.stack.series
    return "\0".join((key.patient_id, key.study_uid, key.series_uid, str(located.stack.number)))
