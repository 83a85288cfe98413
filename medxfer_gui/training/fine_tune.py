"""Training the whole network: from the source weights (full) or from a random start (scratch)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.operation import NEVER, Cancelled, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.checkpoint import has_checkpoint, load_checkpoint, save_checkpoint
from medxfer_gui.runs.events import BatchFinished, EpochFinished
from medxfer_gui.sources.compute import Compute, seed_everything
from medxfer_gui.sources.network import Network
from medxfer_gui.training.augmentation import augment_mildly
from medxfer_gui.training.losses import Targets, class_weights, make_loss
from medxfer_gui.training.optimiser import make_optimiser, optimiser_tensors, restore_optimiser, set_rates
from medxfer_gui.training.validation import Validation, as_tensor, validate

SAVE_SECONDS = 60.0
"""Longest stretch of work that a killed worker loses."""
VALIDATION_BATCH = 64


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Images of all parts, uint8 (N, C, S, S), their targets, and which rows train and which validate."""

    images: npt.NDArray[np.uint8]
    targets: Targets
    train: npt.NDArray[np.int64]
    validation: npt.NDArray[np.int64]


@dataclass(slots=True)
class Position:
    """Where training stands; a checkpoint holds it, so that resuming goes on at the very next batch."""

    epoch: int = 0
    batch: int = 0
    best_epoch: int = 0
    best_loss: float = float("inf")
    loss_sum: float = 0.0
    images_seen: int = 0
    seconds: float = 0.0

    def facts(self) -> dict[str, object]:
        """As JSON; an infinite best loss is None."""
        best = self.best_loss if np.isfinite(self.best_loss) else None
        return {name: getattr(self, name) for name in self.__slots__} | {"best_loss": best}

    @classmethod
    def from_facts(cls, facts: dict[str, object]) -> Position:
        """Back from `facts`."""
        values = {name: facts[name] for name in cls.__slots__ if name in facts}
        values["best_loss"] = float("inf") if values["best_loss"] is None else values["best_loss"]
        return cls(**values)  # type: ignore[arg-type]


