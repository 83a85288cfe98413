"""The place of the image: the frame that is looked at with its stack, or an object without a picture, and the tags."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.library.records import FrameKey, ObjectRecord, StackKey
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.catalogue import (
    Catalogue,
    Located,
    Place,
    locate,
    opening_key,
    series_text,
    study_text,
)
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.object_pane import ObjectPane, ObjectWish
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.tag_table import TagDialog
from medxfer_gui.qt.browser.viewer import Viewer
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.viewer.shown_frame import ShownFrame

_SYNTHETIC = "SYNTHETIC"


class ImageStage(QStackedWidget):
    """Finds the stack of the frame that is looked at, and shows it in the viewer; or shows an object."""

    chosen = Signal(object)
    """`FrameKey`: the user went to another frame, or to what an object refers to."""
    loaded = Signal(object)
    """`LoadedImage` now on screen, or None where there is none."""
    placed = Signal(object, object)
    """`Place` and `StackKey` of what is looked at; of an object its series, stack 0."""
    gone = Signal()
    """What is looked at is not in the folder any more."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""

    def __init__(self, session: Session, reader: ImageReader, names: PatientNames) -> None:
        super().__init__()
        self._session = session
        self._names = names
        self._catalogue = Catalogue()
        self._folder: Path | None = None
        self._key: FrameKey | None = None
        self._located: Located | None = None
        self._object: ObjectRecord | None = None
        self.image: LoadedImage | None = None
        self.viewer = Viewer(reader)
        self.objects = ObjectPane(session.home, session.privacy)
        self.tags = TagDialog(session, self)
        self._locator = DecodeQueue(self.tr("Finding a series"), self._locate, self)
        self.addWidget(self.viewer)
        self.addWidget(self.objects)
        self.setFocusProxy(self.viewer)
        self._connect()

    def _connect(self) -> None:
        self._locator.decoded.connect(self._on_located)
        self._locator.failed.connect(self._on_locating_failed)
        self.viewer.chosen.connect(self.chosen)
        self.viewer.loaded.connect(self._on_loaded)
        self.objects.shown.connect(self._on_object_shown)
        self.objects.series_requested.connect(self._on_series_requested)
        self.objects.tags_requested.connect(self.show_tags)
        for source in (self.viewer.failed, self.objects.failed):
            source.connect(self.failed)

    def set_catalogue(self, folder: Path, catalogue: Catalogue) -> None:
        """Take another folder, or another state of the same: files may have changed."""
        is_other = folder != self._folder
        self._folder, self._catalogue, self._located = folder, catalogue, None
        if is_other:
            self.viewer.empty()
        else:
            self.viewer.forget()
        self.tags.forget()

    def set_names(self, names: PatientNames) -> None:
        """Show other names for the patients."""
        self._names = names
        self.objects.set_privacy(names.privacy)
        self.viewer.set_names(names)
        if self.image is not None:
            self._show_image(self.image)

    def look_at(self, key: FrameKey | None) -> None:
        """Show a frame or an object of the folder; None: nothing."""
        self._key, folder = key, self._folder
        if key is None or folder is None:
            self.viewer.empty()
        elif key.uid in self._catalogue.objects:
            self._look_at_object(folder, self._catalogue.objects[key.uid])
        else:
            self.setCurrentWidget(self.viewer)
            self.objects.look_at(None)
            self._look_at_frame(folder, key)

    def _look_at_frame(self, folder: Path, key: FrameKey) -> None:
        located = self._located
        if located is not None and located.frames.place_of(key) is not None:
            self.viewer.look_at(ImageKey(folder, key.uid, key.frame), _name(located))
            self.viewer.set_stack(located.frames)
        else:
            self._located = None
            self.viewer.look_at(ImageKey(folder, key.uid, key.frame), key.uid)
            self._locator.want([(folder, key.uid)])

    def _locate(self, wanted: tuple[Path, str], *, on_event: EventSink, cancel: CancelToken) -> Located:
        return locate(self._session.home, *wanted, on_event=on_event, cancel=cancel)

    def _on_located(self, wanted: tuple[Path, str], located: Located) -> None:
        key = self._key
        if key is None or wanted != (self._folder, key.uid):
            return
        if located.stack is None:
            self.gone.emit()
            return
        self._located = located
        self.tell_place()
        self.viewer.look_at(ImageKey(wanted[0], key.uid, key.frame), _name(located))
        self.viewer.set_stack(located.frames)
        if self.image is not None:
            self._show_image(self.image)

    def tell_place(self) -> None:
        """Say again where what is looked at stands: the tree may show other rows now."""
        located = self._located
        place = self._catalogue.places.get(located.stack.series) if located and located.stack else None
        if located is not None and place is not None:
            self.placed.emit(place, located.stack)

    def _on_locating_failed(self, wanted: object, error: Exception) -> None:
        self.failed.emit(error)

    # The image

    def _on_loaded(self, loaded: LoadedImage | None) -> None:
        self.image = loaded
        self.loaded.emit(loaded)
        if self.tags.isVisible() and self.currentWidget() is self.viewer:
            self._show_tags_of(loaded)
        if loaded is not None:
            self._show_image(loaded)

    def _show_image(self, loaded: LoadedImage) -> None:
        place = self._catalogue.places.get(loaded.record.series_key)
        if place is None:
            return
        warning = self._warning()
        masked, dated = (
            "\n".join(filter(None, (study_text(place.study, privacy), series_text(place.series), warning)))
            for privacy in (True, False)
        )
        shown = ShownFrame(
            loaded.frame,
            loaded.facts.aspect,
            loaded.facts.edges,
            self._names(place.patient.patient_id),
            masked if self._names.privacy else dated,
            self.viewer.place,
            _SYNTHETIC in f"{place.study.description} {place.series.description}".upper(),
            pseudonym=self._session.pseudonyms.of(place.patient.patient_id),
            identity=place.patient.patient_id,
            subtitle_masked=masked,
            subtitle_dated=dated,
        )
        self.viewer.show_image(loaded, shown)

    def _warning(self) -> str:
        """That there are problems, in one short line: the panel of facts says which."""
        count = len(self.problems())
        return self.tr("! not one clean volume ({n})").format(n=count) if count else ""

    def problems(self) -> tuple[StackProblem, ...]:
        """What is to be known of the stack that is looked at."""
        if self._located is None or self._located.stack is None:
            return ()
        stack = self._located.stack
        place = self._catalogue.places.get(stack.series)
        stacks = place.series.stacks if place is not None else ()
        known = next((node.problems for node in stacks if node.number == stack.number), ())
        return (*known, *self._located.problems)

    # Objects and tags

    def _look_at_object(self, folder: Path, place: Place) -> None:
        self._located = None
        self.viewer.look_at(None, "")
        self.setCurrentWidget(self.objects)
        self.placed.emit(place, StackKey(place.key, 0))
        self.objects.look_at(ObjectWish(folder, place.key, 0), self._series_name)

    def _series_name(self, uid: str) -> str | None:
        place = self._catalogue.place_of(uid, self._key)
        return None if place is None else " · ".join((place.series.modality, series_text(place.series)))

    def _on_series_requested(self, uid: str) -> None:
        place = self._catalogue.place_of(uid, self._key)
        if place is not None:
            self.chosen.emit(opening_key(place.series))

    def _on_object_shown(self, record: ObjectRecord | None) -> None:
        self._object = record
        if self.tags.isVisible() and record is not None:
            self.tags.look_at(record.source)

    def show_tags(self) -> None:
        """Open the header of what is looked at."""
        if self.currentWidget() is self.objects and self._object is not None:
            self.tags.look_at(self._object.source)
        elif self.image is not None and self.image.record.kind == "dicom":
            self._show_tags_of(self.image)
        else:
            return
        self.tags.show()
        self.tags.raise_()

    def _show_tags_of(self, loaded: LoadedImage | None) -> None:
        has_header = loaded is not None and loaded.record.kind == "dicom"
        self.tags.look_at(loaded.record.source if loaded is not None and has_header else None)


def _name(located: Located) -> str:
    """What sets the stack apart from every other of the folder."""
    assert located.stack is not None
    series = located.stack.series
    return "\0".join((series.patient_id, series.study_uid, series.series_uid, str(located.stack.number)))
