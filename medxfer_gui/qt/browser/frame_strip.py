"""The strip of small pictures below the image."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.browser.frame_layout import GAP, FrameLayout, StripLayout
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.frame_view import FrameView
from medxfer_gui.qt.browser.thumbnail_store import ThumbnailStore


class FrameStrip(FrameView):
    """One row of pictures below the image."""

    CELL = 96

    def __init__(self, model: FrameModel, store: ThumbnailStore, tokens: Tokens) -> None:
        super().__init__(model, store, tokens)
        self.setObjectName("thumbnailStrip")
        self.setAccessibleName(self.tr("Images of the selection"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFixedHeight(self.CELL + 2 * GAP + 10)

    def make_layout(self) -> FrameLayout:
        """One row."""
        return StripLayout(len(self._frames.frames), self.CELL)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel's usual direction into the strip's."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - round(turned / 120 * 2 * (self.CELL + GAP)))
