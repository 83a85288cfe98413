"""Where the two sides of the viewer lie beside each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class SideCanvas(QSplitter):
    """The views of two sides; the second is there only while two images are looked at."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._second = second
        self.setChildrenCollapsible(False)
        self.setObjectName("imageCanvas")
        self.setHandleWidth(2)
        self.addWidget(first)
        self.addWidget(second)
        second.hide()

    def show_second(self, shown: bool) -> None:
        """Give both sides half of the room, or the first one all of it."""
        self._second.setVisible(shown)
        half = max(self.width() // 2, 1)
        self.setSizes([half, half if shown else 0])
