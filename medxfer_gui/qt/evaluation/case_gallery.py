"""The cases as pictures or as a table; the most confidently wrong first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.config.task import TargetTask
from medxfer_gui.library.contained import ContainedDecoder
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.evaluation.case_model import CASE_ROLE, CaseModel, CaseProxy, Column
from medxfer_gui.qt.evaluation.case_words import outcome_state, outcome_word
from medxfer_gui.qt.evaluation.cases import Case
from medxfer_gui.qt.evaluation.confusion_view import Cell
from medxfer_gui.qt.evaluation.thumbnails import SIDE, Thumbnails
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.icons import icon
from medxfer_gui.qt.widgets.measures import ratio
from medxfer_gui.qt.widgets.tables import plain_table
from medxfer_gui.qt.widgets.text import label, wrapped

Index = QModelIndex | QPersistentModelIndex

_FOOT = 22
_PAD = 5


class CaseGallery(QWidget):
    """Cases, one of which may be chosen."""

    case_chosen = Signal(object)
    """The `Case` to look at."""
    cell_cleared = Signal()
    """The user wants to see the cases of every cell again."""

    def __init__(self, tokens: Tokens, decoder: ContainedDecoder) -> None:
        super().__init__()
        self.thumbnails = Thumbnails(decoder, self)
        self.model = CaseModel(tokens, self)
        self.proxy = CaseProxy(self)
        self.proxy.setSourceModel(self.model)
        self._pictures = self._make_pictures(tokens)
        self._table = self._make_table()
        self._table.setSelectionModel(self._pictures.selectionModel())
        self._pictures.selectionModel().currentChanged.connect(self._on_current_changed)
        self.thumbnails.loaded.connect(self._on_thumbnail_loaded)
        self._title = label("", "group")
        self._all = link_button(self.tr("Show all cases"))
        self._all.clicked.connect(self.cell_cleared)
        self._as_table = QToolButton()
        self._as_table.setCheckable(True)
        self._as_table.setToolTip(self.tr("Show as a table"))
        self._as_table.setAccessibleName(self.tr("Show as a table"))
        self._as_table.toggled.connect(self._on_as_table)
        self._views = QStackedWidget()
        self._views.addWidget(self._pictures)
        self._views.addWidget(self._table)
        self._nothing = wrapped("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._views.addWidget(self._nothing)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addSpacing(8)
        head.addWidget(self._all)
        head.addStretch(1)
        head.addWidget(self._as_table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._views, 1)
        self._task: TargetTask | None = None
        self._cell: Cell | None = None
        self.set_tokens(tokens)

    def set_cases(self, cases: list[Case], task: TargetTask, records: Mapping[str, InstanceRecord]) -> None:
        """Show cases; ``records`` says where their images are."""
        self._task = task
        self.thumbnails.set_records(records)
        self.model.set_cases(cases, task)
        self._show_title()

    def set_called(self, cases: list[Case]) -> None:
        """The same cases, called differently: the operating point moved."""
        if self._task is not None:
            self.model.set_cases(cases, self._task)
            self._show_title()
            if self.chosen() is None:
                self.choose_first()

    def set_cell(self, cell: Cell | None) -> None:
        """Show only cases of one truth and call; None for all."""
        self._cell = cell
        self.proxy.set_cell(cell)
        self._show_title()

    def set_search(self, text: str) -> None:
        """Show only cases with ``text`` in a column."""
        self.proxy.set_search(text)
        self._show_title()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self.model.set_tokens(tokens)
        self._delegate.set_tokens(tokens)
        self._as_table.setIcon(icon("mdi6.table", tokens))
        self._pictures.viewport().update()

    def choose(self, key: FrameKey) -> None:
        """Choose the case that a frame shows, where it is in view."""
        row = self.model.row_of(key)
        index = self.proxy.mapFromSource(self.model.index(row, 0)) if row is not None else QModelIndex()
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._pictures.selectionModel().setCurrentIndex(index, flags)

    def chosen(self) -> Case | None:
        """The case that is chosen; None where none is in view."""
        index = self._pictures.currentIndex()
        return index.data(CASE_ROLE) if index.isValid() else None

    def choose_first(self) -> None:
        """Choose the first case."""
        if self.proxy.rowCount():
            self.choose(self.proxy.index(0, 0).data(CASE_ROLE).key)

    def _make_pictures(self, tokens: Tokens) -> QListView:
        view = QListView()
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setSpacing(2)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setProperty("gallery", True)
        view.setAccessibleName(self.tr("Cases"))
        view.setModel(self.proxy)
        self._delegate = CaseDelegate(self.thumbnails, tokens, view)
        view.setItemDelegate(self._delegate)
        return view

    def _make_table(self) -> QTableView:
        table = plain_table(self.proxy, self.tr("Cases"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.sortByColumn(Column.OUTCOME, Qt.SortOrder.AscendingOrder)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _on_as_table(self) -> None:
        self._show_view()

    def _show_view(self) -> None:
        """Pictures or table; where there is nothing to list, why."""
        if self.proxy.rowCount() or self._task is None:
            self._views.setCurrentWidget(self._table if self._as_table.isChecked() else self._pictures)
            return
        words = self.tr("No case holds the text that is searched for.")
        if self._cell is not None:
            truth, call = (self._task.classes[number] for number in self._cell)
            words = self.tr("No case of {truth} is called {call} here. Move the operating point, or show all cases.")
            words = words.format(truth=truth, call=call)
        self._nothing.setText(words)
        self._views.setCurrentWidget(self._nothing)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.case_chosen.emit(current.data(CASE_ROLE))

    def _on_thumbnail_loaded(self, key: FrameKey) -> None:
        row = self.model.row_of(key)
        if row is not None:
            self._pictures.update(self.proxy.mapFromSource(self.model.index(row, 0)))

    def _show_title(self) -> None:
        count = f"{self.proxy.rowCount():,}"
        if self._cell is not None and self._task is not None:
            truth, call = (self._task.classes[number] for number in self._cell)
            words = self.tr("{count} {truth} called {call}").format(count=count, truth=truth, call=call)
        else:
            words = self.tr("{count} cases, most confidently wrong first").format(count=count)
        self._title.setText(words.upper() if self._cell is None else words)
        self._all.setVisible(self._cell is not None)
        self._show_view()


class CaseDelegate(QStyledItemDelegate):
    """A case as a picture with its score and how it went below it; a frame in colour marks what went wrong."""

    def __init__(self, thumbnails: Thumbnails, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._tokens = tokens

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self._tokens = tokens

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(SIDE + 2 * _PAD, SIDE + _FOOT + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case: Case = index.data(CASE_ROLE)
        rect = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        picture = QRect(rect.left(), rect.top(), SIDE, SIDE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter, picture, case)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_frame(painter, picture, case, selected)
        foot = QRect(rect.left(), picture.bottom() + 3, SIDE, _FOOT)
        self._paint_foot(painter, foot, case, option.font)
        painter.restore()

    def _paint_picture(self, painter: QPainter, area: QRect, case: Case) -> None:
        painter.fillRect(area, QColor(self._tokens.image))
        pixmap = self._thumbnails.get(case.key)
        if pixmap is None:
            painter.setPen(QColor("#97a3b3"))  # on black in both themes
            words = self.tr("not readable") if self._thumbnails.is_broken(case.key) else "…"
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
            return
        size = pixmap.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, pixmap)

    def _paint_frame(self, painter: QPainter, area: QRect, case: Case, selected: bool) -> None:
        if not (selected or case.is_wrong):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = self._tokens.accent if selected else self._tokens.bad
        painter.setPen(QPen(QColor(colour), 3 if selected else 2))
        painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 4, 4)

    def _paint_foot(self, painter: QPainter, area: QRect, case: Case, font: QFont) -> None:
        small = QFont(font)
        small.setPixelSize(12)
        painter.setFont(small)
        painter.setPen(QColor(self._tokens.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, ratio(case.score))
        state = outcome_state(case.outcome)
        painter.setPen(QColor(self._tokens.bad if state == "bad" else self._tokens.muted))
        room = area.width() - painter.fontMetrics().horizontalAdvance("0.000 ")
        words = painter.fontMetrics().elidedText(outcome_word(case.outcome), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, words)