class FineTuner:
    """One training of the whole network, epoch by epoch, always able to stop and go on.

    Parameters
    ----------
    network
        On the device of ``compute`` already.
    data, recipe, compute
        What to learn from, how, and where.
    seed
        Order of images, augmentation and dropout of every epoch follow from it.
    checkpoints
        Folder that receives ``best`` and ``last``.
    """

    def __init__(
        self,
        network: Network,
        data: TrainingData,
        recipe: FineTuneRecipe,
        compute: Compute,
        seed: int,
        checkpoints: Path,
    ) -> None:
        self.position = Position()
        self._network = network
        self._data = data
        self._recipe = recipe
        self._compute = compute
        self._seed = seed
        self._checkpoints = checkpoints
        self._optimiser = make_optimiser(network, recipe)
        weights = class_weights(data.targets[data.train], network.task) if recipe.balance else None
        self._loss = make_loss(network.task, weights).to(compute.device)
        self._targets = as_tensor(data.targets)
        self._saved = time.monotonic()

    @property
    def batches(self) -> int:
        """Steps an epoch. A last batch of one image is left out: batch normalisation needs two."""
        whole, rest = divmod(len(self._data.train), self._recipe.batch_size)
        return max(whole + (rest > 1), 1)

    def restore(self) -> bool:
        """Go on from the checkpoint ``last`` if there is one; whether there was."""
        if not has_checkpoint(self._checkpoints, "last"):
            return False
        checkpoint = load_checkpoint(self._checkpoints, "last")
        tensors = dict(checkpoint.tensors)
        random_state = tensors.pop("random_state")
        restore_optimiser(self._optimiser, tensors)
        self._network.load_state_dict({k: v for k, v in tensors.items() if not k.startswith("optimiser.")})
        torch.set_rng_state(random_state)
        self.position = Position.from_facts(checkpoint.facts)
        return True

    def train(self, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> str:
        """Train to the end; why it ended, in words.

        Raises
        ------
        Cancelled
            After the checkpoint ``last`` was written.
        """
        while self.position.epoch < self._recipe.epochs:
            self._train_epoch(on_event, cancel)
            self._finish_epoch(on_event)
            waited = self.position.epoch - self.position.best_epoch
            if 0 < self._recipe.patience <= waited:
                return f"no better for {waited} epochs"
        return "all epochs"

    def predict(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Logits of the images in ``rows``, shape (len(rows), classes)."""
        self._network.eval()
        with torch.inference_mode():
            found = [
                self._network(self._compute.images(self._data.images[rows[i : i + VALIDATION_BATCH]])).double().cpu()
                for i in range(0, len(rows), VALIDATION_BATCH)
            ]
        return torch.cat(found).numpy()

    def _train_epoch(self, on_event: EventSink, cancel: CancelToken) -> None:
        place = self.position
        order = np.random.default_rng([self._seed, place.epoch]).permutation(self._data.train)
        if place.batch == 0:
            seed_everything(self._seed, place.epoch)
            place.loss_sum = 0.0
        self._network.train()
        clock = _Clock(place.seconds)
        for batch, rows in self._batches_from(order, place.batch):
            loss = self._step(rows)
            place.loss_sum += loss
            place.images_seen += len(rows)
            place.batch = batch + 1
            place.seconds = clock.seconds()
            on_event(self._batch_event(loss))
            if cancel.cancelled:
                self._save_last()
                raise Cancelled
            if time.monotonic() - self._saved > SAVE_SECONDS:
                self._save_last()

    def _batches_from(self, order: npt.NDArray[np.int64], first: int) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
        size = self._recipe.batch_size
        for batch in range(first, self.batches):
            yield batch, order[batch * size : (batch + 1) * size]

    def _step(self, rows: npt.NDArray[np.int64]) -> float:
        images = self._compute.images(self._data.images[rows])
        targets = self._targets[torch.from_numpy(rows)].to(self._compute.device)
        if self._recipe.augment == "mild":
            images = augment_mildly(images)
        set_rates(self._optimiser, self._step_number(), self._recipe.epochs * self.batches)
        self._optimiser.zero_grad(set_to_none=True)
        loss: Tensor = self._loss(self._network(images), targets)
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimiser.step()
        return float(loss.detach())

    def _step_number(self) -> int:
        return self.position.epoch * self.batches + self.position.batch

    def _batch_event(self, loss: float) -> BatchFinished:
        place = self.position
        done = place.epoch * self.batches + place.batch
        left = place.seconds / max(done, 1) * (self._recipe.epochs * self.batches - done)
        speed = place.images_seen / max(place.seconds, 1e-9)
        return BatchFinished(place.epoch + 1, place.batch, self.batches, loss, speed, left)

    def _finish_epoch(self, on_event: EventSink) -> None:
        place, started = self.position, time.perf_counter()
        judged = self._judge()
        train_loss = place.loss_sum / self.batches
        best = judged.loss < place.best_loss
        place.epoch, place.batch = place.epoch + 1, 0
        if best:
            place.best_epoch, place.best_loss = place.epoch, judged.loss
            # No wall time among the facts: equal runs write equal files.
            facts = {"epoch": place.epoch, "loss": judged.loss, "auc": judged.auc}
            save_checkpoint(self._checkpoints, "best", self._network.state_dict(), facts)
        self._save_last()
        on_event(
            EpochFinished(
                place.epoch, self._recipe.epochs, train_loss, judged.loss, judged.auc, judged.auc_low, judged.auc_high,
                max(group["lr"] for group in self._optimiser.param_groups), time.perf_counter() - started, best,
            )
        )  # fmt: skip

    def _judge(self) -> Validation:
        rows = self._data.validation
        return validate(self.predict(rows), self._data.targets[rows], self._network.task)

    def _save_last(self) -> None:
        tensors = dict(self._network.state_dict()) | optimiser_tensors(self._optimiser)
        tensors["random_state"] = torch.get_rng_state()
        save_checkpoint(self._checkpoints, "last", tensors, self.position.facts())
        self._saved = time.monotonic()


class _Clock:
    """Seconds spent training, going on from those of before."""

    def __init__(self, before: float) -> None:
        self._started = time.perf_counter() - before

    def seconds(self) -> float:
        return time.perf_counter() - self._started
