"""What can be done with the file of a frame: its menu, copying its key, showing it in its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.session import Session
from medxfer_gui.storage.source import source_at


class FrameActions(QObject):
    """Acts on frames of the folder that the session looks at."""

    opened = Signal(object)
    """`FrameKey` that is to be looked at in full."""
    beside_requested = Signal(object)
    """`FrameKey` that is to be looked at beside what is looked at now."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._window = parent
        self._key: FrameKey | None = None

    def show_menu(self, key: FrameKey, place: QPoint) -> None:
        """Offer what can be done with a frame."""
        self.menu(key).popup(place)

    def menu(self, key: FrameKey) -> QMenu:
        """The menu of a frame."""
        self._key = key
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open the image"), self._on_open)
        menu.addAction(self.tr("Open beside"), self._on_beside)
        menu.addAction(self.tr("Copy the image's UID"), self._on_copy)
        menu.addAction(self.tr("Show the file in its folder"), self._on_reveal)
        return menu

    def reveal(self, key: FrameKey) -> None:
        """Show the file of a frame, or of an object, in the desktop's file manager."""
        folder = self._session.folder
        if folder is not None:
            job = Job(self.tr("Finding the file"), file_of, self._session.home, folder, key.uid)
            job.succeeded.connect(self._on_found)
            self._session.start(job)

    def _on_found(self, path: Path) -> None:
        show_in_folder(path)

    def _on_open(self) -> None:
        self.opened.emit(self._key)

    def _on_beside(self) -> None:
        self.beside_requested.emit(self._key)

    def _on_copy(self) -> None:
        if self._key is not None:
            QGuiApplication.clipboard().setText(self._key.uid)

    def _on_reveal(self) -> None:
        if self._key is not None:
            self.reveal(self._key)


def file_of(home: Home, folder: Path, uid: str, *, on_event: EventSink, cancel: CancelToken) -> Path:
    """The file that holds an instance or an object.

    Raises
    ------
    MedxferError
        The library does not know it any more.
    """
    with Library(home.library) as library:
        record = library.find(uid, folder) or library.find_object(uid, folder)
    if record is None:
        raise MedxferError("The library does not know this image any more.", "Index the folder again (F5).")
    return record.path


def show_in_folder(path: Path) -> None:
    """Open the folder of a file, or of the archive that it lies in, in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(source_at(path).path.parent)))
