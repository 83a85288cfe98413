"""Names and values in two columns, with one-pixel lines between the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from medxfer_gui.qt.widgets.text import ElidedLabel, label


class FactTable(QWidget):
    """Rows of a muted name and a value; a long value elides in the middle."""

    def __init__(self, name_width: int = 108) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._values: list[ElidedLabel] = []

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._facts

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other rows; the widgets stay while the names do."""
        if [name for name, _ in facts] != [name for name, _ in self._facts]:
            self._rebuild(facts)
        for shown, (name, value) in zip(self._values, facts, strict=True):
            shown.set_full_text(value)
            shown.setAccessibleName(f"{name}: {value}")
        self._facts = tuple(facts)

    def _rebuild(self, facts: Sequence[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._values = []
        for row, (name, _) in enumerate(facts):
            value = ElidedLabel()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = QFrame()
            line.setProperty("line", True)
            self._grid.addWidget(label(name, "muted"), 2 * row, 0)
            self._grid.addWidget(value, 2 * row, 1)
            self._grid.addWidget(line, 2 * row + 1, 0, 1, 2)
            self._values.append(value)
