"""The confusion matrix: rows truth, columns decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from medxfer_gui.plots.frame import begin, elided, fit_margins, mixed, readable_on, text_width
from medxfer_gui.plots.theme import PlotTheme


def draw_confusion(
    axes: Axes, confusion: Sequence[Sequence[int]], classes: Sequence[str], theme: PlotTheme, *, unit: str = ""
) -> None:
    """Draw counts and shares of each true class; the cell of truth ``r`` and decision ``c`` is centred at (c, r).

    Parameters
    ----------
    confusion
        Counts, rows truth, columns decision; empty: a note stands instead.
    unit
        What is counted, for the title ("patients").
    """
    words = theme.words
    begin(axes, theme, words("Confusion matrix, {unit}").format(unit=unit) if unit else words("Confusion matrix"))
    axes.set_xticks([])
    axes.set_yticks([])
    if not confusion:
        axes.text(0.5, 0.5, words("One for each label: none together"), ha="center", color=theme.tokens.muted)
        return
    count = len(classes)
    for row, counts in enumerate(confusion):
        for column, number in enumerate(counts):
            _draw_cell(axes, theme, row, column, number, sum(counts), count)
    axes.set_xlim(-0.5, count - 0.5)
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_aspect("equal", adjustable="box", anchor="C")
    _name_classes(axes, classes, theme)


def _draw_cell(axes: Axes, theme: PlotTheme, row: int, column: int, number: int, total: int, count: int) -> None:
    colours = theme.tokens
    share = number / total if total else 0.0
    strong = colours.accent if row == column else colours.bad
    ground = mixed(strong, colours.raised, (0.12 + 0.68 * share) if number else 0.0)
    side = 0.96
    axes.add_patch(
        FancyBboxPatch(
            (column - side / 2, row - side / 2), side, side, boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=ground, edgecolor="none", gid=f"cell-{row}-{column}",
        )
    )  # fmt: skip
    big = max(theme.title * (2.0 if count <= 2 else 1.5 if count == 3 else 1.0) - 0.4 * max(count - 6, 0), 5.0)
    style: dict[str, Any] = {
        "ha": "center",
        "color": readable_on(ground),
        "fontfamily": list(theme.fonts),
        "textcoords": "offset points",
    }
    with_share = count <= 6 and total > 0
    axes.annotate(
        f"{number}", (column, row), xytext=(0, 0), va="bottom" if with_share else "center", fontsize=big,
        fontweight="bold", **style,
    )  # fmt: skip
    if with_share:
        percent = f"{100 * share:.0f} %"
        axes.annotate(
            percent, (column, row), xytext=(0, -1 if count > 3 else -4), va="top", fontsize=theme.small, **style
        )


def _name_classes(axes: Axes, classes: Sequence[str], theme: PlotTheme) -> None:
    names = [elided(name, 16) for name in classes]
    turned = len(names) > 3 or max(map(len, names)) > 12
    numbers = range(len(names))
    fonts = list(theme.fonts)
    style: dict[str, Any] = {"fontsize": theme.small, "color": theme.tokens.text, "fontfamily": fonts}
    axes.set_xticks(numbers, names, rotation=35 if turned else 0, ha="right" if turned else "center", **style)
    axes.set_yticks(numbers, names, **style)
    width = text_width(theme, names)
    quiet: dict[str, Any] = {"fontsize": theme.small, "color": theme.tokens.muted, "fontfamily": fonts}
    axes.set_xlabel(theme.words("Decision"), labelpad=4, **quiet)
    axes.set_ylabel(theme.words("Truth"), labelpad=4, **quiet)
    room_below = 30.0 + (width * 0.55 if turned else theme.small)
    fit_margins(axes, width + 26.0, 12.0, 30.0, room_below)
