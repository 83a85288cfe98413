"""The report of a run: one HTML file that needs nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from medxfer_gui import __version__
from medxfer_gui.assets import asset_path
from medxfer_gui.atomic import write_atomic
from medxfer_gui.cohorts.build import PartCount, count_parts
from medxfer_gui.cohorts.cohort import PARTS, Cohort
from medxfer_gui.cohorts.records import find_records
from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.forms import options_of
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.evaluation.evaluate import evaluate_run
from medxfer_gui.evaluation.evaluation import Evaluation, Interval
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.roc_band import roc_band
from medxfer_gui.evaluation.store import is_evaluated, read_evaluation, read_run_predictions
from medxfer_gui.export.examples import make_examples
from medxfer_gui.export.numbers import number, percent, span, with_interval
from medxfer_gui.export.pictures import plot_data
from medxfer_gui.export.transfer import compare_runs, transfer_sentence
from medxfer_gui.home import Home
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.plots.confusion import draw_confusion
from medxfer_gui.plots.curves import draw_auc, draw_loss
from medxfer_gui.plots.reliability import draw_reliability
from medxfer_gui.plots.roc import draw_roc
from medxfer_gui.plots.scores import draw_scores
from medxfer_gui.plots.theme import LIGHT, LIGHT_PLOTS
from medxfer_gui.runs.events import EpochFinished, EventFollower, RunFinished, RunStarted
from medxfer_gui.runs.run import Run
from medxfer_gui.sources.catalogue import find_source

TEMPLATE = "report/report.html.j2"
SYNTHETIC = "SYNTHETIC"
STAGES = 4


def write_report(
    run: Run,
    home: Home,
    path: Path,
    *,
    part: str = "test",
    examples: int = 8,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Path:
    """Write the report of ``run`` to ``path``, a self-contained HTML file, and return it.

    Patients stand in it as pseudonyms; names, identifiers, dates of birth and file paths do not.

    Parameters
    ----------
    part
        The part that is reported; it is evaluated first where that was not done yet.
    examples
        Number of example cases with maps.

    Raises
    ------
    MedxferError
        When the run is not trained, the part has no cases, or images are gone.
    """
    if not is_evaluated(run, part):
        evaluate_run(run, home, part, on_event=on_event, cancel=cancel)
    evaluation, predictions, cohort = (
        read_evaluation(run, part),
        read_run_predictions(run, part),
        read_cohort(run.folder),
    )
    with Library(home.library) as library:
        records = find_records(map(str, cohort.uids), library, run.config.dataset.folder)
    _stage(on_event, cancel, 1)
    comparisons = compare_runs(run, home, predictions)
    _stage(on_event, cancel, 2)
    cases = make_examples(
        run, home, predictions, records, evaluation.threshold, examples, on_event=on_event, cancel=cancel
    )
    _stage(on_event, cancel, 3)
    facts = {
        "colours": LIGHT,
        "name": run.name,
        "synthetic": _is_synthetic(records),
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "version": __version__,
        "evaluation": evaluation,
        "summary": _summary(evaluation),
        "metrics": _metric_rows(evaluation),
        "plots": _plots(run, evaluation, predictions),
        "examples": cases,
        "comparisons": comparisons,
        "transfer": transfer_sentence(run.config.recipe.mode, comparisons),
        "counts": _count_rows(cohort),
        "cohort": cohort,
        **_run_facts(run),
    }
    write_atomic(path, _rendered(facts))
    _stage(on_event, cancel, STAGES)
    return path


def _stage(on_event: EventSink, cancel: CancelToken, done: int) -> None:
    cancel.raise_if_cancelled()
    on_event(Progress(done, STAGES, "stages", "Writing the report"))


def _rendered(facts: Mapping[str, Any]) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(number=number, percent=percent, span=span, with_interval=with_interval)
    return environment.from_string(asset_path(TEMPLATE).read_text(encoding="utf-8")).render(facts)


def _is_synthetic(records: Mapping[str, InstanceRecord]) -> bool:
    return any(r.series_description.upper().startswith(SYNTHETIC) for r in records.values())


def _summary(evaluation: Evaluation) -> str:
    what = f"for {evaluation.positive}" if evaluation.positive else f"over {len(evaluation.classes)} classes"
    counted = f"{evaluation.n} {_units(evaluation)} of {evaluation.patients} patients"
    if evaluation.auc.value is None:
        return f"The AUC is not defined on the {evaluation.part} part ({counted}): it holds one class only."
    name = "AUC" if evaluation.positive else "Mean one-vs-rest AUC"
    return f"{name} {what}: {with_interval(evaluation.auc)}, on {counted} of the {evaluation.part} part."


def _units(evaluation: Evaluation) -> str:
    return {"frame": "frames", "series": "series", "study": "studies", "patient": "patients"}[evaluation.level]


def _metric_rows(evaluation: Evaluation) -> list[tuple[str, str, str, str]]:
    """Name, value, 95 % limits and their method."""
    macro = "" if evaluation.positive else ", mean of classes"
    shares: tuple[tuple[str, Interval], ...] = (
        ("Sensitivity" + macro, evaluation.sensitivity),
        ("Specificity" + macro, evaluation.specificity),
        ("Positive predictive value" + macro, evaluation.ppv),
        ("Negative predictive value" + macro, evaluation.npv),
        ("Accuracy", evaluation.accuracy),
        ("Balanced accuracy", evaluation.balanced_accuracy),
    )
    rows = [("AUC" + macro, number(evaluation.auc.value), span(evaluation.auc), evaluation.auc.method)]
    rows += [(name, percent(i.value), span(i, as_percent=True), i.method) for name, i in shares]
    rows.append(("Brier score", number(evaluation.brier.value), span(evaluation.brier), evaluation.brier.method))
    for name, value in (
        ("Average precision" + macro, evaluation.average_precision),
        ("F1 score" + macro, evaluation.f1),
        ("Expected calibration error", evaluation.ece),
    ):
        rows.append((name, number(value), "–", ""))
    return rows


def _plots(run: Run, evaluation: Evaluation, predictions: Predictions) -> dict[str, str]:
    theme = LIGHT_PLOTS
    events = EventFollower(run.events_path).read()
    epochs = _last_of_each_epoch(event for event in events if isinstance(event, EpochFinished))
    best = next((event.best_epoch for event in reversed(events) if isinstance(event, RunFinished)), None)
    head = run.config.recipe.mode == "head"
    band = roc_band(predictions) if evaluation.positive else None
    found = {"roc": plot_data(lambda axes: draw_roc(axes, evaluation, theme, band=band), 380, 350)}
    if evaluation.confusion:
        unit = _units(evaluation)
        found["confusion"] = plot_data(
            lambda axes: draw_confusion(axes, evaluation.confusion, evaluation.classes, theme, unit=unit), 380, 350
        )
    found["reliability"] = plot_data(lambda axes: draw_reliability(axes, evaluation, theme), 380, 350)
    threshold = evaluation.threshold
    found["scores"] = plot_data(lambda axes: draw_scores(axes, predictions, theme, threshold=threshold), 380, 350)
    if epochs:
        found["loss"] = plot_data(lambda axes: draw_loss(axes, epochs, theme, best=best, head=head), 480, 280)
        found["auc"] = plot_data(lambda axes: draw_auc(axes, epochs, theme, best=best, head=head), 480, 280)
    return found


def _last_of_each_epoch(events: Iterable[EpochFinished]) -> list[EpochFinished]:
    """A resumed run repeats the epoch it was stopped in: the last word on each counts."""
    by_number = {event.epoch: event for event in events if math.isfinite(event.train_loss)}
    return [by_number[epoch] for epoch in sorted(by_number)]


def _count_rows(cohort: Cohort) -> list[tuple[str, list[PartCount]]]:
    """For each class its counts in train, validation and test."""
    counts = {(count.part, count.name): count for count in count_parts(cohort)}
    names = cohort.task.classes
    return [(name, [counts.get((part, name), PartCount(part, name, 0, 0)) for part in PARTS]) for name in names]


def _run_facts(run: Run) -> dict[str, Any]:
    config = run.config
    events = EventFollower(run.events_path).read()
    started = next((e for e in reversed(events) if isinstance(e, RunStarted)), None)
    finished = next((e for e in reversed(events) if isinstance(e, RunFinished)), None)
    recipe = [(option.title, getattr(config.recipe, option.name)) for option in options_of(FineTuneRecipe)]
    return {
        "mode": config.recipe.mode,
        "epochs": None if config.recipe.mode == "head" else config.recipe.epochs,
        "source": find_source(config.source.name),
        "own_weights": config.source.weights is not None,
        "recipe": [(title, "yes" if value is True else "no" if value is False else value) for title, value in recipe],
        "preprocessing": config.dataset.preprocessing,
        "seed": config.seed,
        "environment": run.read_json("environment.json"),
        "started": started,
        "finished": finished,
    }
