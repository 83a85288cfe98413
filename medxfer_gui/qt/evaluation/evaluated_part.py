"""Everything the evaluation page shows of one part of a run, gathered in the compute process. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from medxfer_gui.cohorts.cohort import PARTS
from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.evaluation import Evaluation
from medxfer_gui.evaluation.predictions import EXTERNAL, Predictions
from medxfer_gui.evaluation.roc_band import RocBand, roc_band
from medxfer_gui.evaluation.store import is_evaluated, read_evaluation, read_run_predictions
from medxfer_gui.home import Home
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.runs.run import Run


@dataclass(frozen=True, slots=True)
class EvaluatedPart:
    """Metrics, the predictions they come from, and where the images are.

    Parameters
    ----------
    run, task, evaluation, predictions
        As stored in the run folder.
    band
        Band of the ROC curve; None unless the task is binary and both classes are there.
    records
        Instances by SOPInstanceUID; images that are gone are not among them.
    parts
        Parts that have cases or were evaluated, in order.
    """

    run: Run
    task: TargetTask
    evaluation: Evaluation
    predictions: Predictions
    band: RocBand | None
    records: Mapping[str, InstanceRecord]
    parts: tuple[str, ...]


def evaluated_part(run: Run, home: Home, part: str, *, on_event: EventSink, cancel: CancelToken) -> EvaluatedPart:
    """Read the stored evaluation of ``part``, or make it where it is missing or of another checkpoint.

    Raises
    ------
    MedxferError
        When the run has no checkpoint, the part has no cases, or images are gone that must be predicted.
    """
    if part in PARTS and not is_evaluated(run, part):
        from medxfer_gui.evaluation.evaluate import evaluate_run  # torch takes seconds: only where it is needed

        evaluate_run(run, home, part, on_event=on_event, cancel=cancel)
    evaluation, predictions = read_evaluation(run, part), read_run_predictions(run, part)
    cancel.raise_if_cancelled()
    with Library(home.library) as library:
        records = library.find_many(predictions.uids.tolist())
    filled = set(read_cohort(run.folder).parts.tolist())
    external = run.evaluation_folder(EXTERNAL) / "evaluation.json"
    return EvaluatedPart(
        run=run,
        task=run.task,
        evaluation=evaluation,
        predictions=predictions,
        band=roc_band(predictions) if run.task.kind == "binary" else None,
        records=records,
        parts=tuple(p for p in PARTS if p in filled) + ((EXTERNAL,) if external.is_file() else ()),
    )


def external_part(
    run: Run, home: Home, dataset: DatasetConfig, *, on_event: EventSink, cancel: CancelToken
) -> EvaluatedPart:
    """Evaluate ``run`` on another labelled folder, and gather what there is to show; raises as `evaluate_external`."""
    from medxfer_gui.evaluation.evaluate import evaluate_external

    with Library(home.library) as library:
        index_folder(dataset.folder, library, on_event=on_event, cancel=cancel)
    evaluate_external(run, home, dataset, on_event=on_event, cancel=cancel)
    return evaluated_part(run, home, EXTERNAL, on_event=on_event, cancel=cancel)
