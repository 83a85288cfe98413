"""A tree of rows with a search that goes from hit to hit, the whole of a long value, and copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.dicom.outline import Outline
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.outline_model import OutlineModel
from medxfer_gui.qt.widgets.text import label

_MOST_OPENED = 200
_HITS_OPENED = 25
_COPIED_AT_ONCE = 5000

RowKey = tuple[str, ...]


class OutlinePanel(QWidget):
    """Shows an `Outline`. What is opened and looked at stays so when other rows of the same kind come.

    Parameters
    ----------
    model
        The rows.
    name
        Of the tree, for screen readers.
    widths
        Of the columns in pixels but for the last, which takes the rest.
    opened
        Whether new rows come opened: all of them where they are few, else the outer ones.
    """

    def __init__(self, model: OutlineModel, name: str, widths: Sequence[int], *, opened: bool = False) -> None:
        super().__init__()
        self.model = model
        self._opened_at_first = opened
        self._opened: dict[RowKey, None] = {}
        self._copy_job: Job | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.count = label("", "muted")
        self.previous = button(self.tr("Previous"), self.tr("Previous hit (Shift+F3)"))
        self.next = button(self.tr("Next"), self.tr("Next hit (F3, Enter)"))
        self.copy_button = button(self.tr("Copy"), self.tr("Copy the selected rows, or all (Ctrl+C)"))
        self.tree = self._make_tree(name, widths)
        self.value = QPlainTextEdit(readOnly=True)
        self.value.setAccessibleName(self.tr("The whole value"))
        self.value.hide()
        self._lay_out()
        self._connect()

    def _make_tree(self, name: str, widths: Sequence[int]) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName(name)
        header = tree.header()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        return tree

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        for widget in (self.count, self.previous, self.next, self.copy_button):
            top.addWidget(widget)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self.value)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.go_to_next)
        self.next.clicked.connect(self.go_to_next)
        self.previous.clicked.connect(self.go_to_previous)
        self.copy_button.clicked.connect(self.copy)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.customContextMenuRequested.connect(self._on_menu_requested)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        for keys, slot in (
            (QKeySequence(Qt.Key.Key_F3), self.go_to_next),
            (QKeySequence("Shift+F3"), self.go_to_previous),
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
        ):
            QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)
        QShortcut(
            QKeySequence.StandardKey.Copy, self.tree, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(self.copy)
        self._on_searched("")

    # Rows

    def set_outline(self, outline: Outline, privacy: bool) -> None:
        """Show other rows; what was opened, selected and searched stays."""
        current, scrolled = self._current_key(), self.tree.verticalScrollBar().value()
        self.model.set_outline(outline, privacy)
        self._restore(current)
        self.tree.verticalScrollBar().setValue(scrolled)

    def set_privacy(self, privacy: bool) -> None:
        """Mask identifying values, or show them."""
        if privacy != self.model.privacy:
            self.set_outline(self.model.outline, privacy)

    def _restore(self, current: RowKey) -> None:
        if self.search.text().strip():
            self._open_hits()
        elif self._opened_at_first:
            self._open_at_first()
        else:
            for key in list(self._opened):
                number = self._find(key)
                if number is not None:
                    self.tree.expand(self.model.index_of(number))
        number = self._find(current) if current else None
        if number is not None:
            self._select(number)
        self._show_count()
        self._show_value(self.tree.currentIndex())

    def _open_at_first(self) -> None:
        if len(self.model.outline) <= _MOST_OPENED:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(1)

    def _key(self, number: int) -> RowKey:
        rows, outline = self.model.outline.rows, self.model.outline
        return tuple(rows[at].cells[0] for at in (*outline.path(number), number))

    def _find(self, key: RowKey) -> int | None:
        """The row with the same first cell, below rows with the same first cells."""
        outline, number = self.model.outline, -1
        for first in key:
            found = (at for at in outline.children(number) if outline.rows[at].cells[0] == first)
            number = next(found, -1)
            if number < 0:
                return None
        return number

    def _current_key(self) -> RowKey:
        index = self.tree.currentIndex()
        return self._key(index.internalId()) if index.isValid() else ()

    # Search

    def _on_searched(self, text: str) -> None:
        current = self._current_key()
        self.model.set_search(text)
        self._restore(current)
        if self.model.hits and text.strip():
            self._select(self.model.hits[0])

    def _open_hits(self) -> None:
        """Open what stands above the first hits; the others open when one goes to them."""
        for number in self.model.hits[:_HITS_OPENED]:
            self._open_above(number)

    def _open_above(self, number: int) -> None:
        for above in self.model.outline.path(number):
            index = self.model.index_of(above)
            if not self.tree.isExpanded(index):
                self.tree.expand(index)

    def go_to_next(self) -> None:
        """Select the next hit, after the last the first."""
        self._go(1)

    def go_to_previous(self) -> None:
        """Select the hit before, before the first the last."""
        self._go(-1)

    def _go(self, step: int) -> None:
        hits = self.model.hits
        if not hits:
            return
        at = self.tree.currentIndex().internalId() if self.tree.currentIndex().isValid() else -1
        beyond = [number for number in hits if (number > at if step > 0 else number < at)]
        wanted = (beyond or hits)[0 if step > 0 else -1]
        self._open_above(wanted)
        self._select(wanted)
        self._show_count()

    def _select(self, number: int) -> None:
        index = self.model.index_of(number)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _show_count(self) -> None:
        hits, index = self.model.hits, self.tree.currentIndex()
        searched = bool(self.search.text().strip())
        self.next.setEnabled(bool(hits))
        self.previous.setEnabled(bool(hits))
        if not searched:
            one, many = self.tr("1 row"), self.tr("{n} rows")
            rows = len(self.model.outline)
            self.count.setText(one if rows == 1 else many.format(n=f"{rows:,}"))
        elif index.isValid() and index.internalId() in hits:
            place = hits.index(index.internalId()) + 1
            self.count.setText(self.tr("{n} of {all} hits").format(n=f"{place:,}", all=f"{len(hits):,}"))
        else:
            one, many = self.tr("1 hit"), self.tr("{n} hits")
            self.count.setText(one if len(hits) == 1 else many.format(n=f"{len(hits):,}"))

    # What is opened and looked at

    def _on_expanded(self, index: QModelIndex) -> None:
        if not self.search.text().strip():
            self._opened[self._key(index.internalId())] = None

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self.search.text().strip():
            self._opened.pop(self._key(index.internalId()), None)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_value(current)
        if self.search.text().strip():
            self._show_count()

    def _show_value(self, index: QModelIndex) -> None:
        is_long = index.isValid() and bool(self.model.row_of(index).full)
        number = index.internalId() if index.isValid() else -1
        self.value.setPlainText(self.model.full_value(number) if is_long else "")
        self.value.setVisible(is_long and self.value.toPlainText() != self.model.cells(number)[-1])

    # Copying

    def _on_menu_requested(self, position: QPoint) -> None:
        menu = QMenu(self.tree)
        menu.addAction(self.tr("Copy the value"), self.copy_value)
        menu.addAction(self.tr("Copy the rows"), self.copy)
        menu.addAction(self.tr("Copy all"), self.copy_all)
        menu.addSeparator()
        menu.addAction(self.tr("Expand all below"), self.open_below)
        menu.addAction(self.tr("Collapse all"), self.tree.collapseAll)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(position))

    def copy_value(self) -> None:
        """Put the value of the current row on the clipboard, at full length; what is masked stays masked."""
        index = self.tree.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self.model.full_value(index.internalId()))

    def copy(self) -> None:
        """Put the selected rows, or all where at most one is, on the clipboard, cells apart by tabs."""
        selected = sorted({index.internalId() for index in self.tree.selectionModel().selectedRows()})
        if len(selected) > 1 or (selected and self.tree.hasFocus()):
            QGuiApplication.clipboard().setText(self._lines(selected))
        else:
            self.copy_all()

    def copy_all(self) -> None:
        """Put all rows that the search leaves on the clipboard, opened or not; very many in the background."""
        numbers = self.model.shown_numbers()
        if len(numbers) <= _COPIED_AT_ONCE:
            QGuiApplication.clipboard().setText(self._lines(numbers))
        elif self._copy_job is None or not self._copy_job.is_running:
            self._copy_job = Job(self.tr("Copying rows"), self._copied, numbers)
            self._copy_job.succeeded.connect(self._on_copied)
            self._copy_job.start()

    def _copied(self, numbers: Sequence[int], *, on_event: EventSink, cancel: CancelToken) -> str:
        return self._lines(numbers)

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _lines(self, numbers: Sequence[int]) -> str:
        rows = self.model.outline.rows
        return "\n".join("  " * rows[number].depth + "\t".join(self.model.cells(number)) for number in numbers)

    def open_below(self) -> None:
        """Open what is below the current row, where that is not too much to lay out."""
        index = self.tree.currentIndex()
        if index.isValid():
            self.tree.expandRecursively(index, 2)
