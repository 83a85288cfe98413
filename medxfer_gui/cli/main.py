"""The parser, and running a command from arguments to exit code."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from medxfer_gui import __version__
from medxfer_gui.cli import data_commands, demo_command, result_commands, train_commands, window_command
from medxfer_gui.cli.console import Console
from medxfer_gui.cli.options import named_path
from medxfer_gui.errors import MedxferError, UsageError
from medxfer_gui.operation import Cancelled, CancelToken

COMMANDS = (window_command, demo_command, data_commands, train_commands, result_commands)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command; each carries ``run(arguments, console, cancel)``."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print one JSON object on stdout and nothing else there")
    common.add_argument(
        "--home",
        type=named_path,
        metavar="DIR",
        help="library, cache and runs (default: MEDXFER_HOME, else your data folder)",
    )
    common.add_argument("--quiet", action="store_true", help="no progress on stderr")
    parser = argparse.ArgumentParser(
        prog="medxfer",
        description="Transfer learning on medical images. Research use only; not a medical device.",
        epilog="Example: medxfer demo",
    )
    parser.add_argument("--version", action="version", version=f"medxfer_gui {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add_commands(commands, common)
    return parser


def run_command(arguments: Sequence[str]) -> int:
    """Run one command: 0 on success, 1 on a failure that was told in words, 2 on bad usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        parser = build_parser()
        given = parser.parse_args(_command_first(arguments))
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 2
        if code and "--json" in arguments:
            hint = "The usage was told on stderr; --help gives an example."
            Console(as_json=True).result({"error": "The arguments do not fit.", "hint": hint}, "")
        return code
    console = Console(as_json=given.json, quiet=given.quiet)
    cancel = CancelToken()
    with _stopped_by_signals(cancel):
        try:
            return int(given.run(given, console, cancel) or 0)
        except MedxferError as error:
            console.failure(error)
            return 2 if isinstance(error, UsageError) else 1
        except (Cancelled, KeyboardInterrupt):
            console.failure(MedxferError("Stopped on request."))
        except BrokenPipeError:
            sys.stderr.close()
        except OSError as error:
            console.failure(_told(error))
    return 1


def _told(error: OSError) -> MedxferError:
    """A failure of disk or file system in words."""
    return MedxferError(
        "{place}: {reason}.",
        "Check the free space and your access rights there.",
        place=error.filename or "The file system",
        reason=error.strerror or error,
    )


def _command_first(arguments: Sequence[str]) -> list[str]:
    """``--home DIR train ...`` as ``train --home DIR ...``: the common options may stand on either side."""
    leading: list[str] = []
    rest = list(arguments)
    while rest and rest[0] in ("--home", "--json", "--quiet"):
        taken = 2 if rest[0] == "--home" else 1
        leading, rest = [*leading, *rest[:taken]], rest[taken:]
    return [*rest[:1], *leading, *rest[1:]]


@contextmanager
def _stopped_by_signals(cancel: CancelToken) -> Iterator[None]:
    """Let Ctrl+C and a polite kill end long work at its next safe place; a second Ctrl+C ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _frame: object) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
