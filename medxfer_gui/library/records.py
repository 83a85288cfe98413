"""The values the library keeps: one record for each instance, each object without a picture, each skipped file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from medxfer_gui.storage.source import ByteSource

Kind = Literal["dicom", "raster", "npz", "nifti"]

_PART = re.compile(r"(?:(?P<file>.+)/)?(?P<part>[^/]+/\d+)")


def split_member(kind: Kind, member: str) -> tuple[str, str]:
    """The name of a file in an archive, and of the part of that file: either may be empty."""
    found = _PART.fullmatch(member) if kind in ("npz", "nifti") else None
    return (found["file"] or "", found["part"]) if found else (member, "")


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """One series of one patient: a series UID that stands for several patients is a series of each."""

    patient_id: str
    study_uid: str
    series_uid: str


@dataclass(frozen=True, slots=True)
class StackKey:
    """One stack of a series; ``number`` counts from 0 in the order they are shown."""

    series: SeriesKey
    number: int


@dataclass(frozen=True, slots=True)
class InstanceRecord:
    """Header facts of one instance; empty text and None mean that the file does not say.

    Plain pictures and the images of a MedMNIST file are instances too: their UIDs are made from the place in the
    opened folder (``2.25.`` and a hash), and each is its own patient, study and series unless labels say otherwise.

    Parameters
    ----------
    path
        The file, absolute.
    kind, member
        What reads it; ``member`` names what is meant within the file: a file of a zip archive (``normal/7.png``), an
        image of an ``.npz`` (``train/12``), a volume of a 4-D NIfTI file (``volume/3``), or such a one in an archive
        (``sets/a.npz/train/12``). Empty where the file is the instance.
    sop_instance_uid, series_instance_uid, study_instance_uid, patient_id
        (0008,0018), (0020,000E), (0020,000D), (0010,0020).
    frames, rows, columns, samples
        Number of frames (at least 1), size of a frame in pixels, samples per pixel (1 grey, 3 colour).
    position
        Distance along the slice normal in mm, from (0020,0032) and (0020,0037); sorts a stack.
    spacing
        Row and column spacing in mm where known: (0028,0030), else (0018,1164) for projections.
    class_folder, part_folder
        What the place in the folder says: the class, and ``train``, ``validation`` or ``test``.
    note
        Something to know that does not keep the file out ("no series UID, one was made").
    image_type
        (0008,0008), its values joined by backslashes.
    image_position, orientation
        Where the first pixel lies in the patient, in mm (0020,0032), and the directions of a row and of a column
        (0020,0037); each None where it does not have 3, or 6, finite numbers. Of an enhanced multi-frame object they
        stand with each frame and are not read by a scan.
    frame_of_reference_uid
        (0020,0052): positions of another frame of reference do not compare.
    slice_thickness, slice_spacing
        (0018,0050) and, centre to centre as the file declares it, (0018,0088), in mm.
    gantry_tilt
        Degrees, (0018,1120).
    acquisition_number, acquisition_time
        (0020,0012); date and time as digits, (0008,002A), else (0008,0022) and (0008,0032).
    temporal_position, trigger_time, echo_time, inversion_time, b_value
        What sets images of one position apart: (0020,0100); (0018,1060), (0018,0081) and (0018,0082) in ms; (0018,9087)
        in s/mm².
    """

    path: Path
    kind: Kind
    member: str
    sop_instance_uid: str
    series_instance_uid: str
    study_instance_uid: str
    patient_id: str
    frames: int
    rows: int
    columns: int
    samples: int
    modality: str = ""
    sop_class_uid: str = ""
    study_date: str = ""
    study_description: str = ""
    series_description: str = ""
    series_number: int | None = None
    instance_number: int | None = None
    body_part: str = ""
    view_position: str = ""
    manufacturer: str = ""
    sex: str = ""
    age: str = ""
    photometric: str = ""
    bits_stored: int | None = None
    transfer_syntax: str = ""
    position: float | None = None
    spacing: tuple[float, float] | None = None
    class_folder: str = ""
    part_folder: str = ""
    note: str = ""
    image_type: str = ""
    image_position: tuple[float, ...] | None = None
    orientation: tuple[float, ...] | None = None
    frame_of_reference_uid: str = ""
    slice_thickness: float | None = None
    slice_spacing: float | None = None
    gantry_tilt: float | None = None
    acquisition_number: int | None = None
    acquisition_time: str = ""
    temporal_position: int | None = None
    trigger_time: float | None = None
    echo_time: float | None = None
    inversion_time: float | None = None
    b_value: float | None = None

    @property
    def source(self) -> ByteSource:
        """Where its bytes are: of an image of an ``.npz`` or a volume, the file that holds it."""
        return ByteSource(self.path, split_member(self.kind, self.member)[0])

    @property
    def part(self) -> str:
        """The image of an ``.npz`` (``train/12``) or the volume (``volume/3``) that is meant; empty otherwise."""
        return split_member(self.kind, self.member)[1]

    @property
    def series_key(self) -> SeriesKey:
        """The series it belongs to."""
        return SeriesKey(self.patient_id, self.study_instance_uid, self.series_instance_uid)


@dataclass(frozen=True, slots=True)
class ObjectRecord:
    """A DICOM object that is no picture: a report, a segmentation, a presentation state, a plan.

    Parameters
    ----------
    path
        The file, absolute.
    kind
        What it is, an English template without facts ("Structured report").
    title
        What it calls itself: document title, content label, structure set label; empty where it does not say.
    sop_instance_uid, series_instance_uid, study_instance_uid, patient_id
        As of `InstanceRecord`.
    note
        Something to know that does not keep the file out.
    member
        Name in the archive that ``path`` is; empty for a file.
    """

    path: Path
    kind: str
    title: str
    sop_instance_uid: str
    series_instance_uid: str
    study_instance_uid: str
    patient_id: str
    modality: str = ""
    sop_class_uid: str = ""
    study_date: str = ""
    study_description: str = ""
    series_description: str = ""
    series_number: int | None = None
    instance_number: int | None = None
    body_part: str = ""
    manufacturer: str = ""
    note: str = ""
    member: str = ""

    @property
    def source(self) -> ByteSource:
        """Where its bytes are."""
        return ByteSource(self.path, self.member)

    @property
    def series_key(self) -> SeriesKey:
        """The series it belongs to."""
        return SeriesKey(self.patient_id, self.study_instance_uid, self.series_instance_uid)


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that did not become an instance.

    ``problem`` and ``hint`` are English templates without facts, so that the window can translate them; ``detail``
    holds the facts (never a patient's). ``object`` is what the file is in place of an image, where it is a sound DICOM
    object. ``member`` is the name within an archive, whose path ``path`` then is. Raised nowhere: trouble with one file
    is data.
    """

    path: Path
    problem: str
    hint: str = ""
    detail: str = ""
    object: ObjectRecord | None = None
    member: str = ""

    @property
    def place(self) -> Path:
        """The file, or the archive and the name in it: for people, not to be opened."""
        return ByteSource(self.path, self.member).place

    @property
    def reason(self) -> str:
        """Problem and detail in one line."""
        return f"{self.problem} ({self.detail})" if self.detail else self.problem


@dataclass(frozen=True, slots=True)
class FrameKey:
    """One frame of one instance; ``frame`` counts from 0."""

    uid: str
    frame: int
