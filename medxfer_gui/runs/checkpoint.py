"""Tensors and facts at one epoch. Tensors are safetensors, facts are JSON: nothing is ever unpickled."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medxfer_gui.atomic import replacing, write_atomic
from medxfer_gui.errors import MedxferError

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Tensors by name, and JSON facts (epoch, metrics, and what the writer needs to go on)."""

    tensors: dict[str, torch.Tensor]
    facts: dict[str, Any]


def save_checkpoint(folder: Path, name: str, tensors: Mapping[str, torch.Tensor], facts: Mapping[str, Any]) -> None:
    """Write ``<name>.safetensors`` and ``<name>.json``; a reader sees the old pair or the new one, never a mix.

    The facts carry the hash of the tensors they belong to, and travel inside the tensor file as well, so that a kill
    between the two writes leaves a usable pair.
    """
    from safetensors.torch import save_file

    text = json.dumps(dict(facts), indent=2, allow_nan=False)
    with replacing(folder / f"{name}.safetensors") as temporary, _as_os_error():
        save_file(
            {key: tensor.detach().cpu().contiguous() for key, tensor in tensors.items()}, temporary, {"facts": text}
        )
    write_atomic(folder / f"{name}.json", text)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """safetensors has an error of its own for a full disk."""
    from safetensors import SafetensorError

    try:
        yield
    except SafetensorError as error:
        raise OSError(errno.ENOSPC, str(error)) from error


def load_checkpoint(folder: Path, name: str) -> Checkpoint:
    """Read the checkpoint ``name``.

    Raises
    ------
    MedxferError
        When there is none or it is damaged.
    """
    from safetensors import SafetensorError, safe_open

    path = folder / f"{name}.safetensors"
    if not path.is_file():
        raise MedxferError("The run has no checkpoint “{name}” yet.", "Train it first, or resume it.", name=name)
    try:
        with safe_open(path, framework="pt") as file:
            facts = json.loads((file.metadata() or {}).get("facts", "{}"))
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - not a mapping
    except (SafetensorError, OSError, ValueError) as error:
        raise MedxferError(
            "The checkpoint {path} is damaged: {reason}.", "Resume or repeat the run.", path=path, reason=error
        ) from None
    return Checkpoint(tensors, facts)


def has_checkpoint(folder: Path, name: str) -> bool:
    """Whether a checkpoint of that name was written."""
    return (folder / f"{name}.safetensors").is_file()


def checkpoint_hash(folder: Path, name: str) -> str:
    """Short hash of the checkpoint file: predictions carry it to say which weights made them."""
    digest = hashlib.sha256()
    with (folder / f"{name}.safetensors").open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:16]
