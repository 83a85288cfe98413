"""The list of problems: count chips that filter, a table, and a copy for whoever keeps the labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.cohorts.labels import LabelProblem, ProblemKind
from medxfer_gui.qt.cohort.problems_model import ProblemsModel, ProblemsProxy, kind_state, kind_word
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.tables import SentenceDelegate, plain_table
from medxfer_gui.qt.widgets.text import label, set_style_property, wrapped

_CHIPS_A_ROW = 4


class ProblemsView(QWidget):
    """What does not take part, and why; before anything starts."""

    def __init__(self, private: bool) -> None:
        super().__init__()
        self.model = ProblemsModel(private, self)
        self.proxy = ProblemsProxy(self)
        self.proxy.setSourceModel(self.model)
        self.table = self._make_table()
        self._chips = QGridLayout()
        self._chips.setColumnStretch(_CHIPS_A_ROW, 1)
        self._chips.setSpacing(6)
        self._group: QButtonGroup | None = None
        self._copy = button(self.tr("Copy"), self.tr("Copy the rows in view, as a table"))
        self._copy.clicked.connect(self.copy)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy, context=Qt.ShortcutContext.WidgetShortcut)
        fine = wrapped(self.tr("● Every labelled row has its image, and no label contradicts another."), "muted")
        fine.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(fine)
        self._stack.addWidget(self.table)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Labels"), "strong"))
        head.addStretch(1)
        head.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._chips)
        layout.addWidget(self._stack, 1)

    def set_problems(self, problems: Sequence[LabelProblem]) -> None:
        """Show other problems."""
        self.model.set_problems(problems)
        self.proxy.set_kind(None)
        self._make_chips()
        self._copy.setVisible(bool(problems))
        self._stack.setCurrentIndex(1 if problems else 0)

    def set_search(self, text: str) -> None:
        """Show only problems with ``text`` in a column."""
        self.proxy.set_search(text)

    def set_private(self, private: bool) -> None:
        """Mask identifiers of patients, or show them."""
        self.model.set_private(private)

    def copy(self) -> None:
        """Put the rows in view on the clipboard, tab-separated with a header."""
        columns = range(self.proxy.columnCount())
        lines = [[str(self.proxy.headerData(c, Qt.Orientation.Horizontal)) for c in columns]]
        lines += [[str(self.proxy.index(row, c).data()) for c in columns] for row in range(self.proxy.rowCount())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _make_table(self) -> QTableView:
        table = plain_table(self.proxy, self.tr("Problems of the labels"))
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        for column, width in enumerate((52, 164, 112)):
            table.setColumnWidth(column, width)
        sentences = SentenceDelegate(table)
        for column in (1, 3):
            table.setItemDelegateForColumn(column, sentences)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

    def _make_chips(self) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self._group = QButtonGroup(self)
        counts = self.model.counts()
        if not counts:
            return
        total = sum(counts.values())
        text = self.tr("1 problem") if total == 1 else self.tr("{count} problems").format(count=f"{total:,}")
        self._add_chip(text, None, "plain")
        for kind, count in counts.most_common():
            self._add_chip(f"{kind_word(kind)}: {count:,}", kind, kind_state(kind))  # fits one and many

    def _add_chip(self, text: str, kind: ProblemKind | None, state: str) -> None:
        chip = QPushButton(text)
        chip.setCheckable(True)
        chip.setChecked(kind is None)
        chip.setProperty("kind", kind)
        set_style_property(chip, "chip", True)
        set_style_property(chip, "state", state)
        chip.setToolTip(self.tr("Show only these"))
        chip.clicked.connect(self._on_chip_clicked)
        if self._group is not None:
            self._group.addButton(chip)
        self._chips.addWidget(chip, *divmod(self._chips.count(), _CHIPS_A_ROW))

    def _on_chip_clicked(self) -> None:
        chosen = self._group.checkedButton() if self._group is not None else None
        self.proxy.set_kind(chosen.property("kind") if chosen is not None else None)
