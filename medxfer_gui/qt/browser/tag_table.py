"""The whole header of the frame that is looked at, as a tree in a window beside the image."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.dicom.header_table import element_name, header_table
from medxfer_gui.dicom.outline import Outline, OutlineRow
from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.widgets.outline_model import OutlineModel
from medxfer_gui.qt.widgets.outline_panel import OutlinePanel
from medxfer_gui.qt.widgets.text import wrapped
from medxfer_gui.storage.source import ByteSource

_WIDTHS = (210, 270, 44, 48)
_KEPT_ROWS = 400_000


def read_tags(source: Path | ByteSource, *, on_event: EventSink, cancel: CancelToken) -> Outline:
    """`header_table` in the shape of long work, ready to be shown."""
    return Outline(header_table(source, cancel=cancel))


class TagModel(OutlineModel):
    """Tag, keyword, value representation, multiplicity and value of each element; items of sequences below theirs."""

    def __init__(self) -> None:
        super().__init__(("", "", "", "", ""), muted=(0, 2, 3))
        self._titles = (self.tr("Tag"), self.tr("Keyword"), "VR", "VM", self.tr("Value"))

    def tooltip(self, row: OutlineRow, column: int) -> str:
        keyword = row.cells[1]
        return element_name(keyword) if column == 1 and keyword and keyword[0] != "[" else row.cells[column]


class TagDialog(QDialog):
    """Every element before the pixels; follows `look_at` while it is open, and keeps its place, search and selection.

    Parameters
    ----------
    session
        Says whether privacy is on.
    parent
        The page.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tags"))
        self.resize(980, 640)
        self._session = session
        self._source: ByteSource | None = None
        self._cache: LruCache[Outline] = LruCache(_KEPT_ROWS)
        self._queue = DecodeQueue(self.tr("Reading the header"), read_tags, self)
        self._queue.decoded.connect(self._on_read)
        self._queue.failed.connect(self._on_failed)
        self.panel = OutlinePanel(TagModel(), self.tr("Tags"), _WIDTHS)
        self.message = wrapped("", "muted")
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.panel)
        self._stack.addWidget(self.message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._stack)
        session.privacy_changed.connect(self.panel.set_privacy)
        self._show_message(self.tr("Look at an image to see its header."))

    def look_at(self, source: Path | ByteSource | None) -> None:
        """Show the header of a DICOM file as soon as it is read; None: what is looked at has none."""
        wanted = ByteSource(source) if isinstance(source, Path) else source
        if wanted == self._source:
            return
        self._source = wanted
        if wanted is None:
            self._queue.want(())
            self._show_message(self.tr("This image has no DICOM header."))
            return
        known = self._cache.get(wanted)
        if known is not None:
            self.show_header(known)
        else:
            self._queue.want([wanted])

    def show_header(self, header: Outline) -> None:
        """Show a header that is read."""
        self.panel.set_outline(header, self._session.privacy)
        self._stack.setCurrentWidget(self.panel)

    def forget(self) -> None:
        """Let go of what was read: files may have changed."""
        self._cache.clear()
        self._source = None

    def _show_message(self, text: str) -> None:
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def _on_read(self, source: ByteSource, header: Outline) -> None:
        self._cache.put(source, header, max(len(header), 1))
        if source == self._source:
            self.show_header(header)

    def _on_failed(self, source: ByteSource, error: Exception) -> None:
        if source != self._source:
            return
        if isinstance(error, MedxferError):
            self._show_message("\n".join(filter(None, error_text(error))))
        else:
            self._show_message(self.tr("This header cannot be shown."))
            self._session.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter goes to the next hit; a dialog would close on it or press a button.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
