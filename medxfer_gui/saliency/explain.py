"""Saliency maps of frames for a trained run."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from medxfer_gui.cohorts.preprocessing import training_image
from medxfer_gui.cohorts.records import find_records
from medxfer_gui.config.run import RunConfig
from medxfer_gui.config.task import TargetTask
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.predict import probabilities
from medxfer_gui.evaluation.store import best_checkpoint
from medxfer_gui.home import Home
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.runs.run import Run
from medxfer_gui.saliency.methods import MANY_PASSES, Method, find_method
from medxfer_gui.saliency.native import to_native
from medxfer_gui.saliency.saliency_map import COARSE, FEWEST_CELLS, TRUSTED, SaliencyMap
from medxfer_gui.saliency.trust import random_networks, trust_of
from medxfer_gui.sources.build import load_network
from medxfer_gui.sources.compute import Compute, choose_compute
from medxfer_gui.sources.network import Network

_ONE_AT_A_TIME = threading.Lock()

FrameItem = FrameKey | tuple[InstanceRecord, int]
"""A frame of the run's own folder, or of any instance."""


def explain_frames(
    run: Run,
    home: Home,
    items: Sequence[FrameItem],
    *,
    method: str = "gradcam",
    class_name: str | None = None,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> list[SaliencyMap]:
    """Explain frames with the run's best checkpoint, in the order of ``items``.

    Parameters
    ----------
    items
        Frames of the run's own folder by key, or any frame as (record, frame number from 0).
    method
        A name of `METHODS`.
    class_name
        The class to explain; None: the positive class of a binary task, else the most probable class of each frame.

    Raises
    ------
    MedxferError
        When the method or class is unknown, the network has no spatial layer, or a frame cannot be decoded.
    """
    function = find_method(method)
    column = _column(run.task, class_name)
    found = _records(run, home, items)
    maps = []
    # Methods hang hooks into the networks: one explanation at a time.
    with _ONE_AT_A_TIME:
        explainer = _Explainer(run, function, method)
        for done, (record, number) in enumerate(found):
            cancel.raise_if_cancelled()
            on_event(Progress(done, len(found), "frames", "Explaining"))
            frame = load_frame(record, number)
            maps.append(explainer.explain(frame, FrameKey(record.sop_instance_uid, number), column))
    on_event(Progress(len(found), len(found), "frames", "Explaining"))
    return maps


@dataclass(frozen=True, slots=True)
class _Networks:
    """The trained network of a run and random ones of its architecture, placed where to compute."""

    compute: Compute
    trained: Network
    randomised: tuple[Network, ...]


# Cases are explained one by one as somebody clicks through them: the networks are kept for the next click.
@lru_cache(maxsize=1)
def _networks(folder: Path, checkpoint: str) -> _Networks:
    run = Run(folder)
    config = run.config
    compute = choose_compute(config.compute)
    trained = load_network(run)
    others = random_networks(config.source, run.task, config.dataset.preprocessing.size)
    for network in (trained, *others):
        compute.place(network)
        network.eval().requires_grad_(False)
    return _Networks(compute, trained, tuple(others))


class _Explainer:
    """Explains frame by frame with the networks of one run."""

    def __init__(self, run: Run, function: Method, method: str) -> None:
        self._config: RunConfig = run.config
        self._task = run.task
        self._function = function
        self._method = method
        networks = _networks(run.folder, best_checkpoint(run))
        self._compute = networks.compute
        self._network = networks.trained
        self._random = networks.randomised[: 1 if method in MANY_PASSES else None]

    def explain(self, frame: Frame, key: FrameKey, column: int | None) -> SaliencyMap:
        pixels = training_image(frame, self._config.dataset.preprocessing)[None]
        with torch.no_grad():
            scores = probabilities(self._network(self._compute.images(pixels)), self._task)[0]
        chosen = int(scores.argmax()) if column is None else column
        own, *randomised = (self._map(network, pixels, chosen) for network in (self._network, *self._random))
        trust, note = trust_of(own, randomised)
        if trust >= TRUSTED and min(own.shape) < FEWEST_CELLS:
            note = COARSE
        grid = own.cpu().numpy().astype(np.float32)
        return SaliencyMap(
            key=key,
            class_name=self._task.classes[chosen],
            probability=float(scores[chosen]),
            method=self._method,
            values=to_native(_scaled(grid), frame, self._config.dataset.preprocessing),
            map_size=(grid.shape[0], grid.shape[1]),
            trust=trust,
            trust_note=note,
        )

    def _map(self, network: Network, pixels: npt.NDArray[np.uint8], chosen: int) -> Tensor:
        # Without gradients of the weights; captum needs those of the images, and no inference mode.
        images = self._compute.images(pixels).requires_grad_(True)
        classes = torch.full((1,), chosen, device=images.device)
        return self._function(network, images, classes)[0].detach()


def _scaled(grid: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    highest = float(grid.max(initial=0.0))
    if not np.isfinite(grid).all() or highest <= 0:
        return np.zeros_like(grid)
    return np.asarray(np.clip(grid / np.float32(highest), 0.0, 1.0), dtype=np.float32)


def _column(task: TargetTask, class_name: str | None) -> int | None:
    if class_name is None:
        return 1 if task.kind == "binary" else None
    if class_name not in task.classes:
        raise MedxferError(
            "The run has no class “{name}”.", "Choose one of: {names}.", name=class_name, names=", ".join(task.classes)
        )
    return task.classes.index(class_name)


def _records(run: Run, home: Home, items: Sequence[FrameItem]) -> list[tuple[InstanceRecord, int]]:
    uids = [item.uid for item in items if isinstance(item, FrameKey)]
    known: dict[str, InstanceRecord] = {}
    if uids:
        with Library(home.library) as library:
            known = find_records(uids, library, run.config.dataset.folder)
    return [(known[item.uid], item.frame) if isinstance(item, FrameKey) else item for item in items]
