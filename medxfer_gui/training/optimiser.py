"""AdamW with a rate for the body and one for the head, one-cycle schedule, and its state as named tensors."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor

from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.sources.network import Network

WARM_UP = 0.25
"""Share of the steps in which the rate rises."""
START = 1 / 25
END = 1e-4
"""First and last rate, as shares of the peak."""


def make_optimiser(network: Network, recipe: FineTuneRecipe) -> torch.optim.AdamW:
    """AdamW; biases and normalisation weights are not decayed; in full mode the body learns at its share."""
    body_rate = recipe.learning_rate * (recipe.body_rate if recipe.mode == "full" else 1.0)
    groups = []
    for module, rate in ((network.body, body_rate), (network.head, recipe.learning_rate)):
        parameters = [p for p in module.parameters() if p.requires_grad]
        for decay, chosen in (
            (recipe.weight_decay, [p for p in parameters if p.ndim > 1]),
            (0.0, [p for p in parameters if p.ndim <= 1]),
        ):
            groups.append({"params": chosen, "lr": rate, "peak": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, foreach=True)


def cycle_share(step: int, steps: int) -> float:
    """Rate at ``step`` of ``steps`` as a share of the peak: cosine up, cosine down (Smith 2018, arXiv:1803.09820)."""
    rise = max(1, round(WARM_UP * steps))
    if step < rise:
        return START + (1 - START) * (1 - math.cos(math.pi * step / rise)) / 2
    done = (step - rise) / max(1, steps - rise)
    return END + (1 - END) * (1 + math.cos(math.pi * done)) / 2


def set_rates(optimiser: torch.optim.Optimizer, step: int, steps: int) -> None:
    """Set the learning rates for ``step``, counted from 0: the schedule has no state of its own."""
    share = cycle_share(step, steps)
    for group in optimiser.param_groups:
        group["lr"] = group["peak"] * share


def optimiser_tensors(optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    """State of the optimiser as ``optimiser.<parameter>.<name>``."""
    state = optimiser.state_dict()["state"]
    return {
        f"optimiser.{index}.{name}": value if isinstance(value, Tensor) else torch.tensor(value)
        for index, values in state.items()
        for name, value in values.items()
    }


def restore_optimiser(optimiser: torch.optim.Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """Put the state of `optimiser_tensors` back; other tensors are ignored."""
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        if key.startswith("optimiser."):
            _, index, name = key.split(".")
            state.setdefault(int(index), {})[name] = value
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})
