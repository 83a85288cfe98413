"""Features are computed once and equal a direct pass."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from medxfer_gui.config.run import ComputeConfig, SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.sources.build import build_network
from medxfer_gui.sources.compute import choose_compute
from medxfer_gui.training import feature_cache
from medxfer_gui.training.feature_cache import cached_features

TASK = TargetTask(kind="binary", classes=("a", "b"))


@pytest.fixture
def parts(monkeypatch):
    monkeypatch.setattr(feature_cache, "BLOCK", 8)
    network = build_network(SourceChoice(), TASK, pretrained=True).eval()
    compute = choose_compute(ComputeConfig(device="cpu"))
    images = np.random.default_rng(0).integers(0, 256, (20, 1, 32, 32), dtype=np.uint8)
    return compute.place(network), compute, SimpleNamespace(images=images, key="pixels")


def test_features_equal_a_direct_pass(parts, tmp_path):
    network, compute, pixels = parts
    found = cached_features(network, "w", pixels, tmp_path, compute)
    with torch.no_grad():
        direct = network.features(torch.from_numpy(pixels.images).float() / 255).numpy()
    assert np.allclose(found, direct, atol=1e-4)


def test_a_second_call_does_not_run_the_network(parts, tmp_path):
    network, compute, pixels = parts
    first = cached_features(network, "w", pixels, tmp_path, compute)
    second = cached_features(None, "w", pixels, tmp_path, compute)
    assert np.array_equal(first, second)


def test_other_weights_are_computed_anew(parts, tmp_path):
    network, compute, pixels = parts
    cached_features(network, "w", pixels, tmp_path, compute)
    with pytest.raises(AttributeError):
        cached_features(None, "other", pixels, tmp_path, compute)


def test_a_stopped_pass_goes_on_after_its_last_whole_block(parts, tmp_path):
    network, compute, pixels = parts
    token = CancelToken()

    def stop_in_the_second_block(event):
        if event.done >= 8:
            token.cancel()

    with pytest.raises(Cancelled):
        cached_features(network, "w", pixels, tmp_path, compute, on_event=stop_in_the_second_block, cancel=token)
    assert len(list(tmp_path.rglob("*.npy"))) == 1
    assert len(cached_features(network, "w", pixels, tmp_path, compute)) == 20


def test_a_torn_block_is_computed_anew(parts, tmp_path):
    network, compute, pixels = parts
    first = cached_features(network, "w", pixels, tmp_path, compute)
    block = sorted(tmp_path.rglob("*.npy"))[0]
    block.write_bytes(block.read_bytes()[:100])
    assert np.array_equal(cached_features(network, "w", pixels, tmp_path, compute), first)
