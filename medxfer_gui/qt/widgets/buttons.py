"""Buttons as the style sheet knows them. A button says what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def button(text: str, tooltip: str = "") -> QPushButton:
    """A plain button."""
    result = QPushButton(text)
    result.setToolTip(tooltip)
    result.setAutoDefault(False)
    return result


def primary_button(text: str, tooltip: str = "") -> QPushButton:
    """The next sensible step; one on a page."""
    result = button(text, tooltip)
    result.setProperty("primary", True)
    return result


def link_button(text: str, tooltip: str = "") -> QPushButton:
    """A step aside, shown as a link."""
    result = button(text, tooltip)
    result.setProperty("link", True)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result
