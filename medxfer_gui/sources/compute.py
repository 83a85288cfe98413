"""Where to compute, and from which seed."""

from __future__ import annotations

import ctypes
import os
import platform
import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from medxfer_gui.config.run import ComputeConfig
from medxfer_gui.errors import MedxferError

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Names of glibc's malloc.h."""


@dataclass(frozen=True, slots=True)
class Compute:
    """A device, and the memory layout that is fast on it (channels_last was 1.4 to 1.9 times faster on CPUs)."""

    device: torch.device
    title: str

    def place(self, network: nn.Module) -> nn.Module:
        """Move a network to the device, in the fast layout."""
        return network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]

    def images(self, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> torch.Tensor:
        """uint8 pixels (B, C, S, S) as float32 in [0, 1] on the device, in the fast layout."""
        batch = torch.from_numpy(pixels).to(self.device, non_blocking=True)
        return batch.to(dtype=torch.float32, memory_format=torch.channels_last).div_(255.0)


def choose_compute(config: ComputeConfig) -> Compute:
    """The device the configuration asks for, with its threads set.

    Raises
    ------
    MedxferError
        When a GPU is asked for and torch finds none.
    """
    torch.set_num_threads(config.threads or os.cpu_count() or 1)
    has_gpu = torch.cuda.is_available()
    if config.device == "cuda" and not has_gpu:
        raise MedxferError("There is no GPU that torch can use.", "Choose the device “auto” or “cpu”.")
    if has_gpu and config.device != "cpu":
        return Compute(torch.device("cuda"), torch.cuda.get_device_name())
    _keep_freed_memory()
    return Compute(torch.device("cpu"), f"CPU, {torch.get_num_threads()} threads")


def seed_everything(*parts: int) -> None:
    """Seed torch, numpy's and Python's global generators from the numbers ``parts`` (run seed, epoch, ...)."""
    seed = int(np.random.SeedSequence(parts).generate_state(1)[0])
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def _keep_freed_memory() -> None:
    """Let glibc keep large blocks that were freed, for the next batch.

    By default it hands them back to the system at once, and every batch pays for the same pages again: half of the
    time of a frozen pass over 160-pixel images was spent there. Costs about 150 MB that stay with the process.
    """
    libc = ctypes.CDLL(None) if platform.system() == "Linux" else None
    if libc is not None and hasattr(libc, "mallopt"):  # musl has none
        libc.mallopt(_M_MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(_M_TRIM_THRESHOLD, (1 << 31) - 1)
