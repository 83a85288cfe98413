"""Reading weights of others: tensors only, checked before anything is built from them."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from medxfer_gui.errors import MedxferError

_WRAPPERS = ("state_dict", "model_state_dict", "model", "net", "network")
_PREFIXES = ("module.", "model.", "backbone.", "body.")


def read_state_dict(path: Path) -> dict[str, torch.Tensor]:
    """Tensors by name from a safetensors file or a state dict saved by torch.

    Code in the file is never run: a pickle that holds anything but tensors and plain values is refused. Wrappers
    (``{"state_dict": ...}``) and common prefixes (``module.``) are taken off.

    Raises
    ------
    MedxferError
        When the file is missing, damaged, or holds something other than a state dict.
    """
    if not path.is_file():
        raise MedxferError("There is no weights file {path}.", "Check the name.", path=path)
    tensors = _unwrapped(_load(path), path)
    for prefix in _PREFIXES:
        if all(key.startswith(prefix) for key in tensors):
            tensors = {key.removeprefix(prefix): tensor for key, tensor in tensors.items()}
    return tensors


def _load(path: Path) -> Any:
    if path.suffix == ".safetensors":
        try:
            return load_file(path)
        except (SafetensorError, OSError) as error:
            raise _damaged(path, error) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch remarks on foreign pickle protocols before it refuses them
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError:
        raise MedxferError(
            "{path} holds more than tensors and was refused before any of it ran.",
            "Save it as safetensors, or as a plain state dict, from a program you trust.",
            path=path,
        ) from None
    except (RuntimeError, EOFError, OSError, ValueError, KeyError) as error:
        raise _damaged(path, error) from None


def _wrapped(content: Mapping[Any, Any]) -> Mapping[Any, Any] | None:
    return next((content[name] for name in _WRAPPERS if isinstance(content.get(name), Mapping)), None)


def _damaged(path: Path, error: Exception) -> MedxferError:
    reason = str(error).splitlines()[0].split(". ")[0] if str(error) else type(error).__name__
    return MedxferError(
        "{path} cannot be read as weights: {reason}.",
        "The file may be cut off; copy it again.",
        path=path,
        reason=reason,
    )


def _unwrapped(content: Any, path: Path) -> dict[str, torch.Tensor]:
    while isinstance(content, Mapping) and (inner := _wrapped(content)) is not None:
        content = inner
    tensors = {k: v for k, v in content.items() if isinstance(v, torch.Tensor)} if isinstance(content, Mapping) else {}
    if not tensors:
        raise MedxferError(
            "{path} holds no state dict.", "Give a safetensors file or a saved `model.state_dict()`.", path=path
        )
    return tensors
