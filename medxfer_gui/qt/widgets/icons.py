"""One icon set, one weight, in the colours of the theme."""

from __future__ import annotations

import os

os.environ.setdefault("QT_API", "pyside6")  # qtawesome asks qtpy, which takes the first binding it finds

import qtawesome
from PySide6.QtGui import QIcon

from medxfer_gui.plots.theme import Tokens


def icon(name: str, tokens: Tokens) -> QIcon:
    """An icon of the set (``mdi6.folder-open-outline``), muted, in full contrast when on, faint when disabled."""
    found: QIcon = qtawesome.icon(name, color=tokens.muted, color_on=tokens.text, color_disabled=tokens.faint)
    return found


def accent_icon(name: str, colour: str) -> QIcon:
    """An icon in one colour, ``#rrggbb``."""
    found: QIcon = qtawesome.icon(name, color=colour)
    return found
