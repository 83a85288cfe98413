"""The run folder: states that are true, nothing overwritten, nothing deleted by mistake."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from medxfer_gui.config.run import RunConfig
from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.runs.run import Run, RunCancel, list_runs, new_run_folder, own_identity, remember_run
from medxfer_gui.runs.state import RunState

CONFIG = RunConfig.checked({"dataset": {"folder": "/data"}})


@pytest.fixture
def run(tmp_path):
    return Run.create(tmp_path / "run", CONFIG)


def running(**values):
    return RunState(
        **({"status": "running", "started": time.time(), "heartbeat": time.time()} | own_identity() | values)
    )


def dead_pid():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_a_new_run_is_prepared_and_keeps_its_configuration(run):
    assert (run.state().status, run.config) == ("prepared", CONFIG)


def test_a_folder_that_holds_something_is_never_taken(tmp_path):
    (tmp_path / "other.txt").write_text("x")
    with pytest.raises(MedxferError, match="not empty"):
        Run.create(tmp_path, CONFIG)


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(MedxferError, match="not a run folder"):
        Run.open(tmp_path)


def test_a_running_worker_that_lives_is_running(run):
    run.write_state(running())
    assert run.state().status == "running"


def test_a_dead_worker_is_interrupted_and_can_resume(run):
    run.write_state(running(pid=dead_pid()))
    state = run.state()
    assert (state.status, state.can_resume) == ("interrupted", True)


@pytest.mark.skipif(sys.platform != "linux", reason="the start time of a process is looked up on Linux")
def test_a_number_given_to_a_younger_process_does_not_count(run):
    run.write_state(running(started=time.time() - 1e6))
    assert run.state().status == "interrupted"


def test_a_worker_elsewhere_lives_by_its_heartbeat(run):
    run.write_state(running(host="another-machine"))
    assert run.state().status == "running"
    run.write_state(running(host="another-machine", heartbeat=time.time() - 3600))
    assert run.state().status == "interrupted"


def test_a_damaged_state_is_told_as_failed(run):
    (run.folder / "state.json").write_text("{")
    assert run.state().status == "failed"


def test_a_damaged_configuration_names_the_file(run):
    (run.folder / "config.json").write_text("{")
    with pytest.raises(MedxferError, match=r"config\.json"):
        _ = run.config


def test_a_run_that_trains_is_not_deleted(run):
    run.write_state(running())
    with pytest.raises(MedxferError, match="training"):
        run.delete()
    assert run.folder.is_dir()


def test_deleting_removes_the_folder(run):
    run.delete()
    assert not run.folder.exists()


def test_a_stop_asked_for_through_the_folder_reaches_the_token(run):
    token = RunCancel(run, CancelToken())
    run.request_cancel()
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_a_stop_by_the_caller_reaches_the_token(run):
    outer = CancelToken()
    outer.cancel()
    assert RunCancel(run, outer).cancelled


def test_new_folders_do_not_collide(home):
    first = Run.create(new_run_folder(home, CONFIG), CONFIG)
    assert new_run_folder(home, CONFIG) != first.folder


def test_runs_are_listed_newest_first_wherever_they_lie(home, tmp_path):
    old = Run.create(new_run_folder(home, CONFIG), CONFIG)
    new = Run.create(tmp_path / "elsewhere", CONFIG)
    os.utime(old.folder / "config.json", (1, 1))
    remember_run(home, new)
    remember_run(home, new)
    assert list_runs(home) == [new, old]


def test_a_run_that_is_gone_is_not_listed(home, tmp_path):
    run = Run.create(tmp_path / "elsewhere", CONFIG)
    remember_run(home, run)
    run.delete()
    assert list_runs(home) == []
