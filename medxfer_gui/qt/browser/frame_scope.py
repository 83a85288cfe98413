"""The frames of the scope that is chosen, loaded beside the window into the model of grid and strip."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from medxfer_gui.home import Home
from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import SeriesKey
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.catalogue import Catalogue, Place
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.scope import Scope, ScopeFrames, ScopeKind, fitting_kind, load_frames, series_in


class FrameScope(QObject):
    """Keeps a `FrameModel` filled with the frames of the chosen scope."""

    changed = Signal()
    """The model holds other frames, or another kind of scope is chosen."""
    failed = Signal(object)
    """An exception: the frames could not be had."""

    def __init__(self, home: Home, model: FrameModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: ScopeKind = "series"
        self.rows: tuple[SeriesKey, ...] = ()
        self.is_narrowed = False
        self._kind_before_rows: ScopeKind = "series"
        self._home = home
        self._model = model
        self._folder: Path | None = None
        self._catalogue = Catalogue()
        self._found: tuple[PatientNode, ...] = ()
        self._here: Place | None = None
        self._shown: Scope | None = None
        self._queue = DecodeQueue(self.tr("Listing the images"), self._load, self)
        self._queue.decoded.connect(self._on_loaded)
        self._queue.failed.connect(self._on_failed)

    def set_catalogue(self, folder: Path, catalogue: Catalogue) -> None:
        """Take another tree, or another state of the same."""
        if folder != self._folder:
            self.kind = self._kind_before_rows = fitting_kind(catalogue)
            self._here, self.rows = None, ()
        elif self._here is not None:
            self._here = catalogue.places.get(self._here.key)
        self._folder, self._catalogue, self._shown = folder, catalogue, None
        self._found, self.is_narrowed = catalogue.patients, False
        self._refresh()

    def set_found(self, patients: tuple[PatientNode, ...]) -> None:
        """Take what a search has found; the whole tree where nothing is searched."""
        self._found, self.is_narrowed = patients, patients is not self._catalogue.patients
        self._refresh()

    def set_here(self, place: Place | None) -> None:
        """Take the series that is looked at."""
        if place is not self._here:
            self._here = place
            self._refresh()

    def set_rows(self, rows: Sequence[SeriesKey]) -> None:
        """Take the series of the rows that are chosen in the tree; none where it is one row, as always."""
        self.rows = tuple(rows)
        if self.rows and self.kind != "rows":
            self._kind_before_rows = self.kind
            self.kind = "rows"
        elif not self.rows and self.kind == "rows":
            self.kind = self._kind_before_rows
        self._refresh()

    def choose(self, kind: ScopeKind) -> None:
        """Choose another kind of scope."""
        if kind != self.kind:
            self.kind = kind
            self._refresh()

    def _refresh(self) -> None:
        if self._folder is None:
            return
        if self.kind == "all" and not self.is_narrowed:
            scope = Scope(self._folder, None)
        else:
            scope = Scope(self._folder, series_in(self.kind, self._here, self._found, self.rows))
        if scope != self._shown:
            self._shown = scope
            self._queue.want([scope])
        self.changed.emit()

    def _load(self, scope: Scope, *, on_event: EventSink, cancel: CancelToken) -> ScopeFrames:
        return load_frames(self._home, scope, self._catalogue.places, on_event=on_event, cancel=cancel)

    def _on_loaded(self, scope: Scope, loaded: ScopeFrames) -> None:
        if scope == self._shown:
            self._model.set_frames(loaded.frames, loaded.sections)
            self.changed.emit()

    def _on_failed(self, scope: Scope, error: Exception) -> None:
        if scope == self._shown:
            self.failed.emit(error)
