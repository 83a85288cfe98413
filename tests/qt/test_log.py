"""The log holds what is needed to find a bug, and no identity."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from medxfer_gui.home import Home
from medxfer_gui.qt.log import ExceptionHook, describe, logger, start_log
from medxfer_gui.qt.preferences import Preferences


@pytest.fixture
def log(home: Home) -> Iterator[Home]:
    before = list(logger.handlers)
    start_log(home)
    yield home
    qInstallMessageHandler(None)
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_own_messages_are_written(log: Home) -> None:
    logger.info("started")
    assert "INFO medxfer_gui: started" in log.log.read_text(encoding="utf-8")


def test_messages_of_qt_are_written(log: Home) -> None:
    qWarning("a warning of Qt")
    assert "WARNING medxfer_gui.qt.messages: a warning of Qt" in log.log.read_text(encoding="utf-8")


def test_messages_of_the_dicom_library_are_not(log: Home) -> None:
    logging.getLogger("pydicom").warning("Invalid value for VR PN: 'Smith^John'")
    assert not log.log.exists()


def test_uncaught_exception_is_written_without_its_message(
    qtbot: QtBot, log: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    hook = ExceptionHook()
    hook.install()

    name = "Smith^John"

    def fail() -> None:
        raise ValueError(name)

    with qtbot.waitSignal(hook.raised, timeout=10_000) as raised:
        threading.Thread(target=fail).start()
    text = log.log.read_text(encoding="utf-8")
    assert isinstance(raised.args[0], ValueError)
    assert "ValueError" in text and "Smith" not in text


def test_description_says_where_it_arose() -> None:
    try:
        int("Smith")
    except ValueError as error:
        assert "test_description_says_where_it_arose" in describe(error)
        assert "invalid literal" not in describe(error)


def test_plots_do_not_complain_of_weights_a_font_lacks(log: Home) -> None:
    assert not logging.getLogger("matplotlib.font_manager").isEnabledFor(logging.WARNING)


@pytest.mark.skipif(os.name != "posix", reason="access rights of POSIX")
def test_log_and_preferences_are_for_their_owner_alone(log: Home) -> None:
    logger.info("started")
    preferences = Preferences(log)
    preferences.add_recent_folder(log.folder)
    del preferences  # writes what is left
    written = (log.log, log.folder / "preferences.ini")
    assert [path.stat().st_mode & 0o777 for path in written] == [0o600, 0o600]
