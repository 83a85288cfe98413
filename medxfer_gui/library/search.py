"""Searching the tree of a folder: words in what is shown of a series, and ``Keyword=value`` for any header element."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from pydicom._dicom_dict import DicomDictionary
from pydicom.datadict import dictionary_VR, tag_for_keyword

from medxfer_gui.dicom.identifying import IDENTITY_KEYWORDS
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.nodes import PatientNode, SeriesNode, StudyNode
from medxfer_gui.library.records import SeriesKey

_TOKEN = re.compile(
    r'(?P<keyword>[A-Za-z][A-Za-z0-9]*|[0-9A-Fa-f]{8})=(?P<value>"[^"]*"?|\S*)|"(?P<quoted>[^"]*)"?|(?P<word>\S+)'
)
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Term:
    """An element that must hold a text: a DICOM keyword or ``ggggeeee``, and the text."""

    keyword: str
    text: str


@dataclass(frozen=True, slots=True)
class Search:
    """What a series must hold: every word, in lower case, and every term."""

    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.terms)


def parse_search(text: str, privacy: bool) -> Search:
    """Read what was typed: words, ``"words with spaces"``, ``KVP=120`` and ``Manufacturer="GE Medical"``.

    Parameters
    ----------
    text
        As typed; a quote that is still open ends with the text.
    privacy
        Whether elements that say who the patient is may not be searched.

    Raises
    ------
    MedxferError
        A keyword is not in the dictionary of the standard, or may not be searched.
    """
    words: list[str] = []
    terms: list[Term] = []
    for match in _TOKEN.finditer(text):
        if match["keyword"] is not None:
            terms.append(Term(_known_keyword(match["keyword"], privacy), match["value"].strip('"')))
        else:
            words.append((match["quoted"] if match["quoted"] is not None else match["word"]).casefold())
    return Search(tuple(filter(None, words)), tuple(terms))


@cache
def search_keywords() -> tuple[str, ...]:
    """The keywords of the standard's dictionary that are not retired, in alphabetical order."""
    return tuple(sorted({entry[4] for entry in DicomDictionary.values() if entry[4] and not entry[3]}))


def _known_keyword(keyword: str, privacy: bool) -> str:
    by_lower = {known.casefold(): known for known in search_keywords()}
    found = by_lower.get(keyword.casefold())
    if found is None and re.fullmatch(r"[0-9A-Fa-f]{8}", keyword):
        entry = DicomDictionary.get(int(keyword, 16))
        found = entry[4] if entry else keyword
    if found is None:
        near = difflib.get_close_matches(keyword.casefold(), by_lower, _NEAR, 0.6)
        hint = "Near it: {near}" if near else "Type the first letters of a keyword of the header, and choose."
        names = ", ".join(by_lower[name] for name in near)
        raise MedxferError("{keyword} is no keyword of DICOM", hint, keyword=keyword, near=names)
    if privacy and (found in IDENTITY_KEYWORDS or _is_date(found)):
        raise MedxferError("{keyword} cannot be searched while privacy is on", keyword=found)
    return found


def _is_date(keyword: str) -> bool:
    """Whether an element says when: masked like the dates of studies."""
    tag = tag_for_keyword(keyword)
    return tag is not None and dictionary_VR(tag) in ("DA", "DT", "TM")


class SearchIndex:
    """What is searched of a tree: the words of each series, put together at the first search.

    Parameters
    ----------
    patients
        The tree.
    words_of
        What is shown, and searched, of a series within its study.
    """

    def __init__(self, patients: tuple[PatientNode, ...], words_of: Callable[[StudyNode, SeriesNode], str]) -> None:
        self.patients = patients
        self._words_of = words_of
        self._texts: dict[SeriesKey, str] | None = None

    def find(
        self,
        words: Sequence[str],
        name_of: Callable[[str], str],
        holders: Sequence[AbstractSet[SeriesKey]] = (),
    ) -> tuple[PatientNode, ...]:
        """The part of the tree that holds everything: patients with only those studies and series.

        Parameters
        ----------
        words
            Lower case; each must stand in the patient's name or in the words of the series.
        name_of
            What is shown for a patient identifier: names are searched as they are shown.
        holders
            For each term the series that hold it.
        """
        texts = self._all_texts()

        def keeps(patient: PatientNode, study: StudyNode, series: SeriesNode) -> bool:
            key = SeriesKey(patient.patient_id, study.uid, series.uid)
            if not all(key in holder for holder in holders):
                return False
            missing = [word for word in words if word not in texts[key]]
            if not missing:
                return True
            name = name_of(patient.patient_id).casefold()
            return all(word in name for word in missing)

        return tuple(filter(None, (_narrowed_patient(patient, keeps) for patient in self.patients)))

    def _all_texts(self) -> dict[SeriesKey, str]:
        if self._texts is None:
            self._texts = {
                SeriesKey(patient.patient_id, study.uid, series.uid): self._words_of(study, series).casefold()
                for patient in self.patients
                for study in patient.studies
                for series in study.series
            }
        return self._texts


_Keeps = Callable[[PatientNode, StudyNode, SeriesNode], bool]


def _narrowed_patient(patient: PatientNode, keeps: _Keeps) -> PatientNode | None:
    studies = tuple(filter(None, (_narrowed_study(patient, study, keeps) for study in patient.studies)))
    if not studies:
        return None
    if all(kept is study for kept, study in zip(studies, patient.studies, strict=False)) and len(studies) == len(
        patient.studies
    ):
        return patient
    instances, frames = sum(study.instances for study in studies), sum(study.frames for study in studies)
    return dataclasses.replace(patient, studies=studies, instances=instances, frames=frames)


def _narrowed_study(patient: PatientNode, study: StudyNode, keeps: _Keeps) -> StudyNode | None:
    series = tuple(node for node in study.series if keeps(patient, study, node))
    if len(series) in (0, len(study.series)):
        return study if series else None
    instances, frames = sum(node.instances for node in series), sum(node.frames for node in series)
    return dataclasses.replace(study, series=series, instances=instances, frames=frames)
