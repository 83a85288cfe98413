"""Where the image stands in the view: fitted or free, zoomed at a point, moved. No Qt widgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

_SMALLEST, _LARGEST = 0.02, 64.0


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
    """

    rows: int
    columns: int
    aspect: float
    view: QSizeF
    scale: float | None = None
    offset: QPointF = field(default_factory=QPointF)

    @property
    def fitted_scale(self) -> float:
        """The scale that shows the whole image."""
        height = self.rows * self.aspect
        return min(self.view.width() / self.columns, self.view.height() / height) or _SMALLEST

    @property
    def actual_scale(self) -> float:
        """View pixels a column takes now."""
        return self.fitted_scale if self.scale is None else self.scale

    @property
    def target(self) -> QRectF:
        """Where the image is painted."""
        width, height = self.columns * self.actual_scale, self.rows * self.aspect * self.actual_scale
        centre = QPointF(self.view.width() / 2, self.view.height() / 2) + self.offset
        return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)

    def pixel_at(self, point: QPointF) -> tuple[int, int] | None:
        """Row and column below a point of the view, from 0; None beside the image."""
        target = self.target
        column = int((point.x() - target.left()) // self.actual_scale)
        row = int((point.y() - target.top()) // (self.actual_scale * self.aspect))
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None

    def zoomed(self, factor: float, at: QPointF) -> Viewport:
        """Zoomed so that what lies below ``at`` stays there."""
        scale = min(max(self.actual_scale * factor, _SMALLEST), _LARGEST)
        factor = scale / self.actual_scale
        centre = self.target.center()
        moved = at + (centre - at) * factor
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        return replace(self, scale=scale, offset=moved - middle)

    def scaled(self, scale: float) -> Viewport:
        """At a given scale, centred."""
        return replace(self, scale=scale, offset=QPointF(0, 0))

    def moved(self, by: QPointF) -> Viewport:
        """Moved; a part of the image always stays in the view."""
        target = self.target
        reach_x = (target.width() + self.view.width()) / 2 - 32
        reach_y = (target.height() + self.view.height()) / 2 - 32
        offset = self.offset + by
        x, y = max(-reach_x, min(reach_x, offset.x())), max(-reach_y, min(reach_y, offset.y()))
        return replace(self, scale=self.actual_scale, offset=QPointF(x, y))

    def fitted(self) -> Viewport:
        """The whole image, centred."""
        return replace(self, scale=None, offset=QPointF(0, 0))

    def resized(self, view: QSizeF) -> Viewport:
        """In a view of another size."""
        return replace(self, view=view)
