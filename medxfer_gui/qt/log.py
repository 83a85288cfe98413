"""The log file, and where exceptions go that nobody expected. No patient identity: messages of such errors stay out."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from medxfer_gui.home import Home, make_private

logger = logging.getLogger("medxfer_gui")
_qt_logger = logging.getLogger("medxfer_gui.qt.messages")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _PrivateLog(logging.handlers.RotatingFileHandler):
    """A log that only its owner reads: the paths in it may be named after patients."""

    def _open(self) -> TextIOWrapper:
        make_private(Path(self.baseFilename))
        return super()._open()


def start_log(home: Home) -> None:
    """Write the program's own messages and Qt's to the log file of ``home`` (1 MB, three old ones are kept).

    Only our own loggers are attached: those of the DICOM libraries quote values out of headers.
    """
    handler = _PrivateLog(home.log, maxBytes=1 << 20, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    # It warns of every weight that a Chinese font lacks; the nearest one is drawn, and is good.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    _qt_logger.log(_LEVELS.get(kind, logging.WARNING), "%s", message)


def describe(error: BaseException) -> str:
    """Type of ``error`` and where it arose, without its message, which may quote what stood in a header."""
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return f"{''.join(frames)}{type(error).__qualname__}"


class ExceptionHook(QObject):
    """Takes the exceptions that reach the top of any thread; opens nothing itself, for it may run anywhere."""

    raised = Signal(object)
    """An exception nobody caught."""

    def install(self) -> None:
        """Stand in for the interpreter's hooks."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logger.error("Uncaught:\n%s", describe(error.with_traceback(trace)))
        self.raised.emit(error)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_uncaught(args.exc_type, args.exc_value, args.exc_traceback)
