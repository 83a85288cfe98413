"""``medxfer index``, ``check`` and ``sources``: what there is to work with."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import named_path
from medxfer_gui.cli.registry import Commands, add_command
from medxfer_gui.home import open_home
from medxfer_gui.library.intake import check_folder
from medxfer_gui.library.intake_table import check_json, write_checks
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.scan import IndexSummary, index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken
from medxfer_gui.sources.catalogue import SourceModel, find_source, source_models


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    parser = add_command(
        commands, common, "index", "read folders, files and archives into the library", "medxfer index FOLDER", _index
    )
    parser.add_argument("folders", type=named_path, nargs="+", metavar="FOLDER")
    words = "say of every file whether it can be used, and what to do if not"
    parser = add_command(commands, common, "check", words, "medxfer check FOLDER --json", _check)
    parser.add_argument("folder", type=named_path, metavar="FOLDER")
    parser.add_argument("--csv", type=named_path, metavar="OUT", help="write the report to this table too")
    parser = add_command(commands, common, "sources", "list the source models", "medxfer sources", _sources)
    parser.add_argument("name", nargs="?", help="only this one")


def _index(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    home = open_home(given.home)
    with Library(home.library) as library:
        found = [index_folder(folder, library, on_event=console, cancel=cancel) for folder in _apart(given.folders)]
    counts = {
        name: sum(getattr(summary, name) for summary in found)
        for name in ("patients", "studies", "series", "instances", "frames", "added", "changed", "moved", "gone")
    }
    skipped = [
        {"path": str(file.place), "reason": file.reason, "hint": file.hint}
        for summary in found
        for file in summary.skipped
    ]
    seconds = sum(summary.seconds for summary in found)
    console.result({**counts, "skipped": skipped, "seconds": round(seconds, 3)}, _index_text(found, counts))


def _apart(folders: Sequence[Path]) -> list[Path]:
    """The folders without repeats and without what lies in another of them: each image counts once."""
    opened = list(dict.fromkeys(map(opened_folder, folders)))
    return [folder for folder in opened if not any(folder.is_relative_to(o) for o in opened if o != folder)]


def _index_text(found: Sequence[IndexSummary], counts: dict[str, int]) -> str:
    skipped = [file for summary in found for file in summary.skipped]
    there, changes = list(counts.items())[:5], list(counts.items())[5:]
    lines = [", ".join(f"{count} {name}" for name, count in there) + f"; {len(skipped)} files skipped"]
    lines.append("Files since the last time: " + ", ".join(f"{count} {name}" for name, count in changes))
    lines += [f"  {file.place}: {file.reason}" for file in skipped]
    return "\n".join(lines)


def _check(given: argparse.Namespace, console: Console, cancel: CancelToken) -> None:
    rows = check_folder(given.folder, on_event=console, cancel=cancel)
    if given.csv is not None:
        write_checks(rows, given.csv)
    counts = Counter(row.severity for row in rows)
    usable = len(rows) - counts["refused"]
    lines = [f"{len(rows)} files, {usable} usable, {counts['note']} of them with a note"]
    lines += [f"  {row.path}: {'. '.join(filter(None, (row.problem, row.hint)))}" for row in rows if row.problem]
    if not rows:
        lines.append("  Is this the right folder?")
    written = {} if given.csv is None else {"csv": str(given.csv)}
    console.result({"files": [check_json(row) for row in rows], **written}, "\n".join(lines))


def _sources(given: argparse.Namespace, console: Console, _cancel: CancelToken) -> None:
    models = [_known(given.name)] if given.name else list(source_models())
    console.result({"sources": [_source_json(model) for model in models]}, "\n".join(map(_source_line, models)))


def _known(name: str) -> SourceModel:
    model = find_source(name)
    if model.parameters is None:
        from medxfer_gui.sources.build import require_architecture  # torch takes seconds

        require_architecture(model)
    return model


def _source_json(model: SourceModel) -> dict[str, object]:
    return {
        "name": model.name,
        "title": model.title,
        "architecture": model.architecture,
        "params": model.parameters,
        "input": {"size": model.input_size, "mean": model.mean, "std": model.std},
        "licence": model.licence,
        "training_data": model.training_data,
        "origin": model.origin,
        "offline": model.offline,
    }


def _source_line(model: SourceModel) -> str:
    size = f"{model.parameters / 1e6:.1f} M parameters" if model.parameters else "size not listed"
    where = f"pretrained, offline, {model.licence}" if model.offline else "from scratch, or with your own --weights"
    return f"{model.name:24} {model.title:28} {size:20} {where}"
