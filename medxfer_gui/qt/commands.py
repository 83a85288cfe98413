"""Commands in groups: menus, the palette and the sheet of keys are made of the same list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

_ACCESS_KEY = re.compile(r"\(&\w\)|&")


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something the mouse does, in words."""

    keys: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands that belong together.

    Parameters
    ----------
    title
        Translated.
    actions
        In the order of menus.
    gestures
        What the mouse does beside.
    """

    title: str
    actions: tuple[QAction, ...]
    gestures: tuple[Gesture, ...] = ()


def keys_text(action: QAction) -> str:
    """The keys of an action as the platform writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(form) for keys in action.shortcuts())


def plain_text(action: QAction) -> str:
    """The words of an action, without the mark of its access key, which in Chinese stands in brackets behind them."""
    return _ACCESS_KEY.sub("", action.text())
