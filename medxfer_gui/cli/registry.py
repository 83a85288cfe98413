"""How a command is added to the parser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from medxfer_gui.cli.console import Console
from medxfer_gui.operation import CancelToken

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction

Runner = Callable[[argparse.Namespace, Console, CancelToken], int | None]


def add_command(
    commands: Commands, common: argparse.ArgumentParser, name: str, words: str, example: str, run: Runner
) -> argparse.ArgumentParser:
    """Add a command with the common options, an example in its help, and the function that runs it."""
    parser = commands.add_parser(
        name, parents=[common], help=words, description=words[0].upper() + words[1:] + ".", epilog=f"Example: {example}"
    )
    parser.set_defaults(run=run)
    return parser
