"""What the browser knows of the opened folder: the tree, where each instance stands in it, and what did not come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from medxfer_gui.home import Home
from medxfer_gui.library.nodes import PatientNode, SeriesNode, StudyNode
from medxfer_gui.library.records import FrameKey, InstanceRecord, SeriesKey, SkippedFile
from medxfer_gui.library.series_entries import build_tree, stack_order
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink

_CROSS_SECTIONAL = frozenset({"CT", "MR", "NM", "PT"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an instance stands."""

    patient: PatientNode
    study: StudyNode
    series: SeriesNode


@dataclass(frozen=True, slots=True)
class NotedFile:
    """A file that came in, with something to know."""

    path: Path
    note: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One folder of the library.

    Parameters
    ----------
    patients
        The tree.
    places
        By SOPInstanceUID, in tree order.
    noted, skipped
        Files with a note, and files that are not instances.
    files
        How many files hold the instances.
    """

    patients: tuple[PatientNode, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    noted: tuple[NotedFile, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    files: int = 0

    @property
    def ready(self) -> int:
        """Files without any note."""
        return self.files - len(self.noted)

    def first_key(self) -> FrameKey | None:
        """The frame to look at first: that of the first series."""
        series = next((s for p in self.patients for study in p.studies for s in study.series), None)
        return FrameKey(opening_uid(series), 0) if series else None


def opening_uid(series: SeriesNode) -> str:
    """The instance to open a series on: the middle of a stack of slices, the first of a row of projections."""
    stack = series.stacks[0]
    return stack.middle_uid if series.modality in _CROSS_SECTIONAL else stack.first_uid


def load_catalogue(home: Home, folder: Path, *, on_event: EventSink, cancel: CancelToken) -> Catalogue:
    """Read the catalogue of ``folder`` out of the library."""
    with Library(home.library) as library:
        records = library.instances(folder)
        skipped = tuple(library.skipped(folder))
    cancel.raise_if_cancelled()
    noted = {record.path: NotedFile(record.path, record.note) for record in records if record.note}
    patients = build_tree(records)
    return Catalogue(
        patients, _places(patients, records), tuple(noted.values()), skipped, len({record.path for record in records})
    )


def _places(patients: tuple[PatientNode, ...], records: list[InstanceRecord]) -> dict[str, Place]:
    nodes = {
        SeriesKey(patient.patient_id, study.uid, series.uid): Place(patient, study, series)
        for patient in patients
        for study in patient.studies
        for series in study.series
    }
    uids: dict[SeriesKey, list[InstanceRecord]] = {key: [] for key in nodes}
    for record in records:
        uids[record.series_key].append(record)
    return {record.sop_instance_uid: nodes[key] for key, group in uids.items() for record in stack_order(group)}


def load_stack(home: Home, folder: Path, series_uid: str) -> list[FrameKey]:
    """The frames of a series in stack order."""
    with Library(home.library) as library:
        instances = library.series_instances(series_uid, folder)
    return [FrameKey(record.sop_instance_uid, frame) for record in instances for frame in range(record.frames)]


def date_text(date: str) -> str:
    """A DICOM date (DA, ``20200131``) as ``2020-01-31``; anything else as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def study_text(study: StudyNode) -> str:
    """Date, modalities and description of a study."""
    modalities = "/".join(dict.fromkeys(series.modality for series in study.series if series.modality))
    parts = (date_text(study.date), " ".join(filter(None, (modalities, study.description))))
    return " · ".join(filter(None, parts))


def series_text(series: SeriesNode) -> str:
    """Number, description (else modality) and body part of a series, the part only where the description lacks it."""
    number = "" if series.number is None else str(series.number)
    description = series.description or series.modality
    part = "" if series.body_part.casefold() in description.casefold() else series.body_part
    return " · ".join(filter(None, (number, description, part)))


def descriptions(patients: tuple[PatientNode, ...]) -> list[str]:
    """For each patient all that a search looks at but the name, in lower case."""
    return [
        " ".join(
            (
                *(study_text(study) for study in patient.studies),
                *(f"{s.modality} {series_text(s)}" for study in patient.studies for s in study.series),
            )
        ).casefold()
        for patient in patients
    ]
