"""``medxfer demo``: the whole path on a cohort that ships with the program."""

from __future__ import annotations

import argparse
import os
import platform
import time

from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import named_path
from medxfer_gui.cli.registry import Commands, add_command
from medxfer_gui.cli.window_command import open_window
from medxfer_gui.cli.words import evaluation_json, evaluation_text
from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import RunConfig
from medxfer_gui.demo.cohort import DemoCohort, write_demo_cohort
from medxfer_gui.home import Home, open_home
from medxfer_gui.operation import CancelToken
from medxfer_gui.runs.run import Run
from medxfer_gui.training.launch import prepare_run


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``demo``."""
    words = "make a synthetic labelled DICOM cohort, train on it, evaluate, explain, report, and open the window on it"
    parser = add_command(commands, common, "demo", words, "medxfer demo", _demo)
    parser.add_argument(
        "--out", type=named_path, metavar="DIR", help="where cohort and report go (default: in your data folder)"
    )
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")


def _demo(given: argparse.Namespace, console: Console, cancel: CancelToken) -> int:
    started = time.perf_counter()
    home = open_home(given.home)
    out = (given.out or home.folder / "demo").expanduser().absolute()
    demo = write_demo_cohort(out, on_event=console, cancel=cancel)
    run = _trained(demo, home, console, cancel)
    from medxfer_gui.evaluation.evaluate import evaluate_run  # torch takes seconds
    from medxfer_gui.export.report import write_report

    evaluation = evaluate_run(run, home, "test", on_event=console, cancel=cancel)
    report = write_report(run, home, out / "report.html", on_event=console, cancel=cancel)
    seconds = time.perf_counter() - started
    values = evaluation_json(evaluation) | {
        "run": str(run.folder),
        "report": str(report),
        "folder": str(demo.folder),
        "labels": str(demo.labels),
        "synthetic": True,
        "seconds": round(seconds, 2),
    }
    where = f"Cohort {demo.folder} (synthetic)\nRun {run.folder}\nReport {report}"
    text = f"{evaluation_text(evaluation)}\n{where}\n{seconds:.0f} s"
    console.result(values, text)
    if given.no_window:
        return 0
    if not has_display():
        console.note("No display here, so the window stays closed. Open it with: medxfer gui")
        return 0
    return open_window(demo.folder, home.folder, run.folder)


def _trained(demo: DemoCohort, home: Home, console: Console, cancel: CancelToken) -> Run:
    config = RunConfig(
        name="Demo (synthetic)",
        dataset=DatasetConfig(folder=demo.folder, labels=demo.labels, preprocessing=Preprocessing(size=160)),
        recipe=FineTuneRecipe(mode="head"),
    )
    run = prepare_run(config, home, on_event=console, cancel=cancel)
    from medxfer_gui.training.train import train_run

    train_run(run, home, on_event=console, cancel=cancel)
    return run


def has_display() -> bool:
    """Whether a person can see a window here."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return not os.environ.get("CI")
