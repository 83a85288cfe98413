"""What a stage of the window is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from medxfer_gui.qt.commands import CommandGroup
from medxfer_gui.qt.session import Session


class Page(QWidget):
    """One stage: what you choose on the left, the work in the middle, the facts of the selection on the right.

    A page is made when it is first shown, and holds no truth: made anew from the session it shows the same.
    Its class declares ``name`` (for `Session.show_page`), ``title`` (English; the rail translates it in the context
    ``Page``) and ``icon`` (a qtawesome name).
    """

    name: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("page")

    def command_groups(self) -> tuple[CommandGroup, ...]:
        """What the page can be told to do, for the palette and the sheet of keys."""
        return ()

    def leave(self) -> None:
        """The page is about to go, with the window or for one in another language.

        What belongs to the page ends; work that goes on in a process of its own is let go, not stopped.
        """
