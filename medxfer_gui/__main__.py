"""``python -m medxfer_gui``, ``medxfer`` and ``medxfer-gui``."""

from __future__ import annotations

import multiprocessing
import sys


def _run(arguments: list[str]) -> int:
    try:
        from medxfer_gui.cli.main import run_command  # takes a second, in which Ctrl+C may come
    except KeyboardInterrupt:
        print("Stopped on request.", file=sys.stderr)
        if "--json" in arguments:
            print('{"error": "Stopped on request.", "hint": ""}')
        return 1
    return run_command(arguments)


def main() -> int:
    """Run the command of ``sys.argv``; its exit code."""
    return _run(sys.argv[1:])


def main_gui() -> int:
    """Open the window: ``medxfer-gui [FOLDER]`` is ``medxfer gui [FOLDER]``."""
    return _run(["gui", *sys.argv[1:]])


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the processes beside the window, where the program is frozen
    sys.exit(main())
