"""Rates, groups, and the optimiser's state as tensors."""

from __future__ import annotations

import pytest
import torch

from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.sources.build import build_network
from medxfer_gui.training.optimiser import cycle_share, make_optimiser, optimiser_tensors, restore_optimiser, set_rates

TASK = TargetTask(kind="binary", classes=("a", "b"))


@pytest.fixture
def network():
    torch.manual_seed(0)
    return build_network(SourceChoice(name="resnet18"), TASK, pretrained=False)


def test_the_rate_rises_to_its_peak_and_falls_to_nearly_nothing():
    shares = [cycle_share(step, 100) for step in range(101)]
    assert shares.index(max(shares)) == 25
    assert max(shares) == pytest.approx(1.0)
    assert shares[100] < 0.001


@pytest.mark.parametrize(("mode", "share"), [("full", 0.3), ("scratch", 1.0)])
def test_only_a_pretrained_body_learns_slower(network, mode, share):
    recipe = FineTuneRecipe(mode=mode, learning_rate=0.01, body_rate=0.3)
    optimiser = make_optimiser(network, recipe)
    set_rates(optimiser, 25, 100)
    rates = {id(p): g["lr"] for g in optimiser.param_groups for p in g["params"]}
    body = rates[id(next(network.body.parameters()))]
    assert body / rates[id(network.head.weight)] == pytest.approx(share)


def test_biases_and_normalisation_are_not_decayed(network):
    optimiser = make_optimiser(network, FineTuneRecipe(mode="full"))
    decay = {id(p): g["weight_decay"] for g in optimiser.param_groups for p in g["params"]}
    assert all((decay[id(p)] == 0) == (p.ndim <= 1) for p in network.parameters())


def test_every_weight_is_learned(network):
    optimiser = make_optimiser(network, FineTuneRecipe(mode="full"))
    assert {id(p) for g in optimiser.param_groups for p in g["params"]} == {id(p) for p in network.parameters()}


def test_state_survives_the_way_through_tensors(network):
    recipe = FineTuneRecipe(mode="full")
    optimiser = make_optimiser(network, recipe)
    network(torch.rand(2, 1, 32, 32)).sum().backward()
    optimiser.step()
    fresh = make_optimiser(network, recipe)
    restore_optimiser(fresh, optimiser_tensors(optimiser))
    before, after = optimiser.state_dict()["state"], fresh.state_dict()["state"]
    assert before.keys() == after.keys()
    assert all(torch.equal(before[i][name], after[i][name]) for i in before for name in before[i])
