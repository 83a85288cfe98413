"""The search of the browser: as it is typed, beside the window, and only the latest wish is answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.nodes import PatientNode, SeriesNode, StudyNode
from medxfer_gui.library.search import SearchIndex, parse_search
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.catalogue import Catalogue, series_text, study_text
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.job import Job


@dataclass(frozen=True, slots=True, eq=False)
class SearchWish:
    """A search in a folder."""

    folder: Path
    index: SearchIndex
    names: PatientNames
    text: str


class Finder(QObject):
    """Narrows the tree to what is searched."""

    found = Signal(object)
    """The part of the tree that matches: a tuple of `PatientNode`."""
    refused = Signal(object)
    """The `MedxferError` that says why a search cannot be made."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._index = search_index((), True)
        self._is_masked = True
        self._job: Job | None = None

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Search in another tree from now on."""
        self._index = search_index(catalogue.patients, self._is_masked)

    def search(self, folder: Path | None, text: str, names: PatientNames) -> None:
        """Look for ``text``; an answer to an earlier search comes no more. Without a text all is found at once."""
        if self._job is not None:
            self._job.succeeded.disconnect(self._on_found)
            self._job.failed.disconnect(self._on_failed)
            self._job.cancel()
            self._job = None
        if names.privacy != self._is_masked:
            self._is_masked = names.privacy
            self._index = search_index(self._index.patients, names.privacy)
        if folder is None or not text.strip():
            self.found.emit(self._index.patients)
            return
        self._job = Job("", search_tree, self._home, SearchWish(folder, self._index, names, text))
        self._job.succeeded.connect(self._on_found)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _on_found(self, patients: tuple[PatientNode, ...]) -> None:
        self._job = None
        self.found.emit(patients)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        (self.refused if isinstance(error, MedxferError) else self.failed).emit(error)


def words_of(study: StudyNode, series: SeriesNode, privacy: bool) -> str:
    """What is searched of a series: what is shown of it and its study; the date in both spellings."""
    date = "" if privacy else study.date
    facts = (study_text(study, privacy), date, series.modality, series_text(series), series.body_part, series.kind)
    return " ".join(filter(None, facts))


def search_index(patients: tuple[PatientNode, ...], privacy: bool) -> SearchIndex:
    """What can be found in a tree: what is shown of it."""
    return SearchIndex(patients, partial(words_of, privacy=privacy))


def search_tree(home: Home, wish: SearchWish, *, on_event: EventSink, cancel: CancelToken) -> tuple[PatientNode, ...]:
    """Find the part of the tree that holds every word and every term.

    Raises
    ------
    MedxferError
        As `parse_search`.
    """
    search = parse_search(wish.text, wish.names.privacy)
    with Library(home.library) as library:
        holders = [library.series_with(wish.folder, term.keyword, term.text) for term in search.terms]
    cancel.raise_if_cancelled()
    return wish.index.find(search.words, wish.names, holders)
