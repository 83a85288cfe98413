"""``medxfer gui``: the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import named_path
from medxfer_gui.cli.registry import Commands, add_command
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import open_home
from medxfer_gui.library.mixes import place_to_open
from medxfer_gui.operation import CancelToken


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``gui``."""
    parser = add_command(commands, common, "gui", "open the window", "medxfer gui FOLDER", _open)
    parser.add_argument(
        "folders", type=named_path, nargs="*", metavar="FOLDER", help="folders and files to open, as one"
    )
    parser.add_argument("--run", type=named_path, metavar="DIR", dest="run_folder", help="run to open")


def _open(given: argparse.Namespace, _console: Console, _cancel: CancelToken) -> int:
    for path in (*given.folders, given.run_folder):
        if path is not None and not path.exists():
            raise MedxferError("There is no folder {path}.", "Check the name.", path=path)
    folder = place_to_open(given.folders, open_home(given.home).lists) if given.folders else None
    return open_window(folder, given.home, given.run_folder)


def open_window(folder: Path | None, home: Path | None, run: Path | None) -> int:
    """Show the window and stay until it is closed; its exit code.

    Raises
    ------
    MedxferError
        When Qt or a system library that it needs is missing, naming the package to install.
    """
    try:
        from medxfer_gui.qt.system_libraries import require_system_libraries  # Qt only where a window is wanted

        require_system_libraries()
        from medxfer_gui.qt.app import main_gui
    except ImportError as error:
        raise MedxferError(
            "The window cannot start: {reason}.", "Install PySide6: pip install PySide6-Essentials", reason=error
        ) from None
    return main_gui(folder=folder, home=open_home(home), run=run)
