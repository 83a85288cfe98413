"""``medxfer train``, ``cancel`` and ``runs``."""

from __future__ import annotations

import argparse
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import add_options, chosen_options, named_path
from medxfer_gui.cli.registry import Commands, add_command
from medxfer_gui.cli.words import evaluation_json, evaluation_text
from medxfer_gui.config.dataset import DatasetConfig, Preprocessing, SplitConfig
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import DEFAULT_SOURCE, ComputeConfig, RunConfig
from medxfer_gui.errors import MedxferError, UsageError
from medxfer_gui.home import Home, open_home
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.runs.events import CohortFrozen, EventFollower
from medxfer_gui.runs.run import Run, list_runs
from medxfer_gui.training.launch import prepare_run

BACKGROUND_NICE = 10
"""How far a worker of the window steps back behind the window."""


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    example = "medxfer train FOLDER --labels labels.csv --mode head --run my_run"
    train = add_command(commands, common, "train", "fine-tune a source model on labelled images", example, _train)
    train.add_argument(
        "what", type=named_path, nargs="?", metavar="FOLDER|CONFIG.json", help="labelled images, or a run's config.json"
    )
    train.add_argument(
        "--labels", type=named_path, metavar="CSV", help="labels; without it class folders are the labels"
    )
    train.add_argument("--source", default=None, metavar="NAME", help=f"source model (default {DEFAULT_SOURCE})")
    train.add_argument("--weights", type=named_path, metavar="FILE", help="your own weights for that architecture")
    train.add_argument(
        "--seed", type=int, metavar="N", help="start of all random numbers, the split's included (default 0)"
    )
    train.add_argument("--name", metavar="TEXT", help="what the run is called in the window")
    train.add_argument("--devices", type=int, default=1, metavar="N", help="number of devices; one for now")
    train.add_argument(
        "--run",
        type=named_path,
        dest="run_folder",
        metavar="DIR",
        help="run folder to make, or a prepared one to train",
    )
    train.add_argument("--resume", type=named_path, metavar="RUN", help="go on with a run that was stopped")
    train.add_argument("--background", action="store_true", help=argparse.SUPPRESS)
    for config, leave_out in (
        (FineTuneRecipe, ()),
        (Preprocessing, ()),
        (DatasetConfig, ()),
        (SplitConfig, ("seed",)),
        (ComputeConfig, ()),
    ):
        add_options(train, config, leave_out=leave_out)
    stop = add_command(
        commands, common, "cancel", "stop a run after its batch; it can be resumed", "medxfer cancel RUN", _cancel
    )
    stop.add_argument("run_folder", type=named_path, metavar="RUN")
    add_command(commands, common, "runs", "list the runs", "medxfer runs", _runs)


