"""``python -m medxfer_gui``, ``medxfer`` and ``medxfer-gui``."""

from __future__ import annotations

import multiprocessing
import sys

from medxfer_gui.cli.main import run_command


def main() -> int:
    """Run the command of ``sys.argv``; its exit code."""
    return run_command(sys.argv[1:])


def main_gui() -> int:
    """Open the window: ``medxfer-gui [FOLDER]`` is ``medxfer gui [FOLDER]``."""
    return run_command(["gui", *sys.argv[1:]])


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the processes beside the window, where the program is frozen
    sys.exit(main())
