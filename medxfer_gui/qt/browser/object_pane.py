"""The objects of a series that holds no images, one at a time, in the place of the image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.records import ObjectRecord, SeriesKey
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.object_view import ObjectView, ReadObject, read_object
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.text import label, wrapped


@dataclass(frozen=True, slots=True)
class ObjectWish:
    """Which object of a series is to be shown; ``number`` counts from 0."""

    folder: Path
    series: SeriesKey
    number: int


@dataclass(frozen=True, slots=True)
class _Found:
    record: ObjectRecord
    read: ReadObject
    count: int


class ObjectPane(QWidget):
    """Reads what is asked for and shows it, with steps to the others of its series."""

    series_requested = Signal(str)
    """Series Instance UID: the user wants to see a series that the object refers to."""
    tags_requested = Signal()
    """The user wants the whole header."""
    shown = Signal(object)
    """`ObjectRecord` now on screen, or None where it cannot be read."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""

    def __init__(self, home: Home, privacy: bool) -> None:
        super().__init__()
        self._home, self._privacy = home, privacy
        self._wish: ObjectWish | None = None
        self._name_of: Callable[[str], str | None] = _unknown
        self._queue = DecodeQueue(self.tr("Reading an object"), self._read, self)
        self._queue.decoded.connect(self._on_read)
        self._queue.failed.connect(self._on_failed)
        self.view = ObjectView()
        self.view.series_requested.connect(self.series_requested)
        self.message = wrapped("", "muted")
        self.message.setContentsMargins(16, 14, 16, 12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.message)
        self.previous = button(self.tr("Previous"), self.tr("The previous object of this series"))
        self.next = button(self.tr("Next"), self.tr("The next object of this series"))
        self.tags = button(self.tr("All tags…"), self.tr("Every element of the header (T)"))
        self.place = label("", "muted")
        self._lay_out()
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.tags.clicked.connect(self.tags_requested)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 10)
        for widget in (self.previous, self.place, self.next):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.tags)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def look_at(self, wish: ObjectWish | None, name_of: Callable[[str], str | None] | None = None) -> None:
        """Show an object as soon as it is read; None: nothing.

        ``name_of`` gives what is shown of a series by its UID, None where the folder does not have it.
        """
        self._wish, self._name_of = wish, name_of or _unknown
        self._queue.want(() if wish is None else [wish])

    def set_privacy(self, privacy: bool) -> None:
        """Mask identifying values, or show them."""
        self._privacy = privacy
        self.view.set_privacy(privacy)

    def _read(self, wish: ObjectWish, *, on_event: EventSink, cancel: CancelToken) -> _Found:
        with Library(self._home.library) as library:
            records = library.series_objects(wish.series, wish.folder)
        if wish.number >= len(records):
            raise MedxferError("The library does not know this object any more.", "Index the folder again (F5).")
        record = records[wish.number]
        return _Found(record, read_object(record.source, on_event=on_event, cancel=cancel), len(records))

    def _on_read(self, wish: ObjectWish, found: _Found) -> None:
        if wish != self._wish:
            return
        self.view.show_object(found.read, self._name_of, self._privacy)
        self._stack.setCurrentWidget(self.view)
        self._show_place(wish.number, found.count)
        self.tags.setEnabled(True)
        self.shown.emit(found.record)

    def _show_place(self, number: int, count: int) -> None:
        self.place.setText(f"{number + 1:,} / {count:,}")
        self.previous.setEnabled(number > 0)
        self.next.setEnabled(number + 1 < count)
        for widget in (self.previous, self.place, self.next):
            widget.setVisible(count > 1)

    def _on_failed(self, wish: ObjectWish, error: Exception) -> None:
        if wish != self._wish:
            return
        self.tags.setEnabled(False)
        self._stack.setCurrentWidget(self.message)
        self.shown.emit(None)
        if isinstance(error, MedxferError):
            self.message.setText("\n".join(filter(None, error_text(error))))
        else:
            self.message.setText(self.tr("This object cannot be shown."))
            self.failed.emit(error)

    def _on_previous(self) -> None:
        self._step(-1)

    def _on_next(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        if self._wish is not None:
            self.look_at(ObjectWish(self._wish.folder, self._wish.series, self._wish.number + step), self._name_of)


def _unknown(_uid: str) -> str | None:
    return None