def _train(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    if given.devices != 1:
        raise UsageError("This version trains on one device.", "Leave --devices out.")
    if given.background and hasattr(os, "nice"):
        os.nice(BACKGROUND_NICE)
    home = open_home(given.home)
    run = _run_to_train(given, home, console, cancel)
    from medxfer_gui.evaluation.evaluate import evaluate_run  # torch takes seconds: only where it is needed
    from medxfer_gui.training.train import train_run

    try:
        result = train_run(run, home, on_event=console, cancel=cancel)
    except Cancelled:
        raise MedxferError("Stopped on request.", "Go on with: medxfer train --resume {run}", run=run.folder) from None
    validation = evaluate_run(run, home, "validation", on_event=console, cancel=cancel)
    values = {
        "run": str(run.folder),
        "best_epoch": result.best_epoch,
        "validation": evaluation_json(validation),
        "seconds": round(result.seconds, 3),
        "images_per_second": round(result.images_per_second, 2),
        "ended": result.reason,
        **_cohort_json(run),
    }
    speed = f"{result.images_per_second:.0f} images/s"
    text = (
        f"{run.folder}\nbest epoch {result.best_epoch}, {result.seconds:.1f} s, {speed}\n{evaluation_text(validation)}"
    )
    console.result(values, text)


def _cohort_json(run: Run) -> dict[str, Any]:
    """What the run learned from, and how many rows and images took no part, by kind."""
    found = [event for event in EventFollower(run.events_path).read() if isinstance(event, CohortFrozen)]
    if not found:
        return {}
    last = found[-1]
    return {"frames": last.frames, "patients": last.patients, "split": last.origin, "problems": last.problems}


def _run_to_train(given: argparse.Namespace, home: Home, console: Console, cancel: CancelToken) -> Run:
    if given.resume is not None:
        _refuse_settings(given, "--resume")
        return Run.open(given.resume)
    if given.what is None:
        if given.run_folder is None:
            raise UsageError("Nothing to train was given.", "Give a folder, a CONFIG.json, or --resume RUN.")
        _refuse_settings(given, "--run alone")
        return Run.open(given.run_folder)
    config = config_from_arguments(given)
    _check_network(config)
    return prepare_run(config, home, given.run_folder, on_event=console, cancel=cancel)


def _check_network(config: RunConfig) -> None:
    """Fail for an unknown source, unusable weights or a missing GPU before a run folder is made."""
    from medxfer_gui.config.task import TargetTask
    from medxfer_gui.sources.build import build_network
    from medxfer_gui.sources.compute import choose_compute

    choose_compute(config.compute)
    pretrained = config.recipe.mode != "scratch"
    build_network(config.source, TargetTask(kind="binary", classes=("0", "1")), pretrained=pretrained)


def config_from_arguments(given: argparse.Namespace) -> RunConfig:
    """The configuration that the arguments of ``train`` describe; flags override what a CONFIG.json says."""
    values = _stored_config(given.what) if given.what.suffix == ".json" else {"dataset": {"folder": given.what}}
    dataset = values["dataset"]
    dataset.update(chosen_options(given, DatasetConfig))
    if given.labels is not None:
        dataset["labels"] = given.labels
    for key in ("folder", "labels"):
        if dataset.get(key) is not None:
            dataset[key] = Path(dataset[key]).expanduser().absolute()
    _update(dataset, "preprocessing", chosen_options(given, Preprocessing))
    _update(dataset, "split", {k: v for k, v in chosen_options(given, SplitConfig).items() if k != "seed"})
    _update(values, "recipe", chosen_options(given, FineTuneRecipe))
    _update(values, "compute", chosen_options(given, ComputeConfig))
    weights = given.weights.expanduser().absolute() if given.weights else None
    _update(values, "source", {k: v for k, v in (("name", given.source), ("weights", weights)) if v is not None})
    if given.seed is not None:
        values["seed"] = given.seed
        _update(dataset, "split", {"seed": given.seed})
    if given.name is not None:
        values["name"] = given.name
    return RunConfig.checked(values)


def _stored_config(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MedxferError(
            "{path} cannot be read as a configuration: {reason}.",
            "Give the config.json of a run.",
            path=path,
            reason=error,
        ) from None
    return RunConfig.checked(values).model_dump()


def _update(values: dict[str, Any], name: str, changes: dict[str, Any]) -> None:
    values[name] = {**(values.get(name) or {}), **changes}


def _refuse_settings(given: argparse.Namespace, why: str) -> None:
    named = [config for config in (FineTuneRecipe, Preprocessing, DatasetConfig) if chosen_options(given, config)]
    if named or given.labels or given.source or given.seed is not None:
        raise UsageError("{why} trains with the settings the run was made with.", "Leave other settings out.", why=why)


def _cancel(given: argparse.Namespace, console: Console, _cancel: CancelToken) -> None:
    run = Run.open(given.run_folder)
    status = run.state().status
    if status != "running":
        raise MedxferError(
            "The run is not training; its state is “{status}”.", "`medxfer runs` lists the states.", status=status
        )
    run.request_cancel()
    console.result({"run": str(run.folder), "asked": True}, "Asked to stop after the batch.")


def _runs(given: argparse.Namespace, console: Console, _cancel: CancelToken) -> None:
    rows = [_run_row(run) for run in list_runs(open_home(given.home))]
    lines = [f"{r['status']:12} {r['created']:17} {r['mode']:8} {r['source']:24} {r['run']}" for r in rows]
    console.result({"runs": rows}, "\n".join(lines) or "No runs yet.")


def _run_row(run: Run) -> dict[str, Any]:
    config, state = run.config, run.state()
    made = datetime.fromtimestamp((run.folder / "config.json").stat().st_mtime)
    return {
        "run": str(run.folder),
        "name": run.name,
        "status": state.status,
        "mode": config.recipe.mode,
        "source": config.source.name,
        "created": f"{made:%Y-%m-%d %H:%M}",
        "epoch": state.epoch,
        "epochs": state.epochs,
        "best_epoch": state.best_epoch,
    }
