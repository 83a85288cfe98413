"""Names and order of classes: which of two is the positive one, and which spellings mean the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from natsort import natsorted

from medxfer_gui.errors import MedxferError

_NEGATIVES = frozenset(
    {"normal", "negative", "neg", "none", "no", "healthy", "control", "controls", "benign", "0", "false", "absent"}
    | {"unremarkable", "clear", "no finding", "no findings", "no abnormality", "not present", "wild type"}
    | {"正常", "阴性", "良性", "无", "否", "健康"}
)
_DENIAL = re.compile(r"^(?:non[ \-]?|(?:no|not|without|w/o)[ \-])")


def order_classes(names: Iterable[str], positive: str | None = None) -> tuple[str, ...]:
    """Class names in their order; of two, the second is the positive class.

    A known negative ("normal", "benign", "no finding", 0 ...) comes first, and so does "no X" beside "X"; otherwise
    the order is natural ("class2" before "class10").

    Parameters
    ----------
    names
        Class names; repeats count once.
    positive
        The user's choice of the positive class; empty or None leaves it to the names.

    Raises
    ------
    MedxferError
        When ``positive`` is not one of the classes, or there are not two of them.
    """
    ordered = natsorted(set(names), key=lambda name: (name.casefold(), name))
    if positive:
        return _with_positive_last(ordered, positive)
    if len(ordered) == 2 and _is_negative(ordered[1], ordered[0]) and not _is_negative(ordered[0], ordered[1]):
        ordered.reverse()
    return tuple(ordered)


def merge_spellings(labels: Iterable[str]) -> dict[str, str]:
    """The one spelling used for each label: "Normal" and "normal" are one class, named by the commoner spelling."""
    counts = Counter(labels)
    chosen: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        chosen.setdefault(_folded(name), name)
    return {name: chosen[_folded(name)] for name in counts}


def find_class(name: str, classes: Iterable[str]) -> str | None:
    """The class that ``name`` is a spelling of; None when it is none of them."""
    return next((known for known in classes if _folded(known) == _folded(name)), None)


def _with_positive_last(ordered: list[str], positive: str) -> tuple[str, ...]:
    chosen = find_class(positive, ordered)
    if chosen is None:
        raise MedxferError(
            "There is no class {positive}.",
            "The classes are: {classes}.",
            positive=positive,
            classes=", ".join(ordered),
        )
    if len(ordered) > 2:
        raise MedxferError(
            "A positive class needs two classes; these labels have {count}.",
            "Leave the option out.",
            count=len(ordered),
        )
    return (*(name for name in ordered if name != chosen), chosen)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _is_negative(name: str, other: str) -> bool:
    plain = re.sub(r"[_\s]+", " ", _folded(name))
    denied = _DENIAL.sub("", plain)
    return plain in _NEGATIVES or (denied != plain and denied == re.sub(r"[_\s]+", " ", _folded(other)))
