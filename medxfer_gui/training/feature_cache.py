"""Features of the frozen network, computed once and kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from medxfer_gui.atomic import replacing
from medxfer_gui.cohorts.pixel_cache import PixelCache
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event
from medxfer_gui.sources.compute import Compute
from medxfer_gui.sources.network import Network

BLOCK = 512
"""Images a file; a stopped pass goes on at the first block that is missing."""
BATCH = 64
VERSION = "1"


def cached_features(
    network: Network,
    fingerprint: str,
    pixels: PixelCache,
    cache: Path,
    compute: Compute,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> npt.NDArray[np.float32]:
    """Feature vectors of every image of ``pixels``, shape (N, F), computed where they are not in ``cache`` yet.

    Parameters
    ----------
    network
        In evaluation mode, placed on the device of ``compute``.
    fingerprint
        Identity of the network's weights (`sources.build.weights_fingerprint`).
    """
    images = pixels.images
    key = hashlib.sha256(f"{VERSION}|{pixels.key}|{fingerprint}|{compute.device.type}".encode()).hexdigest()[:32]
    blocks = []
    for start in range(0, len(images), BLOCK):
        on_event(Progress(start, len(images), "images", "Computing features"))
        path = cache / "features" / key / f"{start:08}.npy"
        block = _read_block(path, min(BLOCK, len(images) - start))
        if block is None:
            block = _compute_block(network, images, start, compute, on_event, cancel)
            with replacing(path) as temporary, temporary.open("wb") as file:
                np.save(file, block)
        blocks.append(block)
    on_event(Progress(len(images), len(images), "images", "Computing features"))
    return np.concatenate(blocks)


def _read_block(path: Path, rows: int) -> npt.NDArray[np.float32] | None:
    try:
        block = np.load(path, allow_pickle=False)
    except (OSError, ValueError):
        return None
    return block if len(block) == rows else None


def _compute_block(
    network: Network,
    images: npt.NDArray[np.uint8],
    start: int,
    compute: Compute,
    on_event: EventSink,
    cancel: CancelToken,
) -> npt.NDArray[np.float32]:
    found = []
    with torch.inference_mode():
        for first in range(start, min(start + BLOCK, len(images)), BATCH):
            cancel.raise_if_cancelled()
            batch = compute.images(np.array(images[first : min(first + BATCH, start + BLOCK)]))
            found.append(network.features(batch).float().cpu().numpy())
            on_event(Progress(first, len(images), "images", "Computing features"))
    return np.concatenate(found)
