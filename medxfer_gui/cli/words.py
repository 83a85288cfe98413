"""An evaluation as the command line tells it."""

from __future__ import annotations

from typing import Any

from medxfer_gui.evaluation.evaluation import Evaluation, Interval

METRICS = ("accuracy", "sensitivity", "specificity", "ppv", "npv", "balanced_accuracy", "brier")


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """The stable keys: plain values, and ``<metric>_ci`` with the 95 % limits; None where not defined."""
    values: dict[str, Any] = {"auc": evaluation.auc.value, "auc_ci": _limits(evaluation.auc)}
    for name in METRICS:
        metric: Interval = getattr(evaluation, name)
        values |= {name: metric.value, f"{name}_ci": _limits(metric)}
    values |= {
        "ece": evaluation.ece,
        "average_precision": evaluation.average_precision,
        "f1": evaluation.f1,
        "n": evaluation.n,
        "patients": evaluation.patients,
        "part": evaluation.part,
        "level": evaluation.level,
        "kind": evaluation.kind,
        "classes": evaluation.classes,
        "positive": evaluation.positive,
        "threshold": evaluation.threshold,
        "threshold_origin": evaluation.threshold_origin,
        "confusion": evaluation.confusion,
        "auc_method": evaluation.auc.method,
        "notes": evaluation.notes,
    }
    values["per_class"] = [
        {
            "class": one.name,
            "n": one.n,
            "auc": one.auc.value,
            "auc_ci": _limits(one.auc),
            "average_precision": one.average_precision,
            "sensitivity": one.sensitivity.value,
            "specificity": one.specificity.value,
            "threshold": one.threshold,
        }
        for one in evaluation.per_class
    ]
    return values


def evaluation_text(evaluation: Evaluation) -> str:
    """A few lines for people."""
    lines = [f"{evaluation.part}: {evaluation.n} {evaluation.level} units, {evaluation.patients} patients"]
    lines += [
        f"  {title:12} {metric_text(metric)}"
        for title, metric in (
            ("AUC", evaluation.auc),
            ("accuracy", evaluation.accuracy),
            ("sensitivity", evaluation.sensitivity),
            ("specificity", evaluation.specificity),
        )
    ]
    if evaluation.kind != "binary":
        lines.append("  (means over the classes, each against the rest)")
        lines += [f"  {one.name}: n {one.n}, AUC {metric_text(one.auc)}" for one in evaluation.per_class]
    if evaluation.threshold is not None:
        lines.append(f"  threshold    {evaluation.threshold:.3f}, {evaluation.threshold_origin}")
    lines += [f"  note: {note}" for note in evaluation.notes]
    return "\n".join([*lines, "Research use only. Not a medical device."])


def metric_text(metric: Interval) -> str:
    """``0.962, 95 % 0.931 to 0.984``, or why it is not defined."""
    if metric.value is None:
        return f"not defined ({metric.note})" if metric.note else "not defined"
    if metric.low is None or metric.high is None:
        return f"{metric.value:.3f}"
    return f"{metric.value:.3f}, 95 % {metric.low:.3f} to {metric.high:.3f}"


def _limits(metric: Interval) -> list[float] | None:
    return None if metric.low is None or metric.high is None else [metric.low, metric.high]
