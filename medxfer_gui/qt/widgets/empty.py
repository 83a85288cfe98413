"""What a page shows while it has nothing to show: what is missing, and the one step that brings it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medxfer_gui.qt.widgets.buttons import primary_button
from medxfer_gui.qt.widgets.text import label, wrapped


class EmptyState(QWidget):
    """A title, one sentence, and the primary button of the next step (none when ``action`` is empty)."""

    triggered = Signal()
    """The button was pressed."""

    def __init__(self, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        heading, text = label(title, "title"), wrapped(sentence, "muted")
        for widget in (heading, text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(440)
        text.ensurePolished()
        text.setMinimumHeight(text.heightForWidth(440))  # an aligned widget gets its size hint, made for another width
        layout.addWidget(heading)
        layout.addSpacing(8)
        layout.addWidget(text, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(f"{title}. {sentence}")
        if action:
            self.button = primary_button(action)
            self.button.clicked.connect(self._on_clicked)
            layout.addSpacing(16)
            layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _on_clicked(self) -> None:
        self.triggered.emit()
