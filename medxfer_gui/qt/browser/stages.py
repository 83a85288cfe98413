"""What the browser shows in place of images: the first start, a folder being indexed, and one that holds none."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from medxfer_gui.operation import Progress
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.pace import Pace
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import button, link_button
from medxfer_gui.qt.widgets.empty import EmptyState
from medxfer_gui.qt.widgets.text import label

_MOST_RECENT = 5
_BAR_WIDTH = 320


class StartStage(EmptyState):
    """Nothing was opened yet: what can be, and what was opened lately."""

    chosen = Signal(object)
    """A recent folder (`Path`)."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Open a folder of images"),
            self.tr(
                "DICOM files and media, pictures, NIfTI volumes, MedMNIST files, class folders of them, also in zip "
                "archives. Drop any mix of folders and files here, with a CSV of labels if there is one, or choose a "
                "folder."
            ),
            self.tr("Open a folder"),
        )
        self._recent = QWidget()
        self._links = QVBoxLayout(self._recent)
        self._links.setContentsMargins(0, 16, 0, 0)
        self._links.setSpacing(4)
        self.below.addWidget(self._recent, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.buttons: tuple[QPushButton, ...] = ()
        self.set_recent((), privacy=True)

    def set_recent(self, folders: Sequence[Path], *, privacy: bool) -> None:
        """Offer the first few of ``folders``; where they lie is told only where privacy is off."""
        while item := self._links.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.buttons = tuple(self._link(folder, privacy) for folder in folders[:_MOST_RECENT])
        if self.buttons:
            self._links.addWidget(label(self.tr("Opened lately"), "group"), alignment=Qt.AlignmentFlag.AlignHCenter)
        for each in self.buttons:
            self._links.addWidget(each, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._recent.setVisible(bool(self.buttons))

    def _link(self, folder: Path, privacy: bool) -> QPushButton:
        result = link_button(shown_name(folder), "" if privacy else str(folder))
        result.setProperty("folder", str(folder))
        result.clicked.connect(self._on_link_clicked)
        return result

    def _on_link_clicked(self) -> None:
        sender: QObject | None = self.sender()
        if sender is not None:
            self.chosen.emit(Path(str(sender.property("folder"))))


class IndexingStage(EmptyState):
    """A folder is being indexed for the first time: how far that is, how fast, how long it takes, and Cancel."""

    def __init__(self) -> None:
        super().__init__(
            "",
            self.tr(
                "The first images are shown as soon as every header was read. Next time the folder opens at once, and "
                "only what is new or changed is read."
            ),
        )
        self._pace = Pace()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(self.tr("Indexing"))
        self.far, self.pace = label("", "muted"), label("", "muted")
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        self.below.addSpacing(16)
        for widget in (self._bar, self.far, self.pace, self.cancel):
            self.below.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.below.setSpacing(6)
        self._job: Job | None = None

    def follow(self, job: Job) -> None:
        """Show how far ``job`` is, from now on."""
        if job is self._job:
            return
        if self._job is not None:
            self._job.progressed.disconnect(self._on_progressed)
        self._job = job
        self.set_title(job.title)
        self._pace = Pace()
        self._bar.setRange(0, 0)
        self.far.setText("")
        self.pace.setText("")
        self.cancel.setEnabled(True)
        job.progressed.connect(self._on_progressed)
        if job.latest_progress is not None:
            self._on_progressed(job.latest_progress)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)

    def _on_progressed(self, event: object) -> None:
        if not isinstance(event, Progress):
            return
        self._pace.take(event, time.monotonic())
        self.pace.setText(" · ".join(filter(None, (self._pace.rate_text(event.unit), self._pace.left_text()))))
        self._bar.setRange(0, event.total or 0)
        self._bar.setValue(event.done)
        stage = translate_core(event.message)
        if event.total is None:
            self.far.setText(self.tr("{stage}: {done}").format(stage=stage, done=f"{event.done:,}"))
        else:
            far = self.tr("{stage}: {done} of {total}")
            self.far.setText(far.format(stage=stage, done=f"{event.done:,}", total=f"{event.total:,}"))


class NoImagesStage(EmptyState):
    """The opened folder holds no image: what would be one, the report, and another folder."""

    open_requested = Signal()
    """The user wants to open another folder."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("No images were found"),
            self.tr(
                "DICOM files, pictures (PNG, JPEG, TIFF and others), NIfTI volumes and MedMNIST .npz files can be "
                "read, with all subfolders and zip archives. The intake report says for every other file why it was "
                "left out."
            ),
            self.tr("Show the intake report"),
        )
        other = link_button(self.tr("Open another folder"))
        other.clicked.connect(self._on_other_clicked)
        self.below.addSpacing(8)
        self.below.addWidget(other, alignment=Qt.AlignmentFlag.AlignHCenter)

    def set_folder(self, folder: Path) -> None:
        """Name the folder that holds none."""
        self.set_title(self.tr("No images were found in {name}").format(name=shown_name(folder)))

    def _on_other_clicked(self) -> None:
        self.open_requested.emit()


class BrowserStages(QStackedWidget):
    """One of four: nothing opened, a folder being read, one that holds no image, or ``work``."""

    def __init__(self, session: Session, work: QWidget) -> None:
        super().__init__()
        self._session = session
        self._work = work
        self._reading: Job | None = None
        self._shown_folder: Path | None = None
        self._has_images = False
        self.start, self.indexing, self.nothing_found = StartStage(), IndexingStage(), NoImagesStage()
        for widget in (self.start, self.indexing, self.nothing_found, work):
            self.addWidget(widget)
        session.jobs_changed.connect(self.show_stage)
        self.start.set_recent(session.preferences.recent_folders, privacy=session.privacy)
        self.show_stage()

    def set_reading(self, job: Job) -> None:
        """Tell of the job that reads the tree of a folder."""
        self._reading = job
        self.show_stage()

    def set_shown(self, folder: Path | None, has_images: bool) -> None:
        """Tell what folder was read and is shown, and whether there is anything in it."""
        self._reading = None
        self._shown_folder, self._has_images = folder, has_images
        self.show_stage()

    def show_stage(self) -> None:
        """Show what there is to show now."""
        stage = self._stage()
        if stage is self.currentWidget() and stage is not self.indexing:
            return
        if stage is self.start:
            session = self._session
            self.start.set_recent(session.preferences.recent_folders, privacy=session.privacy)
        self.setCurrentWidget(stage)

    def _stage(self) -> QWidget:
        session = self._session
        coming = session.indexing or self._reading
        is_known = session.index is not None and session.index.instances > 0  # its tree is there in a moment
        if self._reading is not None and (self._has_images or is_known):
            return self._work
        if self._has_images and self._shown_folder == session.folder:
            return self._work
        if coming is not None and coming.is_running:
            self.indexing.follow(coming)
            return self.indexing
        if session.folder is None or self._shown_folder is None:
            return self.start
        self.nothing_found.set_folder(session.folder)
        return self.nothing_found
