"""What the browser knows of the opened folder: the tree with its counts, and how much of it came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from medxfer_gui.home import Home
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.frame_problems import frame_problems
from medxfer_gui.library.nodes import PatientNode, SeriesNode, StackNode, StackProblem, StudyNode
from medxfer_gui.library.records import FrameKey, SeriesKey, StackKey
from medxfer_gui.library.store import Library
from medxfer_gui.library.update import DUPLICATE
from medxfer_gui.operation import CancelToken, EventSink

_CROSS_SECTIONAL = frozenset({"CT", "MR", "NM", "PT"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a series stands."""

    patient: PatientNode
    study: StudyNode
    series: SeriesNode

    @property
    def key(self) -> SeriesKey:
        """The series, whatever tree it stands in."""
        return SeriesKey(self.patient.patient_id, self.study.uid, self.series.uid)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One folder of the library, without its instances: those are asked for where they are looked at.

    Parameters
    ----------
    patients
        The tree.
    places
        By series, in tree order.
    objects
        By SOPInstanceUID, the first object of each series that holds no images.
    files, noted
        How many files hold instances or objects, and how many of these have a note.
    reasons
        What kept files out, and how many; the commonest first. Neither objects, which are in the tree, nor duplicates.
    object_files, duplicates
        How many files hold an object without a picture, and how many the same image as another.
    """

    patients: tuple[PatientNode, ...] = ()
    places: dict[SeriesKey, Place] = field(default_factory=dict)
    objects: dict[str, Place] = field(default_factory=dict)
    files: int = 0
    noted: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    object_files: int = 0
    duplicates: int = 0

    @property
    def ready(self) -> int:
        """Files with images, and without any note."""
        return self.files - self.noted - self.object_files

    @property
    def noted_series(self) -> int:
        """Series that are no clean volume."""
        return sum(any(stack.problems for stack in place.series.stacks) for place in self.places.values())

    @property
    def refused(self) -> int:
        """Files that cannot be used."""
        return sum(count for _, count in self.reasons)

    def place_of(self, series_uid: str, looked_at: FrameKey | None) -> Place | None:
        """A series by its UID; of several patients' that of the patient whose object is looked at."""
        found = [place for place in self.places.values() if place.series.uid == series_uid]
        here = self.objects.get(looked_at.uid) if looked_at is not None else None
        own = [place for place in found if here is not None and place.patient is here.patient]
        return next(iter([*own, *found]), None)

    def first_key(self) -> FrameKey | None:
        """The frame to look at first: that of the first series with images, else the first object."""
        series = [place.series for place in self.places.values()]
        opened = next((node for node in series if node.stacks), series[0] if series else None)
        return opening_key(opened) if opened else None


@dataclass(frozen=True, slots=True)
class Located:
    """The stack that an instance belongs to, and its frames; neither where it is no image.

    ``problems`` is what is to be known of the frames of an enhanced multi-frame instance (`library.frame_problems`).
    """

    stack: StackKey | None
    frames: FrameList
    problems: tuple[StackProblem, ...] = ()


def opening_key(series: SeriesNode, stack: StackNode | None = None) -> FrameKey:
    """What to open on: the middle of a stack of slices, the first of a row of projections, the object itself."""
    if stack is None and not series.stacks:
        return FrameKey(series.object_uid, 0)
    stack = stack or series.stacks[0]
    is_volume_file = not series.modality and stack.instances == 1  # its first slices show nothing
    if series.modality not in _CROSS_SECTIONAL and not is_volume_file:
        return FrameKey(stack.first_uid, 0)
    return FrameKey(stack.middle_uid, stack.frames // 2 if stack.instances == 1 else 0)


def places_in(patients: tuple[PatientNode, ...]) -> Iterator[Place]:
    """Every series of a tree, in order."""
    for patient in patients:
        for study in patient.studies:
            for series in study.series:
                yield Place(patient, study, series)


def load_catalogue(home: Home, folder: Path, *, on_event: EventSink, cancel: CancelToken) -> Catalogue:
    """Read the catalogue of ``folder`` out of the library."""
    with Library(home.library) as library:
        patients = library.tree(folder)
        cancel.raise_if_cancelled()
        summary, skipped, objects = library.summary(folder), library.skipped(folder), library.objects_by_place(folder)
    counts = Counter(item.problem for item in skipped if item.place not in objects)
    duplicates = counts.pop(DUPLICATE.problem, 0)
    places = {place.key: place for place in places_in(patients)}
    return Catalogue(
        patients,
        places,
        {place.series.object_uid: place for place in places.values() if place.series.object_uid},
        len(objects) + (summary.files if summary is not None else 0),
        summary.noted if summary is not None else 0,
        tuple(counts.most_common()),
        len(objects),
        duplicates,
    )


def locate(home: Home, folder: Path, uid: str, *, on_event: EventSink, cancel: CancelToken) -> Located:
    """Find the stack of an instance, and its frames."""
    with Library(home.library) as library:
        stack = library.stack_of(uid, folder)
        frames = FrameList() if stack is None else library.stack_frames(folder, stack)
        record = library.find(uid, folder) if len(frames.uids) == 1 < len(frames) else None
    frames.place_of(FrameKey(uid, 0))  # its table of places is made here, not when the window first looks into it
    return Located(stack, frames, () if record is None else frame_problems(record))


def date_text(date: str) -> str:
    """A DICOM date (DA, ``20200131``) as ``2020-01-31``; anything else as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def when_text(study: StudyNode, privacy: bool) -> str:
    """The date of a study; masked, how many days after the patient's first study it was, where there are several."""
    if not privacy:
        return date_text(study.date)
    if study.day is None:
        return ""
    return QCoreApplication.translate("words", "day {n}").format(n=f"{study.day:,}")


def study_text(study: StudyNode, privacy: bool) -> str:
    """When (`when_text`), modalities and description of a study."""
    modalities = "/".join(dict.fromkeys(series.modality for series in study.series if series.modality))
    parts = (when_text(study, privacy), " ".join(filter(None, (modalities, study.description))))
    return " · ".join(filter(None, parts))


def series_text(series: SeriesNode) -> str:
    """Number, description (else modality) and body part of a series, the part only where the description lacks it."""
    number = "" if series.number is None else str(series.number)
    description = series.description or series.modality
    part = "" if series.body_part.casefold() in description.casefold() else series.body_part
    return " · ".join(filter(None, (number, description, part)))
