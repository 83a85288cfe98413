"""The labels file: a table of what somebody said about images, series, studies or patients."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from medxfer_gui.cohorts.cohort import Part
from medxfer_gui.config.task import TaskKind
from medxfer_gui.errors import MedxferError

LabelKey = Literal["SOPInstanceUID", "path", "SeriesInstanceUID", "StudyInstanceUID", "PatientID"]
KEYS: tuple[LabelKey, ...] = ("SOPInstanceUID", "path", "SeriesInstanceUID", "StudyInstanceUID", "PatientID")
"""Names of the key column, finest first; the finest one that a table has is its key."""

LabelValue = str | tuple[int, ...]
"""A class name, or 0 and 1 for each class of a multi-label table."""

ProblemKind = Literal[
    "unmatched row",
    "unlabelled image",
    "conflicting labels",
    "duplicate row",
    "unknown split",
    "bad value",
    "patient in two parts",
]

_SPLITS: dict[str, Part] = {
    **dict.fromkeys(("train", "training", "tr"), "train"),
    **dict.fromkeys(("validation", "val", "valid", "dev", "tune"), "validation"),
    **dict.fromkeys(("test", "testing", "holdout", "hold-out"), "test"),
}
_UID = re.compile(r"[0-9]+(\.[0-9]+)+")
_BITS = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "false": 0, "true": 1, "no": 0, "yes": 1}


@dataclass(frozen=True, slots=True)
class LabelProblem:
    """A row or image that does not take part as the table says; nothing is left out without one.

    Parameters
    ----------
    kind
        What is wrong.
    line
        Line of the labels file, from 1; None for trouble with an image.
    key
        What the row or image is named by. For tables keyed by PatientID, and for "patient in two parts", this may be a
        patient's identifier: show it to the user, but never write it to a log or a run; write `place` instead.
    text
        English template without facts, for the translations.
    detail
        The facts; never a patient's.
    private
        Whether ``key`` identifies a patient.
    uid
        SOPInstanceUID of the image, where ``key`` is its path.
    """

    kind: ProblemKind
    line: int | None
    key: str
    text: str
    detail: str = ""
    private: bool = False
    uid: str = ""

    @property
    def place(self) -> str:
        """Where to look, without patient identity: the line, and the UID where there is one.

        A path is no UID: folders are often named after patients.
        """
        line = f"line {self.line}" if self.line is not None else ""
        key = "" if self.private or not _UID.fullmatch(self.key) else self.key
        return f"{line} {self.uid or key}".strip()

    @property
    def reason(self) -> str:
        """Text and detail in one line."""
        return f"{self.text} ({self.detail})" if self.detail else self.text


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One row: its line in the file (from 1), key, label (None: not labelled), part and patient where the row says."""

    line: int
    key: str
    value: LabelValue | None
    split: Part | None = None
    patient: str = ""


