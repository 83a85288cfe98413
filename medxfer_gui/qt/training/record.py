"""Events of a run in words, for the log beside the curves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from medxfer_gui.operation import Event, Progress
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.measures import duration, ratio
from medxfer_gui.runs.events import EpochFinished, FramesLeftOut, RunFinished, RunStarted, RunStopped


def in_words(events: Sequence[Event]) -> list[str]:
    """One line an event, newest first."""
    first = next((event for event in events if isinstance(event, RunStarted)), None)
    return [line for event in reversed(events) if (line := _line(event, event is first))]


def _line(event: Event, is_first: bool) -> str:  # noqa: PLR0911 - one an event
    match event:
        case Progress():
            total = event.done if event.total is None else event.total
            return _tr("{stage}, {count} {unit}").format(
                stage=translate_core(event.message), count=f"{total:,}", unit=translate_core(event.unit)
            )
        case RunStarted(resumed_at=0) if not is_first:  # stopped inside its first epoch
            return _tr("training was taken up again on {device}").format(device=translate_core(event.device))
        case RunStarted(resumed_at=0):
            return _tr("training began on {device}").format(device=translate_core(event.device))
        case RunStarted():
            return _tr("resumed after epoch {epoch} on {device}").format(
                epoch=event.resumed_at, device=translate_core(event.device)
            )
        case FramesLeftOut():
            words = _tr("{count} frames left out, they cannot be decoded; the first: {reason}")
            return words.format(count=event.count, reason=translate_core(event.reason))
        case EpochFinished():
            return _epoch(event)
        case RunFinished():
            words = _tr("finished after {duration}: {reason}; best is {epoch}")
            return words.format(
                duration=duration(event.seconds), reason=translate_core(event.reason), epoch=event.best_epoch
            )
        case RunStopped():
            return translate_core(event.message) or event.status
    return ""


def _epoch(event: EpochFinished) -> str:
    auc = (
        _tr("AUC not defined")
        if event.validation_auc is None
        else _tr("AUC {auc}").format(auc=ratio(event.validation_auc))
    )
    step = _tr("step {n}") if event.detail else _tr("epoch {n}")
    facts = [step.format(n=event.epoch), auc, _tr("loss {loss}").format(loss=ratio(event.validation_loss))]
    if event.detail:
        facts.append(event.detail)
    if event.best:
        facts.append(_tr("best so far"))
    return " · ".join(facts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("record", text)
