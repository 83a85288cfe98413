"""Whether probabilities come true: the reliability diagram."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from medxfer_gui.evaluation.calibration import BINS
from medxfer_gui.evaluation.evaluation import Evaluation
from medxfer_gui.plots.frame import begin, elided, end, fit_margins, note, unit_square
from medxfer_gui.plots.roc import MARGINS
from medxfer_gui.plots.theme import PlotTheme


def draw_reliability(axes: Axes, evaluation: Evaluation, theme: PlotTheme) -> None:
    """Draw observed share against predicted probability; points grow with their units, bars below count them."""
    words, colours, curve = theme.words, theme.tokens, evaluation.reliability
    begin(axes, theme, words("Reliability"))
    unit_square(axes, theme)
    counts = np.array(curve.counts or [1] * len(curve.x), dtype=np.float64)
    if len(counts):
        axes.vlines(curve.x, curve.x, curve.y, color=colours.muted, linewidth=1.0, zorder=2)
        centres = (np.minimum(np.floor(np.array(curve.x) * BINS), BINS - 1) + 0.5) / BINS
        axes.bar(centres, 0.14 * counts / counts.max(), width=0.9 / BINS, color=colours.faint, alpha=0.35, zorder=1)
        axes.plot(curve.x, curve.y, color=colours.accent, linewidth=1.6, zorder=3, clip_on=False)
        size = 18 + 70 * counts / counts.max()
        axes.scatter(
            curve.x,
            curve.y,
            s=size,
            color=colours.accent,
            edgecolor=colours.panel,
            linewidth=1,
            zorder=4,
            clip_on=False,
        )
    _summary(axes, evaluation, theme)
    of_class = words("Probability of {name}").format(name=elided(evaluation.positive or "", 22))
    end(axes, theme, of_class if evaluation.positive else words("Probability"), words("Share that came true"))
    fit_margins(axes, *MARGINS)


def _summary(axes: Axes, evaluation: Evaluation, theme: PlotTheme) -> None:
    """ECE and Brier score in the corner that the curve leaves free: points lie above or below the diagonal."""
    curve = evaluation.reliability
    above = sum(y - x for x, y in zip(curve.x, curve.y, strict=True)) > 0
    x, y, side = (0.96, 0.34, "right") if above else (0.04, 0.955, "left")
    place: dict[str, Any] = {"va": "top", "ha": side}
    if evaluation.ece is not None:
        strong: dict[str, Any] = {"color": theme.tokens.text, "fontsize": theme.title, "fontweight": "bold"}
        note(axes, theme, x, y, f"ECE {evaluation.ece:.3f}", **strong, **place)
    if evaluation.brier.value is not None:
        text = f"{theme.words('Brier')} {evaluation.brier.value:.3f}"
        note(axes, theme, x, y, text, rise=-1.6 * theme.small, **place)
