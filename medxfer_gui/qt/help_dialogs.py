"""The sheet of keys, and what the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from medxfer_gui import __version__
from medxfer_gui.qt.widgets.buttons import primary_button
from medxfer_gui.qt.widgets.text import label, wrapped


class ShortcutsDialog(QDialog):
    """Keys and mouse of the window, in one table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys and mouse"))
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for title, rows in self._sections():
            grid.addWidget(label(title, "group"), grid.rowCount(), 0, 1, 2)
            for keys, meaning in rows:
                row = grid.rowCount()
                grid.addWidget(label(keys, "strong"), row, 0)
                grid.addWidget(label(meaning, "muted"), row, 1)

    def _sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        image = [
            (self.tr("Drag"), self.tr("Window (left, right) and level (up, down)")),
            (self.tr("Wheel, Up, Down"), self.tr("Previous and next frame of the stack")),
            (self.tr("Ctrl + wheel, +, −"), self.tr("Zoom")),
            (self.tr("Shift + drag, middle drag"), self.tr("Move the image")),
            (self.tr("Double click, F"), self.tr("Fit the image to the view")),
            ("Z", self.tr("One image pixel to one screen pixel")),
            ("I", self.tr("Invert")),
            ("R", self.tr("Window of the file")),
        ]
        window = [
            ("Ctrl+O", self.tr("Open a folder")),
            ("Ctrl+L", self.tr("Choose the labels")),
            ("Ctrl+1 … Ctrl+5", self.tr("Go to a stage")),
            ("Ctrl+F", self.tr("Search")),
            ("Ctrl+K", self.tr("Find any command")),
            ("Esc", self.tr("Leave a mode, close a message")),
        ]
        return [(self.tr("Image"), image), (self.tr("Window"), window)]


class AboutDialog(QDialog):
    """Name, version, licence, and the note on intended use."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About medxfer"))
        self.setMinimumWidth(440)
        close = primary_button(self.tr("Close"))
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"medxfer {__version__}", "title"))
        layout.addWidget(wrapped(self.tr("Transfer learning on medical images, on your desk."), "muted"))
        use = self.tr(
            "Research use only. Not a medical device: its predictions and overlays are not for diagnosis or treatment."
        )
        layout.addWidget(wrapped(use, state="attention"))
        layout.addWidget(wrapped(self.tr("Everything stays on this computer. Apache License 2.0."), "muted"))
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
