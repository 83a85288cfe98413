"""Dark and light: Fusion with a palette and a style sheet of our own, both made from the design tokens."""

from __future__ import annotations

import dataclasses
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from medxfer_gui.assets import asset_path
from medxfer_gui.plots.theme import SANS, PlotTheme, Scheme, Tokens, tokens
from medxfer_gui.qt.preferences import SchemeChoice
from medxfer_gui.qt.translation import translate_core

_IS_FUSION = "isFusion"


def resolve_scheme(choice: SchemeChoice) -> Scheme:
    """The scheme to show for a choice; ``system`` asks the desktop, and a desktop that does not say gets dark."""
    if choice != "system":
        return choice
    light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return "light" if light else "dark"


def apply_theme(app: QApplication, choice: SchemeChoice) -> Tokens:
    """Give ``app`` the look of a scheme and return its tokens."""
    chosen = tokens(resolve_scheme(choice))
    if not app.property(_IS_FUSION):  # a new style polishes every widget, which the style sheet does anyway
        app.setStyle("Fusion")
        app.setProperty(_IS_FUSION, True)
    app.setPalette(palette(chosen))
    app.setFont(interface_font())
    app.setStyleSheet(style_sheet(chosen))
    return chosen


def interface_font() -> QFont:
    """The platform's interface font at 13 px; figures of equal width where the font has them."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(13)
    if hasattr(font, "setFeature"):  # Qt 6.7
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette(chosen: Tokens) -> QPalette:
    """Colours of every role of the Fusion style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.background,
        role.Base: chosen.panel,
        role.AlternateBase: chosen.raised,
        role.Button: chosen.raised,
        role.ToolTipBase: chosen.raised,
        role.WindowText: chosen.text,
        role.Text: chosen.text,
        role.ButtonText: chosen.text,
        role.ToolTipText: chosen.text,
        role.BrightText: chosen.bad,
        role.PlaceholderText: chosen.muted,
        role.Highlight: chosen.accent_ground,
        role.HighlightedText: chosen.text,
        role.Accent: chosen.accent,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Light: chosen.line,
        role.Midlight: chosen.line,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
        role.Shadow: chosen.background,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.faint))
    return result


def style_sheet(chosen: Tokens) -> str:
    """``resources/style.qss`` with the tokens filled in."""
    template = Template(asset_path("style.qss").read_text(encoding="utf-8"))
    icons = asset_path("icons").as_posix()
    return template.substitute(dataclasses.asdict(chosen), icons=icons)


def plot_theme(chosen: Tokens) -> PlotTheme:
    """The theme of embedded plots in the window's language, with those of its font families that are installed."""
    installed = set(QFontDatabase.families())
    fonts = tuple(family for family in SANS if family in installed) or SANS[:1]
    return PlotTheme(chosen, fonts=fonts, words=translate_core)
