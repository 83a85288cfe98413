"""Starts the window."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from medxfer_gui import __version__
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home, open_home
from medxfer_gui.qt import translation
from medxfer_gui.qt.garbage import GuiThreadCollector
from medxfer_gui.qt.job import running_jobs
from medxfer_gui.qt.log import ExceptionHook, logger, start_log
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.theme import apply_theme
from medxfer_gui.runs.run import Run

_LAST_WAIT_MS = 2000
_SIGNAL_MS = 300
_SWITCH_S = 0.001
"""A job that computes in Python lets the window's thread in after so long, not the interpreter's 5 ms: a few rounds of
those are a pause that is felt."""


def make_app() -> QApplication:
    """The application, with its name and exact scaling on every screen; the existing one when there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("medxfer")
    app.setApplicationDisplayName("medxfer")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("medxfer")
    sys.setswitchinterval(_SWITCH_S)
    GuiThreadCollector(app).start()
    return app


def make_window(app: QApplication, home: Home) -> MainWindow:
    """A window on a new session, in the look and language of the user's preferences; not shown yet."""
    session = Session(home)
    translation.install(app, session.preferences.language)
    session.set_tokens(apply_theme(app, session.preferences.scheme))
    return MainWindow(session)


def main_gui(folder: Path | None = None, home: Home | None = None, run: Path | None = None) -> int:
    """Show the window and return when it was closed.

    Parameters
    ----------
    folder
        Folder or MedMNIST file to open.
    home
        The user's data folder; the platform's place when None.
    run
        Run folder to look at.

    Returns
    -------
    int
        Exit status.
    """
    home = home or open_home()
    start_log(home)
    app = make_app()
    hook = ExceptionHook()
    window = make_window(app, home)
    hook.raised.connect(window.session.show_error)
    hook.install()
    window.show()
    _close_on_signals(window)
    QTimer.singleShot(0, window.status_line.look_for_graphics_card)
    _open(window.session, folder, run)
    logger.info("medxfer %s started", __version__)
    status = app.exec()
    _let_go_of_threads(status)
    return status


def _close_on_signals(window: MainWindow) -> None:
    """Let Ctrl+C in the terminal and a polite kill close the window, as its own button does.

    Python looks at signals only between its own instructions, and an idle window runs none: a timer gives it some.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    pulse = QTimer(window)
    pulse.timeout.connect(window.isVisible)
    pulse.start(_SIGNAL_MS)


def _open(session: Session, folder: Path | None, run: Path | None) -> None:
    try:
        if run is not None:
            session.set_run(Run.open(run))
            session.show_page("train")
        else:
            session.look_for_running_run()
        if folder is not None:
            session.open_folder(folder.absolute())
    except MedxferError as error:
        session.show_error(error)


def _let_go_of_threads(status: int) -> None:
    """End at once when a thread did not reach a stopping place: torn down under a running thread, Qt aborts."""
    if not all(job.wait(_LAST_WAIT_MS) for job in running_jobs()):
        logger.warning("A job did not stop in time")
        sys.stdout.flush()
        os._exit(status)
