"""Numbers as readers of a report expect them."""

from __future__ import annotations

from medxfer_gui.evaluation.evaluation import Interval

NOT_DEFINED = "not defined"


def number(value: float | None) -> str:
    """Three decimals."""
    return NOT_DEFINED if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """One decimal and a percent sign."""
    return NOT_DEFINED if value is None else f"{100 * value:.1f} %"


def span(interval: Interval, *, as_percent: bool = False) -> str:
    """The 95 % limits, "0.931 to 0.984"; a dash where there are none."""
    if interval.low is None or interval.high is None:
        return "–"
    if as_percent:
        return f"{100 * interval.low:.1f} to {100 * interval.high:.1f} %"
    return f"{interval.low:.3f} to {interval.high:.3f}"


def with_interval(interval: Interval) -> str:
    """Value and limits in one: "0.962, 95 % 0.931 to 0.984"."""
    if interval.value is None:
        return NOT_DEFINED
    return number(interval.value) + (f", 95 % {span(interval)}" if interval.low is not None else "")
