"""Which frames grid and strip show: those of a series, a study, a patient, of chosen rows, or all that is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from medxfer_gui.home import Home
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.nodes import PatientNode
from medxfer_gui.library.records import FrameKey, SeriesKey
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.catalogue import Catalogue, Place, places_in

ScopeKind = Literal["series", "study", "patient", "all", "rows"]

_STACKED = 4
"""From so many frames a series on the average, a series is what one looks through; below, the whole folder is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Some series of a folder, in the order of the tree; ``series`` None: all of it."""

    folder: Path
    series: tuple[SeriesKey, ...] | None


@dataclass(frozen=True, slots=True)
class Section:
    """The frames of one series within a scope: ``count`` from ``start`` on."""

    place: Place
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class ScopeFrames:
    """The frames of a scope and its sections, which cover them all or are not known."""

    frames: FrameList
    sections: tuple[Section, ...]


def fitting_kind(catalogue: Catalogue) -> ScopeKind:
    """What is worth looking through in a folder: its series where they are stacks, else everything at once."""
    frames = sum(patient.frames for patient in catalogue.patients)
    return "series" if frames >= _STACKED * len(catalogue.places) else "all"


def series_in(
    kind: ScopeKind, here: Place | None, found: tuple[PatientNode, ...], rows: Sequence[SeriesKey]
) -> tuple[SeriesKey, ...]:
    """The series of a scope, in order: around the place ``here``, of what a search has ``found``, or of chosen rows."""
    if kind == "all":
        return tuple(place.key for place in places_in(found) if place.series.stacks)
    if kind == "rows":
        return tuple(dict.fromkeys(rows))
    if here is None:
        return ()
    if kind == "series":
        return (here.key,)
    patient, study = here.patient, here.study
    studies = patient.studies if kind == "patient" else (study,)
    return tuple(
        SeriesKey(patient.patient_id, study.uid, series.uid)
        for study in studies
        for series in study.series
        if series.stacks
    )


def sections_of(
    series: Sequence[SeriesKey], places: Mapping[SeriesKey, Place], frames: FrameList
) -> tuple[Section, ...]:
    """Where each series begins in the frames of a scope; none where the counts do not agree with the frames."""
    sections, start = [], 0
    for key in series:
        place = places.get(key)
        if place is not None and place.series.frames:
            sections.append(Section(place, start, place.series.frames))
            start += place.series.frames
    return tuple(sections) if start == len(frames) else ()


def load_frames(
    home: Home, scope: Scope, places: Mapping[SeriesKey, Place], *, on_event: EventSink, cancel: CancelToken
) -> ScopeFrames:
    """The frames of a scope, in which they are found at once, and where each series begins."""
    with Library(home.library) as library:
        frames = library.frames(scope.folder, scope.series)
    frames.place_of(FrameKey("", 0))  # its table of places is made here, not when the window first looks into it
    series = tuple(places) if scope.series is None else scope.series
    return ScopeFrames(frames, sections_of(series, places, frames))
