"""Evaluating a trained run: what is written, reused and refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluate import evaluate_external, evaluate_run
from medxfer_gui.evaluation.metrics import evaluate_predictions
from medxfer_gui.evaluation.predict import pool_units, predict_cohort, probabilities
from medxfer_gui.evaluation.predict_folder import predict_folder
from medxfer_gui.evaluation.store import is_evaluated, read_evaluation, read_run_predictions
from medxfer_gui.evaluation.threshold import choose_threshold, operating_points
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.runs.run import Run


def test_stored_predictions_give_the_stored_metrics(trained) -> None:
    result = evaluate_run(trained.head, trained.home, "test")
    points = operating_points(read_run_predictions(trained.head, "validation"))
    again = evaluate_predictions(read_run_predictions(trained.head, "test"), points, checkpoint=result.checkpoint)
    assert again == result == read_evaluation(trained.head, "test")


def test_threshold_comes_from_validation(trained) -> None:
    result = evaluate_run(trained.head, trained.home, "test")
    validation = read_run_predictions(trained.head, "validation")
    assert result.threshold == choose_threshold(validation.targets, validation.probabilities[:, 1])


def test_predictions_cover_the_part_and_hold_its_labels(trained) -> None:
    cohort = read_cohort(trained.head.folder)
    found = predict_cohort(trained.head, cohort, trained.home, "test")
    chosen = cohort.parts == "test"
    assert dict(zip(found.units, found.targets, strict=True)) == dict(
        zip(cohort.units()[chosen], cohort.targets[chosen], strict=True)
    )


def test_several_images_of_a_patient_call_for_the_patient_bootstrap(trained) -> None:
    result = evaluate_run(trained.head, trained.home, "train")
    assert result.patients < result.n
    assert result.sensitivity.value in (0.0, 1.0) or "patients" in result.sensitivity.method


def test_unknown_part_is_refused_in_words(trained) -> None:
    with pytest.raises(MedxferError, match="has no cases"):
        evaluate_run(trained.head, trained.home, "tset")


def test_untrained_run_is_refused_in_words(trained, tmp_path: Path) -> None:
    for name in ("config.json", "task.json", "cohort.csv", "split.csv", "environment.json"):
        (tmp_path / name).write_bytes((trained.head.folder / name).read_bytes())
    with pytest.raises(MedxferError, match="no checkpoint"):
        evaluate_run(Run(tmp_path), trained.home)


def test_cancelled_evaluation_writes_nothing(trained) -> None:
    evaluate_run(trained.scratch, trained.home, "validation")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        evaluate_run(trained.scratch, trained.home, "train", cancel=cancel)
    assert not is_evaluated(trained.scratch, "train")


def test_own_folder_as_external_cohort_repeats_every_score(trained) -> None:
    dataset = DatasetConfig(folder=trained.data, labels=trained.head.config.dataset.labels)
    result = evaluate_external(trained.head, trained.home, dataset)
    own, external = (read_run_predictions(trained.head, part) for part in ("validation", "external"))
    scores = dict(zip(external.units, external.probabilities[:, 1], strict=True))
    assert result.n == 60
    assert [scores[unit] for unit in own.units] == pytest.approx(list(own.probabilities[:, 1]), abs=1e-5)


def test_folder_without_labels_gets_the_scores_of_the_run(trained) -> None:
    cases = predict_folder(trained.head, trained.home, trained.data)
    validation = read_run_predictions(trained.head, "validation")
    scores = {case.uid: case.probabilities["disc"] for case in cases}
    assert [case.path.name for case in cases[:3]] == ["00_0.dcm", "00_1.dcm", "01_0.dcm"]
    assert [scores[uid] for uid in validation.uids] == pytest.approx(list(validation.probabilities[:, 1]), abs=1e-5)


def test_frames_are_pooled_by_their_mean_and_shown_by_the_highest(trained) -> None:
    cohort = read_cohort(trained.head.folder)
    by_patient = type(cohort)(
        cohort.task.changed(level="patient"), cohort.uids, cohort.frames, cohort.series, cohort.studies,
        cohort.patients, cohort.targets, cohort.parts, "",
    )  # fmt: skip
    scores = np.random.default_rng(0).random(len(cohort))
    found = pool_units(by_patient, np.arange(len(cohort)), "external", np.stack([1 - scores, scores], axis=1))
    own = np.flatnonzero(cohort.patients == found.units[4])
    assert found.probabilities[4, 1] == pytest.approx(scores[own].mean())
    assert found.uids[4] == cohort.uids[own[scores[own].argmax()]]


def test_confident_logits_stay_apart() -> None:
    logits = torch.tensor([[0.0, 20.0], [0.0, 25.0]])
    found = probabilities(logits, TargetTask(kind="binary", classes=("a", "b")))
    assert found[0, 1] < found[1, 1] < 1
