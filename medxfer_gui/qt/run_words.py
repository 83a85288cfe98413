"""Words and colours for what a run is and does, the same on every page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from medxfer_gui.qt.widgets.text import State


def mode_word(mode: str) -> str:
    """Short name of a mode of the recipe."""
    return {"head": _tr("quick"), "full": _tr("whole network"), "scratch": _tr("from scratch")}.get(mode, mode)


def run_title(name: str, mode: str, source: str) -> str:
    """What a run is called: the name it was given, else how it was trained and from what."""
    trained = f"{mode_word(mode)}, {source}"
    return name or trained[:1].upper() + trained[1:]


def with_start(title: str, created: float) -> str:
    """Title of a run that others share, with the time of day at which it was made; ``created`` is in Unix seconds."""
    return f"{title} · {datetime.fromtimestamp(created):%H:%M:%S}"


def status_word(status: str) -> str:
    """What a run is doing, in one word or two."""
    return {
        "prepared": _tr("prepared"),
        "running": _tr("running"),
        "finished": _tr("finished"),
        "cancelled": _tr("stopped"),
        "failed": _tr("failed"),
        "interrupted": _tr("interrupted"),
    }.get(status, status)


def status_state(status: str) -> State:
    """The colour that goes with `status_word`."""
    states: dict[str, State] = {
        "finished": "good",
        "cancelled": "attention",
        "failed": "bad",
        "interrupted": "attention",
    }
    return states.get(status, "plain")


def _tr(text: str) -> str:
    return QCoreApplication.translate("run_words", text)
