"""What a report, a segmentation or another object without a picture says, in the place of the image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from medxfer_gui.dicom.object_rows import ObjectRow
from medxfer_gui.dicom.objects import ObjectFacts, describe_object
from medxfer_gui.dicom.outline import Outline
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.outline_model import OutlineModel
from medxfer_gui.qt.widgets.outline_panel import OutlinePanel
from medxfer_gui.qt.widgets.text import ElidedLabel, chip, label
from medxfer_gui.storage.source import ByteSource

_MOST_LINKS = 4
_WIDTHS = (320,)


@dataclass(frozen=True, slots=True)
class ReadObject:
    """An object as it is read for the screen."""

    facts: ObjectFacts
    outline: Outline


@dataclass(frozen=True, slots=True)
class _Translated:
    """A row whose name is in the window's language where it is a word of the program."""

    depth: int
    cells: tuple[str, str]
    identifying: bool
    full: str


def read_object(source: Path | ByteSource, *, on_event: EventSink, cancel: CancelToken) -> ReadObject:
    """`describe_object` in the shape of long work, ready to be shown."""
    facts = describe_object(source)
    return ReadObject(facts, Outline(map(_translated, facts.rows)))


def _translated(row: ObjectRow) -> _Translated:
    is_long = len(row.value) > 60 or "\n" in row.value
    cells = (translate_core(row.name), " ".join(row.value.split()))
    return _Translated(row.depth, cells, row.identifying, row.value if is_long else "")


class ObjectView(QFrame):
    """Kind and title, links to the series it refers to, and its content: searched, opened, copied, never changed."""

    series_requested = Signal(str)
    """Series Instance UID: the user wants to see a series that the object refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("objectView")
        self._requests: dict[QWidget, str] = {}
        self.kind, self.title = chip(""), ElidedLabel("", "title")
        self._links = QHBoxLayout()
        self._links.setSpacing(12)
        model = OutlineModel((self.tr("Content"), self.tr("Value")))
        self.panel = OutlinePanel(model, self.tr("Content"), _WIDTHS, opened=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.kind)
        head.addWidget(self.title, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(self._links)
        layout.addWidget(self.panel, 1)

    def show_object(self, read: ReadObject, name_of: Callable[[str], str | None], privacy: bool) -> None:
        """Show an object.

        Parameters
        ----------
        read
            From `read_object`.
        name_of
            What is shown of a series by its UID; None where the folder does not have it.
        privacy
            Whether names, dates and UIDs are masked.
        """
        self.kind.setText(translate_core(read.facts.kind))
        self.title.set_full_text(read.facts.title)
        self._show_links(read.facts.series, name_of)
        self.panel.set_outline(read.outline, privacy)

    def set_privacy(self, privacy: bool) -> None:
        """Mask identifying values, or show them."""
        self.panel.set_privacy(privacy)

    def _show_links(self, series: tuple[str, ...], name_of: Callable[[str], str | None]) -> None:
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._requests.clear()
        known = [(uid, name) for uid in series if (name := name_of(uid)) is not None]
        if series:
            self._links.addWidget(label(self.tr("Refers to"), "muted"))
        for uid, name in known[:_MOST_LINKS]:
            link = link_button(name, self.tr("Show this series"))
            link.clicked.connect(self._on_link)
            self._requests[link] = uid
            self._links.addWidget(link)
        self._say_what_is_left(len(series) - len(known), len(known) - _MOST_LINKS)
        self._links.addStretch(1)

    def _say_what_is_left(self, missing: int, more: int) -> None:
        if more > 0:
            self._links.addWidget(label(self.tr("and {n} more").format(n=more), "muted"))
        if missing == 1:
            self._links.addWidget(label(self.tr("a series that is not in this folder"), "muted"))
        elif missing > 1:
            self._links.addWidget(label(self.tr("{n} series that are not in this folder").format(n=missing), "muted"))

    def _on_link(self) -> None:
        uid = self._requests.get(self.sender())  # type: ignore[call-overload]  # only links are connected
        if uid is not None:
            self.series_requested.emit(uid)
