"""The line below every page: what is running, and what it runs on."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QToolButton, QWidget

from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.machine import cpu_count, graphics_cards, memory_use
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import LANGUAGES, translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.text import ElidedLabel

_MEMORY_EVERY_MS = 3000
_GIGABYTE = 1e9
_TITLE_WIDTH = 240


class StatusLine(QFrame):
    """Every running job with progress, time left and Cancel; device, memory, offline, language."""

    language_chosen = Signal(str)
    """A key of `LANGUAGES`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._session = session
        self._rows: dict[Job, JobStatus] = {}
        self._device, self._memory = QLabel(), QLabel()
        offline = QLabel(self.tr("offline"))
        offline.setToolTip(self.tr("Nothing leaves this computer."))
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(24)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 8, 4)
        layout.setSpacing(16)
        layout.addLayout(self._jobs)
        layout.addStretch(1)
        for widget in (self._device, self._memory, offline, self._language_button()):
            layout.addWidget(widget)
        self.setMinimumHeight(28)
        self._timer = QTimer(self, interval=_MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._show_memory)
        self._timer.start()
        session.jobs_changed.connect(self._on_jobs_changed)
        self._device.setText(self.tr("CPU · {cores} cores").format(cores=cpu_count()))
        self._show_memory()
        self._on_jobs_changed()

    def look_for_graphics_card(self) -> None:
        """Ask the driver for a graphics card in the background, and name it when there is one."""
        job = Job(self.tr("Looking for a graphics card"), _graphics_cards)
        job.succeeded.connect(self._on_cards_found)
        job.start()

    def _language_button(self) -> QToolButton:
        current = self._session.preferences.language
        result = QToolButton()
        result.setText(f"{LANGUAGES[current]} ▾")
        result.setToolTip(self.tr("Language of the window"))
        result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(result), QActionGroup(result)
        for language, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.setData(language)
            action.setCheckable(True)
            action.setChecked(language == current)
            group.addAction(action)
        group.triggered.connect(self._on_language_triggered)
        result.setMenu(menu)
        return result

    def _on_language_triggered(self, action: object) -> None:
        self.language_chosen.emit(action.data())  # type: ignore[attr-defined]  # QActionGroup.triggered carries a QAction

    def _on_cards_found(self, names: tuple[str, ...]) -> None:
        if names:
            self._device.setText(names[0] if len(names) == 1 else f"{len(names)} × {names[0]}")

    def _show_memory(self) -> None:
        memory = memory_use()
        self._memory.setVisible(memory is not None)
        if memory is not None:
            used, total = memory.used / _GIGABYTE, memory.total / _GIGABYTE
            self._memory.setText(self.tr("memory {used} / {total} GB").format(used=f"{used:.1f}", total=f"{total:.0f}"))

    def _on_jobs_changed(self) -> None:
        for job in [job for job in self._rows if job not in self._session.jobs]:
            row = self._rows.pop(job)
            self._jobs.removeWidget(row)
            row.deleteLater()
        for job in self._session.jobs:
            if job not in self._rows:
                self._rows[job] = JobStatus(job)
                self._jobs.addWidget(self._rows[job])


class JobStatus(QWidget):
    """One running job: title, bar, how far, how long still, Cancel."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._message = ""
        self._began = time.monotonic()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.title)
        self._count = QLabel()
        self._cancel = link_button(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel: {title}").format(title=job.title))
        self._cancel.clicked.connect(self._on_cancel)
        title = ElidedLabel(job.title)
        title.setFixedWidth(min(title.sizeHint().width() + 4, _TITLE_WIDTH))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(title)
        for widget in (self._bar, self._count, self._cancel):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        job.progressed.connect(self._on_progressed)
        if job.latest_progress is not None:
            self._on_progressed(job.latest_progress)

    def _on_cancel(self) -> None:
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Stopping"))

    def _on_progressed(self, event: object) -> None:
        if not isinstance(event, Progress):
            return
        if event.message != self._message:
            self._message, self._began = event.message, time.monotonic()
        self._bar.setRange(0, event.total or 0)
        self._bar.setValue(event.done)
        self._count.setText(" · ".join(part for part in (self._how_far(event), self._time_left(event)) if part))
        self._count.setToolTip(translate_core(event.message))

    def _how_far(self, event: Progress) -> str:
        unit = translate_core(event.unit)
        if event.total is None:
            return f"{event.done:,} {unit}"
        return self.tr("{done} of {total} {unit}").format(done=f"{event.done:,}", total=f"{event.total:,}", unit=unit)

    def _time_left(self, event: Progress) -> str:
        elapsed = time.monotonic() - self._began
        if not event.total or not event.done or elapsed < 1.0:
            return ""
        seconds = elapsed * (event.total - event.done) / event.done
        if seconds < 90:
            return self.tr("{seconds} s left").format(seconds=round(seconds))
        return self.tr("{minutes} min left").format(minutes=round(seconds / 60))


def _graphics_cards(*, on_event: EventSink, cancel: CancelToken) -> tuple[str, ...]:
    return graphics_cards()
