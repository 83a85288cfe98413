"""Images a second of ``full`` mode beside a bare PyTorch loop: same network, batch, size and tensors, in turns.

    python tests/benchmarks/full_mode.py [--images 256] [--size 128] [--batch 16] [--rounds 5]

The bare loop is what PyTorch itself needs: forward, loss, backward, AdamW, nothing else. Ours trains an epoch with
events, schedule and, in the second row, augmentation. Rounds alternate, so that other programs hit both alike; the
ratio is that of the medians. Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

import medxfer_gui  # noqa: F401 - sets how OpenMP threads wait, before torch is imported
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import ComputeConfig, SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.operation import NEVER
from medxfer_gui.sources.build import build_network
from medxfer_gui.sources.compute import choose_compute
from medxfer_gui.training.fine_tune import FineTuner, TrainingData

TASK = TargetTask(kind="binary", classes=("a", "b"))


def new_network(compute):
    return compute.place(build_network(SourceChoice(), TASK, pretrained=True))


class BareLoop:
    def __init__(self, compute, images, targets, batch):
        self.network = new_network(compute).train()
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=1e-4, foreach=True)
        self.images, self.targets, self.batch, self.compute = images, torch.from_numpy(targets), batch, compute

    def epoch(self):
        for start in range(0, len(self.images), self.batch):
            rows = slice(start, start + self.batch)
            batch = self.compute.images(self.images[rows])
            self.optimiser.zero_grad(set_to_none=True)
            loss = torch.nn.functional.cross_entropy(self.network(batch), self.targets[rows].to(self.compute.device))
            loss.backward()
            self.optimiser.step()
        float(loss.detach())


class Ours:
    def __init__(self, compute, images, targets, batch, augment, folder, epochs):
        recipe = FineTuneRecipe(mode="full", epochs=epochs, batch_size=batch, augment=augment)
        rows = np.arange(len(images))
        data = TrainingData(images, targets, rows, rows[:batch])
        self.tuner = FineTuner(new_network(compute), data, recipe, compute, 0, folder)
        self.events = []

    def epoch(self):
        self.tuner._train_epoch(self.events.append, NEVER)
        self.tuner.position.epoch, self.tuner.position.batch = self.tuner.position.epoch + 1, 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=256)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    compute = choose_compute(ComputeConfig())
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (given.images, 1, given.size, given.size), dtype=np.uint8)
    targets = rng.integers(0, 2, given.images)
    with tempfile.TemporaryDirectory() as folder:
        epochs = given.rounds + 1
        loops = {
            "bare loop": BareLoop(compute, images, targets, given.batch),
            "ours, no augmentation": Ours(compute, images, targets, given.batch, "none", Path(folder) / "a", epochs),
            "ours, mild augmentation": Ours(compute, images, targets, given.batch, "mild", Path(folder) / "b", epochs),
        }
        seconds = {name: [] for name in loops}
        for turn in range(given.rounds + 1):
            for name, loop in loops.items():
                started = time.perf_counter()
                loop.epoch()
                if turn:  # the first is to warm up
                    seconds[name].append(time.perf_counter() - started)
    speeds = {name: given.images / statistics.median(times) for name, times in seconds.items()}
    print(f"{'':26}{'images/s':>10}{'ratio':>8}   ({compute.title}, {given.size} px, batch {given.batch})")
    for name, speed in speeds.items():
        print(f"{name:26}{speed:10.1f}{speed / speeds['bare loop']:8.2f}")
    print(json.dumps({"benchmark": "full_mode", "device": compute.title, "images_per_second": speeds}))


if __name__ == "__main__":
    main()
