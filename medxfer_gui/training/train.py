"""Training a prepared run in this process, from its folder alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch

from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.cohorts.pixel_cache import PixelCache, cached_pixels
from medxfer_gui.cohorts.records import find_records
from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.run import RunConfig
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, Cancelled, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.checkpoint import save_checkpoint
from medxfer_gui.runs.events import EpochFinished, FramesLeftOut, RunFinished, RunStarted, RunStopped
from medxfer_gui.runs.run import Run, RunCancel, own_identity
from medxfer_gui.runs.state import Status
from medxfer_gui.sources.build import build_network, weights_fingerprint
from medxfer_gui.sources.compute import Compute, choose_compute, seed_everything
from medxfer_gui.sources.network import Network
from medxfer_gui.training.feature_cache import cached_features
from medxfer_gui.training.fine_tune import FineTuner, TrainingData
from medxfer_gui.training.head import STRENGTHS, HeadStep, choose_step, fit_heads, put_head
from medxfer_gui.training.launch import require_resumable
from medxfer_gui.training.recorder import RunRecorder

KEPT = "the strongest penalty within one standard error of the lowest validation loss is kept"
"""Why head mode ends, and which of its steps it keeps; see `choose_step`."""


@dataclass(frozen=True, slots=True)
class TrainResult:
    """How training ended: the epoch that is kept, wall seconds of this call, training images a second."""

    run: Run
    best_epoch: int
    seconds: float
    images_per_second: float
    reason: str


def train_run(run: Run, home: Home, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> TrainResult:
    """Train ``run``, or go on where it was stopped.

    The run's folder receives events, state and the checkpoints ``best`` and ``last``. ``cancel`` and a stop asked
    for through the folder both end it after the batch, with a checkpoint.

    Raises
    ------
    Cancelled
        After a stop; the state is then ``cancelled``.
    MedxferError
        When it cannot be trained; the state is then ``failed`` and says why.
    """
    require_resumable(run)
    run.mend_events()
    recorder = RunRecorder(run, run.state(), on_event)
    recorder.update(status="running", **own_identity(), started=time.time(), message="", hint="")
    with _told_how_it_ended(run, recorder):
        trainer = _Trainer(run, home, recorder, RunCancel(run, cancel))
        result = trainer.train()
        recorder(RunFinished(result.best_epoch, result.seconds, result.images_per_second, result.reason))
        recorder.update(status="finished", best_epoch=result.best_epoch)
    return result


@contextmanager
def _told_how_it_ended(run: Run, recorder: RunRecorder) -> Iterator[None]:
    """Write into the folder how training ended when it did not end by itself."""

    def stop(status: Status, message: str, hint: str) -> None:
        recorder(RunStopped(status, message, hint))
        recorder.update(status=status, message=message, hint=hint)

    try:
        yield
    except (Cancelled, KeyboardInterrupt):
        run.clear_cancel()
        stop("cancelled", "Stopped on request.", "Resume goes on from here.")
        raise Cancelled from None
    except MedxferError as error:
        stop("failed", error.text, error.hint_text)
        raise
    except (MemoryError, torch.OutOfMemoryError) as error:
        stop("failed", "There was not enough memory.", "Choose a smaller batch size or image size.")
        raise MedxferError("There was not enough memory.", "Choose a smaller batch size or image size.") from error
    except OSError as error:
        stop("failed", f"The disk failed: {error.strerror or error}.", "Check the free space and your access rights.")
        raise
    except BaseException as error:
        stop(
            "failed",
            f"Training ended with an internal error: {type(error).__name__}.",
            "worker.log in the run folder has the details.",
        )
        raise


class _Trainer:
    """The steps of one training, with what they share."""

    def __init__(self, run: Run, home: Home, recorder: RunRecorder, cancel: RunCancel) -> None:
        self._run = run
        self._home = home
        self._recorder = recorder
        self._cancel = cancel
        self._config: RunConfig = run.config
        self._cohort: Cohort = read_cohort(run.folder)
        self._compute: Compute = choose_compute(self._config.compute)

    def train(self) -> TrainResult:
        started = time.perf_counter()
        pixels = self._pixels()
        seed_everything(self._config.seed)
        mode = self._config.recipe.mode
        network = build_network(self._config.source, self._cohort.task, pretrained=mode != "scratch")
        self._compute.place(network)
        train, validation = (self._usable(pixels, part) for part in ("train", "validation"))
        data = TrainingData(pixels.images, self._cohort.targets, train, validation)
        best, speed, reason = self._head(network, pixels, data) if mode == "head" else self._whole(network, data)
        return TrainResult(self._run, best, time.perf_counter() - started, speed, reason)

    def _pixels(self) -> PixelCache:
        keys = self._cohort.keys()
        with Library(self._home.library) as library:
            records = find_records([key.uid for key in keys], library, self._config.dataset.folder)
        preprocessing = self._config.dataset.preprocessing
        pixels = cached_pixels(
            keys, records, preprocessing, self._home.cache, on_event=self._recorder, cancel=self._cancel
        )
        if pixels.failed:
            key, reason = pixels.failed[0]
            self._recorder(FramesLeftOut(len(pixels.failed), key.uid, reason))
        return pixels

    def _usable(self, pixels: PixelCache, part: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        rows = np.flatnonzero((self._cohort.parts == part) & pixels.usable)
        if not len(rows):
            raise MedxferError(
                "The {part} part has no image that can be decoded.",
                "`medxfer check` on the folder says why.",
                part=part,
            )
        return rows

    def _started(self, epochs: int, resumed_at: int) -> None:
        counts = {part: int((self._cohort.parts == part).sum()) for part in ("train", "validation", "test")}
        config = self._config
        self._recorder(
            RunStarted(config.recipe.mode, config.source.name, self._compute.title, epochs, counts, resumed_at)
        )

    def _head(self, network: Network, pixels: PixelCache, data: TrainingData) -> tuple[int, float, str]:
        self._started(len(STRENGTHS), 0)
        started = time.perf_counter()
        network.eval()
        fingerprint = weights_fingerprint(self._config.source)
        features = cached_features(
            network, fingerprint, pixels, self._home.cache, self._compute, on_event=self._recorder, cancel=self._cancel
        )
        steps: list[HeadStep] = []
        for step in fit_heads(
            features[data.train], data.targets[data.train], features[data.validation], data.targets[data.validation],
            network.task, balance=self._config.recipe.balance, cancel=self._cancel,
        ):  # fmt: skip
            steps.append(step)
            self._recorder(_epoch_of(step, len(steps), choose_step(steps) == len(steps) - 1))
        chosen = choose_step(steps)
        seconds = time.perf_counter() - started
        put_head(network, steps[chosen])
        facts = {"epoch": chosen + 1, "l2_strength": steps[chosen].strength, "auc": steps[chosen].validation.auc}
        for name in ("best", "last"):
            save_checkpoint(self._run.checkpoints, name, network.state_dict(), facts)
        return chosen + 1, len(features) / seconds, KEPT

    def _whole(self, network: Network, data: TrainingData) -> tuple[int, float, str]:
        recipe = self._config.recipe
        tuner = FineTuner(network, data, recipe, self._compute, self._config.seed, self._run.checkpoints)
        tuner.restore()
        self._started(recipe.epochs, tuner.position.epoch)
        reason = tuner.train(on_event=self._recorder, cancel=self._cancel)
        speed = tuner.position.images_seen / max(tuner.position.seconds, 1e-9)
        return tuner.position.best_epoch, speed, reason


def _epoch_of(step: HeadStep, number: int, best: bool) -> EpochFinished:
    judged = step.validation
    return EpochFinished(
        number, len(STRENGTHS), step.train_loss, judged.loss, judged.auc, judged.auc_low, judged.auc_high,
        0.0, step.seconds, best, f"L2 {step.strength:.3g}",
    )  # fmt: skip
