"""What forms and flags need to know of an option, read off the configuration value that declares it."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic.fields import FieldInfo

from medxfer_gui.config.base import Config


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its name, words, type, default, choices and bounds (None: unbounded; exclusive ones count too)."""

    name: str
    title: str
    description: str
    kind: Any
    default: Any
    choices: tuple[str, ...]
    low: float | None
    high: float | None


def options_of(config: type[Config]) -> tuple[Option, ...]:
    """The scalar options a configuration value declares, in order; nested values and paths are left out."""
    found = (_option(name, field) for name, field in config.model_fields.items())
    return tuple(option for option in found if option is not None)


def _option(name: str, field: FieldInfo) -> Option | None:
    if not field.title:
        return None
    annotation = field.annotation
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    choices: tuple[str, ...] = ()
    if get_origin(annotation) is Literal:
        choices = tuple(map(str, get_args(annotation)))
        annotation = str
    if annotation not in (int, float, bool, str):
        return None
    low, high = _bounds(field)
    default = None if field.is_required() else field.default
    return Option(name, field.title, field.description or "", annotation, default, choices, low, high)


def _bounds(field: FieldInfo) -> tuple[float | None, float | None]:
    low: Any = None
    high: Any = None
    for rule in field.metadata:
        if isinstance(rule, annotated_types.Ge):
            low = rule.ge
        elif isinstance(rule, annotated_types.Gt):
            low = rule.gt
        elif isinstance(rule, annotated_types.Le):
            high = rule.le
        elif isinstance(rule, annotated_types.Lt):
            high = rule.lt
    return low, high
