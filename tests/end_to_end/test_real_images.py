"""From real pictures in class folders to honest numbers, through the functions that window and command line call."""

from __future__ import annotations

import pytest

from medxfer_gui.config.run import RunConfig
from medxfer_gui.evaluation.evaluate import evaluate_run
from medxfer_gui.training.launch import prepare_run
from medxfer_gui.training.train import train_run


@pytest.fixture
def evaluated(shared_data, home, tmp_path):
    """Train on the brain MRI pictures and evaluate the test part: ``evaluated("head")``."""

    def make(mode, **recipe):
        folder = shared_data / "images/brain_mri_yes_no"
        values = {"dataset": {"folder": folder, "preprocessing": {"size": 96}}, "recipe": {"mode": mode, **recipe}}
        run = prepare_run(RunConfig.checked(values), home, tmp_path / mode)
        train_run(run, home)
        return evaluate_run(run, home, "test")

    return make


def test_transfer_finds_tumours_where_training_from_scratch_does_not(evaluated):
    transferred, scratch = evaluated("head"), evaluated("scratch", epochs=2)
    assert transferred.auc.value > 0.85
    assert scratch.auc.value < transferred.auc.value - 0.1


def test_the_test_part_keeps_its_classes(evaluated):
    evaluation = evaluated("head")
    assert evaluation.classes == ("no", "yes")
    assert [sum(row) for row in evaluation.confusion] == [20, 31]
