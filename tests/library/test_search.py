"""Searching the tree: what is typed, what it finds, and that it tells no names."""

from __future__ import annotations

from pathlib import Path

import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import InstanceRecord, SeriesKey
from medxfer_gui.library.search import Search, SearchIndex, Term, parse_search
from medxfer_gui.library.series_entries import build_tree


@pytest.mark.parametrize(
    ("typed", "words", "terms"),
    [
        ("", (), ()),
        ("Chest  ct", ("chest", "ct"), ()),
        ('"chest wall" ct', ("chest wall", "ct"), ()),
        ("KVP=120", (), (Term("KVP", "120"),)),
        ("kvp=120 chest", ("chest",), (Term("KVP", "120"),)),
        ('Manufacturer="GE Medical" Modality=CT', (), (Term("Manufacturer", "GE Medical"), Term("Modality", "CT"))),
        ("00080070=GE", (), (Term("Manufacturer", "GE"),)),
        ('"half open', ("half open",), ()),
        ('Manufacturer="GE Med', (), (Term("Manufacturer", "GE Med"),)),
        ("2020-01-31", ("2020-01-31",), ()),
    ],
)
def test_typed_text_is_words_and_terms(typed: str, words: tuple[str, ...], terms: tuple[Term, ...]) -> None:
    assert parse_search(typed, privacy=True) == Search(words, terms)


def test_unknown_keyword_is_refused_with_near_ones() -> None:
    with pytest.raises(MedxferError, match="is no keyword of DICOM") as raised:
        parse_search("Manufacturar=GE", privacy=True)
    assert "Manufacturer" in raised.value.facts["near"]


def test_identity_is_searched_only_where_it_is_shown() -> None:
    with pytest.raises(MedxferError, match="while privacy is on"):
        parse_search("PatientName=Anna", privacy=True)
    assert parse_search("PatientName=Anna", privacy=False).terms == (Term("PatientName", "Anna"),)


def test_dates_are_searched_only_where_they_are_shown() -> None:
    with pytest.raises(MedxferError, match="while privacy is on"):
        parse_search("StudyDate=20200131", privacy=True)
    assert parse_search("StudyDate=20200131", privacy=False).terms == (Term("StudyDate", "20200131"),)


def record(patient: str, series: int, description: str) -> InstanceRecord:
    return InstanceRecord(
        Path(f"{patient}-{series}.dcm"),
        "dicom",
        "",
        f"{patient}.{series}.1",
        f"{patient}.{series}",
        f"{patient}.study",
        patient,
        frames=2,
        rows=8,
        columns=8,
        samples=1,
        series_description=description,
    )


@pytest.fixture
def index() -> SearchIndex:
    records = [record("anna", 1, "T1 sagittal"), record("anna", 2, "T2 axial"), record("berta", 1, "T2 axial")]
    return SearchIndex(build_tree(records), lambda study, series: series.description)


def found(patients: tuple[PatientNode, ...]) -> list[tuple[str, list[str]]]:
    return [(p.patient_id, [s.description for t in p.studies for s in t.series]) for p in patients]


def test_patient_shows_only_the_series_that_match(index: SearchIndex) -> None:
    assert found(index.find(["t1"], str)) == [("anna", ["T1 sagittal"])]


def test_counts_are_those_of_what_is_left(index: SearchIndex) -> None:
    (patient,) = index.find(["t1"], str)
    assert (patient.instances, patient.frames, patient.studies[0].frames) == (1, 2, 2)


def test_name_finds_all_of_a_patient(index: SearchIndex) -> None:
    assert found(index.find(["anna"], str)) == [("anna", ["T1 sagittal", "T2 axial"])]


def test_words_may_stand_in_name_and_series(index: SearchIndex) -> None:
    assert found(index.find(["berta", "axial"], str)) == [("berta", ["T2 axial"])]


def test_masked_name_cannot_be_searched(index: SearchIndex) -> None:
    assert found(index.find(["anna"], lambda name: "P-1")) == []


def test_every_term_must_hold(index: SearchIndex) -> None:
    first, second = SeriesKey("anna", "anna.study", "anna.1"), SeriesKey("berta", "berta.study", "berta.1")
    both = index.find([], str, [frozenset({first, second}), frozenset({second})])
    assert found(both) == [("berta", ["T2 axial"])]


def test_tree_that_matches_as_a_whole_is_the_same(index: SearchIndex) -> None:
    assert all(a is b for a, b in zip(index.find(["t"], str), index.patients, strict=True))
