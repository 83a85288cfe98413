"""Learning curves: loss and validation AUC by epoch."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from medxfer_gui.plots.frame import begin, end, fit_margins
from medxfer_gui.plots.theme import PlotTheme
from medxfer_gui.runs.events import EpochFinished


def draw_loss(
    axes: Axes, epochs: Sequence[EpochFinished], theme: PlotTheme, *, best: int | None = None, head: bool = False
) -> None:
    """Draw training and validation loss; lines carry their names at their ends.

    Parameters
    ----------
    epochs
        In order.
    best
        The epoch to mark; None: the last that is flagged ``best``.
    head
        Whether the epochs are strengths of the penalty, as in head mode.
    """
    words, colours = theme.words, theme.tokens
    begin(axes, theme, words("Loss"))
    x = [epoch.epoch for epoch in epochs]
    lines = (
        ([epoch.train_loss for epoch in epochs], words("train"), colours.train),
        ([epoch.validation_loss for epoch in epochs], words("validation"), colours.validation),
    )
    for values, _, colour in lines:
        axes.plot(x, values, color=colour, linewidth=1.8, marker="o" if len(x) < 30 else "", markersize=3.5, zorder=3)
    top = max((max(values) for values, _, _ in lines if values), default=1.0)
    axes.set_ylim(0, top * 1.12)
    _finish(axes, epochs, theme, best, head)
    if epochs:
        ends = [(values[-1], name, colour) for values, name, colour in lines]
        _name_ends(axes, theme, x[-1], ends)


def draw_auc(
    axes: Axes, epochs: Sequence[EpochFinished], theme: PlotTheme, *, best: int | None = None, head: bool = False
) -> None:
    """Draw the validation AUC with its 95 % band; epochs without a defined AUC are left out."""
    words, colours = theme.words, theme.tokens
    begin(axes, theme, words("Validation AUC, 95 % interval"))
    known = [epoch for epoch in epochs if epoch.validation_auc is not None]
    values = [epoch.validation_auc or 0.0 for epoch in known]
    x = [epoch.epoch for epoch in known]
    banded = [(e.epoch, e.auc_low, e.auc_high) for e in known if e.auc_low is not None and e.auc_high is not None]
    if banded:
        at, low, high = zip(*banded, strict=True)
        axes.fill_between(at, low, high, color=colours.validation, alpha=0.16, linewidth=0, zorder=2)
    style = {"marker": "o" if len(x) < 30 else "", "markersize": 3.5}
    axes.plot(x, values, color=colours.validation, linewidth=1.8, zorder=3, **style)  # type: ignore[arg-type] # mixed
    lowest = min([*values, *(low for _, low, _ in banded if low is not None), 0.5])
    axes.set_ylim(max(0.0, lowest - 0.03), 1.01)
    _finish(axes, epochs, theme, best, head)
    if known:
        _name_ends(axes, theme, x[-1], [(values[-1], f"{values[-1]:.3f}", colours.validation)])


def _finish(axes: Axes, epochs: Sequence[EpochFinished], theme: PlotTheme, best: int | None, head: bool) -> None:
    last = max((epoch.epoch for epoch in epochs), default=1)
    axes.set_xlim(0.75 if last > 1 else 0.5, last + 0.25 if last > 1 else 1.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.grid(axis="y", color=theme.tokens.line, linewidth=0.8)
    if best is None:
        best = next((epoch.epoch for epoch in reversed(epochs) if epoch.best), None)
    if best is not None:
        _mark_best(axes, theme, best, best > 0.6 * last, head)
    end(axes, theme, theme.words("Penalty strength tried") if head else theme.words("Epoch"), "")
    fit_margins(axes, 34.0, 64.0, 30.0, 38.0)


def _mark_best(axes: Axes, theme: PlotTheme, epoch: int, left: bool, head: bool) -> None:
    axes.axvline(epoch, color=theme.tokens.accent, linewidth=1.1, linestyle=(0, (2, 2)), zorder=2)
    text = theme.words("chosen: {epoch}") if head else theme.words("best epoch {epoch}")
    axes.annotate(
        text.format(epoch=epoch), (epoch, 0.985), xycoords=("data", "axes fraction"), xytext=(-5 if left else 5, 0),
        textcoords="offset points", ha="right" if left else "left", va="top", fontsize=theme.small,
        color=theme.tokens.accent, fontfamily=list(theme.fonts), zorder=5,
    )  # fmt: skip


def _name_ends(axes: Axes, theme: PlotTheme, x: float, ends: list[tuple[float, str, str]]) -> None:
    """Names right of the lines' ends, moved apart where they would touch."""
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    need = theme.size * 1.3
    height = float(figure.get_size_inches()[1]) * 72 * axes.get_position().height
    low, high = axes.get_ylim()
    placed = sorted(((value - low) / (high - low) * height, value, name, colour) for value, name, colour in ends)
    wanted = [y for y, *_ in placed]
    for i in range(1, len(wanted)):
        lack = need - (wanted[i] - wanted[i - 1])
        if lack > 0:
            wanted[i - 1] -= lack / 2
            wanted[i] += lack / 2
    for (y, value, name, colour), at in zip(placed, wanted, strict=True):
        axes.annotate(
            name, (x, value), xytext=(8, at - y), textcoords="offset points", va="center", fontsize=theme.size,
            color=colour, fontfamily=list(theme.fonts), annotation_clip=False,
        )  # fmt: skip
