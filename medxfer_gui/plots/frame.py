"""The frame that all plots share: ground, grid, ticks, title, margins."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from medxfer_gui.plots.theme import PlotTheme

DPI = 100


def new_figure(width: int, height: int, ground: str = "none") -> tuple[Figure, Axes]:
    """A figure of ``width`` x ``height`` pixels with one Axes, outside of pyplot; ``ground`` is its colour."""
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=ground)
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def begin(axes: Axes, theme: PlotTheme, title: str) -> None:
    """Clear ``axes`` and give it the look of all plots; the title is set at the left."""
    axes.clear()
    axes.set_facecolor("none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, pad=5, labelsize=theme.small, labelcolor=theme.tokens.muted, which="both")
    axes.set_axisbelow(True)
    axes.set_title(
        title,
        loc="left",
        pad=9,
        fontsize=theme.title,
        fontweight="bold",
        color=theme.tokens.text,
        fontfamily=theme.fonts,
    )


def end(axes: Axes, theme: PlotTheme, x_label: str, y_label: str) -> None:
    """Name the axes and set the font of the ticks."""
    style: dict[str, Any] = {"fontsize": theme.small, "color": theme.tokens.muted, "fontfamily": list(theme.fonts)}
    axes.set_xlabel(x_label, labelpad=5, **style)
    axes.set_ylabel(y_label, labelpad=5, **style)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontfamily(list(theme.fonts))


def unit_square(axes: Axes, theme: PlotTheme) -> None:
    """Make the axes a square from 0 to 1 with a thin frame, a quiet grid and its diagonal."""
    ticks = [0, 0.25, 0.5, 0.75, 1]
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(-0.01, 1.01)
    axes.set_xticks(ticks, ["0", "", "0.5", "", "1"])
    axes.set_yticks(ticks, ["0", "", "0.5", "", "1"])
    axes.grid(color=theme.tokens.line, linewidth=0.7)
    axes.plot([0, 1], [0, 1], color=theme.tokens.faint, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    axes.set_aspect("equal", adjustable="box", anchor="C")


def fit_margins(axes: Axes, left: float, right: float, top: float, bottom: float) -> None:
    """Set the margins of the figure in points, so that text fits at any size; call again after a resize."""
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    width, height = (72 * float(side) for side in figure.get_size_inches())
    figure.subplots_adjust(
        left=left / width, right=max(1 - right / width, left / width + 0.05),
        bottom=bottom / height, top=max(1 - top / height, bottom / height + 0.05),
    )  # fmt: skip


def note(axes: Axes, theme: PlotTheme, x: float, y: float, text: str, *, rise: float = 0.0, **style: Any) -> None:
    """Words inside the plot at a place in axes fractions, moved up by ``rise`` points."""
    given = {"fontsize": theme.small, "color": theme.tokens.muted, "fontfamily": list(theme.fonts), **style}
    axes.annotate(text, (x, y), xycoords="axes fraction", xytext=(0, rise), textcoords="offset points", **given)


def elided(text: str, length: int) -> str:
    """``text`` with its middle left out where it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    head = (length - 1 + 1) // 2
    return f"{text[:head]}…{text[len(text) - (length - 1 - head) :]}"


def text_width(theme: PlotTheme, texts: list[str]) -> float:
    """Room in points that the widest of ``texts`` needs at the small size, generously."""
    return max((sum(1.0 if ord(c) > 0x2E80 else 0.64 for c in text) for text in texts), default=0.0) * theme.small


def mixed(colour: str, ground: str, share: float) -> str:
    """``colour`` over ``ground``, both ``#rrggbb``: 0 is all ground, 1 all colour."""
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return "#" + "".join(f"{round(c * share + g * (1 - share)):02x}" for c, g in pairs)


def readable_on(ground: str) -> str:
    """Black or white, whichever reads better on ``ground`` (WCAG relative luminance)."""
    red, green, blue = (c / 255 for c in _rgb(ground))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#10141a" if luminance > 0.179 else "#ffffff"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
