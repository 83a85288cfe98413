"""The confusion matrix; its cells open their cases."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from medxfer_gui.plots.theme import METRIC_SIZE, Tokens

Cell = tuple[int, int]
"""Truth and call, as class numbers."""

_HEAD = 24
_GAP = 4
_SMALLEST = 10
"""Class names are shortened only where they do not fit at so many pixels."""


class ConfusionView(QWidget):
    """Rows are the truth, columns the call. A click on a cell chooses it; a second click lets it go."""

    cell_chosen = Signal(object)
    """A `Cell`, or None when the choice was taken back."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._classes: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._chosen: Cell | None = None
        self._focused: Cell = (0, 0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 170)

    def set_matrix(self, classes: tuple[str, ...], counts: tuple[tuple[int, ...], ...]) -> None:
        """Show counts, rows truth, columns call."""
        if classes != self._classes:
            self._chosen, self._focused = None, (0, 0)
        self._classes, self._counts = classes, counts
        self.setAccessibleName(self._spoken())
        self.update()

    def set_chosen(self, cell: Cell | None) -> None:
        """Show a cell as chosen, without `cell_chosen`."""
        self._chosen = cell
        self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self._tokens = tokens
        self.update()

    def cell_rect(self, cell: Cell) -> QRect:
        """Where a cell is drawn, in widget coordinates."""
        size = len(self._classes) or 1
        left = self._label_width() + _HEAD
        side_x, side_y = (self.width() - left) / size, (self.height() - 2 * _HEAD) / size
        row, column = cell
        x, y = left + column * side_x, 2 * _HEAD + row * side_y
        return QRectF(x, y, side_x - _GAP, side_y - _GAP).toRect()

    def sizeHint(self) -> QSize:
        return QSize(260, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._counts:
            painter.setPen(QColor(self._tokens.muted))
            words = self.tr("One table a label; choose a case to see its labels.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            return
        self._paint_titles(painter)
        for row, counts in enumerate(self._counts):
            for column in range(len(counts)):
                self._paint_cell(painter, (row, column))

    def _paint_titles(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._tokens.muted))
        left = self._label_width() + _HEAD
        painter.drawText(QRect(left, 0, self.width() - left, _HEAD), Qt.AlignmentFlag.AlignCenter, self.tr("called"))
        painter.save()
        painter.translate(_HEAD / 2, 2 * _HEAD + (self.height() - 2 * _HEAD) / 2)
        painter.rotate(-90)
        painter.drawText(QRect(-100, -_HEAD // 2, 200, _HEAD), Qt.AlignmentFlag.AlignCenter, self.tr("truth"))
        painter.restore()
        self._paint_names(painter)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._tokens.text))
        painter.setFont(self._name_font())
        metrics, elide = painter.fontMetrics(), Qt.TextElideMode.ElideMiddle
        for number, name in enumerate(self._classes):
            top, side = self._name_rects(number)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(name, elide, top.width()))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(side, flags, metrics.elidedText(name, elide, side.width()))
        painter.setFont(self.font())

    def _name_rects(self, number: int) -> tuple[QRect, QRect]:
        """Where the name of a class stands: above its column, and left of its row."""
        column, row = self.cell_rect((0, number)), self.cell_rect((number, 0))
        top = QRect(column.left() - _GAP // 2, _HEAD, column.width() + _GAP, _HEAD)
        return top, QRect(_HEAD, row.top(), self._label_width() - 6, row.height())

    def _name_font(self) -> QFont:
        """The largest in which every name is whole; the smallest where none is."""
        font = QFont(self.font())
        rects = [(name, rect) for n, name in enumerate(self._classes) for rect in self._name_rects(n)]
        for pixels in range(self.fontInfo().pixelSize(), _SMALLEST - 1, -1):
            font.setPixelSize(pixels)
            metrics = QFontMetrics(font)
            if all(metrics.horizontalAdvance(name) <= rect.width() for name, rect in rects):
                break
        return font

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        row, column = cell
        count, total = self._counts[row][column], sum(self._counts[row])
        share = count / total if total else 0.0
        rect = QRectF(self.cell_rect(cell))
        colour = QColor(self._tokens.accent if row == column else self._tokens.bad)
        colour.setAlphaF(0.10 + 0.40 * share)
        painter.setBrush(colour)
        painter.setPen(self._frame(cell))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(self._tokens.text))
        font, room = QFont(self.font()), min(rect.height() * 0.42, rect.width() * 0.5)
        font.setPixelSize(int(max(min(METRIC_SIZE, room), 9)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        has_share = rect.height() > 44 and total > 0
        painter.drawText(rect.translated(0, -9 if has_share else 0), Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setFont(self.font())
        if has_share:
            painter.drawText(rect.translated(0, 14), Qt.AlignmentFlag.AlignCenter, f"{100 * share:.0f} %")

    def _frame(self, cell: Cell) -> QColor:
        if cell == self._chosen:
            return QColor(self._tokens.text)
        if self.hasFocus() and cell == self._focused:
            return QColor(self._tokens.accent)
        return QColor(Qt.GlobalColor.transparent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
        if cell is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPosition().toPoint(), self._words(cell), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._focused
        last = len(self._classes) - 1
        moves = {
            Qt.Key.Key_Left: (row, max(column - 1, 0)),
            Qt.Key.Key_Right: (row, min(column + 1, last)),
            Qt.Key.Key_Up: (max(row - 1, 0), column),
            Qt.Key.Key_Down: (min(row + 1, last), column),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._focused = moves[key]
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._counts:
            self._choose(self._focused)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self._choose(self._chosen)
        else:
            super().keyPressEvent(event)

    def _choose(self, cell: Cell) -> None:
        self._focused = cell
        self._chosen = None if cell == self._chosen else cell
        self.update()
        self.cell_chosen.emit(self._chosen)

    def _cell_at(self, point: QPoint) -> Cell | None:
        size = range(len(self._counts))
        return next(((r, c) for r in size for c in size if self.cell_rect((r, c)).contains(point)), None)

    def _label_width(self) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in self._classes), default=0)
        return min(widest + 12, max(self.width() // 3, 60))

    def _words(self, cell: Cell) -> str:
        row, column = cell
        return self.tr("{count} of {total} {truth} called {call}. Click to see them.").format(
            count=self._counts[row][column],
            total=sum(self._counts[row]),
            truth=self._classes[row],
            call=self._classes[column],
        )

    def _spoken(self) -> str:
        lines = [self._words((r, c)) for r in range(len(self._counts)) for c in range(len(self._counts))]
        return self.tr("Confusion matrix") + ". " + " ".join(lines[:16])
