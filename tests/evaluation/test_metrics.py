"""Metrics with intervals against scikit-learn, and where they are not defined."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from sklearn import metrics as reference

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.decisions import at_threshold
from medxfer_gui.evaluation.evaluation import evaluation_from_json
from medxfer_gui.evaluation.metrics import FEW_PATIENTS, ONE_CLASS, UNLABELLED, evaluate_predictions
from medxfer_gui.evaluation.threshold import OperatingPoints, operating_points


def test_binary_metrics_equal_scikit_learn(make_predictions) -> None:
    found = make_predictions("binary", 150, 150)
    result = evaluate_predictions(found, OperatingPoints({"class 1": 0.4}, "given"))
    truth, scores = found.targets, found.probabilities[:, 1]
    called = scores >= 0.4
    pairs = {
        result.auc.value: reference.roc_auc_score(truth, scores),
        result.accuracy.value: reference.accuracy_score(truth, called),
        result.sensitivity.value: reference.recall_score(truth, called),
        result.specificity.value: reference.recall_score(truth, called, pos_label=0),
        result.ppv.value: reference.precision_score(truth, called),
        result.npv.value: reference.precision_score(truth, called, pos_label=0),
        result.balanced_accuracy.value: reference.balanced_accuracy_score(truth, called),
        result.f1: reference.f1_score(truth, called),
        result.brier.value: reference.brier_score_loss(truth, scores),
        result.average_precision: reference.average_precision_score(truth, scores),
    }
    assert list(pairs) == pytest.approx(list(pairs.values()), abs=1e-12)
    assert np.array_equal(result.confusion, reference.confusion_matrix(truth, called))


def test_multiclass_metrics_equal_scikit_learn(make_predictions) -> None:
    found = make_predictions("multiclass", 200, 200, classes=4)
    result = evaluate_predictions(found, operating_points(found))
    truth, chosen = found.targets, found.probabilities.argmax(axis=1)
    pairs = {
        result.auc.value: reference.roc_auc_score(truth, found.probabilities, multi_class="ovr"),
        result.accuracy.value: reference.accuracy_score(truth, chosen),
        result.sensitivity.value: reference.recall_score(truth, chosen, average="macro"),
        result.ppv.value: reference.precision_score(truth, chosen, average="macro"),
        result.f1: reference.f1_score(truth, chosen, average="macro"),
    }
    assert list(pairs) == pytest.approx(list(pairs.values()), abs=1e-12)
    assert np.array_equal(result.confusion, reference.confusion_matrix(truth, chosen))


def test_multilabel_auc_is_the_macro_mean_of_scikit_learn(make_predictions) -> None:
    found = make_predictions("multilabel", 150, 150, classes=3)
    result = evaluate_predictions(found, operating_points(found))
    expected = reference.roc_auc_score(found.targets, found.probabilities, average="macro")
    assert result.auc.value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("kind", "classes"), [("binary", 2), ("multiclass", 3), ("multilabel", 3)])
@pytest.mark.parametrize("patients", [90, 40, 1])
def test_evaluation_survives_strict_json(make_predictions, kind: str, classes: int, patients: int) -> None:
    found = make_predictions(kind, 90, patients, classes=classes)
    result = evaluate_predictions(found, operating_points(found))
    assert evaluation_from_json(json.dumps(result.to_json(), allow_nan=False)) == result


@pytest.mark.parametrize("patients", [12, 6])
def test_auc_of_one_class_is_not_defined(make_predictions, patients: int) -> None:
    found = make_predictions("binary", 12, patients)
    found = dataclasses.replace(found, targets=np.ones(12, dtype=np.int64))
    result = evaluate_predictions(found, OperatingPoints({"class 1": 0.5}, "given"))
    assert (result.auc.value, result.auc.low, result.specificity.value) == (None, None, None)
    assert ONE_CLASS in result.notes
    json.dumps(result.to_json(), allow_nan=False)


def test_repeating_every_image_does_not_narrow_the_interval(make_predictions) -> None:
    """Three copies of each patient's image hold no more evidence than one."""
    once = make_predictions("binary", 80, 80, shift=1.5)
    thrice = once.where(np.tile(np.arange(80), 3))
    points = OperatingPoints({"class 1": 0.5}, "given")
    one, three = (evaluate_predictions(p, points) for p in (once, thrice))
    for name in ("auc", "sensitivity", "brier", "balanced_accuracy"):
        a, b = getattr(one, name), getattr(three, name)
        assert b.value == pytest.approx(a.value)
        assert (b.high - b.low) / (a.high - a.low) == pytest.approx(1, abs=0.25)


def test_perfect_separation_of_few_patients_claims_no_certainty(make_predictions) -> None:
    found = make_predictions("binary", 60, 20, shift=30)
    owner_class = np.arange(60) % 20 % 2
    scores = np.where(owner_class == 1, 0.9, 0.1)
    found = dataclasses.replace(found, targets=owner_class, probabilities=np.stack([1 - scores, scores], axis=1))
    result = evaluate_predictions(found, operating_points(found))
    assert result.auc.value == 1.0
    assert result.auc.low < 0.95
    assert result.sensitivity.low < 0.9
    assert FEW_PATIENTS in result.notes


def test_unlabelled_units_are_left_out_and_told(make_predictions) -> None:
    found = make_predictions("binary", 60, 60)
    targets = found.targets.copy()
    targets[:10] = -1
    result = evaluate_predictions(dataclasses.replace(found, targets=targets), OperatingPoints({"class 1": 0.5}, ""))
    assert result.n == 50
    assert UNLABELLED in result.notes


def test_part_without_labels_is_refused(make_predictions) -> None:
    found = make_predictions("binary", 5, 5)
    with pytest.raises(MedxferError, match="no labelled cases"):
        evaluate_predictions(dataclasses.replace(found, targets=np.full(5, -1)), OperatingPoints({"class 1": 0.5}, ""))


def test_slider_gives_the_figures_of_the_evaluation(make_predictions) -> None:
    found = make_predictions("binary", 90, 45)
    result = evaluate_predictions(found, OperatingPoints({"class 1": 0.6}, "given"))
    moved = at_threshold(found, 0.6)
    assert (moved.sensitivity, moved.npv, moved.confusion) == (result.sensitivity, result.npv, result.confusion)


def test_threshold_for_more_classes_is_refused(make_predictions) -> None:
    with pytest.raises(MedxferError, match="binary"):
        at_threshold(make_predictions("multiclass", 9, 9, classes=3), 0.5)
