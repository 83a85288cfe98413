"""The sheet of keys, and what the program is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from medxfer_gui import __version__
from medxfer_gui.qt.commands import CommandGroup, keys_text, plain_text
from medxfer_gui.qt.widgets.buttons import primary_button
from medxfer_gui.qt.widgets.text import label, wrapped

_COLUMNS = 3
_KEYS_WIDTH = 112
_BESIDE = 40


class ShortcutsDialog(QDialog):
    """Keys and mouse, made of the very commands; groups beside each other where the screen is wide, else scrolled.

    Parameters
    ----------
    groups
        What is listed; actions without keys are left out.
    """

    def __init__(self, groups: Sequence[CommandGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys and mouse"))
        room = parent.window().size() - QSize(_BESIDE, _BESIDE)
        listed = [group for group in groups if _rows(group)]
        contents = (_Columns(listed, columns) for columns in range(_COLUMNS, 0, -1))
        content = next(found for found in contents if found.sizeHint().width() <= room.width() or found.columns == 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addWidget(scroll)
        self.resize((content.sizeHint() + QSize(24, 24)).boundedTo(room))


class _Columns(QWidget):
    """Groups beside each other."""

    def __init__(self, groups: list[CommandGroup], columns: int) -> None:
        super().__init__()
        self.columns = columns
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 12, 20, 16)
        across.setSpacing(36)
        for part in _in_columns(groups, columns):
            column = QVBoxLayout()
            column.setSpacing(14)
            for group in part:
                column.addLayout(_table(group))
            column.addStretch(1)
            across.addLayout(column)


def _table(group: CommandGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(5)
    grid.addWidget(label(group.title, "group"), 0, 0, 1, 2)
    for row, (keys, meaning) in enumerate(_rows(group), start=1):
        grid.addWidget(label(keys, "strong"), row, 0)
        grid.addWidget(label(meaning, "muted"), row, 1)
    grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid


def _rows(group: CommandGroup) -> list[tuple[str, str]]:
    keyed = [(keys_text(action), plain_text(action)) for action in group.actions if not action.shortcut().isEmpty()]
    return [*((gesture.keys, gesture.meaning) for gesture in group.gestures), *keyed]


def _in_columns(groups: list[CommandGroup], count: int) -> list[list[CommandGroup]]:
    """The groups in their order, in columns of much the same length."""
    heights = [len(_rows(group)) + 2 for group in groups]
    limit = sum(heights) / count
    columns: list[list[CommandGroup]] = [[]]
    filled = 0
    for group, height in zip(groups, heights, strict=True):
        if columns[-1] and filled + height / 2 > limit and len(columns) < count:
            columns.append([])
            filled = 0
        columns[-1].append(group)
        filled += height
    return columns


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
