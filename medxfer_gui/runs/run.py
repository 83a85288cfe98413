"""The run folder: one execution and everything it left behind."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from medxfer_gui.atomic import write_atomic
from medxfer_gui.config.run import RunConfig
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.operation import CancelToken, Event
from medxfer_gui.runs.events import event_to_json
from medxfer_gui.runs.processes import process_alive
from medxfer_gui.runs.state import RunState

HEARTBEAT_SECONDS = 2.0
"""How often a worker says that it lives."""
SILENT_SECONDS = 60.0
"""A worker on another machine that was silent for so long counts as dead."""


class Run:
    """One run folder. Nothing is cached: every property reads the folder, which another process may be writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder).absolute()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r})"

    @classmethod
    def create(cls, folder: Path, config: RunConfig) -> Run:
        """Make the run folder with its configuration.

        Raises
        ------
        MedxferError
            When ``folder`` exists and is not empty: nothing is ever overwritten.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise MedxferError(
                "{folder} is not empty.", "Choose a new folder for the run, or delete the old run first.", folder=folder
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MedxferError(
                "The run folder {folder} cannot be made: {reason}.",
                "Choose a folder you may write to.",
                folder=folder,
                reason=error.strerror,
            ) from None
        write_atomic(folder / "config.json", config.model_dump_json(indent=2))
        run = cls(folder)
        run.write_state(RunState())
        return run

    @classmethod
    def open(cls, folder: Path) -> Run:
        """The run in an existing folder.

        Raises
        ------
        MedxferError
            When the folder is not a run folder.
        """
        if not (Path(folder) / "config.json").is_file():
            raise MedxferError(
                "{folder} is not a run folder.",
                "Choose a folder that holds config.json; `medxfer runs` lists them.",
                folder=folder,
            )
        return cls(folder)

    @property
    def config(self) -> RunConfig:
        """The configuration the run was started with."""
        return RunConfig.checked(self.read_json("config.json"))

    @property
    def task(self) -> TargetTask:
        """What the run predicts; known once the cohort was frozen."""
        return TargetTask.checked(self.read_json("task.json")["task"])

    @property
    def name(self) -> str:
        """The run's own name, else the name of its folder."""
        return self.config.name or self.folder.name

    @property
    def events_path(self) -> Path:
        """JSON lines of what happened, oldest first."""
        return self.folder / "events.jsonl"

    @property
    def checkpoints(self) -> Path:
        """Folder of ``best`` and ``last``."""
        return self.folder / "checkpoints"

    @property
    def worker_log(self) -> Path:
        """What the training process printed."""
        return self.folder / "worker.log"

    def evaluation_folder(self, part: str) -> Path:
        """Where predictions and metrics of ``part`` lie."""
        return self.folder / "evaluations" / part

    def read_json(self, name: str) -> Any:
        """Content of the JSON file ``name`` of the folder.

        Raises
        ------
        MedxferError
            When it is missing or damaged.
        """
        path = self.folder / name
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise MedxferError(
                "The run has no {name}.", "It was not prepared completely; start it again.", name=name
            ) from None
        except (OSError, ValueError) as error:
            raise MedxferError(
                "{path} cannot be read: {reason}.", "The file is damaged; start the run again.", path=path, reason=error
            ) from None

    def state(self) -> RunState:
        """What the run is doing; ``interrupted`` when its worker is gone without a word."""
        try:
            state = RunState.checked(self.read_json("state.json"))
        except MedxferError:
            return RunState(
                status="failed", message="The run's state cannot be read.", hint="Delete the run and start it again."
            )
        if state.status == "running" and not _worker_lives(state):
            return state.changed(
                status="interrupted",
                message="The training process ended without finishing.",
                hint="Resume continues from the last checkpoint.",
            )
        return state

    def write_state(self, state: RunState) -> None:
        """Replace the state."""
        write_atomic(self.folder / "state.json", state.model_dump_json(indent=2))

    def append_event(self, event: Event) -> None:
        """Add one event to the record."""
        with self.events_path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(event_to_json(event) + "\n")

    def mend_events(self) -> None:
        """Cut off the torn last line that a killed worker may have left, before more is appended."""
        if self.events_path.exists():
            data = self.events_path.read_bytes()
            if not data.endswith(b"\n"):
                write_atomic(self.events_path, data[: data.rfind(b"\n") + 1])

    def request_cancel(self) -> None:
        """Ask the worker to stop after its batch; it writes a checkpoint first."""
        write_atomic(self.folder / "cancel", "")

    def cancel_requested(self) -> bool:
        """Whether a stop was asked for and not yet met."""
        return (self.folder / "cancel").exists()

    def clear_cancel(self) -> None:
        """Forget a stop that was asked for."""
        (self.folder / "cancel").unlink(missing_ok=True)

    def delete(self) -> None:
        """Remove the folder and all it holds.

        Raises
        ------
        MedxferError
            While its worker is training, or when files resist.
        """
        if self.state().status == "running":
            raise MedxferError("The run is still training.", "Stop it first.")
        Run.open(self.folder)
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise MedxferError(
                "{folder} cannot be removed: {reason}.",
                "Close programs that use it.",
                folder=self.folder,
                reason=error.strerror,
            ) from None


class RunCancel(CancelToken):
    """A token that also listens to the run folder, looking at most five times a second."""

    def __init__(self, run: Run, outer: CancelToken) -> None:
        super().__init__()
        self._run = run
        self._outer = outer
        self._looked = 0.0

    @property
    def cancelled(self) -> bool:
        """Whether the folder, the caller or this token asks for a stop."""
        now = time.monotonic()
        if now - self._looked > 0.2:
            self._looked = now
            if self._run.cancel_requested():
                self.cancel()
        return self._outer.cancelled or super().cancelled


def list_runs(home: Home) -> list[Run]:
    """Runs in the data folder and those made elsewhere with it, newest first; folders that are gone are left out."""
    inside = set(home.runs.glob("*/config.json"))
    elsewhere = {Path(folder) / "config.json" for folder in _remembered(home)}
    made = {path: path.stat().st_mtime for path in inside | elsewhere if path.is_file()}
    return [Run(path.parent) for path in sorted(made, key=lambda path: made[path], reverse=True)]


def remember_run(home: Home, run: Run) -> None:
    """Note a run that lies outside the data folder, so that `list_runs` finds it."""
    if run.folder.parent != home.runs:
        known = dict.fromkeys([*_remembered(home), str(run.folder)])
        write_atomic(home.runs / "elsewhere.json", json.dumps(list(known), indent=2))


def _remembered(home: Home) -> list[str]:
    try:
        return [str(folder) for folder in json.loads((home.runs / "elsewhere.json").read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return []


def new_run_folder(home: Home, config: RunConfig) -> Path:
    """A free folder for a run: when, mode and source, nothing of the data's name."""
    source = config.source.name.split(".")[0][:40]
    stem = f"{datetime.now():%Y%m%d-%H%M%S}-{config.recipe.mode}-{source}"
    for number in range(1, 1000):
        folder = home.runs / (stem if number == 1 else f"{stem}-{number}")
        if not folder.exists():
            return folder
    raise MedxferError("No free folder for the run below {folder}.", "Give one with --run.", folder=home.runs)


def own_identity() -> dict[str, Any]:
    """Process number and host of this process, as the state holds them."""
    return {"pid": os.getpid(), "host": socket.gethostname()}


def _worker_lives(state: RunState) -> bool:
    if state.host == socket.gethostname():
        return state.pid is not None and process_alive(state.pid, state.started)
    return state.heartbeat is not None and time.time() - state.heartbeat < SILENT_SECONDS
