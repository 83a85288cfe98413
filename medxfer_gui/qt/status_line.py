"""The line below every page: what is running, and what it runs on."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QSizePolicy, QToolButton, QWidget

from medxfer_gui.operation import CancelToken, EventSink, Progress
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.machine import cpu_count, graphics_cards, memory_use
from medxfer_gui.qt.pace import Pace
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import LANGUAGES, translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.text import ElidedLabel

_MEMORY_EVERY_MS = 3000
_GIGABYTE = 1e9
_TITLE_WIDTH = 240
_LEAST_TITLE_WIDTH = 72
_BAR_WIDTH = 96
_ROW_WIDTH = 760
"""The line has room for one job, and for one more with each so many pixels; the others are in a menu."""
_TOLD_MS = 8_000
"""A piece of news stands so long, on the page and in the folder that it is about."""
_SHARES = ("%", "steps")
"""Units that count parts of the work, not things: they are shown in per cent."""


class StatusLine(QFrame):
    """Every running job with progress, time left and Cancel; the latest news; device, memory, offline, language."""

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
        self._news = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._news_timer = QTimer(self, singleShot=True, interval=_TOLD_MS)
        self._news_timer.timeout.connect(self.forget_news)
        self._more = self._more_button()
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(24)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 4, 8, 4)
        layout.setSpacing(16)
        layout.addLayout(self._jobs)
        layout.addWidget(self._more)
        layout.addWidget(self._news, 1)
        for widget in (self._device, self._memory, offline, self._language_button()):
            layout.addWidget(widget)
        self.setMinimumHeight(28)
        self._timer = QTimer(self, interval=_MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._show_memory)
        self._timer.start()
        session.jobs_changed.connect(self._on_jobs_changed)
        session.news_told.connect(self._on_news_told)
        session.folder_changed.connect(self.forget_news)
        self._device.setText(self.tr("CPU · {cores} cores").format(cores=cpu_count()))
        self._show_memory()
        self._on_jobs_changed()

    def look_for_graphics_card(self) -> None:
        """Ask the driver for a graphics card in the background, and name it when there is one."""
        job = Job(self.tr("Looking for a graphics card"), _graphics_cards)
        job.succeeded.connect(self._on_cards_found)
        job.start()

    def _more_button(self) -> QToolButton:
        result = QToolButton()
        result.setToolTip(self.tr("Other work in the background"))
        result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(result)
        menu.aboutToShow.connect(self._fill_more)
        result.setMenu(menu)
        return result

    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for job in self._hidden_jobs:
            action = menu.addAction(self.tr("Cancel: {title}").format(title=job.title))
            action.setEnabled(not job.is_stopping)
            action.triggered.connect(self._rows[job].cancel)

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

    def _on_news_told(self, text: str) -> None:
        self._news.set_full_text(text)
        self._news_timer.start()

    def forget_news(self) -> None:
        """Take the news away: they are old, or about something else than what is looked at now."""
        self._news.set_full_text("")

    def _on_jobs_changed(self) -> None:
        for job in [job for job in self._rows if job not in self._session.jobs]:
            row = self._rows.pop(job)
            row.hide()  # at once: the next row takes its place before it is gone
            self._jobs.removeWidget(row)
            row.deleteLater()
        for job in self._session.jobs:
            if job not in self._rows:
                self._rows[job] = JobStatus(job)
                self._jobs.addWidget(self._rows[job])
        self._show_rows()

    @property
    def _hidden_jobs(self) -> list[Job]:
        """The jobs that have no room in the line."""
        return list(self._rows)[max(1, self.width() // _ROW_WIDTH) :]

    def _show_rows(self) -> None:
        hidden = self._hidden_jobs
        for job, row in self._rows.items():
            row.setVisible(job not in hidden)
        self._more.setVisible(bool(hidden))
        self._more.setText(self.tr("{n} more").format(n=len(hidden)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_rows()


class JobStatus(QWidget):
    """One running job: title, bar, how far, how long still, Cancel."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._pace = Pace()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.title)
        self._count = QLabel()
        self._cancel = link_button(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel: {title}").format(title=job.title))
        self._cancel.clicked.connect(self.cancel)
        title = ElidedLabel(job.title, mode=Qt.TextElideMode.ElideRight)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        title.setMinimumWidth(_LEAST_TITLE_WIDTH)
        title.setMaximumWidth(_TITLE_WIDTH)
        self.title = title
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(title)
        for widget in (self._bar, self._count, self._cancel):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        job.progressed.connect(self._on_progressed)
        if job.latest_progress is not None:
            self._on_progressed(job.latest_progress)

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Stopping"))

    def _on_progressed(self, event: object) -> None:
        if not isinstance(event, Progress):
            return
        self._pace.take(event, time.monotonic())
        self._bar.setRange(0, event.total or 0)
        self._bar.setValue(event.done)
        self._count.setText(" · ".join(filter(None, (self._how_far(event), self._rate(event), self._pace.left_text()))))
        self._count.setToolTip(translate_core(event.message))

    def _rate(self, event: Progress) -> str:
        return self._pace.rate_text(event.unit) if event.unit == "files" else ""

    def _how_far(self, event: Progress) -> str:
        unit = translate_core(event.unit)
        if event.total is None:
            return f"{event.done:,} {unit}"
        if event.unit in _SHARES:
            return self.tr("{percent} %").format(percent=100 * event.done // max(event.total, 1))
        return self.tr("{done} of {total} {unit}").format(done=f"{event.done:,}", total=f"{event.total:,}", unit=unit)


def _graphics_cards(*, on_event: EventSink, cancel: CancelToken) -> tuple[str, ...]:
    return graphics_cards()
