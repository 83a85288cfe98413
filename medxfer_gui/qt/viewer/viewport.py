"""Where the image stands in the view: fitted or free, zoomed at a point, moved, turned. No Qt widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from medxfer_gui.qt.viewer.turn import Turn

_SMALLEST, _LARGEST = 0.02, 64.0
_KEPT = 32
"""View pixels of the image that stay in sight wherever it is moved."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Image and view, and how one lies in the other; device-independent pixels.

    Parameters
    ----------
    rows, columns
        Size of the image in its pixels.
    aspect
        Height of a pixel divided by its width.
    view
        Size of the view.
    scale
        View pixels a column takes; None: as large as the view allows.
    offset
        How far the image's centre stands from the view's.
    turn
        How it is turned.
    """

    rows: int
    columns: int
    aspect: float
    view: QSizeF
    scale: float | None = None
    offset: QPointF = field(default_factory=QPointF)
    turn: Turn = field(default_factory=Turn)

    @property
    def fitted_scale(self) -> float:
        """The scale that shows the whole image."""
        width, height = float(self.columns), self.rows * self.aspect
        if self.turn.swaps_sides:
            width, height = height, width
        return min(self.view.width() / width, self.view.height() / height) or _SMALLEST

    @property
    def actual_scale(self) -> float:
        """View pixels a column takes now."""
        return self.fitted_scale if self.scale is None else self.scale

    @property
    def transform(self) -> QTransform:
        """From a place on the image (column, row; its first corner is 0, 0) to one in the view."""
        across = -self.actual_scale if self.turn.mirrored else self.actual_scale
        result = QTransform()
        result.translate(self._middle.x() + self.offset.x(), self._middle.y() + self.offset.y())
        result.rotate(90 * self.turn.quarters)
        result.scale(across, self.actual_scale * self.aspect)
        return result.translate(-self.columns / 2, -self.rows / 2)

    @property
    def target(self) -> QRectF:
        """Where the image is painted."""
        return self.transform.mapRect(QRectF(0, 0, self.columns, self.rows))

    @property
    def visible(self) -> QRectF:
        """The part of the image that is in sight, in its pixels; empty where nothing is."""
        seen = self._back.mapRect(QRectF(QPointF(0, 0), self.view))
        return seen.intersected(QRectF(0, 0, self.columns, self.rows))

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.view.width() / 2, self.view.height() / 2)

    @property
    def _back(self) -> QTransform:
        return self.transform.inverted()[0]

    def to_view(self, place: tuple[float, float]) -> QPointF:
        """Where a place on the image (column, row) is seen."""
        return self.transform.map(QPointF(*place))

    def to_image(self, point: QPointF) -> tuple[float, float]:
        """The place on the image (column, row) below a point of the view, also beside it."""
        found = self._back.map(point)
        return found.x(), found.y()

    def pixel_at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column below a point of the view, from 0; None beside the image."""
        column, row = (math.floor(part + 1e-9) for part in self.to_image(point))
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None

    def zoomed(self, factor: float, at: QPointF) -> Viewport:
        """Zoomed so that what lies below ``at`` stays there."""
        scale = min(max(self.actual_scale * factor, _SMALLEST), _LARGEST)
        centre = self._middle + self.offset
        moved = at + (centre - at) * (scale / self.actual_scale)
        return replace(self, scale=scale, offset=moved - self._middle)

    def scaled(self, scale: float) -> Viewport:
        """At a given scale, centred."""
        return replace(self, scale=scale, offset=QPointF(0, 0))

    def moved(self, by: QPointF) -> Viewport:
        """Moved; a part of the image always stays in the view."""
        target = self.target
        reach_x = (target.width() + self.view.width()) / 2 - _KEPT
        reach_y = (target.height() + self.view.height()) / 2 - _KEPT
        offset = self.offset + by
        x, y = max(-reach_x, min(reach_x, offset.x())), max(-reach_y, min(reach_y, offset.y()))
        return replace(self, scale=self.actual_scale, offset=QPointF(x, y))

    def fitted(self) -> Viewport:
        """The whole image, centred."""
        return replace(self, scale=None, offset=QPointF(0, 0))

    def turned(self, turn: Turn) -> Viewport:
        """Turned another way, about the middle of the image."""
        return replace(self, turn=turn)

    def resized(self, view: QSizeF) -> Viewport:
        """In a view of another size."""
        return replace(self, view=view)
