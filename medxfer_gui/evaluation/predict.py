"""Probabilities of a trained run for frames, pooled to the task's level."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.cohorts.pixel_cache import PixelCache, cached_pixels
from medxfer_gui.cohorts.records import find_records
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predictions import EXTERNAL, Predictions
from medxfer_gui.home import Home
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.runs.run import Run
from medxfer_gui.sources.build import load_network
from medxfer_gui.sources.compute import Compute, choose_compute
from medxfer_gui.sources.network import Network

BATCH = 64

Probabilities = npt.NDArray[np.float64]


def probabilities(logits: torch.Tensor, task: TargetTask) -> torch.Tensor:
    """Probabilities of logits, float64, shape (B, classes): softmax, or for a multi-label task the sigmoid of each.

    Double precision, because float32 rounds confident scores to 1 and makes ties of them.
    """
    exact = logits.double()
    return torch.sigmoid(exact) if task.kind == "multilabel" else torch.softmax(exact, dim=1)


def predict_images(
    network: Network,
    pixels: npt.NDArray[np.uint8],
    indices: npt.NDArray[np.int64],
    compute: Compute,
    *,
    batch_size: int = BATCH,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Probabilities:
    """Probabilities of some images of a pixel cache, float64, shape (len(indices), classes).

    Parameters
    ----------
    network
        In evaluation mode, placed on the device of ``compute``.
    pixels
        uint8, shape (N, 1 or 3, S, S); may be memory-mapped.
    indices
        Positions in ``pixels``, shape (M,).
    """
    found = np.empty((len(indices), len(network.task.classes)))
    with torch.inference_mode():
        for start in range(0, len(indices), batch_size):
            cancel.raise_if_cancelled()
            chosen = indices[start : start + batch_size]
            logits = network(compute.images(np.ascontiguousarray(pixels[chosen])))
            found[start : start + len(chosen)] = probabilities(logits, network.task).cpu().numpy()
            on_event(Progress(start + len(chosen), len(indices), "images", "Predicting"))
    return found


def predict_cohort(
    run: Run,
    cohort: Cohort,
    home: Home,
    part: str,
    *,
    folder: Path | None = None,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Predictions:
    """Predictions of the best checkpoint for one part of a cohort.

    Frames that cannot be decoded are left out; a unit of which none can be is missing from the predictions.

    Parameters
    ----------
    cohort
        The run's own, or another with the same task.
    part
        ``train``, ``validation`` or ``test``; ``external`` takes every frame of the cohort.
    folder
        The indexed folder that holds the images; the run's own when None.

    Raises
    ------
    MedxferError
        When the part has no cases, or images of it are gone or cannot be decoded.
    """
    chosen = np.ones(len(cohort), dtype=bool) if part == EXTERNAL else np.asarray(cohort.parts == part)
    if not chosen.any():
        raise MedxferError(
            "The part {part} has no cases.",
            "Choose another part, or prepare a run with a larger share for it.",
            part=part,
        )
    pixels = _cohort_pixels(run, cohort, home, folder, on_event, cancel)
    indices = np.flatnonzero(chosen & pixels.usable)
    if not len(indices):
        raise MedxferError(
            "No image of the part {part} can be decoded.", "`medxfer check` on the folder says why.", part=part
        )
    compute = choose_compute(run.config.compute)
    network = load_network(run)
    compute.place(network)
    found = predict_images(network, pixels.images, indices, compute, on_event=on_event, cancel=cancel)
    return pool_units(cohort, indices, part, found)


def _cohort_pixels(
    run: Run, cohort: Cohort, home: Home, folder: Path | None, on_event: EventSink, cancel: CancelToken
) -> PixelCache:
    # All frames, not those of one part: the file that training has made is found again.
    dataset = run.config.dataset
    with Library(home.library) as library:
        records = find_records(map(str, cohort.uids), library, folder or dataset.folder)
    return cached_pixels(cohort.keys(), records, dataset.preprocessing, home.cache, on_event=on_event, cancel=cancel)


def pool_units(cohort: Cohort, indices: npt.NDArray[np.int64], part: str, found: Probabilities) -> Predictions:
    """Predictions of units from those of their frames: the mean probability over the frames.

    Parameters
    ----------
    indices
        Positions of the frames in ``cohort``, shape (M,).
    found
        Probabilities of those frames, shape (M, classes).
    """
    units, first, inverse = np.unique(cohort.units()[indices], return_index=True, return_inverse=True)
    by_place = np.argsort(first)  # the order of the cohort: names of units differ from one data folder to the next
    units, first, inverse = units[by_place], first[by_place], np.argsort(by_place)[inverse]
    counts = np.bincount(inverse)
    pooled = np.stack([np.bincount(inverse, weights=column) for column in found.T], axis=1) / counts[:, None]
    column = np.ones(len(units), dtype=np.int64) if cohort.task.kind == "binary" else pooled.argmax(axis=1)
    # Frames by unit, the highest score first: the first of each unit shows it.
    order = np.lexsort((-found[np.arange(len(indices)), column[inverse]], inverse))
    shown = order[np.concatenate([[0], np.cumsum(counts)[:-1]])]
    return Predictions(
        task=cohort.task,
        part=part,
        units=units,
        uids=cohort.uids[indices][shown],
        frames=cohort.frames[indices][shown],
        patients=cohort.patients[indices][first],
        targets=cohort.targets[indices][first],
        probabilities=pooled,
    )
