"""Dark and light come from the tokens, and words stand out from their ground."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from medxfer_gui.plots.theme import DARK, LIGHT, Tokens
from medxfer_gui.qt.theme import apply_theme, palette, plot_theme, resolve_scheme, style_sheet


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", ["background", "panel", "raised"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_words_reach_the_contrast_of_wcag_aa(tokens: Tokens, ground: str, ink: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_style_sheet_has_no_open_field(tokens: Tokens) -> None:
    assert "$" not in re.sub(r"/\*.*?\*/", "", style_sheet(tokens), flags=re.DOTALL)


def test_palette_takes_the_tokens() -> None:
    assert palette(LIGHT).color(QPalette.ColorRole.WindowText) == QColor(LIGHT.text)


def test_chosen_scheme_is_not_asked_of_the_system(qapp: QApplication) -> None:
    assert (resolve_scheme("light"), resolve_scheme("dark")) == ("light", "dark")


def test_application_gets_the_scheme(qapp: QApplication) -> None:
    assert apply_theme(qapp, "light") is LIGHT


def test_plots_name_installed_fonts_only(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontDatabase

    fonts = plot_theme(DARK).fonts
    assert fonts == ("DejaVu Sans",) or set(fonts) <= set(QFontDatabase.families())
