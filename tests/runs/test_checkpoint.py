"""Checkpoints come back as they were, and damage is told."""

from __future__ import annotations

import pytest
import torch

from medxfer_gui.errors import MedxferError
from medxfer_gui.runs import checkpoint
from medxfer_gui.runs.checkpoint import checkpoint_hash, has_checkpoint, load_checkpoint, save_checkpoint

TENSORS = {"a": torch.arange(6.0).view(2, 3), "b": torch.tensor(3), "c": torch.zeros(0, dtype=torch.uint8)}


def test_tensors_and_facts_come_back(tmp_path):
    save_checkpoint(tmp_path, "best", TENSORS, {"epoch": 3, "auc": None})
    found = load_checkpoint(tmp_path, "best")
    assert found.facts == {"epoch": 3, "auc": None}
    assert all(torch.equal(found.tensors[key], TENSORS[key]) for key in TENSORS)


def test_there_is_none_before_the_first(tmp_path):
    assert not has_checkpoint(tmp_path, "best")
    with pytest.raises(MedxferError, match="no checkpoint"):
        load_checkpoint(tmp_path, "best")


def test_a_cut_off_file_is_told_as_damaged(tmp_path):
    save_checkpoint(tmp_path, "best", TENSORS, {})
    path = tmp_path / "best.safetensors"
    path.write_bytes(path.read_bytes()[:-7])
    with pytest.raises(MedxferError, match="damaged"):
        load_checkpoint(tmp_path, "best")


def test_a_write_that_fails_keeps_the_one_before(tmp_path, monkeypatch):
    save_checkpoint(tmp_path, "last", TENSORS, {"epoch": 1})
    monkeypatch.setattr(checkpoint.json, "dumps", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save_checkpoint(tmp_path, "last", TENSORS, {"epoch": 2})
    assert load_checkpoint(tmp_path, "last").facts == {"epoch": 1}
    assert {p.name for p in tmp_path.iterdir()} == {"last.safetensors", "last.json"}


def test_equal_content_has_equal_hashes(tmp_path):
    save_checkpoint(tmp_path, "one", TENSORS, {"epoch": 1})
    save_checkpoint(tmp_path, "two", TENSORS, {"epoch": 1})
    save_checkpoint(tmp_path, "other", TENSORS | {"b": torch.tensor(4)}, {"epoch": 1})
    hashes = [checkpoint_hash(tmp_path, name) for name in ("one", "two", "other")]
    assert hashes[0] == hashes[1] != hashes[2]
