"""The strip of small pictures: every instance of the folder in tree order; only those in sight are decoded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from medxfer_gui.plots.theme import DARK, Tokens
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.browser.images import ImageReader, ThumbnailKey

Index = QModelIndex | QPersistentModelIndex

THUMBNAIL = 96
_CELL = QSize(THUMBNAIL + 12, THUMBNAIL + 12)
_CACHE_BYTES = 64 << 20
_SETTLE_MS = 40


class ThumbnailModel(QAbstractListModel):
    """Instances in order, with the label each has in the cohort."""

    def __init__(self) -> None:
        super().__init__()
        self.uids: Sequence[str] = ()
        self.rows: dict[str, int] = {}
        self._labels: Mapping[str, str] = {}

    def set_uids(self, uids: Sequence[str]) -> None:
        """Show other instances."""
        self.beginResetModel()
        self.uids = uids
        self.rows = {uid: row for row, uid in enumerate(uids)}
        self.endResetModel()

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Show other labels, by SOPInstanceUID."""
        self._labels = labels
        if self.uids:
            self.dataChanged.emit(self.index(0), self.index(len(self.uids) - 1))

    def label_of(self, row: int) -> str:
        """Label of a row; empty where it has none."""
        return self._labels.get(self.uids[row], "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.uids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        text = self.tr("Image {n} of {count}").format(n=index.row() + 1, count=len(self.uids))
        return " · ".join(filter(None, (text, self.label_of(index.row()))))


class ThumbnailStrip(QListView):
    """One row of small pictures."""

    chosen = Signal(str)
    """SOPInstanceUID of the picture that the user went to."""

    def __init__(self, reader: ImageReader, tokens: Tokens) -> None:
        super().__init__()
        self.setObjectName("thumbnailStrip")
        self._model = ThumbnailModel()
        self._is_narrowed = False
        self._folder: Path | None = None
        self._pictures: LruCache[QImage] = LruCache(_CACHE_BYTES)
        self._unreadable: set[str] = set()
        self._queue = DecodeQueue("", reader.thumbnail, self)
        self._queue.decoded.connect(self._on_decoded)
        self._queue.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._want_visible)
        self.setModel(self._model)
        self._delegate = _ThumbnailDelegate(self)
        self.set_tokens(tokens)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_CELL.height() + 16)
        self.setAccessibleName(self.tr("Images of the folder"))
        self.horizontalScrollBar().valueChanged.connect(self._want_soon)
        self._model.modelReset.connect(self._want_soon)

    def set_uids(self, folder: Path | None, uids: Sequence[str], is_narrowed: bool = False) -> None:
        """Show the instances ``uids`` of ``folder``; ``is_narrowed``: they are what a search found."""
        self._is_narrowed = is_narrowed
        if folder != self._folder:
            self._pictures.clear()
            self._unreadable.clear()
        self._folder = folder
        self._model.set_uids(uids)

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Mark the pictures with their labels, by SOPInstanceUID."""
        self._model.set_labels(labels)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._delegate.accent = QColor(tokens.accent)
        self.viewport().update()

    def select(self, uid: str) -> None:
        """Mark a picture as the one that is looked at, without telling anyone."""
        row = self._model.rows.get(uid)
        if row is None:
            self.selectionModel().clear()
        elif row != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(
                self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(self._model.index(row), QListView.ScrollHint.PositionAtCenter)

    def picture(self, uid: str) -> QImage | None:
        """The decoded picture; None while there is none."""
        return self._pictures.get(uid)

    def is_unreadable(self, uid: str) -> bool:
        """Whether decoding failed."""
        return uid in self._unreadable

    def _want_soon(self) -> None:
        self._timer.start()

    def _want_visible(self) -> None:
        if self._folder is None or not self._model.uids:
            self._queue.want(())
            return
        first, last = self._visible_rows()
        pixels = round(THUMBNAIL * self.devicePixelRatioF())
        wanted = [uid for uid in self._model.uids[first : last + 1] if uid not in self._pictures]
        keys = [ThumbnailKey(self._folder, uid, pixels) for uid in wanted if uid not in self._unreadable]
        self._queue.want(keys)

    def _visible_rows(self) -> tuple[int, int]:
        start = self.horizontalScrollBar().value()
        first = max(start // _CELL.width() - 1, 0)
        return first, (start + self.viewport().width()) // _CELL.width() + 1

    def _on_decoded(self, key: ThumbnailKey, picture: QImage) -> None:
        if key.folder == self._folder:
            self._pictures.put(key.uid, picture, picture.sizeInBytes())
            self._update_row(key.uid)

    def _on_failed(self, key: ThumbnailKey, error: Exception) -> None:
        if key.folder == self._folder:
            self._unreadable.add(key.uid)
            self._update_row(key.uid)

    def _update_row(self, uid: str) -> None:
        row = self._model.rows.get(uid)
        if row is not None:
            self.update(self._model.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._model.uids[current.row()])

    @property
    def empty_text(self) -> str:
        """What stands in place of pictures where there are none."""
        return self.tr("Nothing matches") if self._is_narrowed and not self._model.uids else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(DARK.muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.empty_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._want_soon()


class _ThumbnailDelegate(QStyledItemDelegate):
    """Paints a picture, its label, and a frame around the current one."""

    def __init__(self, strip: ThumbnailStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.accent = QColor()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._strip.model()
        assert isinstance(model, ThumbnailModel)
        uid = model.uids[index.row()]
        cell = QRectF(option.rect)
        area = QRectF(cell.center().x() - THUMBNAIL / 2, cell.center().y() - THUMBNAIL / 2, THUMBNAIL, THUMBNAIL)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area, Qt.GlobalColor.black)
        picture = self._strip.picture(uid)
        if picture is not None:
            size = picture.size().scaled(THUMBNAIL, THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(area.center())
            painter.drawImage(target, picture)
        elif self._strip.is_unreadable(uid):
            painter.setPen(QColor(DARK.muted))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.tr("unreadable"))
        self._paint_label(painter, area, model.label_of(index.row()))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 4, 4)
        painter.restore()

    def _paint_label(self, painter: QPainter, area: QRectF, text: str) -> None:
        if not text:
            return
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, THUMBNAIL - 16)
        width = painter.fontMetrics().horizontalAdvance(shown) + 10
        badge = QRectF(area.left() + 3, area.bottom() - 20, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor(DARK.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, shown)
