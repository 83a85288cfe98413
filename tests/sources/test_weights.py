"""Weights of others: tensors only."""

from __future__ import annotations

import collections
import pickle

import pytest
import torch
from safetensors.torch import save_file

from medxfer_gui.errors import MedxferError
from medxfer_gui.sources.weights import read_state_dict

TENSORS = {"stem.weight": torch.ones(2, 2), "head.bias": torch.zeros(3)}


class RunsCode:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return (open, (str(self.trace), "w"))


def test_safetensors_are_read(tmp_path):
    save_file(TENSORS, tmp_path / "w.safetensors")
    assert read_state_dict(tmp_path / "w.safetensors").keys() == TENSORS.keys()


@pytest.mark.parametrize(
    "content",
    [
        TENSORS,
        {"state_dict": TENSORS, "epoch": 3},
        {"model": {"state_dict": TENSORS}},
        collections.OrderedDict((f"module.{key}", value) for key, value in TENSORS.items()),
    ],
    ids=["plain", "wrapped", "wrapped twice", "prefixed"],
)
def test_state_dicts_are_read_in_their_usual_wrappings(tmp_path, content):
    torch.save(content, tmp_path / "w.pt")
    found = read_state_dict(tmp_path / "w.pt")
    assert found.keys() == TENSORS.keys()


def test_code_in_a_pickle_is_refused_and_does_not_run(tmp_path):
    trace = tmp_path / "trace"
    torch.save({"weights": RunsCode(trace)}, tmp_path / "w.pt")
    (tmp_path / "old.pt").write_bytes(pickle.dumps(RunsCode(trace)))
    for name in ("w.pt", "old.pt"):
        with pytest.raises(MedxferError, match="refused before any of it ran"):
            read_state_dict(tmp_path / name)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["60_pickle_canary.pt", "64_truncated.pt"])
def test_the_shared_hostile_files_are_refused(shared_data, name):
    with pytest.raises(MedxferError):
        read_state_dict(shared_data / "bad" / name)


@pytest.mark.parametrize("name", ["w.pt", "w.safetensors"])
def test_a_damaged_file_is_told(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 not a file" * 10)
    with pytest.raises(MedxferError, match=r"w\."):
        read_state_dict(tmp_path / name)


def test_a_file_without_tensors_is_told(tmp_path):
    torch.save({"epoch": 3}, tmp_path / "w.pt")
    with pytest.raises(MedxferError, match="no state dict"):
        read_state_dict(tmp_path / "w.pt")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(MedxferError, match="no weights file"):
        read_state_dict(tmp_path / "none.pt")
