"""How scores are spread over the classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.plots.frame import begin, elided, end, fit_margins, note
from medxfer_gui.plots.theme import PlotTheme

BINS = 25


def draw_scores(axes: Axes, predictions: Predictions, theme: PlotTheme, *, threshold: float | None = None) -> None:
    """Draw a histogram of scores, one group upwards and the other downwards, so that none hides the other.

    Binary: the probability of the positive class, positives up, negatives down, and the ``threshold``. More classes:
    the highest probability, right decisions up, wrong ones down. Multi-label: all labels together.
    """
    words, colours = theme.words, theme.tokens
    up, down, up_name, down_name, label = _groups(predictions, theme)
    begin(axes, theme, words("Scores by truth") if predictions.task.kind != "multiclass" else words("Confidence"))
    edges = np.linspace(0.0, 1.0, BINS + 1)
    above, _ = np.histogram(up, edges)
    below, _ = np.histogram(down, edges)
    low_colour = colours.bad if predictions.task.kind == "multiclass" else colours.faint
    centres, width = (edges[:-1] + edges[1:]) / 2, 0.86 / BINS
    axes.bar(centres, above, width=width, color=colours.accent, zorder=3)
    axes.bar(centres, -below, width=width, color=low_colour, zorder=3)
    axes.axhline(0, color=colours.muted, linewidth=0.8, zorder=4)
    top, bottom = max(float(above.max(initial=0)), 1.0), max(float(below.max(initial=0)), 1.0)
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-1.3 * bottom, 1.3 * top)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):.0f}"))
    axes.grid(axis="y", color=colours.line, linewidth=0.7)
    # Names stand where the other end of the scale leaves room.
    left, right = (0.01, 0.99) if predictions.task.kind != "multiclass" else (0.99, 0.01)
    quiet = colours.muted if low_colour == colours.faint else low_colour
    for x, y, name, number, colour in (
        (right, 0.99, up_name, len(up), colours.accent),
        (left, 0.015, down_name, len(down), quiet),
    ):
        sides: dict[str, Any] = {"ha": "right" if x > 0.5 else "left", "va": "top" if y > 0.5 else "bottom"}
        note(axes, theme, x, y, f"{elided(name, 20)}, {number}", color=colour, fontsize=theme.size, **sides)
    if threshold is not None:
        _mark_threshold(axes, theme, threshold)
    end(axes, theme, label, words("Count"))
    fit_margins(axes, 44.0, 14.0, 30.0, 38.0)


def _mark_threshold(axes: Axes, theme: PlotTheme, threshold: float) -> None:
    axes.axvline(threshold, color=theme.tokens.text, linewidth=1.2, linestyle=(0, (2, 2)), zorder=5)
    right = threshold < 0.6
    axes.annotate(
        theme.words("threshold {value}").format(value=f"{threshold:.2f}"), (threshold, 0.02 if right else 0.96),
        xycoords=("data", "axes fraction"), xytext=(5 if right else -5, 0), textcoords="offset points",
        ha="left" if right else "right", va="bottom" if right else "top", fontsize=theme.small,
        color=theme.tokens.text, fontfamily=list(theme.fonts), zorder=6,
    )  # fmt: skip


def _groups(
    predictions: Predictions, theme: PlotTheme
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], str, str, str]:
    task, found, targets = predictions.task, predictions.probabilities, predictions.targets
    words = theme.words
    if task.kind == "binary":
        label = words("Probability of {name}").format(name=task.classes[1])
        return found[targets == 1, 1], found[targets == 0, 1], task.classes[1], task.classes[0], label
    if task.kind == "multilabel":
        label = words("Probability of the label")
        return found[targets == 1], found[targets == 0], words("label there"), words("label not there"), label
    right = found.argmax(axis=1) == targets
    top = found.max(axis=1)
    wrong = ~right & (targets >= 0)
    return top[right], top[wrong], words("right"), words("wrong"), words("Highest probability")
