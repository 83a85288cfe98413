"""The dataset browser: tree, image, strip of pictures, facts."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.records import FrameKey
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.catalogue import Catalogue, load_catalogue, load_stack, series_text, study_text
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.facts_panel import FactsPanel
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.intake import IntakeDialog
from medxfer_gui.qt.browser.labels import labels_by_frame
from medxfer_gui.qt.browser.library_panel import LibraryPanel
from medxfer_gui.qt.browser.stages import IndexingStage, NoImagesStage, StartStage
from medxfer_gui.qt.browser.tag_table import TagDialog, read_tags
from medxfer_gui.qt.browser.thumbnails import ThumbnailStrip
from medxfer_gui.qt.browser.viewer import Viewer
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.session import Session
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
        self.catalogue = Catalogue()
        self.library = LibraryPanel(self._name_of)
        self.viewer = Viewer(reader)
        self.strip = ThumbnailStrip(reader, session.tokens)
        self.facts = FactsPanel(reader)
        self._loaded: LoadedImage | None = None
        self._labels: dict[FrameKey, str] = {}
        self._pseudonyms: dict[str, str] = {}  # a search asks for all of them at every key
        self._catalogue_job: Job | None = None
        self._catalogue_folder: Path | None = None
        self._tags_job: Job | None = None
        self._stacks = DecodeQueue(self.tr("Reading a series"), self._read_stack, self)
        self._stacks.decoded.connect(self._on_stack_read)
        self._empty, self._indexing, self._nothing_found = StartStage(), IndexingStage(), NoImagesStage()
        self._lay_out()
        self._connect()
        self._empty.set_recent(session.preferences.recent_folders)
        self._show_stage()
        self._on_draft_changed()
        self._on_index_changed()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.viewer, 1)
        middle.addWidget(self.strip)
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.library)
        across.addLayout(middle, 1)
        across.addWidget(self.facts)
        self._stack = QStackedWidget()
        for widget in (self._empty, self._indexing, self._nothing_found, work):
            self._stack.addWidget(widget)
        self._work = work
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        session = self.session
        session.index_changed.connect(self._on_index_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.draft_changed.connect(self._on_draft_changed)
        session.search_changed.connect(self._on_search_changed)
        session.privacy_changed.connect(self._on_privacy_changed)
        session.theme_changed.connect(self._on_theme_changed)
        session.jobs_changed.connect(self._show_stage)
        self._empty.chosen.connect(session.open_folder)
        for source in (self._empty.triggered, self._nothing_found.open_requested, self.library.open_requested):
            source.connect(self._on_open_folder)
        for source in (self._nothing_found.triggered, self.library.intake.show_requested):
            source.connect(self._on_show_intake)
        self.library.chosen.connect(session.select)
        self.viewer.chosen.connect(session.select)
        self.viewer.loaded.connect(self._on_loaded)
        self.viewer.failed.connect(session.show_error)
        self.strip.chosen.connect(self._on_thumbnail_chosen)
        self.facts.tags_requested.connect(self._on_tags_requested)
        self.facts.next_requested.connect(self._on_next_requested)

    def _name_of(self, patient_id: str) -> str:
        """What is shown for a patient."""
        if self.session.privacy:
            if patient_id not in self._pseudonyms:
                self._pseudonyms[patient_id] = self.session.pseudonyms.of(patient_id)
            return self._pseudonyms[patient_id]
        return patient_id or self.tr("(no patient ID)")

    # Folder

    def _on_index_changed(self) -> None:
        if self._catalogue_job is not None:
            self._catalogue_job.succeeded.disconnect(self._on_catalogue_loaded)
            self._catalogue_job = None
        if self.session.folder is None:
            return
        self._catalogue_job = Job(
            self.tr("Reading the library"), load_catalogue, self.session.home, self.session.folder
        )
        self._catalogue_job.succeeded.connect(self._on_catalogue_loaded)
        self.session.start(self._catalogue_job)

    def _on_catalogue_loaded(self, catalogue: Catalogue) -> None:
        self._catalogue_job = None
        self.catalogue, self._catalogue_folder = catalogue, self.session.folder
        self.viewer.forget()
        self.library.show_catalogue(catalogue)
        self._show_thumbnails()
        self._show_stage()
        selection = self.session.selection
        if selection is None or selection.uid not in catalogue.places:
            self.session.select(catalogue.first_key())
        else:
            self._on_selection_changed(selection)

    def _show_stage(self) -> None:
        """One of four: nothing opened, one being read, nothing in it, the browser."""
        stage = self._stage()
        if stage is self._stack.currentWidget() and stage is not self._indexing:
            return
        if stage is self._empty:
            self._empty.set_recent(self.session.preferences.recent_folders)
        self._stack.setCurrentWidget(stage)

    def _stage(self) -> QWidget:
        session = self.session
        coming = session.indexing or self._catalogue_job
        is_of_folder = self._catalogue_folder == session.folder or self._catalogue_job is not None
        if self.catalogue.patients and is_of_folder:
            return self._work
        if coming is not None and coming.is_running:
            self._indexing.follow(coming)
            return self._indexing
        if session.folder is None or self._catalogue_folder is None:
            return self._empty
        self._nothing_found.set_folder(session.folder)
        return self._nothing_found

    def _show_thumbnails(self) -> None:
        patients = set(map(id, self.library.proxy.matching()))
        uids = [uid for uid, place in self.catalogue.places.items() if id(place.patient) in patients]
        self.strip.set_uids(self.session.folder, uids, is_narrowed=bool(self.session.search))
        if self.session.selection is not None:
            self.strip.select(self.session.selection.uid)

    # Selection

    def _on_selection_changed(self, key: FrameKey | None) -> None:
        place = self.catalogue.places.get(key.uid) if key else None
        folder = self.session.folder
        if key is None or place is None or folder is None:
            self.viewer.look_at(None, "")
            return
        self.viewer.look_at(ImageKey(folder, key.uid, key.frame), place.series.uid)
        if not self.viewer.place:
            self._stacks.want([(folder, place.series.uid)])
        self.library.select(place)
        self.strip.select(key.uid)
        self.facts.set_label(self._labels.get(key, ""))

    def _read_stack(self, wanted: tuple[Path, str], *, on_event: EventSink, cancel: CancelToken) -> list[FrameKey]:
        return load_stack(self.session.home, *wanted)

    def _on_stack_read(self, wanted: tuple[Path, str], stack: list[FrameKey]) -> None:
        key = self.session.selection
        if key in stack and wanted[0] == self.session.folder:
            self.viewer.set_stack(stack)
            if self._loaded is not None:
                self._show_image(self._loaded)

    def _on_loaded(self, loaded: LoadedImage | None) -> None:
        self._loaded = loaded
        self.facts.show_image(loaded, self.session.privacy)
        if loaded is not None:
            self._show_image(loaded)

    def _show_image(self, loaded: LoadedImage) -> None:
        place = self.catalogue.places.get(loaded.record.sop_instance_uid)
        if place is None:
            return
        words = (study_text(place.study), series_text(place.series))
        shown = ShownFrame(
            loaded.frame,
            loaded.facts.aspect,
            loaded.facts.edges,
            self._name_of(place.patient.patient_id),
            "\n".join(filter(None, words)),
            self.viewer.place,
            _SYNTHETIC in f"{place.study.description} {place.series.description}".upper(),
        )
        self.viewer.show_image(loaded, shown)

    def _on_thumbnail_chosen(self, uid: str) -> None:
        if self.session.selection is None or self.session.selection.uid != uid:
            self.session.select(FrameKey(uid, 0))

    # Labels, search, privacy, look

    def _on_draft_changed(self) -> None:
        draft = self.session.draft
        self._labels = labels_by_frame(draft.cohort) if draft is not None else {}
        self.strip.set_labels({key.uid: name for key, name in self._labels.items()})
        selection = self.session.selection
        self.facts.set_label(self._labels.get(selection, "") if selection else "")
        self.facts.set_next(self.tr("Choose labels…") if draft is None else self.tr("Review the cohort"))
        if self.session.dataset is not None:
            self.facts.set_preprocessing(self.session.dataset.preprocessing)

    def _on_search_changed(self, text: str) -> None:
        self.library.set_search(text)
        self._show_thumbnails()
        place = self.catalogue.places.get(self.session.selection.uid) if self.session.selection else None
        if place is not None:
            self.library.select(place)

    def _on_privacy_changed(self, privacy: bool) -> None:
        self.library.rename()
        self.facts.show_image(self._loaded, privacy)
        if self._loaded is not None:
            self._show_image(self._loaded)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.strip.set_tokens(tokens)

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
            IntakeDialog(self.catalogue, self.session.folder, self).show()

    def _on_tags_requested(self) -> None:
        if self._loaded is None or (self._tags_job is not None and self._tags_job.is_running):
            return
        self._tags_job = Job(self.tr("Reading the header"), read_tags, self._loaded.record.source)
        self._tags_job.succeeded.connect(self._on_tags_read)
        self.session.start(self._tags_job)

    def _on_tags_read(self, header: object) -> None:
        TagDialog(header, self.session.privacy, self).show()  # type: ignore[arg-type]  # signals carry objects
