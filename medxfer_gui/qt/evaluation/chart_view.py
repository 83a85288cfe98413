"""A plot of the core on a widget: drawn anew when its data, its size or the theme change."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from medxfer_gui.plots.theme import PlotTheme

_SETTLE_MS = 40


class ChartView(FigureCanvasQTAgg):
    """Carries one drawing function; at most 25 redraws a second."""

    def __init__(self, theme: PlotTheme, name: str) -> None:
        self._figure = Figure(facecolor=theme.tokens.panel)
        super().__init__(self._figure)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
        self._axes = self._figure.add_subplot()
        self._axes.set_axis_off()
        self._theme = theme
        self._draw: Callable[[Axes, PlotTheme], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._redraw)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 180)

    def show_chart(self, draw: Callable[[Axes, PlotTheme], None]) -> None:
        """Show what ``draw`` draws on an Axes."""
        self._draw = draw
        if not self._timer.isActive():
            self._timer.start()

    def set_theme(self, theme: PlotTheme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._figure.set_facecolor(theme.tokens.panel)
        self._timer.start()

    def _redraw(self) -> None:
        if self._draw is None:
            return
        self._axes.set_axis_on()
        self._draw(self._axes, self._theme)
        self.draw_idle()  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
        self._timer.start()
