"""Example cases of a report: the most confident wrong and right decisions, with their maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.pixels import to_display
from medxfer_gui.evaluation.metrics import with_labels
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.export.pictures import image_data
from medxfer_gui.home import Home
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.runs.run import Run
from medxfer_gui.saliency.explain import explain_frames
from medxfer_gui.saliency.overlay import blend

SIDE = 300
"""Longest side of an example picture, in pixels."""


@dataclass(frozen=True, slots=True)
class Example:
    """One case for the report; pictures are data addresses."""

    patient: str
    truth: str
    decision: str
    probability: float
    right: bool
    image: str
    overlay: str
    trust: float
    trust_note: str
    map_size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Case:
    at: int
    decided: int
    right: bool


def make_examples(
    run: Run,
    home: Home,
    predictions: Predictions,
    records: Mapping[str, InstanceRecord],
    threshold: float | None,
    count: int,
    *,
    on_event: EventSink,
    cancel: CancelToken,
) -> list[Example]:
    """Up to ``count`` examples: half the most confident wrong decisions, filled up with the most confident right ones.

    The map of each shows what spoke for the class that was decided on. Multi-label tasks have no single decision and
    get none.
    """
    labelled = with_labels(predictions)
    if labelled.task.kind == "multilabel" or not len(labelled):
        return []
    cases = _choose(labelled, threshold, count)
    found: dict[int, Example] = {}
    for decided in sorted({case.decided for case in cases}):
        own = [case for case in cases if case.decided == decided]
        items = [(records[str(labelled.uids[c.at])], int(labelled.frames[c.at])) for c in own]
        name = labelled.task.classes[decided]
        maps = explain_frames(run, home, items, class_name=name, on_event=on_event, cancel=cancel)
        for case, (record, frame), saliency in zip(own, items, maps, strict=True):
            display = to_display(load_frame(record, frame))
            found[case.at] = Example(
                patient=str(labelled.patients[case.at]),
                truth=labelled.task.classes[int(labelled.targets[case.at])],
                decision=name,
                probability=float(labelled.probabilities[case.at, decided]),
                right=case.right,
                image=image_data(display, SIDE),
                overlay=image_data(blend(display, saliency.values), SIDE),
                trust=saliency.trust,
                trust_note=saliency.trust_note,
                map_size=saliency.map_size,
            )
    return [found[case.at] for case in cases]


def _choose(predictions: Predictions, threshold: float | None, count: int) -> list[_Case]:
    decided, margin = _decisions(predictions, threshold)
    right = decided == predictions.targets
    order = np.argsort(-margin, kind="stable")
    wrong = [int(i) for i in order if not right[i]]
    hits = [int(i) for i in order if right[i]]
    # Of the right ones each class in turn, so that both kinds of certainty are seen.
    by_class = [[i for i in hits if decided[i] == c] for c in range(len(predictions.task.classes))]
    turns = [i for rank in range(len(hits)) for own in by_class for i in own[rank : rank + 1]]
    some_wrong = wrong[: max(count // 2, count - len(hits))]
    chosen = [*some_wrong, *turns[: count - len(some_wrong)]]
    return [_Case(i, int(decided[i]), bool(right[i])) for i in chosen]


def _decisions(
    predictions: Predictions, threshold: float | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The class decided on, and how far from the other decision, shape (N,) each."""
    found = predictions.probabilities
    if predictions.task.kind == "binary" and threshold is not None:
        score = found[:, 1]
        decided = (score >= threshold).astype(np.int64)
        # As a share of the way to certainty on the side decided on, so that both sides compare.
        room = np.where(decided == 1, 1 - threshold, threshold)
        return decided, np.abs(score - threshold) / np.maximum(room, 1e-9)
    ranked = np.sort(found, axis=1)
    return found.argmax(axis=1).astype(np.int64), ranked[:, -1] - ranked[:, -2]
