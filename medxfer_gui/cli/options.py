"""Flags that derive from the configuration values that declare them."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from typing import Any

from medxfer_gui.config.base import Config
from medxfer_gui.config.forms import Option, options_of


def named_path(text: str) -> Path:
    """A path as it was typed; an empty one, as from a variable that was not set, would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def add_options(parser: argparse.ArgumentParser, config: type[Config], *, leave_out: Collection[str] = ()) -> None:
    """Give ``parser`` a flag for each option of ``config``: words and choices as declared."""
    group = parser.add_argument_group(f"{config.__name__} options")
    for option in options_of(config):
        if option.name not in leave_out:
            _add(group, option)


def chosen_options(arguments: argparse.Namespace, config: type[Config]) -> dict[str, Any]:
    """The options of ``config`` that were given on the command line, by name."""
    given = vars(arguments)
    return {o.name: given[o.name] for o in options_of(config) if given.get(o.name) is not None}


def _add(group: argparse._ArgumentGroup, option: Option) -> None:
    flag = "--" + option.name.replace("_", "-")
    default = "" if option.default is None else f" (default {option.default})"
    words = f"{option.description}{default}".replace("%", "%%")
    if option.kind is bool:
        group.add_argument(flag, help=words, action=argparse.BooleanOptionalAction, default=None, dest=option.name)
    else:
        group.add_argument(
            flag,
            help=words,
            type=option.kind,
            choices=option.choices or None,
            dest=option.name,
            metavar=_metavar(option),
        )


def _metavar(option: Option) -> str | None:
    if option.choices:
        return None
    return {int: "N", float: "X", str: "NAME"}[option.kind]
