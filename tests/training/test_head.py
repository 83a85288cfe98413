"""The classifier on frozen features, against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from medxfer_gui.config.run import SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.sources.build import build_network
from medxfer_gui.training.head import STRENGTHS, choose_step, fit_heads, put_head

BINARY = TargetTask(kind="binary", classes=("a", "b"))


def features_of(classes: int, seed: int = 0, cases: int = 200):
    rng = np.random.default_rng(seed)
    targets = rng.integers(0, classes, cases)
    features = rng.normal(3, 2, (cases, 20)).astype(np.float32)
    features[np.arange(cases), targets] += 3
    return features, targets


def steps_of(task, features, targets, validation=None):
    validation = validation or (features, targets)
    return list(fit_heads(features, targets, *validation, task, balance=False))


def softmax(logits):
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("classes", [2, 3])
def test_probabilities_equal_those_of_scikit_learn_on_standardised_features(classes):
    features, targets = features_of(classes)
    kind = "binary" if classes == 2 else "multiclass"
    task = TargetTask(kind=kind, classes=tuple("abc"[:classes]))
    step = steps_of(task, features, targets)[5]
    standard = StandardScaler().fit_transform(features.astype(np.float64))
    reference = LogisticRegression(C=1 / step.strength, max_iter=500).fit(standard, targets).predict_proba(standard)
    assert np.allclose(softmax(features @ step.weight.T + step.bias), reference, atol=1e-3)


def test_the_network_answers_with_the_fitted_head():
    network = build_network(SourceChoice(), BINARY, pretrained=True).eval()
    images = torch.rand(12, 1, 32, 32, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        features = network.features(images).numpy()
    targets = np.arange(12) % 2
    step = steps_of(BINARY, features, targets)[4]
    put_head(network, step)
    with torch.no_grad():
        assert np.allclose(network(images).numpy(), features @ step.weight.T + step.bias, atol=1e-4)


def test_the_strongest_penalty_within_one_standard_error_is_chosen():
    features, targets = features_of(2)
    steps = steps_of(BINARY, features, targets, features_of(2, seed=1))
    losses = [s.validation.loss for s in steps]
    best = int(np.argmin(losses))
    limit = losses[best] + steps[best].validation.loss_error
    chosen = choose_step(steps)
    assert losses[chosen] <= limit
    assert all(loss > limit for loss in losses[:chosen])


def test_strengths_go_from_strong_to_weak():
    assert list(STRENGTHS) == sorted(STRENGTHS, reverse=True)


def test_multilabel_fits_each_label_on_its_own():
    features, _ = features_of(2)
    targets = np.stack([features[:, 0] > 3, features[:, 1] > 3], axis=1).astype(np.float32)
    task = TargetTask(kind="multilabel", classes=("x", "y"))
    step = steps_of(task, features, targets)[-1]
    predicted = features @ step.weight.T + step.bias > 0
    assert (predicted == (targets > 0)).mean() > 0.9


def test_a_class_without_training_cases_is_never_predicted():
    features, targets = features_of(3)
    known = targets < 2
    task = TargetTask(kind="multiclass", classes=("a", "b", "c"))
    step = steps_of(task, features[known], targets[known])[5]
    assert set(np.argmax(features @ step.weight.T + step.bias, axis=1)) <= {0, 1}


def test_cancel_ends_the_fitting():
    features, targets = features_of(2)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(fit_heads(features, targets, features, targets, BINARY, balance=False, cancel=token))
