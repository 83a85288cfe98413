"""From a configuration to a run that trains: freeze the cohort, start the worker process, follow it. No torch here."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from importlib import metadata
from pathlib import Path

from medxfer_gui import __version__
from medxfer_gui.atomic import write_atomic
from medxfer_gui.cohorts.build import CohortDraft, build_cohort
from medxfer_gui.cohorts.cohort import PARTS
from medxfer_gui.cohorts.table import write_cohort, write_problems
from medxfer_gui.config.run import RunConfig
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.runs.events import CohortFrozen, EventFollower
from medxfer_gui.runs.run import Run, new_run_folder, own_identity, remember_run
from medxfer_gui.runs.state import RunState
from medxfer_gui.sources.catalogue import require_source

LOOK_SECONDS = 0.1
"""How often a follower looks for new events."""
PACKAGES = ("torch", "torchvision", "timm", "numpy", "scikit-learn", "pydicom", "pylibjpeg", "python-gdcm", "pillow")

DETACHED = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows flags for a child without a console that outlives its parent; 0 elsewhere, where a new session does it."""

_children: dict[int, subprocess.Popen[bytes]] = {}


def prepare_run(
    config: RunConfig,
    home: Home,
    folder: Path | None = None,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> Run:
    """Index the data if need be, freeze cohort and split, and write the run folder. Nothing is trained yet.

    Parameters
    ----------
    folder
        Where to make the run; None: a new folder in the data folder.

    Raises
    ------
    MedxferError
        When the data give no cohort to learn from, or ``folder`` is taken. No run folder is left behind then.
    """
    require_source(config.source, pretrained=config.recipe.mode != "scratch")
    dataset = config.dataset
    with Library(home.library) as library:
        index_folder(dataset.folder, library, on_event=on_event, cancel=cancel)
        pseudonyms = Pseudonyms(home.pseudonym_key)
        draft = build_cohort(dataset, library, pseudonyms, on_event=on_event, cancel=cancel)
    run = Run.create(folder or new_run_folder(home, config), config)
    write_cohort(draft.cohort, run.folder)
    write_problems(draft.problems, run.folder)
    frozen = _frozen(draft)
    run.append_event(frozen)
    on_event(frozen)
    write_atomic(run.folder / "environment.json", json.dumps(environment(draft.cohort.split_hash()), indent=2))
    remember_run(home, run)
    return run


def _frozen(draft: CohortDraft) -> CohortFrozen:
    cohort = draft.cohort
    places = {part: cohort.indices(part) for part in PARTS}
    return CohortFrozen(
        frames={part: len(rows) for part, rows in places.items()},
        patients={part: len(set(cohort.patients[rows].tolist())) for part, rows in places.items()},
        problems=dict(Counter(problem.kind for problem in draft.problems)),
        origin=draft.origin,
    )


def environment(split_hash: str) -> dict[str, object]:
    """What a reader needs to repeat the run: versions, platform and the split's hash; no name of user or machine."""
    return {
        "medxfer_gui": __version__,
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "packages": {name: _version(name) for name in PACKAGES},
        "split_hash": split_hash,
    }


def launch_worker(run: Run, home: Home) -> None:
    """Start training ``run`` in a process of its own, which outlives this one.

    Raises
    ------
    MedxferError
        When the run is finished or trains already.
    """
    require_resumable(run)
    run.clear_cancel()
    with run.worker_log.open("ab") as log:
        child = subprocess.Popen(
            [*_own_command(), "train", "--run", str(run.folder), "--home", str(home.folder), "--background"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_child_environment(),
            start_new_session=True,
            creationflags=DETACHED,
        )
    _children[child.pid] = child
    state = run.state()
    run.write_state(
        state.changed(
            status="running",
            **(own_identity() | {"pid": child.pid}),
            started=time.time(),
            heartbeat=time.time(),
            message="",
            hint="",
        )
    )


def follow_run(run: Run, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> RunState:
    """Report all events of ``run`` from its start, then those to come, until it stops; its last state.

    Cancelling ends the following, not the run: ask `Run.request_cancel` for that.
    """
    follower = EventFollower(run.events_path)
    while True:
        cancel.raise_if_cancelled()
        _reap()
        state = run.state()
        for event in follower.read():
            on_event(event)
        if state.status != "running":
            return state
        time.sleep(LOOK_SECONDS)


def require_resumable(run: Run) -> None:
    """Raise a `MedxferError` when ``run`` is finished, or another process trains it."""
    state = run.state()
    if state.status == "finished":
        raise MedxferError("The run is finished.", "Start a new one to train again.")
    if state.status == "running" and state.pid != os.getpid():
        raise MedxferError(
            "The run is being trained by process {pid}.", "Wait for it, or stop it: medxfer cancel.", pid=state.pid
        )


def _reap() -> None:
    """Collect children that ended, so that they do not count as alive."""
    for pid, child in list(_children.items()):
        if child.poll() is not None:
            del _children[pid]


def _own_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "medxfer_gui"]


def _child_environment() -> dict[str, str]:
    """Ours, with the place this package was imported from in front, so that the child runs the same code."""
    place = str(Path(__file__).resolve().parents[2])
    paths = [place, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUNBUFFERED": "1"}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
