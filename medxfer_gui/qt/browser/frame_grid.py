"""The grid of small pictures."""

from __future__ import annotations

from statistics import median

from PySide6.QtCore import QModelIndex, Qt

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.frame_layout import FrameLayout, GridLayout
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.frame_view import FrameView
from medxfer_gui.qt.browser.thumbnail_store import ThumbnailStore

_LEAST_HEADING = 110
"""Headings over groups that are mostly narrower than this, in pixels, would tell nothing."""


class FrameGrid(FrameView):
    """Rows of pictures, in groups with headings where the groups are large enough."""

    def __init__(self, model: FrameModel, store: ThumbnailStore, tokens: Tokens, cell: int) -> None:
        self._cell = cell
        super().__init__(model, store, tokens)
        self.setObjectName("frameGrid")
        self.setAccessibleName(self.tr("Grid of images"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def set_cell(self, cell: int) -> None:
        """Draw cells of another size; what is marked, else what is in the middle, stays in sight."""
        if cell == self._cell:
            return
        index = self.currentIndex()
        if not (index.isValid() and self._seen().intersects(self._layout.rect(index.row()))):
            seen = self._layout.places_in(self._seen())
            index = self._frames.index(seen[len(seen) // 2]) if seen else QModelIndex()
        self._cell = cell
        self.lay_out()
        self.scrollTo(index)

    def make_layout(self) -> FrameLayout:
        """Rows as wide as there is room."""
        counts = [section.count for section in self._frames.sections]
        width, frames = self.viewport().width(), len(self._frames.frames)
        if len(counts) > 1 and median(counts) * self._cell >= _LEAST_HEADING:
            return GridLayout(counts, width, self._cell, True)
        return GridLayout([frames] if frames else [], width, self._cell, False)
