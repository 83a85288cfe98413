"""What became of every file of the folder: the card with its counts, and the rows of the report."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.home import Home
from medxfer_gui.library.intake import NAMES_A_FILE, FileCheck, Severity, check_folder
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
from medxfer_gui.library.update import DUPLICATE, OTHER_PATIENT
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.catalogue import Catalogue, opening_key, series_text
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.study_tree_model import problems_of
from medxfer_gui.qt.browser.words import duplicates_text, files_text, objects_text
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.text import chip, label, set_state, wrapped

_NAMED_PROBLEMS = 2

RowKind = Literal["refused", "note", "series", "object", "duplicate", "ok"]
"""What a row of the report is: neither an object in the tree nor a second copy of an image is anything bad."""


class IntakeCard(Card):
    """How many files are ready, came in with a note, or were refused; and what else is worth a look."""

    show_requested = Signal()
    """The user wants the report."""
    series_requested = Signal()
    """The user wants the report on the series that are no clean volume."""

    def __init__(self) -> None:
        super().__init__()
        self._files = chip("")
        self.add_heading(self.tr("Intake report"), self._files)
        self._ready = label("", state="good")
        self._noted = label("", state="attention")
        self._refused = label("", state="bad")
        self.series = link_button("", self.tr("What keeps each of them from being one clean volume"))
        set_state(self.series, "attention")
        self.series.clicked.connect(self.series_requested)
        self._others = wrapped("", "muted")
        self._reasons = wrapped("", "muted")
        self._show = link_button(
            self.tr("Show"), self.tr("Every file that was refused or has a note, with the reason and what helps")
        )
        self._show.clicked.connect(self.show_requested)
        counts = QHBoxLayout()
        counts.setSpacing(10)
        for part in (self._ready, self._noted, self._refused):
            counts.addWidget(part)
        counts.addStretch()
        self.body.addLayout(counts)
        self.body.addLayout(_at_the_left(self.series))
        self.body.addWidget(self._reasons)
        self.body.addWidget(self._others)
        self.body.addLayout(_at_the_left(self._show))

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Count the files and the series of a folder."""
        noted, refused, series = catalogue.noted, catalogue.refused, catalogue.noted_series
        self._files.setText(files_text(catalogue.files + refused + catalogue.duplicates))
        self._ready.setText(self.tr("✓ {n} ready").format(n=f"{catalogue.ready:,}"))
        self._noted.setText(self.tr("! {n} noted").format(n=f"{noted:,}"))
        self._refused.setText(self.tr("× {n} refused").format(n=f"{refused:,}"))
        self.series.setText(self.tr("! {n} series with a note").format(n=f"{series:,}"))
        for part, count in ((self._noted, noted), (self._refused, refused), (self.series, series)):
            part.setVisible(count > 0)
        others = (objects_text, catalogue.object_files), (duplicates_text, catalogue.duplicates)
        _show_text(self._others, "\n".join(text(count) for text, count in others if count))
        _show_text(self._reasons, most_common_reasons(catalogue))


def _at_the_left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch()
    return line


def _show_text(where: QLabel, text: str) -> None:
    where.setText(text)
    where.setVisible(bool(text))


