"""Opening what a person chose or dropped: one thing, or several as one, and the labels among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.examine import DICOM_SUFFIXES, may_be_opened
from medxfer_gui.library.mixes import place_to_open
from medxfer_gui.library.nifti import SUFFIXES as NIFTI_SUFFIXES
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.rasters import SUFFIXES as PICTURE_SUFFIXES
from medxfer_gui.qt.opened_name import counted_words, shown_name
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.widgets.text import label, wrapped

_HINT_WIDTH = 460
_VEIL = 225


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone wants opened: folders and files of images, and tables of labels."""

    images: tuple[Path, ...]
    tables: tuple[Path, ...]

    @property
    def is_usable(self) -> bool:
        """Whether something of it can be opened, as far as names tell."""
        return bool(self.tables) or any(path.is_dir() or may_be_opened(path) for path in self.images)


def wish_of(paths: Sequence[Path]) -> Wish:
    """Tell tables from images by their names."""
    tables = tuple(path for path in paths if path.suffix.lower() == ".csv")
    return Wish(tuple(path for path in paths if path not in tables), tables)


def dragged_paths(data: QMimeData) -> list[Path]:
    """The local files and folders that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def file_patterns() -> str:
    """Patterns of the files that can be opened, for a dialog."""
    suffixes = (*DICOM_SUFFIXES, *sorted(PICTURE_SUFFIXES), *NIFTI_SUFFIXES, ".npz", ".zip", ".csv")
    return " ".join(f"*{suffix}" for suffix in suffixes) + " DICOMDIR"


class Opener(QObject):
    """Opens several folders and files as one, then takes the labels that came with them."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._labels: Path | None = None
        self._coming: Path | None = None
        session.dataset_changed.connect(self._on_dataset_changed)

    def open(self, paths: Sequence[Path]) -> None:
        """Open what ``paths`` name; a lone table gives the labels of what is open already."""
        wish = wish_of(paths)
        try:
            if len(wish.tables) > 1:
                raise MedxferError(
                    "There are {n} tables among the files.",
                    "Drop the images with the one table that holds their labels.",
                    n=len(wish.tables),
                )
            if wish.images:
                self._open_images(wish)
            elif wish.tables:
                self.take_labels(wish.tables[0])
        except MedxferError as error:
            self._session.show_error(error)

    def take_labels(self, path: Path) -> None:
        """Take the labels of what is open from a table, and show what comes of them."""
        try:
            self._session.choose_labels(path)
        except MedxferError as error:
            self._session.show_error(error)
        else:
            self._session.show_page("cohort")

    def _open_images(self, wish: Wish) -> None:
        place = opened_folder(place_to_open(wish.images, self._session.home.lists))
        self._labels = wish.tables[0] if wish.tables else None
        self._coming = place
        known = self._session.dataset
        self._session.open_folder(place)
        if known is not None and known.folder == place:
            self._on_dataset_changed(known)

    def _on_dataset_changed(self, dataset: object) -> None:
        folder = getattr(dataset, "folder", None)
        if self._labels is not None and folder == self._coming:
            # The session is still telling everyone of the new folder: the labels come after that.
            QTimer.singleShot(0, self._take_waiting_labels)

    def _take_waiting_labels(self) -> None:
        labels, self._labels = self._labels, None
        if labels is None or self._session.folder != self._coming:
            return
        try:
            self._session.choose_labels(labels)
        except MedxferError as error:
            self._session.show_error(error)


class DropHint(QWidget):
    """Lies over the window while something is dragged over it, and says what will happen to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ground = QFrame()
        ground.setObjectName("dropHint")
        ground.setFixedWidth(_HINT_WIDTH)
        self.heading, self.text = label("", "title"), wrapped("", "muted")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(28, 28, 28, 28)
        for widget in (self.heading, self.text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(widget)
        QVBoxLayout(self).addWidget(ground, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_for(self, paths: Sequence[Path]) -> None:
        """Say what dropping ``paths`` would do."""
        wish = wish_of(paths)
        self.heading.setText(self._title(wish))
        self.text.setText(self._sentence(wish))
        self.text.setVisible(bool(self.text.text()))
        self.setAccessibleName(self.heading.text())
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def _title(self, wish: Wish) -> str:
        if not wish.images:
            return self.tr("Drop to take the labels from this table")
        if len(wish.images) == 1:
            return self.tr("Drop to open {name}").format(name=shown_name(wish.images[0]))
        folders = sum(path.is_dir() for path in wish.images)
        words = counted_words(folders, len(wish.images) - folders)
        return self.tr("Drop to open {mix} as one").format(mix=words)

    def _sentence(self, wish: Wish) -> str:
        if wish.images and len(wish.tables) == 1:
            return self.tr("The labels are taken from {name}.").format(name=wish.tables[0].name)
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = self.palette().color(QPalette.ColorRole.Window)
        veil.setAlpha(_VEIL)
        QPainter(self).fillRect(event.rect(), veil)
