"""``medxfer evaluate``, ``predict``, ``explain`` and ``export``: what a run has learned."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import named_path
from medxfer_gui.cli.registry import Commands, add_command
from medxfer_gui.cli.words import evaluation_json, evaluation_text
from medxfer_gui.cohorts.cohort import PARTS
from medxfer_gui.errors import MedxferError, UsageError
from medxfer_gui.home import open_home
from medxfer_gui.library.examine import Examined, examine_file
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken
from medxfer_gui.runs.run import Run

if TYPE_CHECKING:
    from medxfer_gui.saliency.saliency_map import SaliencyMap

NO_FILE = "There is no such file"

# The packages below torch are imported inside the commands: torch takes seconds, and --help should not.


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    words = "measure a run on one of its parts, or on another labelled folder"
    parser = _run_command(commands, common, "evaluate", words, "medxfer evaluate RUN --part test", _evaluate)
    parser.add_argument("--part", choices=PARTS, default="test", help="part of the run's own cohort (default test)")
    parser.add_argument("--folder", type=named_path, help="another cohort: its images")
    parser.add_argument("--labels", type=named_path, metavar="CSV", help="another cohort: its labels")
    words = "score images that have no labels"
    parser = _run_command(commands, common, "predict", words, "medxfer predict RUN FOLDER --csv scores.csv", _predict)
    parser.add_argument("folder", type=named_path, metavar="FOLDER")
    parser.add_argument("--csv", type=named_path, metavar="OUT", help="write the scores there as well")
    words = "draw where the network looked"
    parser = _run_command(commands, common, "explain", words, "medxfer explain RUN image.dcm --out maps", _explain)
    parser.add_argument("files", type=named_path, nargs="+", metavar="FILE")
    parser.add_argument("--method", default="gradcam", metavar="NAME", help="how the map is made (default gradcam)")
    parser.add_argument(
        "--class", dest="class_name", metavar="NAME", help="class to explain (default: the positive one)"
    )
    parser.add_argument(
        "--out", type=named_path, metavar="DIR", help="where the overlays go (default: saliency/ of the run)"
    )
    parser.add_argument("--opacity", type=float, default=0.5, metavar="X", help="of the overlay, 0 to 1 (default 0.5)")
    parser = _run_command(
        commands, common, "export", "write results", "medxfer export RUN --report report.html", _export
    )
    parser.add_argument("--report", type=named_path, metavar="F.html", help="one self-contained HTML file")
    parser.add_argument("--predictions", type=named_path, metavar="F.csv", help="scores and truth by UID")
    parser.add_argument("--part", choices=PARTS, default="test", help="part to report (default test)")


def _run_command(commands: Commands, common: argparse.ArgumentParser, *described: Any) -> argparse.ArgumentParser:
    parser = add_command(commands, common, *described)
    parser.add_argument("run_folder", type=named_path, metavar="RUN")
    return parser


def _evaluate(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    from medxfer_gui.evaluation.evaluate import evaluate_external, evaluate_run

    run, home = Run.open(given.run_folder), open_home(given.home)
    if given.folder is None:
        if given.labels is not None:
            raise UsageError("--labels belongs to another cohort.", "Give its images with --folder.")
        evaluation = evaluate_run(run, home, given.part, on_event=console, cancel=cancel)
    else:
        folder, labels = given.folder.absolute(), given.labels and given.labels.absolute()
        with Library(home.library) as library:
            index_folder(folder, library, on_event=console, cancel=cancel)
        dataset = run.config.dataset.changed(folder=folder, labels=labels)
        evaluation = evaluate_external(run, home, dataset, on_event=console, cancel=cancel)
    console.result({"run": str(run.folder), **evaluation_json(evaluation)}, evaluation_text(evaluation))


def _predict(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    from medxfer_gui.evaluation.predict_folder import predict_folder, write_cases

    run, home = Run.open(given.run_folder), open_home(given.home)
    folder = given.folder.absolute()
    cases = predict_folder(run, home, folder, on_event=console, cancel=cancel)
    if given.csv is not None:
        write_cases(given.csv.absolute(), cases, folder)
    skipped = _left_out(home.library, folder, {case.path for case in cases})
    rows = [
        {"uid": c.uid, "frame": c.frame, "path": str(c.path), "probabilities": c.probabilities, "unit": c.unit}
        for c in cases
    ]
    lines = [f"{case.path}: " + ", ".join(f"{k} {v:.3f}" for k, v in case.probabilities.items()) for case in cases]
    lines += [f"{row['path']}: left out, {row['reason']}" for row in skipped]
    lines.append("Research use only. Not a medical device.")
    console.result({"predictions": rows, "skipped": skipped}, "\n".join(lines))


def _left_out(library_path: Path, folder: Path, used: set[Path]) -> list[dict[str, str]]:
    with Library(library_path) as library:
        rows = [{"path": str(item.place), "reason": item.reason} for item in library.skipped(folder)]
        unread = {record.source.place for record in library.instances(folder)} - used
    return rows + [{"path": str(path), "reason": "could not be decoded; see medxfer check"} for path in sorted(unread)]


def _explain(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    from medxfer_gui.saliency.explain import explain_frames

    run, home = Run.open(given.run_folder), open_home(given.home)
    if not 0.0 <= given.opacity <= 1.0:
        raise UsageError("The opacity {value} is not between 0 and 1.", "Give for example 0.5.", value=given.opacity)
    records, skipped = _usable(given.files)
    items = [(record, frame) for record in records for frame in range(record.frames)]
    maps = explain_frames(
        run, home, items, method=given.method, class_name=given.class_name, on_event=console, cancel=cancel
    )
    out = given.out or run.folder / "saliency"
    rows = [_save_map(out, record, frame, m, given.opacity) for (record, frame), m in zip(items, maps, strict=True)]
    lines = [f"{row['path']}: {row['class']} {row['probability']:.3f}, trust {row['trust']:.2f}" for row in rows]
    lines += [f"{row['path']}: left out, {row['reason']}" for row in skipped]
    console.result({"maps": rows, "skipped": skipped}, "\n".join(lines))


def _usable(files: Sequence[Path]) -> tuple[list[InstanceRecord], list[dict[str, str]]]:
    """What the files hold, and those that cannot be used; it is a failure when none can."""
    records: list[InstanceRecord] = []
    skipped: list[dict[str, str]] = []
    for file in files:
        found = _examined(file)
        left_out = list(found.skipped)
        for _, group in groupby(found.records, key=lambda record: record.source):
            same_file = list(group)
            try:
                load_frame(same_file[0])
                records += same_file
            except MedxferError as error:
                left_out.append(SkippedFile(file, error.text, error.hint_text, member=same_file[0].source.member))
        skipped += [{"path": str(item.place), "reason": item.reason, "hint": item.hint} for item in left_out]
    if not records:
        first = skipped[0]
        raise MedxferError("{path} cannot be used: {reason}", first["hint"], path=first["path"], reason=first["reason"])
    return records, skipped


def _examined(file: Path) -> Examined:
    if not file.is_file():
        return Examined(skipped=(SkippedFile(file, NO_FILE),))
    return examine_file(file.absolute(), file.absolute().parent)


def _save_map(out: Path, record: InstanceRecord, frame: int, found: SaliencyMap, opacity: float) -> dict[str, Any]:
    from medxfer_gui.dicom.pixels import to_display
    from medxfer_gui.saliency.overlay import blend, save_overlay

    path = out / f"{record.sop_instance_uid}-{frame + 1}-{found.class_name}-{found.method}.png"
    save_overlay(path, blend(to_display(load_frame(record, frame)), found.values, opacity))
    return {
        "uid": record.sop_instance_uid,
        "frame": frame,
        "class": found.class_name,
        "probability": found.probability,
        "method": found.method,
        "path": str(path),
        "trust": found.trust,
        "trust_note": found.trust_note,
        "map_size": found.map_size,
    }


def _export(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    from medxfer_gui.evaluation.evaluate import evaluate_run
    from medxfer_gui.evaluation.store import is_evaluated
    from medxfer_gui.export.predictions import export_predictions
    from medxfer_gui.export.report import write_report

    if given.report is None and given.predictions is None:
        raise UsageError("Nothing to write was asked for.", "Give --report F.html or --predictions F.csv.")
    run, home = Run.open(given.run_folder), open_home(given.home)
    written = []
    if given.report is not None:
        if given.report.suffix.lower() not in (".html", ".htm"):
            raise MedxferError(
                "This version writes reports as HTML, not {suffix}.",
                "Give a name that ends in .html; a browser prints it to PDF.",
                suffix=given.report.suffix or "that",
            )
        written.append(
            write_report(run, home, given.report.absolute(), part=given.part, on_event=console, cancel=cancel)
        )
    if given.predictions is not None:
        if not is_evaluated(run, given.part):
            evaluate_run(run, home, given.part, on_event=console, cancel=cancel)
        written.append(export_predictions(run, given.predictions.absolute(), part=given.part))
    console.result({"written": [str(path) for path in written]}, "\n".join(map(str, written)))