def most_common_reasons(catalogue: Catalogue) -> str:
    """The reasons that keep most files out, with counts; empty when none was refused."""
    named = [f"{count:,}× {translate_core(problem)}" for problem, count in catalogue.reasons[:_NAMED_PROBLEMS]]
    return "\n".join(named) + (" …" if len(catalogue.reasons) > _NAMED_PROBLEMS else "")


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One file or series of the report.

    Parameters
    ----------
    check
        What was found; of a series ``path`` is its place in the tree.
    key
        The frame to open; None where it is to be looked up, or there is none.
    is_series, is_object
        Whether it is a series, or a file with an object without a picture.
    """

    check: FileCheck
    key: FrameKey | None = None
    is_series: bool = False
    is_object: bool = False

    @property
    def severity(self) -> Severity:
        """``refused``, ``note`` or ``ok``."""
        return self.check.severity

    @property
    def kind(self) -> RowKind:
        """What the row is counted as."""
        if self.is_series:
            return "series"
        if self.check.refusal is not None and self.check.refusal.problem == DUPLICATE.problem:
            return "duplicate"
        return "object" if self.is_object and self.check.ok else self.severity

    def name(self, folder: Path, privacy: bool) -> str:
        """The file below ``folder``, or the series; see `shown_path`."""
        return str(self.check.path) if self.is_series else shown_path(self.check.path, folder, privacy)

    def text(self) -> str:
        """All that was found."""
        return translate_core("; ").join(translate_core(item.problem) for item in self.check.findings)

    def help(self) -> str:
        """What to do, each thing once."""
        return " ".join(dict.fromkeys(translate_core(item.hint) for item in self.check.findings if item.hint))

    def detail(self, folder: Path, privacy: bool) -> str:
        """The facts; of another file that they name, what `shown_path` shows."""
        shown = (_masked(item, folder, privacy).detail for item in self.check.findings)
        return translate_core("; ").join(translate_core(detail) for detail in shown if detail)


def _masked(found: Problem, folder: Path, privacy: bool) -> Problem:
    if found.problem not in NAMES_A_FILE:
        return found
    return dataclasses.replace(found, detail=shown_path(folder / found.detail, folder, privacy))


def shown_path(path: Path, folder: Path, privacy: bool) -> str:
    """A file as it is shown: below the opened folder, or where privacy is on by its own name alone.

    Folders between are often named after patients; the file's name is needed to find the file at all.
    """
    if not path.is_relative_to(folder) or path == folder:
        return path.name
    below = path.relative_to(folder)
    return f"…/{path.name}" if privacy and len(below.parts) > 1 else below.as_posix()


def file_rows(home: Home, folder: Path, *, on_event: EventSink, cancel: CancelToken) -> list[IntakeRow]:
    """What the scan has said of the files: those that were skipped, then those with a note."""
    with Library(home.library) as library:
        skipped, noted, objects = library.skipped(folder), library.noted(folder), library.objects_by_place(folder)
    rows = [FileCheck(item.place, Problem(item.problem, item.hint, item.detail)) for item in skipped]
    rows += [FileCheck(path, notes=tuple(map(Problem, note.split("; ")))) for path, note in noted]
    return [_row(check, objects) for check in rows]


def checked_rows(home: Home, folder: Path, *, on_event: EventSink, cancel: CancelToken) -> list[IntakeRow]:
    """Every file, with its first image decoded (`check_folder`); what the scan has set aside stays set aside."""
    checks = check_folder(folder, on_event=on_event, cancel=cancel)
    with Library(home.library) as library:
        objects, skipped = library.objects_by_place(folder), library.skipped(folder)
    aside = {
        item.place: Problem(item.problem, item.hint, item.detail)
        for item in skipped
        if item.problem in (DUPLICATE.problem, OTHER_PATIENT.problem)
    }
    return [_row(_set_aside(check, aside), objects) for check in checks]


def _set_aside(check: FileCheck, aside: Mapping[Path, Problem]) -> FileCheck:
    """The decoder alone cannot know that another file with the UID is used."""
    reason = aside.get(check.path)
    return check if reason is None or not check.ok else dataclasses.replace(check, refusal=reason)


def _row(check: FileCheck, objects: Container[Path]) -> IntakeRow:
    return IntakeRow(_as_shown(check, objects), is_object=check.path in objects)


def _as_shown(check: FileCheck, objects: Container[Path]) -> FileCheck:
    """A report or a segmentation is no picture, but it is in the tree: nothing that was refused."""
    if check.refusal is None or check.path not in objects:
        return check
    return dataclasses.replace(check, refusal=None, notes=(check.refusal, *check.notes))


def series_rows(catalogue: Catalogue, names: PatientNames) -> list[IntakeRow]:
    """The series that are not one clean stack."""
    rows = []
    for place in catalogue.places.values():
        found = problems_of(place.series)
        if found:
            name = Path(f"{names(place.patient.patient_id)} · {series_text(place.series)}".replace("/", "∕"))
            notes = tuple(Problem(item.problem, item.hint, item.detail) for item in found)
            rows.append(IntakeRow(FileCheck(name, notes=notes), opening_key(place.series), True))
    return rows


def find_uid(home: Home, folder: Path, path: Path, *, on_event: EventSink, cancel: CancelToken) -> str | None:
    """The UID of the first instance of a file, or of its object; None where it holds neither."""
    with Library(home.library) as library:
        return library.uid_in(path, folder) or library.objects_by_place(folder).get(path)


def for_export(row: IntakeRow, folder: Path, privacy: bool) -> FileCheck:
    """A row as it is written to a table: with the names that are shown."""
    check = row.check
    return dataclasses.replace(
        check,
        path=Path(row.name(folder, privacy)),
        refusal=check.refusal and _masked(check.refusal, folder, privacy),
        notes=tuple(_masked(note, folder, privacy) for note in check.notes),
    )
