"""Mild augmentation keeps shape, range and side."""

from __future__ import annotations

import torch

from medxfer_gui.training.augmentation import augment_mildly


def test_shape_and_range_are_kept():
    torch.manual_seed(0)
    images = torch.rand(8, 1, 40, 40)
    changed = augment_mildly(images)
    assert changed.shape == images.shape
    assert 0 <= float(changed.min()) <= float(changed.max()) <= 1


def test_left_stays_left():
    torch.manual_seed(0)
    images = torch.zeros(64, 1, 40, 40)
    images[..., :12] = 0.8
    changed = augment_mildly(images)
    assert bool((changed[..., :20].sum((1, 2, 3)) > changed[..., 20:].sum((1, 2, 3))).all())


def test_images_of_a_batch_are_changed_differently():
    torch.manual_seed(0)
    images = torch.rand(1, 1, 40, 40).expand(4, -1, -1, -1)
    changed = augment_mildly(images)
    assert not torch.allclose(changed[0], changed[1])


def test_the_seed_decides():
    images = torch.rand(4, 3, 32, 32)
    found = []
    for _ in range(2):
        torch.manual_seed(5)
        found.append(augment_mildly(images))
    assert torch.equal(*found)
