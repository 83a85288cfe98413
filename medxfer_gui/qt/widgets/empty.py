"""What a page shows while it has nothing to show: what is missing, and the one step that brings it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medxfer_gui.qt.widgets.buttons import primary_button
from medxfer_gui.qt.widgets.text import label, wrapped


class EmptyState(QWidget):
    """A title, one sentence, and the primary button of the next step (none when ``action`` is empty).

    What else a page has to say goes into ``below``.
    """

    triggered = Signal()
    """The button was pressed."""

    def __init__(self, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._sentence = sentence
        self.below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        self.heading, text = label(title, "title"), wrapped(sentence, "muted")
        for widget in (self.heading, text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(440)
        text.ensurePolished()
        text.setMinimumHeight(text.heightForWidth(440))  # an aligned widget gets its size hint, made for another width
        layout.addWidget(self.heading)
        layout.addSpacing(8)
        layout.addWidget(text, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(f"{title}. {sentence}")
        if action:
            self.button = primary_button(action)
            self.button.clicked.connect(self._on_clicked)
            layout.addSpacing(16)
            layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self.below)
        layout.addStretch(3)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.heading.setText(title)
        self.setAccessibleName(f"{title}. {self._sentence}")

    def _on_clicked(self) -> None:
        self.triggered.emit()
