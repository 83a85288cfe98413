"""Preparing a run, and training it in a process of its own."""

from __future__ import annotations

import os
import signal

import pytest

from medxfer_gui.cohorts.table import read_cohort
from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluate import evaluate_run
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.runs.events import BatchFinished
from medxfer_gui.runs.run import list_runs
from medxfer_gui.training.launch import follow_run, launch_worker, prepare_run
from medxfer_gui.training.train import train_run


def test_the_split_is_frozen_and_keeps_patients_together(prepared):
    cohort = read_cohort(prepared("head").folder)
    parts = {patient: set(cohort.parts[cohort.patients == patient]) for patient in set(cohort.patients)}
    assert len(cohort) == 60
    assert all(len(found) == 1 for found in parts.values())


def test_a_folder_that_is_taken_is_left_alone(config_of, home, tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(MedxferError, match="not empty"):
        prepare_run(config_of("head"), home, tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["kept.txt"]


def test_a_run_made_elsewhere_is_listed(prepared, home):
    run = prepared("head", "elsewhere")
    assert run in list_runs(home)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_killed_worker_is_interrupted_and_resumes_to_the_same_metrics(prepared, home):
    whole = prepared("full", "whole", epochs=3)
    train_run(whole, home)
    killed = prepared("full", "killed", epochs=3)
    launch_worker(killed, home)

    def kill_in_the_second_epoch(event):
        if isinstance(event, BatchFinished) and event.epoch == 2:
            os.kill(killed.state().pid, signal.SIGKILL)

    assert follow_run(killed, on_event=kill_in_the_second_epoch).status == "interrupted"
    launch_worker(killed, home)
    assert follow_run(killed).status == "finished"
    mine, theirs = (evaluate_run(run, home, "test") for run in (killed, whole))
    assert mine == theirs


def test_a_worker_stops_when_asked_through_the_folder(prepared, home):
    run = prepared("full", epochs=500)
    launch_worker(run, home)

    def ask(event):
        if isinstance(event, BatchFinished):
            run.request_cancel()

    assert follow_run(run, on_event=ask).status == "cancelled"


def test_following_can_end_while_the_run_goes_on(prepared, home):
    run = prepared("full", epochs=500)
    launch_worker(run, home)
    token = CancelToken()

    def detach(event):
        if isinstance(event, BatchFinished):
            token.cancel()

    with pytest.raises(Cancelled):
        follow_run(run, on_event=detach, cancel=token)
    assert run.state().status == "running"
    run.request_cancel()
    assert follow_run(run).status == "cancelled"


def test_a_run_in_training_is_not_started_twice(prepared, home):
    run = prepared("full", epochs=500)
    launch_worker(run, home)
    try:
        with pytest.raises(MedxferError, match="being trained"):
            launch_worker(run, home)
    finally:
        run.request_cancel()
        follow_run(run)
