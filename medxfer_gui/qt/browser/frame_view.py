"""Small pictures that scroll: the grid and the strip, which only differ in how the pictures lie."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from medxfer_gui.library.records import FrameKey
from medxfer_gui.plots.theme import DARK, Tokens
from medxfer_gui.qt.browser.decode_queue import LruCache
from medxfer_gui.qt.browser.frame_layout import GAP, FrameLayout, StripLayout
from medxfer_gui.qt.browser.frame_model import FrameModel
from medxfer_gui.qt.browser.frame_painter import FramePainter, Marks
from medxfer_gui.qt.browser.scope import Section
from medxfer_gui.qt.browser.thumbnail_store import ThumbnailStore

Index = QModelIndex | QPersistentModelIndex

_SETTLE_MS = 30
_READY_BYTES = 48 << 20
_ROOMY = 420
"""Where a heading has less room than this, in pixels, it is a short one."""


class FrameView(QAbstractItemView):
    """Shows the frames of a model; only what is in sight, and what soon will be, is decoded."""

    chosen = Signal(object)
    """`FrameKey` that the user went to."""
    opened = Signal(object)
    """`FrameKey` that the user wants to look at in full."""
    menu_requested = Signal(object, object)
    """`FrameKey` and the place on the screen (`QPoint`)."""

    def __init__(self, model: FrameModel, store: ThumbnailStore, tokens: Tokens, ground: str = DARK.image) -> None:
        super().__init__()
        self._frames = model
        self._store = store
        self._ground = QColor(ground)
        self._layout: FrameLayout = StripLayout(0, 1)
        self._painter = FramePainter(tokens)
        self._ready: LruCache[QPixmap] = LruCache(_READY_BYTES)
        self._heading_of: Callable[[Section, bool], str] = _no_heading
        self._direction = 1
        self.empty_text = ""
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._want_visible)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setModel(model)
        self.doubleClicked.connect(self._on_double_clicked)
        store.arrived.connect(self._on_arrived)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._painter.set_tokens(tokens)
        self.viewport().update()

    def set_headings(self, heading_of: Callable[[Section, bool], str]) -> None:
        """Say what stands above the frames of a series; in few words where the second argument is True."""
        self._heading_of = heading_of
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """Say what stands in place of pictures where there are none."""
        self.empty_text = text
        self.viewport().update()

    def select(self, key: FrameKey | None) -> None:
        """Mark a frame as the one that is looked at, without telling anyone."""
        index = self._frames.index_of(key) if key is not None else QModelIndex()
        if index == self.currentIndex():
            return
        flag = QItemSelectionModel.SelectionFlag
        if not index.isValid():
            self.selectionModel().clear()
            return
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
        self.scrollTo(index)

    def current_key(self) -> FrameKey | None:
        """The frame that is marked."""
        index = self.currentIndex()
        return self._frames.frames[index.row()] if index.isValid() else None

    def visible_frames(self) -> list[FrameKey]:
        """The frames in sight, in order."""
        return [self._frames.frames[place] for place in self._layout.places_in(self._seen())]

    # How the pictures lie

    def make_layout(self) -> FrameLayout:
        """The layout for the frames and the room there are."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Lay the pictures out anew."""
        self._layout = self.make_layout()
        self.updateGeometries()
        self.viewport().update()
        self._want_soon()

    def _seen(self) -> QRect:
        return self.viewport().rect().translated(self.horizontalOffset(), self.verticalOffset())

    # Pictures

    def _want_soon(self) -> None:
        """A moment from now, and so again and again while it scrolls."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _want_visible(self) -> None:
        """First what is in sight, then a screen ahead in the direction of scrolling, then half a screen behind."""
        seen = self._layout.places_in(self._seen())
        count = max(len(seen), 1)
        after = range(seen.stop, min(seen.stop + count, len(self._frames.frames)))
        before = range(seen.start - 1, max(seen.start - count, 0) - 1, -1)
        ahead, behind = (after, before) if self._direction > 0 else (before, after)
        places = [*seen, *ahead, *behind[: count // 2]]
        self._store.want([self._frames.frames[place] for place in places], self._pixels())

    def _pixels(self) -> int:
        return round(self._layout.cell * self.devicePixelRatioF())

    def _on_arrived(self, key: FrameKey) -> None:
        place = self._frames.frames.place_of(key)
        if place is not None and self.isVisible():
            self.viewport().update(self._layout.rect(place).translated(-self._offset()).adjusted(-3, -3, 3, 3))

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    def _pixmap(self, key: FrameKey) -> QPixmap | None:
        """The picture of a frame as it is drawn; scaled once."""
        pixels = self._pixels()
        picture = self._store.picture(key, pixels)
        if picture is None:
            return None
        name = (key, pixels, picture.cacheKey())
        ready = self._ready.get(name)
        if ready is None:
            size = picture.size().scaled(pixels, pixels, Qt.AspectRatioMode.KeepAspectRatio)
            if size != picture.size():
                picture = picture.scaled(
                    size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            ready = QPixmap.fromImage(picture)
            ready.setDevicePixelRatio(self.devicePixelRatioF())
            self._ready.put(name, ready, 4 * size.width() * size.height())
        return ready

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        if not self._frames.frames:
            self._painter.words(painter, self.viewport().rect(), self.empty_text)
            return
        offset = self._offset()
        area = event.rect().translated(offset)
        current = self.currentIndex().row()
        for section, ground in self._layout.headings_in(area):
            text = self._heading_of(self._frames.sections[section], ground.width() < _ROOMY)
            self._painter.heading(painter, ground.translated(-offset), text)
        for place in self._layout.places_in(area.adjusted(-3, -3, 3, 3)):
            key = self._frames.frames[place]
            cell = self._layout.rect(place).translated(-offset)
            pixmap = self._pixmap(key)
            marks = Marks(
                self._frames.label_of(key),
                unreadable=pixmap is None and bool(self._store.reason(key)),
                attention=self._frames.has_problem(place),
                current=place == current,
            )
            self._painter.cell(painter, cell, pixmap, marks)

    # Qt's side

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def indexAt(self, point: QPoint) -> QModelIndex:
        place = self._layout.place_at(point + self._offset())
        return QModelIndex() if place is None else self._frames.index(place)

    def visualRect(self, index: Index) -> QRect:
        return self._layout.rect(index.row()).translated(-self._offset()) if index.isValid() else QRect()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.visualRect(self.currentIndex()).adjusted(-3, -3, 3, 3))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        if index.isValid():
            self.selectionModel().select(index, command)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        cell, seen = self._layout.rect(index.row()).adjusted(-GAP, -GAP, GAP, GAP), self._seen()
        for bar, low, high, first, last in (
            (self.horizontalScrollBar(), cell.left(), cell.right(), seen.left(), seen.right()),
            (self.verticalScrollBar(), cell.top(), cell.bottom(), seen.top(), seen.bottom()),
        ):
            span = last - first
            if high > last + span or low < first - span:
                bar.setValue((low + high - span) // 2)  # far away: to the middle
            elif low < first:
                bar.setValue(low)
            elif high > last:
                bar.setValue(high - span)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, place = len(self._frames.frames), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if place < 0:
            return self._frames.index(0)
        rows = max(1, self.viewport().height() // (self._layout.cell + GAP) - 1)
        moves = QAbstractItemView.CursorAction
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                place -= 1
            case moves.MoveRight | moves.MoveNext:
                place += 1
            case moves.MoveUp | moves.MoveDown:
                place = self._layout.moved(place, 1 if action == moves.MoveDown else -1)
            case moves.MovePageUp | moves.MovePageDown:
                place = self._layout.moved(place, rows if action == moves.MovePageDown else -rows)
            case moves.MoveHome:
                place = 0
            case moves.MoveEnd:
                place = count - 1
        return self._frames.index(min(max(place, 0), count - 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._direction = -1 if dx + dy > 0 else 1
        self.viewport().scroll(dx, dy)
        self._want_soon()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        size, room = self._layout.size, self.viewport().size()
        for bar, whole, page in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setEnabled(whole > page)
            bar.setSingleStep(max(1, (self._layout.cell + GAP) // 3))

    def reset(self) -> None:
        super().reset()
        self.lay_out()

    def dataChanged(self, first: Index, last: Index, roles: object = ()) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._want_soon()
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want_soon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key is not None:
            self.opened.emit(key)
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._tell_chosen()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:  # a menu is about a picture, it does not choose it
            return
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._tell_chosen()

    def _tell_chosen(self) -> None:
        key = self.current_key()
        if key is not None:
            self.chosen.emit(key)

    def _on_double_clicked(self, index: Index) -> None:
        self.opened.emit(self._frames.frames[index.row()])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keyboard else self.indexAt(event.pos())
        if index.isValid():
            self.menu_requested.emit(self._frames.frames[index.row()], event.globalPos())


def _no_heading(section: Section, is_short: bool) -> str:
    return ""