@dataclass(frozen=True, slots=True)
class LabelTable:
    """A labels file as read; nothing is matched with images yet.

    Parameters
    ----------
    key
        The column that names what is labelled.
    kind
        ``multilabel`` for one 0/1 column a class, else ``binary`` or ``multiclass`` by the number of names.
    classes
        Names found: for a multi-label table in the order of the columns, else sorted.
    rows
        In the order of the file; rows with `problems` are not among them.
    problems
        Rows that cannot be used.
    ignored
        Columns that were not used.
    """

    key: LabelKey
    kind: TaskKind
    classes: tuple[str, ...]
    rows: tuple[LabelRow, ...]
    problems: tuple[LabelProblem, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def unlabelled(self) -> int:
        """How many rows have an empty label."""
        return sum(row.value is None for row in self.rows)


def read_labels(path: Path) -> LabelTable:
    """Read a labels file: CSV or TSV, UTF-8 or UTF-16, separated by comma, semicolon, tab or bar.

    It has a header; one key column named as in `KEYS`; then either one column ``label`` or one column of 0 and 1 for
    each class; and, if wanted, ``split`` and ``patient``. Names are read without regard to case, spaces and
    underscores. A single column of 0 and 1 named X is a binary label with the classes "no X" and "X".

    Raises
    ------
    MedxferError
        When the file cannot be read, is empty, has no key column, no labels, or two forms of labels.
    """
    lines = list(_records(_decode(path), path))
    if not lines:
        raise MedxferError("The labels file {path} is empty.", "It needs a header and one row an image.", path=path)
    header = [_clean(name) for name in lines[0][1]]
    if len(lines) == 1:
        raise MedxferError("The labels file {path} has a header but no rows.", path=path)
    return _table(_columns(header, lines[1:], path), header, lines[1:])


@dataclass(frozen=True, slots=True)
class _Columns:
    """Position of each column that is used."""

    key: LabelKey
    key_at: int
    label_at: int | None
    class_at: tuple[int, ...]
    split_at: int | None
    patient_at: int | None


def _table(columns: _Columns, header: list[str], lines: list[tuple[int, list[str]]]) -> LabelTable:
    rows: list[LabelRow] = []
    problems: list[LabelProblem] = []
    for line, cells in lines:
        row = _row(columns, header, line, cells)
        (rows if isinstance(row, LabelRow) else problems).append(row)  # type: ignore[arg-type]  # split by the test
    used = {columns.key_at, columns.label_at, columns.split_at, columns.patient_at, *columns.class_at}
    ignored = tuple(name for at, name in enumerate(header) if at not in used and name)
    if len(columns.class_at) > 1:
        names = tuple(header[at] for at in columns.class_at)
        return LabelTable(columns.key, "multilabel", names, tuple(rows), tuple(problems), ignored)
    classes = tuple(sorted({row.value for row in rows if isinstance(row.value, str)}))
    kind: TaskKind = "binary" if len(classes) <= 2 else "multiclass"
    return LabelTable(columns.key, kind, classes, tuple(rows), tuple(problems), ignored)


def _row(columns: _Columns, header: list[str], line: int, cells: list[str]) -> LabelRow | LabelProblem:
    def cell(at: int | None) -> str:
        return _clean(cells[at]) if at is not None and at < len(cells) else ""

    key = cell(columns.key_at)
    private = columns.key == "PatientID"
    if len(cells) > len(header) and any(_clean(extra) for extra in cells[len(header) :]):
        detail = f"{len(cells)} cells, {len(header)} columns"
        return LabelProblem("bad value", line, key, "The row has more cells than the header.", detail, private)
    if not key:
        return LabelProblem("bad value", line, key, "The key is empty.", columns.key, private)
    value: LabelValue | None
    if columns.label_at is not None:
        value = cell(columns.label_at) or None
    else:
        bits = [cell(at) for at in columns.class_at]
        bad = [header[at] for at, bit in zip(columns.class_at, bits, strict=True) if bit.casefold() not in _BITS]
        if bad and any(bits):
            return LabelProblem(
                "bad value", line, key, "A class column holds neither 0 nor 1.", ", ".join(bad), private
            )
        value = None if bad else _value_of_bits([_BITS[bit.casefold()] for bit in bits], header[columns.class_at[0]])
    split = cell(columns.split_at)
    if split and split.casefold() not in _SPLITS:
        return LabelProblem("unknown split", line, key, "The split is not train, validation or test.", split, private)
    return LabelRow(line, key, value, _SPLITS.get(split.casefold()), cell(columns.patient_at))


def _value_of_bits(bits: list[int], first_name: str) -> LabelValue:
    if len(bits) > 1:
        return tuple(bits)
    return first_name if bits[0] else f"no {first_name}"


def _columns(header: list[str], lines: list[tuple[int, list[str]]], path: Path) -> _Columns:
    names = [re.sub(r"[\s_\-]", "", name).casefold() for name in header]
    repeated = [header[names.index(name)] for name, count in Counter(filter(None, names)).items() if count > 1]
    if repeated:
        raise MedxferError(
            "The labels file {path} has a column twice: {columns}.", path=path, columns=", ".join(repeated)
        )
    keys = {key: names.index(key.casefold()) for key in KEYS if key.casefold() in names}
    if not keys:
        raise MedxferError(
            "The labels file {path} has no key column; its columns are: {columns}.",
            "Name one column {keys}.",
            path=path,
            columns=", ".join(header),
            keys=", ".join(KEYS[:-1]) + " or " + KEYS[-1],
        )
    key = next(iter(keys))
    special = {name: names.index(name) for name in ("label", "split", "patient") if name in names}
    patient_at = special.get("patient", keys["PatientID"] if key != "PatientID" and "PatientID" in keys else None)
    taken = {*keys.values(), *special.values()}
    others = [at for at, name in enumerate(names) if at not in taken and name]
    label_at = special.get("label")
    class_at = _class_columns(others, header, lines, label_at, path)
    return _Columns(key, keys[key], label_at, class_at, special.get("split"), patient_at)


def _class_columns(
    others: list[int], header: list[str], lines: list[tuple[int, list[str]]], label_at: int | None, path: Path
) -> tuple[int, ...]:
    """Positions of the 0/1 columns; none where a column ``label`` holds the classes."""
    values = {at: {_clean(row[at]).casefold() for _, row in lines if at < len(row)} - {""} for at in others}
    if label_at is not None:
        named = {_clean(row[label_at]).casefold() for _, row in lines if label_at < len(row)}
        twice = [header[at] for at in others if header[at].casefold() in named and values[at] <= _BITS.keys()]
        if twice:
            raise MedxferError(
                "The labels file {path} has both a column label and class columns: {columns}.",
                "Keep one of the two forms.",
                path=path,
                columns=", ".join(twice),
            )
        return ()
    if not others:
        raise MedxferError(
            "The labels file {path} has no labels; its columns are: {columns}.",
            "Add a column label, or one column of 0 and 1 for each class.",
            path=path,
            columns=", ".join(header),
        )
    wrong = [header[at] for at in others if values[at] and not values[at] & _BITS.keys()]
    if wrong:
        raise MedxferError(
            "The labels file {path} has no column label, and these columns are not 0 and 1: {columns}.",
            "Name the column of the classes label, or leave the other columns out.",
            path=path,
            columns=", ".join(wrong),
        )
    return tuple(others)


def _records(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line it starts on."""
    first, _, rest = text.partition("\n")
    start = 1
    delimiter = None
    if re.fullmatch(r"sep=.\r?", first, re.IGNORECASE):  # Excel's own first line
        delimiter, text, start = first[4], rest, 2
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text))
    line = start
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = start + reader.line_num
    except csv.Error as error:
        raise MedxferError("The labels file {path} is broken at line {line}.", path=path, line=line) from error


def _delimiter(text: str) -> str:
    """The separator under which the header shows a key column, else the one that makes most columns."""

    def score(delimiter: str) -> tuple[bool, int]:
        try:
            header = next(iter(csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter)), [])
        except csv.Error:
            return False, 0
        known = {key.casefold() for key in KEYS}
        return any(re.sub(r"[\s_\-]", "", _clean(name)).casefold() in known for name in header), len(header)

    return max((",", ";", "\t", "|"), key=score)


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MedxferError("The labels file {path} cannot be read: {reason}.", path=path, reason=reason) from None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise MedxferError("{path} is a workbook, not text.", "Save it as CSV (UTF-8) and choose that file.", path=path)
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MedxferError("{path} is not text in UTF-8 or UTF-16.", "Save it as CSV (UTF-8).", path=path)


def _encodings(data: bytes) -> Sequence[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data[:4]:  # UTF-16 without its mark: the header is ASCII, every other byte is zero
        return ("utf-16-be",) if data[:1] == b"\0" else ("utf-16-le",)
    return ("utf-8-sig",)


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).replace("\0", "").replace("\ufeff", "").strip()
