"""Live curves of a run: loss and validation AUC, cheap enough to redraw while the run goes on."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import Event as CanvasEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from matplotlib.ticker import LogFormatter, LogLocator, MaxNLocator, MultipleLocator
from matplotlib.transforms import blended_transform_factory
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from medxfer_gui.plots.theme import PlotTheme
from medxfer_gui.qt.training.history import TrainingHistory
from medxfer_gui.runs.events import EpochFinished

REDRAW_MS = 100
"""Shortest time between redraws: one costs 2 ms with the axes kept and 20 to 50 ms in full."""
_Limits = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 52, 92, 28, 40, 40  # margins in device-independent pixels


class LiveCurves(FigureCanvasQTAgg):
    """Curves of one `TrainingHistory`.

    Axes, grid and titles are drawn once and kept as a picture; lines move on top of it. Only when a limit changes, all
    is drawn again.
    """

    def __init__(self, theme: PlotTheme, parent: QWidget | None = None) -> None:
        self._figure = Figure()
        super().__init__(self._figure)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
        self.setParent(parent)
        self.setMinimumSize(320, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._history = TrainingHistory()
        self._reference: tuple[tuple[float, float], ...] = ()
        self._log = False
        self._theme = theme
        self._background: object | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        self.mpl_connect("draw_event", self._on_drawn)
        self._build()

    def set_theme(self, theme: PlotTheme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._build()

    def set_history(self, history: TrainingHistory) -> None:
        """Show ``history``; call again whenever it has grown."""
        self._history = history
        if not self._timer.isActive():
            self._timer.start()

    def set_reference(self, points: Sequence[tuple[float, float]]) -> None:
        """Validation AUC by epoch of a run from scratch, as a dashed line; empty for none."""
        self._reference = tuple(points)
        self.set_history(self._history)

    def set_log_scale(self, on: bool) -> None:
        """Show the loss on a logarithmic axis."""
        self._log = on
        self._build()

    def save_picture(self, path: Path) -> None:
        """Write both charts as PNG (or what the suffix says) at 200 dots an inch."""
        self._figure.savefig(path, dpi=200, facecolor=self._figure.get_facecolor())

    def save_table(self, path: Path) -> None:
        """Write one line an epoch as CSV."""
        names = (
            "epoch",
            "train_loss",
            "validation_loss",
            "validation_auc",
            "auc_low",
            "auc_high",
            "learning_rate",
            "seconds",
        )
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow((*names, "best", "detail"))
            for epoch in self._history.epochs:
                rows.writerow((*(getattr(epoch, name) for name in names), int(epoch.best), epoch.detail))

    def _build(self) -> None:
        colours = self._theme.tokens
        self._figure.clear()
        self._figure.set_facecolor(colours.background)
        self._loss, self._auc = self._figure.subplots(2, 1)
        for axes, title in ((self._loss, self.tr("Loss")), (self._auc, self.tr("Validation AUC, 95 % interval"))):
            self._style(axes, title)
        self._batch_line = self._line(self._loss, colours.train, width=0.9, alpha=0.55)
        self._train_line = self._line(self._loss, colours.train)
        self._validation_line = self._line(self._loss, colours.validation)
        self._auc_line = self._line(self._auc, colours.validation)
        self._reference_line = self._line(self._auc, colours.muted, width=1.2, style="--")
        self._band = PolyCollection([], facecolors=colours.validation, alpha=0.16, linewidths=0, animated=True)
        self._auc.add_collection(self._band, autolim=False)
        self._best_lines = [self._line(axes, colours.accent, width=1.0, style=":") for axes in (self._loss, self._auc)]
        for line, axes in zip(self._best_lines, (self._loss, self._auc), strict=True):
            line.set_transform(axes.get_xaxis_transform())
        self._labels = [self._label(axes) for axes in (self._loss, self._loss, self._auc, self._auc)]
        self._best_label = self._loss.text(
            0,
            1,
            "",
            color=colours.accent,
            animated=True,
            fontsize=self._theme.small,
            fontfamily=self._theme.fonts,
            va="top",
        )
        self._limits: _Limits | None = None
        self._place_axes()
        self._redraw()

    def _style(self, axes: Axes, title: str) -> None:
        colours, theme = self._theme.tokens, self._theme
        axes.set_facecolor(colours.background)
        # Places that are given, not found: finding them measures every tick label and is a third of a full redraw.
        axes.set_title(
            title, loc="left", y=1.0, pad=8, fontsize=theme.title, color=colours.text, fontfamily=theme.fonts
        )
        axes.xaxis.set_label_coords(
            0.0, 0.025, transform=blended_transform_factory(axes.transAxes, self._figure.transFigure)
        )
        axes.yaxis.set_label_coords(-0.1, 0.5)
        axes.grid(axis="y", color=colours.line, linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left", "bottom"):
            axes.spines[side].set_visible(False)
        axes.tick_params(length=0, labelsize=theme.small, labelcolor=colours.muted, which="both")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8, min_n_ticks=1))
        axes.yaxis.set_major_locator(MultipleLocator(0.1) if axes is self._auc else MaxNLocator(nbins=5))
        axes.tick_params(labelbottom=axes is self._auc)
        if axes is self._loss and self._log:
            axes.set_yscale("log")
            axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
            axes.yaxis.set_major_formatter(LogFormatter(minor_thresholds=(10, 5)))

    def _line(self, axes: Axes, colour: str, width: float = 1.8, style: str = "-", alpha: float = 1.0) -> Line2D:
        (line,) = axes.plot([], [], color=colour, linewidth=width, linestyle=style, alpha=alpha, animated=True)
        return line

    def _label(self, axes: Axes) -> Annotation:
        return axes.annotate(
            "",
            (0, 0),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            animated=True,
            fontsize=self._theme.size,
            fontfamily=self._theme.fonts,
            annotation_clip=False,
        )

    def _place_axes(self) -> None:
        width, height = max(self.width(), 200), max(self.height(), 200)
        self._figure.subplots_adjust(
            left=_LEFT / width,
            right=1 - _RIGHT / width,
            top=1 - _TOP / height,
            bottom=_BOTTOM / height,
            hspace=2 * _GAP / max(height - _TOP - _BOTTOM - _GAP, 1),
        )

    def _redraw(self) -> None:
        self._move_lines()
        limits = self._wanted_limits()
        if limits == self._limits and self._background is not None:
            self.restore_region(self._background)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
            self._draw_lines()
            self.update()
            return
        self._limits = limits
        x_limits, loss_limits, auc_limits = limits
        for axes, y_limits in ((self._loss, loss_limits), (self._auc, auc_limits)):
            axes.set_xlim(*x_limits)
            axes.set_ylim(*y_limits)
        self._auc.tick_params(labelbottom=self._history.total_epochs > 0)
        self._auc.set_xlabel(
            self._x_title(),
            fontsize=self._theme.small,
            color=self._theme.tokens.muted,
            ha="left",
            fontfamily=self._theme.fonts,
        )
        self.draw_idle()  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types

    def _x_title(self) -> str:
        words: str = (
            self.tr("step, from a strong penalty to a weak one") if self._tries_penalties() else self.tr("epoch")
        )
        return words

    def _move_lines(self) -> None:
        epochs = self._history.epochs
        x = [epoch.epoch for epoch in epochs]
        train = [epoch.train_loss for epoch in epochs]
        validation = [epoch.validation_loss for epoch in epochs]
        aucs = [(epoch.epoch, epoch.validation_auc) for epoch in epochs if epoch.validation_auc is not None]
        self._batch_line.set_data(*_columns(self._history.batches))
        self._train_line.set_data(x, train)
        self._validation_line.set_data(x, validation)
        self._auc_line.set_data(*_columns(aucs))
        self._reference_line.set_data(*_columns(self._reference))
        for line in (self._train_line, self._validation_line, self._auc_line):
            line.set_marker("o" if len(x) < 30 else "")
            line.set_markersize(3.5)
        self._band.set_verts(_band(epochs))
        self._move_best()
        self._move_labels()

    def _move_best(self) -> None:
        best = self._history.best
        for line in self._best_lines:
            line.set_data(([best.epoch] * 2, [0, 1]) if best else ([], []))
        self._best_label.set_text(self._best_words(best))
        if best:
            # Left of the line once the line is in the right half, so that the words stay on the chart.
            right = best.epoch > max(self._history.total_epochs, 2) * 0.6
            self._best_label.set_horizontalalignment("right" if right else "left")
            self._best_label.set_position((best.epoch, 0.99))
            self._best_label.set_text(f" {self._best_label.get_text()} ")
            self._best_label.set_transform(self._loss.get_xaxis_transform())

    def _best_words(self, best: EpochFinished | None) -> str:
        if best is None:
            return ""
        words = self.tr("best step {n}") if self._tries_penalties() else self.tr("best epoch {n}")
        return str(words.format(n=best.epoch))

    def _tries_penalties(self) -> bool:
        return self._history.started is not None and self._history.started.mode == "head"

    def _move_labels(self) -> None:
        colours = self._theme.tokens
        ends = (
            (self._train_line, self.tr("train"), colours.train),
            (self._validation_line, self.tr("validation"), colours.validation),
            (self._auc_line, self.tr("this run"), colours.validation),
            (self._reference_line, self.tr("from scratch"), colours.muted),
        )
        for label, (line, text, colour) in zip(self._labels, ends, strict=True):
            x, y = (np.asarray(values, dtype=np.float64) for values in line.get_data())
            label.set_text(text if len(x) else "")
            label.set_color(colour)
            if len(x):
                label.xy = (float(x[-1]), float(y[-1]))
            label.set_position((8, 0))
        self._part_labels(self._loss, self._labels[0], self._labels[1])
        self._part_labels(self._auc, self._labels[2], self._labels[3])

    def _part_labels(self, axes: Axes, first: Annotation, second: Annotation) -> None:
        """Move two labels apart where they would cover each other."""
        if not (first.get_text() and second.get_text()):
            return
        ys = [axes.transData.transform(label.xy)[1] for label in (first, second)]
        pixels = self._theme.size * self._figure.dpi / 72 * 1.25
        lack = pixels - abs(ys[0] - ys[1])
        if lack > 0:
            points = lack / 2 * 72 / self._figure.dpi
            up, down = (first, second) if ys[0] >= ys[1] else (second, first)
            up.set_position((8, points))
            down.set_position((8, -points))

    def _wanted_limits(self) -> _Limits:
        last = max(self._history.total_epochs, self._history.current_epoch, 1)
        epochs = self._history.epochs
        losses = [loss for _, loss in self._history.batches]
        losses += [value for epoch in epochs for value in (epoch.train_loss, epoch.validation_loss)]
        lows = [v for epoch in epochs for v in (epoch.validation_auc, epoch.auc_low) if v is not None]
        lows += [value for _, value in self._reference]
        x_limits = (0.0, last * 1.03) if self._history.batches else (0.5, last + 0.5)
        return x_limits, _loss_limits(losses, self._log), _auc_limits(lows)

    def _on_drawn(self, event: CanvasEvent) -> None:
        if self.is_saving():
            return
        self._background = self.copy_from_bbox(self._figure.bbox)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
        self._move_labels()  # the limits decide whether two labels collide
        self._draw_lines()

    def _draw_lines(self) -> None:
        for axes in (self._loss, self._auc):
            for artist in sorted(axes.get_children(), key=Artist.get_zorder):
                if artist.get_animated():
                    self._figure.draw_artist(artist)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._background = None
        super().resizeEvent(event)  # type: ignore[no-untyped-call]  # matplotlib's Qt canvas has no types
        self._place_axes()


def _columns(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]


def _band(epochs: Sequence[EpochFinished]) -> list[list[tuple[float, float]]]:
    """Outline of the interval's band; empty until two epochs have an interval."""
    known = [
        (float(e.epoch), e.auc_low, e.auc_high) for e in epochs if e.auc_low is not None and e.auc_high is not None
    ]
    if len(known) < 2:
        return []
    return [[(x, low) for x, low, _ in known] + [(x, high) for x, _, high in reversed(known)]]


def _loss_limits(losses: Sequence[float], log: bool) -> tuple[float, float]:
    """Limits in steps, so that they change seldom; a few wild batches do not flatten the rest."""
    finite = sorted(loss for loss in losses if math.isfinite(loss))
    if not finite:
        return (0.01, 1.0) if log else (0.0, 1.0)
    top = max(finite[min(int(len(finite) * 0.99), len(finite) - 1)], 1e-4)
    if log:
        bottom = max(finite[0], 1e-6)
        return 10 ** math.floor(math.log10(bottom)), 10 ** math.ceil(math.log10(top * 1.01))
    step = 10 ** math.floor(math.log10(top)) / 2
    return 0.0, math.ceil(top * 1.02 / step) * step


def _auc_limits(lows: Sequence[float]) -> tuple[float, float]:
    """From .5, or the tenth below a lower value, to a little over 1."""
    lowest = min(lows, default=0.5)
    return max(math.floor(min(lowest, 0.5) * 10) / 10, 0.0), 1.005
