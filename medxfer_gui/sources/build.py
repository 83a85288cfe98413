"""Building a network from a source model: architecture, weights, new head."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from medxfer_gui.config.run import SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.runs.checkpoint import load_checkpoint
from medxfer_gui.runs.run import Run
from medxfer_gui.sources.catalogue import SourceModel, find_source, no_weights
from medxfer_gui.sources.network import Network
from medxfer_gui.sources.weights import read_state_dict

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # nothing is downloaded unless the user asks

MATCH_SHARE = 0.9
"""Share of the body's tensors that a weights file must fill to count as weights of this architecture."""


@dataclass(frozen=True, slots=True)
class WeightsReport:
    """How a weights file met the body: tensors taken, missing in the file, left over in the file."""

    taken: int
    missing: tuple[str, ...]
    left_over: tuple[str, ...]


def build_network(choice: SourceChoice, task: TargetTask, *, pretrained: bool) -> Network:
    """The source model with a new head for ``task``, on the CPU, head weights zero.

    Parameters
    ----------
    choice
        Architecture, and the weights file if it is the user's own.
    task
        What to predict.
    pretrained
        Whether to load the source weights; False leaves torch's random start (seed it first).

    Raises
    ------
    MedxferError
        When the architecture is unknown, has no weights here, or the file does not fit it.
    """
    source = find_source(choice.name)
    body, features, mean, std = _build_body(source)
    if pretrained:
        if choice.weights is not None:
            load_body(body, read_state_dict(choice.weights), str(choice.weights))
        else:
            _load_packaged(body, source)
    network = Network(body, features, task, mean, std)
    nn.init.zeros_(network.head.weight)
    nn.init.zeros_(network.head.bias)
    return network


def load_network(run: Run, which: str = "best") -> Network:
    """The network of a run with the weights of its checkpoint ``which``, on the CPU, in evaluation mode."""
    network = build_network(run.config.source, run.task, pretrained=False)
    checkpoint = load_checkpoint(run.checkpoints, which)
    _load_all(network, checkpoint.tensors)
    return network.eval()


def network_tensors(network: nn.Module) -> dict[str, Tensor]:
    """Copies of all weights and buffers by name: what a checkpoint holds."""
    return {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}


def weights_fingerprint(choice: SourceChoice) -> str:
    """Short hash of the source weights: features computed with others are not reused."""
    path = choice.weights or find_source(choice.name).weights_path()
    digest = hashlib.sha256(choice.name.encode())
    if path is not None:
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()[:16]


def load_body(body: nn.Module, tensors: Mapping[str, Tensor], origin: str) -> WeightsReport:
    """Copy ``tensors`` into ``body`` by name and shape; a classifier of other size is left out.

    Raises
    ------
    MedxferError
        When less than `MATCH_SHARE` of the body is filled.
    """
    wanted = body.state_dict()
    fitting = {
        name: tensor for name, tensor in tensors.items() if name in wanted and wanted[name].shape == tensor.shape
    }
    report = WeightsReport(
        taken=len(fitting),
        missing=tuple(name for name in wanted if name not in fitting),
        left_over=tuple(name for name in tensors if name not in fitting),
    )
    if report.taken < MATCH_SHARE * len(wanted):
        raise MedxferError(
            "{origin} fits only {taken} of the {wanted} tensors of this architecture (first missing: {missing}).",
            "Choose the architecture the weights were trained with.",
            origin=origin,
            taken=report.taken,
            wanted=len(wanted),
            missing=report.missing[0],
        )
    body.load_state_dict(fitting, strict=False)
    return report


def _load_packaged(body: nn.Module, source: SourceModel) -> None:
    path = source.weights_path()
    if path is None:
        raise no_weights(source.name)
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        raise MedxferError(
            "The packaged weights of {name} are not the ones that were published.",
            "Install the package {package} again.",
            name=source.name,
            package=source.package,
        )
    load_body(body, _renamed_by_order(read_state_dict(path), body), str(path))


def _renamed_by_order(tensors: Mapping[str, Tensor], body: nn.Module) -> dict[str, Tensor]:
    """Give the packaged tensors timm's names: same order and shapes, other names; the classifier comes last."""
    wanted = body.state_dict()
    pairs = list(zip(wanted.items(), tensors.values(), strict=False))
    if len(tensors) < len(wanted) or any(mine.shape != theirs.shape for (_, mine), theirs in pairs):
        return dict(tensors)
    return {name: theirs for (name, _), theirs in pairs}


def _load_all(network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    wanted = network.state_dict()
    if set(wanted) != set(tensors) or any(wanted[name].shape != tensors[name].shape for name in wanted):
        raise MedxferError(
            "The checkpoint does not belong to this architecture.", "The run folder was changed; repeat the run."
        )
    network.load_state_dict(dict(tensors))


def require_architecture(source: SourceModel) -> None:
    """Raise a `MedxferError` when neither timm nor torchvision can build the architecture."""
    _build_body(source)


def _build_body(source: SourceModel) -> tuple[nn.Module, int, tuple[float, ...], tuple[float, ...]]:
    import timm  # takes seconds: not at the top

    name = source.architecture
    if name.startswith("torchvision:") or not timm.is_model(name):
        body, features = _torchvision_body(name.removeprefix("torchvision:"))
        return body, features, source.mean, source.std
    network: Any = timm.create_model(name, pretrained=False, num_classes=0)
    size = int(getattr(network, "head_hidden_size", None) or network.num_features)
    contract = source if source.parameters else None
    mean = contract.mean if contract else tuple(network.pretrained_cfg.get("mean", source.mean))
    std = contract.std if contract else tuple(network.pretrained_cfg.get("std", source.std))
    return network, size, mean, std


def _torchvision_body(name: str) -> tuple[nn.Module, int]:
    from torchvision import models

    try:
        body: nn.Module = models.get_model(name, weights=None)
    except ValueError:
        raise MedxferError(
            "No architecture is called “{name}”.",
            "`medxfer sources` lists some; timm and torchvision names work too.",
            name=name,
        ) from None
    linear = [(path, module) for path, module in body.named_modules() if isinstance(module, nn.Linear)]
    if not linear:
        raise MedxferError(
            "The architecture {name} has no linear classifier to replace.", "Choose another architecture.", name=name
        )
    path, classifier = linear[-1]
    parent, _, attribute = path.rpartition(".")
    setattr(body.get_submodule(parent), attribute, nn.Identity())
    return body, classifier.in_features
