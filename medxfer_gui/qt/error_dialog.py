"""A bug is told with what is needed to report it, and nothing that could name a patient."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from medxfer_gui.qt.log import describe
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.text import label, wrapped


class BugDialog(QDialog):
    """Says that the program made a mistake, where the log is, and lets the details be copied. Not modal."""

    def __init__(self, error: Exception, log: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A mistake in the program"))
        self.resize(620, 380)
        sentence = self.tr(
            "Your data and runs are untouched; what you were doing did not finish. Please report the details."
        )
        self._details = QPlainTextEdit(describe(error))
        self._details.setReadOnly(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setAccessibleName(self.tr("Details"))
        where = wrapped(self.tr("Log file: {path}").format(path=log), "muted")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy, close = button(self.tr("Copy details")), primary_button(self.tr("Close"))
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("The program made a mistake"), "title"))
        layout.addWidget(wrapped(sentence))
        layout.addWidget(self._details, 1)
        layout.addWidget(where)
        layout.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
