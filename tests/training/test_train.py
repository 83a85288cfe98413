"""Training a prepared run: it learns, repeats, stops, and goes on as if it had not stopped."""

from __future__ import annotations

import json
import shutil

import pytest
import torch
from pydicom import dcmread
from pydicom.encaps import encapsulate
from pydicom.uid import JPEGBaseline8Bit

from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.runs.checkpoint import load_checkpoint
from medxfer_gui.runs.events import BatchFinished, EpochFinished, EventFollower, FramesLeftOut, RunStarted
from medxfer_gui.training.launch import prepare_run
from medxfer_gui.training.train import train_run


def epochs_of(run):
    return [e for e in EventFollower(run.events_path).read() if isinstance(e, EpochFinished)]


def test_head_mode_tells_the_classes_apart(prepared, home):
    run = prepared("head")
    train_run(run, home)
    best = max(e.validation_auc for e in epochs_of(run) if e.best)
    assert best > 0.9


def test_same_seed_gives_the_same_weights(prepared, home):
    weights = []
    for folder in ("a", "b"):
        run = prepared("full", folder, epochs=1)
        train_run(run, home)
        weights.append(load_checkpoint(run.checkpoints, "last").tensors)
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_stopped_and_resumed_equals_never_stopped(prepared, home):
    whole = prepared("full", "whole", epochs=2)
    train_run(whole, home)
    broken = prepared("full", "broken", epochs=2)
    token = CancelToken()

    def stop_in_the_second_epoch(event):
        if isinstance(event, BatchFinished) and event.epoch == 2 and not token.cancelled:
            token.cancel()

    with pytest.raises(Cancelled):
        train_run(broken, home, on_event=stop_in_the_second_epoch, cancel=token)
    train_run(broken, home)
    for name in ("best", "last"):
        mine, theirs = (load_checkpoint(run.checkpoints, name).tensors for run in (broken, whole))
        assert all(torch.equal(mine[key], theirs[key]) for key in theirs)


def test_a_stop_leaves_a_cancelled_run_that_says_it_can_resume(prepared, home):
    run = prepared("full", epochs=3)
    run.request_cancel()
    with pytest.raises(Cancelled):
        train_run(run, home)
    assert (run.state().status, run.state().can_resume, run.cancel_requested()) == ("cancelled", True, False)


def test_the_best_epoch_is_kept_while_training_goes_on(prepared, home):
    run = prepared("scratch", epochs=3, learning_rate=0.5)
    result = train_run(run, home)
    losses = {e.epoch: e.validation_loss for e in epochs_of(run)}
    assert result.best_epoch == min(losses, key=losses.get)
    assert load_checkpoint(run.checkpoints, "best").facts["epoch"] == result.best_epoch


def test_patience_ends_training_early(prepared, home):
    run = prepared("scratch", epochs=20, learning_rate=1.0, patience=1)
    result = train_run(run, home)
    assert result.reason.startswith("no better for")
    assert len(epochs_of(run)) == result.best_epoch + 1


def test_a_finished_run_is_not_trained_again(prepared, home):
    run = prepared("head")
    train_run(run, home)
    with pytest.raises(MedxferError, match="finished"):
        train_run(run, home)


def test_a_resumed_run_says_where_it_goes_on(prepared, home):
    run = prepared("full", epochs=2)
    token = CancelToken()

    def stop_after_the_first_epoch(event):
        if isinstance(event, EpochFinished):
            token.cancel()

    with pytest.raises(Cancelled):
        train_run(run, home, on_event=stop_after_the_first_epoch, cancel=token)
    train_run(run, home)
    started = [e for e in EventFollower(run.events_path).read() if isinstance(e, RunStarted)]
    assert [e.resumed_at for e in started] == [0, 1]


def test_images_that_vanished_fail_the_run_in_words(prepared, home):
    run = prepared("head")
    home.library.unlink()
    with pytest.raises(MedxferError):
        train_run(run, home)
    assert run.state().status == "failed"
    assert run.state().message


def test_the_run_folder_names_no_patient(prepared, home):
    run = prepared("head")
    train_run(run, home)
    texts = [p.read_bytes() for p in run.folder.rglob("*") if p.is_file()]
    assert not [t for t in texts if b"PAT0" in t or b"Test^" in t]


def test_every_file_a_person_may_open_is_json_or_csv(prepared, home):
    run = prepared("head")
    train_run(run, home)
    for path in run.folder.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    assert {p.suffix for p in run.folder.rglob("*") if p.is_file()} <= {".json", ".jsonl", ".csv", ".safetensors"}


def test_frames_that_cannot_be_decoded_are_left_out_and_told(config_of, discs, home, tmp_path):
    shutil.copytree(discs, tmp_path / "damaged")
    spoiled = next((tmp_path / "damaged" / "dicom").rglob("1.dcm"))
    dataset = dcmread(spoiled)
    dataset.file_meta.TransferSyntaxUID = JPEGBaseline8Bit
    dataset.PixelData = encapsulate([b"\xff\xd8\xff\xe0 no jpeg at all \xff\xd9"])
    dataset["PixelData"].VR = "OB"
    dataset.save_as(spoiled)
    config = config_of("head")
    moved = config.dataset.changed(folder=tmp_path / "damaged" / "dicom", labels=tmp_path / "damaged" / "labels.csv")
    run = prepare_run(config.changed(dataset=moved), home, tmp_path / "run")
    train_run(run, home)
    told = [e for e in EventFollower(run.events_path).read() if isinstance(e, FramesLeftOut)]
    assert [(e.count, e.uid) for e in told] == [(1, dataset.SOPInstanceUID)]
