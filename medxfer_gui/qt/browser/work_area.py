"""The middle of the browser: the image with its strip, or the grid, of the scope that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.catalogue import series_text, study_text
from medxfer_gui.qt.browser.frame_grid import FrameGrid
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.frame_scope import FrameScope
from medxfer_gui.qt.browser.frame_strip import FrameStrip
from medxfer_gui.qt.browser.images import ImageReader
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.scope import Section
from medxfer_gui.qt.browser.scope_bar import USUAL, ScopeBar
from medxfer_gui.qt.browser.study_tree_model import problems_of
from medxfer_gui.qt.browser.thumbnail_store import ThumbnailStore
from medxfer_gui.qt.browser.words import images_text, problem_text


class WorkArea(QWidget):
    """Shows ``image`` (a viewer) with a strip below it, or the grid; both show the frames of one scope."""

    chosen = Signal(object)
    """`FrameKey` that the user went to."""
    menu_requested = Signal(object, object)
    """`FrameKey` and a place on the screen (`QPoint`)."""
    failed = Signal(object)
    """An exception of work in the background."""

    def __init__(self, home: Home, reader: ImageReader, image: QWidget, names: PatientNames, tokens: Tokens) -> None:
        super().__init__()
        self._names = names
        self._image = image
        self._key: FrameKey | None = None
        self._empty_text = ""
        self.store = ThumbnailStore(reader, self)
        self.model = FrameModel(self.store.reason)
        self.scope = FrameScope(home, self.model, self)
        self.bar = ScopeBar(self.scope)
        self.strip = FrameStrip(self.model, self.store, tokens)
        self.grid = FrameGrid(self.model, self.store, tokens, USUAL)
        self.grid.set_headings(self._heading)
        stack = QWidget()
        below = QVBoxLayout(stack)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(image, 1)
        below.addWidget(self.strip)
        self._views = QStackedWidget()
        self._views.addWidget(stack)
        self._views.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._views, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.grid_chosen.connect(self.show_grid)
        self.bar.cell_chosen.connect(self.grid.set_cell)
        self.scope.changed.connect(self._on_scope_changed)
        self.model.modelReset.connect(self._on_frames_changed)
        for view in (self.strip, self.grid):
            view.chosen.connect(self.chosen)
            view.opened.connect(self._on_opened)
            view.menu_requested.connect(self.menu_requested)
        for source in (self.scope.failed, self.store.failed):
            source.connect(self.failed)

    @property
    def is_grid(self) -> bool:
        """Whether the grid is shown."""
        return self._views.currentWidget() is self.grid

    def show_grid(self, grid: bool) -> None:
        """Show the grid, or the stack."""
        if grid == self.is_grid:
            return
        self._views.setCurrentIndex(int(grid))
        self.bar.show_grid(grid)
        (self.grid if grid else self._image).setFocus()

    def toggle_grid(self) -> None:
        """Change between stack and grid."""
        self.show_grid(not self.is_grid)

    def set_folder(self, folder: Path) -> None:
        """Forget the pictures: they are of another folder, or files may have changed."""
        self.store.set_folder(folder)

    def select(self, key: FrameKey | None) -> None:
        """Mark the frame that is looked at."""
        self._key = key
        for view in (self.strip, self.grid):
            view.select(key)

    def set_empty_text(self, text: str) -> None:
        """Say why nothing is shown, at the next change of the scope; empty: the usual words."""
        self._empty_text = text

    def set_labels(self, labels: Mapping[FrameKey, str]) -> None:
        """Mark the pictures with their labels."""
        self.model.set_labels(labels)

    def set_names(self, names: PatientNames) -> None:
        """Show other names for the patients."""
        self._names = names
        self.grid.viewport().update()

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self.strip.set_tokens(tokens)
        self.grid.set_tokens(tokens)

    def _heading(self, section: Section, is_short: bool) -> str:
        place = section.place
        if is_short:
            return self._names(place.patient.patient_id)
        marks = "  ".join(f"! {problem_text(problem)}" for problem in problems_of(place.series))
        study, series = study_text(place.study, self._names.privacy), series_text(place.series)
        words = (self._names(place.patient.patient_id), study, series)
        return "   ".join(filter(None, (" · ".join(filter(None, words)), images_text(section.count), marks)))

    def _on_frames_changed(self) -> None:
        self.bar.show_count(len(self.model.frames))
        self.select(self._key)

    def _on_scope_changed(self) -> None:
        text = self.tr("Nothing matches the search") if self.scope.is_narrowed else self.tr("No images here")
        text = self._empty_text or text
        for view in (self.strip, self.grid):
            view.set_empty_text(text)

    def _on_opened(self, key: FrameKey) -> None:
        self.chosen.emit(key)
        self.show_grid(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_grid:
            self.show_grid(False)
        else:
            super().keyPressEvent(event)
