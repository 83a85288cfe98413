"""Numbers in words: durations, intervals and shares as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.evaluation.evaluation import Interval


def duration(seconds: float) -> str:
    """A duration with at most two units: ``18 s``, ``3 min 5 s``, ``2 h 10 min``."""
    whole = round(seconds)
    if seconds < 9.95:
        return _tr("{seconds} s").format(seconds=f"{seconds:.1f}")
    if whole < 60:
        return _tr("{seconds} s").format(seconds=whole)
    if whole < 3600:
        return _tr("{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return _tr("{hours} h {minutes} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def ratio(value: float) -> str:
    """A value in [0, 1] with three decimals."""
    return f"{value:.3f}"


def percent(value: float) -> str:
    """A share in [0, 1] as per cent with one decimal."""
    return f"{100 * value:.1f} %"


def short_interval(interval: Interval | None) -> str:
    """``0.962 ± 0.027`` for a table, half the width of the 95 % interval; a dash where nothing is defined."""
    if interval is None or interval.value is None:
        return "–"
    if interval.low is None or interval.high is None:
        return ratio(interval.value)
    return f"{interval.value:.3f} ± {(interval.high - interval.low) / 2:.3f}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures", text)
