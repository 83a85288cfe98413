"""Configuration values are validated, named in words, and feed forms and flags."""

from __future__ import annotations

import pytest

from medxfer_gui.config.dataset import SplitConfig
from medxfer_gui.config.forms import options_of
from medxfer_gui.config.recipe import MODES, FineTuneRecipe
from medxfer_gui.config.run import RunConfig
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError


def test_a_configuration_survives_the_way_through_json():
    config = RunConfig.checked({"dataset": {"folder": "/data", "labels": "/l.csv"}, "recipe": {"mode": "full"}})
    assert RunConfig.model_validate_json(config.model_dump_json()) == config


def test_every_value_that_does_not_fit_is_named():
    with pytest.raises(MedxferError) as caught:
        FineTuneRecipe.checked({"epochs": 0, "batch_size": 1, "colour": "red"})
    assert all(name in caught.value.text for name in ("epochs", "batch_size", "colour"))


def test_a_change_is_validated_too():
    with pytest.raises(MedxferError, match="epochs"):
        FineTuneRecipe().changed(epochs=-1)


def test_a_split_that_leaves_nothing_to_train_on_is_refused():
    with pytest.raises(MedxferError, match="less than a tenth"):
        SplitConfig.checked({"validation": 0.5, "test": 0.5})


@pytest.mark.parametrize(
    ("kind", "classes"),
    [
        ("binary", ("a",)),
        ("binary", ("a", "b", "c")),
        ("multiclass", ("a", "b")),
        ("multilabel", ()),
        ("binary", ("a", "a")),
    ],
)
def test_classes_must_fit_the_kind_of_task(kind, classes):
    with pytest.raises(MedxferError):
        TargetTask.checked({"kind": kind, "classes": classes})


def test_options_carry_bounds_choices_and_defaults():
    options = {option.name: option for option in options_of(FineTuneRecipe)}
    assert options["mode"].choices == MODES
    assert (options["epochs"].low, options["epochs"].high, options["epochs"].default) == (1, 1000, 10)
    assert options["balance"].kind is bool


def test_every_option_says_what_it_does():
    assert all(option.title and option.description for option in options_of(FineTuneRecipe))
