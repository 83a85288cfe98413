"""The ROC curve with its band and the operating point."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from medxfer_gui.evaluation.evaluation import Evaluation, Interval
from medxfer_gui.evaluation.roc_band import RocBand
from medxfer_gui.plots.frame import begin, elided, end, fit_margins, note, unit_square
from medxfer_gui.plots.theme import PlotTheme

MARGINS = (40.0, 12.0, 30.0, 38.0)


def draw_roc(
    axes: Axes,
    evaluation: Evaluation,
    theme: PlotTheme,
    *,
    band: RocBand | None = None,
    point: tuple[Interval, Interval] | None = None,
    threshold: float | None = None,
) -> None:
    """Draw the ROC curve (more than two classes: one for each class).

    Parameters
    ----------
    band
        95 % band of the positive class's curve; see `roc_band`.
    point
        Sensitivity and specificity to mark; the evaluation's own when None. Binary tasks only.
    threshold
        The threshold that belongs to ``point``.
    """
    words, colours = theme.words, theme.tokens
    begin(axes, theme, words("ROC curve"))
    unit_square(axes, theme)
    if band is not None:
        axes.fill_between(band.x, band.low, band.high, color=colours.accent, alpha=0.16, linewidth=0, zorder=2)
    palette = (colours.accent, colours.validation, colours.test, colours.train, colours.good, colours.bad)
    single = len(evaluation.roc) == 1 and evaluation.positive is not None
    for number, curve in enumerate(evaluation.roc.values()):
        axes.plot(curve.x, curve.y, color=palette[number % len(palette)], linewidth=2.0, zorder=3, clip_on=False)
    if single:
        _mark_point(axes, evaluation, theme, point, threshold)
    elif evaluation.roc:
        _name_curves(axes, evaluation, theme, palette)
    _tell_auc(axes, evaluation, theme)
    end(axes, theme, words("1 − specificity"), words("Sensitivity"))
    fit_margins(axes, *MARGINS)


def _tell_auc(axes: Axes, evaluation: Evaluation, theme: PlotTheme) -> None:
    auc = evaluation.auc
    if auc.value is None:
        note(axes, theme, 0.5, 0.5, theme.words("not defined:\none class only"), ha="center", va="center")
        return
    name = theme.words("AUC") if evaluation.positive is not None else theme.words("mean AUC")
    strong: dict[str, Any] = {"color": theme.tokens.text, "fontsize": theme.title, "fontweight": "bold"}
    above = theme.small * 1.5 if auc.low is not None else 0.0
    note(axes, theme, 0.96, 0.045, f"{name} {auc.value:.3f}", rise=above, ha="right", va="bottom", **strong)
    if auc.low is not None and auc.high is not None:
        interval = theme.words("95 % {low} to {high}").format(low=f"{auc.low:.3f}", high=f"{auc.high:.3f}")
        note(axes, theme, 0.96, 0.045, interval, ha="right", va="bottom")


def _mark_point(
    axes: Axes,
    evaluation: Evaluation,
    theme: PlotTheme,
    point: tuple[Interval, Interval] | None,
    threshold: float | None,
) -> None:
    sensitivity, specificity = point or (evaluation.sensitivity, evaluation.specificity)
    shown = evaluation.threshold if threshold is None else threshold
    if sensitivity.value is None or specificity.value is None:
        return
    x, y = 1 - specificity.value, sensitivity.value
    axes.plot(
        [x], [y], marker="o", markersize=7.5, markerfacecolor=theme.tokens.text, markeredgecolor=theme.tokens.accent,
        markeredgewidth=1.8, zorder=5, clip_on=False, linestyle="none",
    )  # fmt: skip
    if shown is not None:
        # Below and right of the point lies the empty side of the curve; far right there is room on the left only.
        beside = (9.0, -10.0) if x < 0.6 else (-6.0, -14.0)
        axes.annotate(
            theme.words("threshold {value}").format(value=f"{shown:.2f}"), (x, y), xytext=beside,
            textcoords="offset points", ha="left" if x < 0.6 else "right", va="center", zorder=6,
            fontsize=theme.small, color=theme.tokens.text, fontfamily=list(theme.fonts),
        )  # fmt: skip


def _name_curves(axes: Axes, evaluation: Evaluation, theme: PlotTheme, palette: tuple[str, ...]) -> None:
    aucs = {c.name: c.auc.value for c in evaluation.per_class}
    shown = list(evaluation.roc)[:6]
    for row, name in enumerate(shown):
        value = aucs.get(name)
        text = elided(name, 18) + (f"  {value:.3f}" if value is not None else "")
        rise = theme.small * (3.4 + 1.35 * (len(shown) - 1 - row))
        note(axes, theme, 0.96, 0.045, text, rise=rise, ha="right", va="bottom", color=palette[row % len(palette)])
