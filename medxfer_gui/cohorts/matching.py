"""Which label belongs to which image; what does not fit is listed, never dropped."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.cohorts.classes import merge_spellings
from medxfer_gui.cohorts.cohort import Part
from medxfer_gui.cohorts.labels import LabelKey, LabelProblem, LabelRow, LabelTable, LabelValue, ProblemKind
from medxfer_gui.library.places import opened_root
from medxfer_gui.library.records import InstanceRecord

IMAGES_PER_CLASS = 5
"""Fewer than so many images to a folder on average, and the folders are hardly classes."""


@dataclass(frozen=True, slots=True)
class ImageLabel:
    """What is said about one image: its label, and its part and patient where they are given."""

    value: LabelValue
    split: Part | None = None
    patient: str = ""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """Labels by image.

    Parameters
    ----------
    labels
        By SOPInstanceUID; only images with one label that nothing contradicts.
    names
        Class names of a multi-label table, in order; empty where a label is one class name.
    problems
        Rows and images that do not take part, and rows that repeat others.
    origin
        In words, where the labels come from ("labels.csv by SOPInstanceUID", "class folders").
    """

    labels: dict[str, ImageLabel]
    names: tuple[str, ...]
    problems: tuple[LabelProblem, ...]
    origin: str


def match_labels(table: LabelTable, records: Sequence[InstanceRecord], folder: Path) -> LabelMatch:
    """Find the images of each row.

    Parameters
    ----------
    table
        A labels file.
    records
        The images in question; the order does not matter.
    folder
        What the key ``path`` is relative to: a folder, the common parent of a mix, an archive, or a MedMNIST file whose
        images are named ``train/12``.
    """
    problems = list(table.problems)
    records = sorted(records, key=lambda record: (record.sop_instance_uid, str(record.path)))
    images: dict[str, list[InstanceRecord]] = defaultdict(list)
    for record in records:
        images[_key_of(record, table.key, folder)].append(record)
    by_key: dict[str, list[LabelRow]] = defaultdict(list)
    find = _key_finder(table.key, images, folder)
    private = table.key == "PatientID"
    for row in table.rows:
        key = find(row.key)
        if key is None:
            problems.append(LabelProblem("unmatched row", row.line, row.key, "No image has this key.", "", private))
        else:
            by_key[key].append(row)
    found: dict[str, list[LabelRow]] = defaultdict(list)
    for key, rows in by_key.items():
        for record in images[key]:
            found[record.sop_instance_uid] += rows
    labels: dict[str, ImageLabel] = {}
    for uid, rows in found.items():
        label = _one_label(rows)
        if label is not None and label.value is not None:
            labels[uid] = ImageLabel(label.value, label.split, label.patient)
    problems += _row_problems(found, images, by_key, private)
    problems += _unlabelled(records, folder, found, labels)
    names = table.classes if table.kind == "multilabel" else ()
    return LabelMatch(_with_merged_spellings(labels), names, tuple(problems), f"labels by {table.key}")


def has_class_folders(records: Sequence[InstanceRecord]) -> bool:
    """Whether folders can be meant as classes: two or more, and few beside the images that lie in them.

    Folders of patients or series look the same but for their number; to take those for classes would help nobody.
    """
    folders = [record.class_folder for record in records if record.class_folder]
    return can_be_classes(len(set(folders)), len(folders))


def can_be_classes(folders: int, images: int) -> bool:
    """`has_class_folders` from counts: how many folders there are, and how many images lie in one of them."""
    return 2 <= folders <= images / IMAGES_PER_CLASS


def labels_from_folders(records: Sequence[InstanceRecord], folder: Path) -> LabelMatch:
    """The labels that places say: class folders, part folders, and the arrays of a MedMNIST file."""
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        places[record.sop_instance_uid].add((record.class_folder, record.part_folder))
    labels: dict[str, ImageLabel] = {}
    problems: list[LabelProblem] = []
    for record in sorted(records, key=lambda record: (record.sop_instance_uid, str(record.path))):
        uid = record.sop_instance_uid
        if len(places[uid]) > 1:
            detail = ", ".join(sorted("/".join(filter(None, reversed(place))) for place in places[uid]))
            text = "One image lies in several class folders."
            problems.append(_about("conflicting labels", record, folder, text, detail))
        elif not record.class_folder:
            text = "The image is in no class folder."
            problems.append(_about("unlabelled image", record, folder, text))
        else:
            labels[uid] = ImageLabel(record.class_folder, _part(record.part_folder))
    return LabelMatch(_with_merged_spellings(labels), (), tuple(problems), "class folders")


def _about(
    kind: ProblemKind, record: InstanceRecord, folder: Path, text: str, detail: str = "", line: int | None = None
) -> LabelProblem:
    """A problem of an image: named by its UID, or where that was made up here by its place in ``folder``."""
    uid = record.sop_instance_uid
    if record.kind == "dicom":  # its folders may be named after the patient
        return LabelProblem(kind, line, uid, text, detail)
    return LabelProblem(kind, line, relative_name(record, folder), text, detail, uid=uid)


def _part(name: str) -> Part | None:
    return name if name in ("train", "validation", "test") else None  # type: ignore[return-value]  # tested just here


def _key_of(record: InstanceRecord, key: LabelKey, folder: Path) -> str:
    match key:
        case "SOPInstanceUID":
            return record.sop_instance_uid
        case "SeriesInstanceUID":
            return record.series_instance_uid
        case "StudyInstanceUID":
            return record.study_instance_uid
        case "PatientID":
            return record.patient_id.strip()
        case "path":
            return relative_name(record, folder)


def relative_name(record: InstanceRecord, folder: Path) -> str:
    """Name of an image in ``folder``: joined by ``/``, composed (NFC); what lies in a file ends in the member."""
    path, folder = record.path, opened_root(folder)
    if path == folder and record.member:
        return record.member
    for root in (folder, folder.resolve()):
        if path.is_relative_to(root):
            path = path.relative_to(root)
            break
    return unicodedata.normalize("NFC", "/".join(filter(None, (path.as_posix(), record.member))))


def _key_finder(key: LabelKey, images: Iterable[str], folder: Path) -> Callable[[str], str | None]:
    known = set(images) - {""}
    if key != "path":
        return lambda text: text if text in known else None
    # Letter case is not kept by every disk: it decides only where two files differ in nothing else.
    folded: dict[str, list[str]] = defaultdict(list)
    for name in known:
        folded[name.casefold()].append(name)
    root = unicodedata.normalize("NFC", opened_root(folder).as_posix()) + "/"

    def find(text: str) -> str | None:
        name = unicodedata.normalize("NFC", text).replace("\\", "/").removeprefix(root)
        while name.startswith("./"):
            name = name[2:]
        if name in known:
            return name
        candidates = folded.get(name.casefold(), [])
        return candidates[0] if len(candidates) == 1 else None

    return find


def _one_label(rows: Sequence[LabelRow]) -> LabelRow | None:
    """The row that all labelled rows agree with; None when they contradict each other."""
    labelled = [row for row in rows if row.value is not None] or list(rows)
    said = {(_same(row.value), row.split, row.patient) for row in labelled}
    return labelled[0] if len(said) == 1 else None


def _same(value: LabelValue | None) -> LabelValue | None:
    return value.casefold() if isinstance(value, str) else value


def _row_problems(
    found: dict[str, list[LabelRow]],
    images: dict[str, list[InstanceRecord]],
    by_key: dict[str, list[LabelRow]],
    private: bool,
) -> list[LabelProblem]:
    problems = []
    for key, rows in by_key.items():
        together = [row for record in images[key] for row in found[record.sop_instance_uid]]
        unique = sorted({row.line: row for row in together}.values(), key=lambda row: row.line)
        if len(unique) < 2:
            continue
        if _one_label(unique) is None:
            lines = "lines " + ", ".join(str(row.line) for row in unique)
            text = "Rows of one image contradict each other; it is left out."
            problems += [LabelProblem("conflicting labels", row.line, row.key, text, lines, private) for row in rows]
        else:
            first = unique[0].line
            text = "The row repeats an earlier one."
            problems += [
                LabelProblem("duplicate row", row.line, row.key, text, f"line {first}", private)
                for row in rows
                if row.line != first
            ]
    return problems


def _unlabelled(
    records: Sequence[InstanceRecord],
    folder: Path,
    found: dict[str, list[LabelRow]],
    labels: dict[str, ImageLabel],
) -> list[LabelProblem]:
    problems = []
    for record in records:
        rows = found.get(record.sop_instance_uid, [])
        if record.sop_instance_uid in labels or (rows and _one_label(rows) is None):
            continue
        text = "The row of the image has no label." if rows else "No row of the labels names this image."
        line = rows[0].line if rows else None
        problems.append(_about("unlabelled image", record, folder, text, line=line))
    return problems


def _with_merged_spellings(labels: dict[str, ImageLabel]) -> dict[str, ImageLabel]:
    spelling = merge_spellings(label.value for label in labels.values() if isinstance(label.value, str))
    return {
        uid: ImageLabel(spelling[label.value], label.split, label.patient) if isinstance(label.value, str) else label
        for uid, label in labels.items()
    }
