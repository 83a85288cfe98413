"""Design tokens: the colours and sizes that the window, every plot and the report share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["dark", "light"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette; every colour is ``#rrggbb``.

    Parameters
    ----------
    scheme
        ``dark`` or ``light``.
    background, panel, raised, line
        Ground of the window, of a page, of what stands on it, and one-pixel lines.
    text, muted, faint
        Text, secondary text, and decoration (never for text that matters).
    accent, accent_ground, on_accent
        What is chosen or can be done next, the ground behind it, and text on `accent`.
    train, validation, test
        The three parts of a split (Okabe-Ito), the same in every plot.
    good, attention, bad
        States; always together with a word or sign.
    image
        Ground of every image area: pure black in both palettes.
    """

    scheme: Scheme
    background: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_ground: str
    on_accent: str
    train: str
    validation: str
    test: str
    good: str
    attention: str
    bad: str
    image: str = "#000000"

    def part(self, name: str) -> str:
        """Colour of a part of the split; the accent for ``external`` and anything else."""
        return {"train": self.train, "validation": self.validation, "test": self.test}.get(name, self.accent)


DARK = Tokens(
    scheme="dark",
    background="#0e1116",
    panel="#151a21",
    raised="#1c222b",
    line="#2a323d",
    text="#e7ebf1",
    muted="#97a3b3",
    faint="#5f6b7a",
    accent="#4fb3bf",
    accent_ground="#1d4a50",
    on_accent="#0e1116",
    train="#56b4e9",
    validation="#e69f00",
    test="#cc79a7",
    good="#3fb27f",
    attention="#e6a23c",
    bad="#e5604d",
)

LIGHT = Tokens(
    scheme="light",
    background="#f6f7f9",
    panel="#ffffff",
    raised="#eef1f4",
    line="#d5dbe3",
    text="#14181f",
    muted="#55606e",
    faint="#8a95a3",
    accent="#0f7d8a",
    accent_ground="#d6eef0",
    on_accent="#ffffff",
    train="#4187af",
    validation="#ad7700",
    test="#995b7d",
    good="#1d7f56",
    attention="#a86a00",
    bad="#b83a28",
)

SANS = ("DejaVu Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC")
"""Font families of plots, in order; the first is shipped with matplotlib, the others know Chinese."""

# Sizes that belong to no palette, in device-independent pixels.
GRID = 4
RADIUS = 6
RADIUS_LARGE = 10
TEXT_SIZE = 13
GROUP_TITLE_SIZE = 11
PAGE_TITLE_SIZE = 15
METRIC_SIZE = 22


def tokens(scheme: Scheme) -> Tokens:
    """The palette of a scheme."""
    return DARK if scheme == "dark" else LIGHT


@dataclass(frozen=True, slots=True)
class PlotTheme:
    """How a plot looks: a palette, and its font sizes in points.

    Parameters
    ----------
    tokens
        The palette.
    size
        Size of labels; titles are one point larger.
    fonts
        Font families, tried in order for each character. Only families that are installed: others are warned of.
    words
        Translates the English words on a plot; templates with ``{name}`` fields come without their facts.
    """

    tokens: Tokens
    size: float = 8.5
    fonts: tuple[str, ...] = SANS[:1]
    words: Callable[[str], str] = str

    @property
    def small(self) -> float:
        """Size of ticks and notes, in points."""
        return self.size - 0.5

    @property
    def title(self) -> float:
        """Size of titles, in points."""
        return self.size + 1.0


DARK_PLOTS = PlotTheme(DARK)
LIGHT_PLOTS = PlotTheme(LIGHT)
