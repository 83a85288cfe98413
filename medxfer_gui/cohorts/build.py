"""From a folder, labels and a split to a cohort; with everything that does not take part, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from medxfer_gui.cohorts.classes import find_class, order_classes
from medxfer_gui.cohorts.cohort import PARTS, Cohort, Part
from medxfer_gui.cohorts.labels import LabelProblem, LabelValue, read_labels
from medxfer_gui.cohorts.matching import ImageLabel, LabelMatch, has_class_folders, labels_from_folders, match_labels
from medxfer_gui.cohorts.patients import group_by_patient
from medxfer_gui.cohorts.records import records_by_uid
from medxfer_gui.cohorts.split import split_patients
from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.config.task import Level, TargetTask, TaskKind
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, Progress, ignore_event

_MESSAGE = "Building the cohort"
_STAGES = 4


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many patients and frames show a class in a part."""

    part: Part
    name: str
    patients: int
    frames: int


@dataclass(frozen=True, slots=True)
class CohortDraft:
    """A cohort before anything starts.

    Parameters
    ----------
    cohort
        Frames with one label, split.
    problems
        Rows and images that do not take part, or repeat others. Their keys may be patient identifiers (see
        `LabelProblem`): for the screen only.
    counts
        For every part and class.
    origin
        In words, where labels and split come from.
    """

    cohort: Cohort
    problems: tuple[LabelProblem, ...]
    counts: tuple[PartCount, ...]
    origin: str

    @property
    def split_hash(self) -> str:
        """Hash of which frame is in which part."""
        return self.cohort.split_hash()


def build_cohort(
    dataset: DatasetConfig,
    library: Library,
    pseudonyms: Pseudonyms,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> CohortDraft:
    """Match labels with the indexed images of ``dataset.folder`` and split the patients.

    Raises
    ------
    MedxferError
        When no image has a label, there is one class only, or the patients do not suffice for the split.
    """
    step = _stepper(on_event, cancel)
    records, match = _labelled(dataset, library, step)
    if dataset.labels is None and match.labels and not has_class_folders(list(records.values())):
        raise MedxferError(
            "The folders in {folder} do not look like classes: too few images in each, or one folder only.",
            "Choose a labels file, or sort the images into one folder for each class.",
            folder=dataset.folder,
        )
    draft = _Draft(dataset.level, records, match, pseudonyms)
    draft.drop_contradicting_units()
    draft.drop_divided_patients()
    step(2)
    _refuse_empty(dataset, draft, match)
    cohort = draft.split(dataset, _task(dataset, match.names, draft.labels))
    step(3)
    return draft.finished(cohort, match)


def build_external(
    dataset: DatasetConfig,
    task: TargetTask,
    library: Library,
    pseudonyms: Pseudonyms,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> CohortDraft:
    """The labelled images of another folder, all in the part ``test``, with the classes of a run's ``task``.

    Labels that are no class of the task are listed and left out; one class alone is enough. Classes are found by
    name, without regard to case; a multi-label table needs a column for each class. Part folders and a column
    ``split`` are not looked at.

    Raises
    ------
    MedxferError
        When no image has a label that the task knows.
    """
    step = _stepper(on_event, cancel)
    records, match = _labelled(dataset, library, step)
    labels, strange = _translated(match, task)
    match = LabelMatch(
        labels, task.classes if task.kind == "multilabel" else (), (*match.problems, *strange), match.origin
    )
    draft = _Draft(task.level, records, match, pseudonyms)
    draft.drop_contradicting_units()
    step(2)
    _refuse_empty(dataset, draft, match)
    return draft.finished(draft.columns(task, sorted(draft.labels), "external cohort"), match)


def build_unlabelled(records: Iterable[InstanceRecord], task: TargetTask, pseudonyms: Pseudonyms) -> Cohort:
    """All frames of ``records`` as a cohort without labels, in the part ``test``: what `predict` scores.

    Targets are -1 (multi-label: NaN).
    """
    by_uid = records_by_uid(records)
    draft = _Draft(task.level, by_uid, LabelMatch({}, (), (), "no labels"), pseudonyms)
    return draft.columns(task, sorted(by_uid), "no labels")


def frames_without_labels(records: Iterable[InstanceRecord]) -> list[FrameKey]:
    """Every frame of every instance, sorted by UID and frame; of copies of one instance only one."""
    by_uid = records_by_uid(records)
    return [FrameKey(uid, frame) for uid in sorted(by_uid) for frame in range(by_uid[uid].frames)]


class _Draft:
    """The labelled images while a cohort is being made of them; problems gather here."""

    def __init__(
        self,
        level: Level,
        records: Mapping[str, InstanceRecord],
        match: LabelMatch,
        pseudonyms: Pseudonyms,
    ) -> None:
        self.records = records
        self.labels = dict(match.labels)
        self.problems = list(match.problems)
        self.level = level
        overrides = {uid: label.patient for uid, label in match.labels.items()}
        groups = group_by_patient(list(records.values()), overrides)
        names = {name: pseudonyms.of(name) for name in sorted(set(groups.values()))}
        self.patients: dict[str, str] = {uid: names[name] for uid, name in groups.items()}

    def unit(self, uid: str) -> str:
        """What the image counts as at the level of the task."""
        record = self.records[uid]
        match self.level:
            case "frame":
                return uid
            case "series":
                return record.series_instance_uid
            case "study":
                return record.study_instance_uid
            case "patient":
                return self.patients[uid]

    def drop_contradicting_units(self) -> None:
        """Leave out units above the frame whose images have different labels."""
        values: dict[str, set[LabelValue]] = defaultdict(set)
        for uid, label in self.labels.items():
            values[self.unit(uid)].add(label.value)
        text = "The images of one unit have different labels; all are left out."
        wrong = [uid for uid in self.labels if len(values[self.unit(uid)]) > 1]
        self._drop(wrong, lambda uid: LabelProblem("conflicting labels", None, uid, text, self.level))

    def drop_divided_patients(self) -> None:
        """Leave out patients whose images are given to two parts."""
        parts: dict[str, set[Part]] = defaultdict(set)
        for uid, label in self.labels.items():
            if label.split is not None:
                parts[self.patients[uid]].add(label.split)
        text = "The labels put one patient into two parts; patients never cross a split, so all images are left out."

        def problem(uid: str) -> LabelProblem:
            patient = self.patients[uid]
            given = ", ".join(part for part in PARTS if part in parts[patient])
            return LabelProblem("patient in two parts", None, uid, text, f"{patient}: {given}")

        self._drop([uid for uid in self.labels if len(parts[self.patients[uid]]) > 1], problem)

    def _drop(self, uids: Sequence[str], problem: Callable[[str], LabelProblem]) -> None:
        for uid in sorted(uids):
            self.problems.append(problem(uid))
            del self.labels[uid]

    def split(self, dataset: DatasetConfig, task: TargetTask) -> Cohort:
        """The cohort, split by patient."""
        cohort = self.columns(task, sorted(self.labels), "")
        given = [self.labels[str(uid)].split for uid in cohort.uids]
        fixed = given if any(given) else None
        parts = split_patients(cohort.uids, cohort.patients, cohort.targets, dataset.split, fixed, classes=task.classes)
        return replace(cohort, parts=parts, split_origin=_split_origin(dataset, given))

    def columns(self, task: TargetTask, instances: Sequence[str], origin: str) -> Cohort:
        """All frames of ``instances`` (ascending) in the part ``test``; without a label, the target is -1 or NaN."""
        images = [self.records[uid] for uid in instances for _ in range(self.records[uid].frames)]
        uids = [image.sop_instance_uid for image in images]
        return Cohort(
            task=task,
            uids=np.array(uids, dtype=np.str_),
            frames=np.array([frame for uid in instances for frame in range(self.records[uid].frames)], dtype=np.int64),
            series=np.array([image.series_instance_uid for image in images], dtype=np.str_),
            studies=np.array([image.study_instance_uid for image in images], dtype=np.str_),
            patients=np.array([self.patients[uid] for uid in uids], dtype=np.str_),
            targets=_targets([self.labels.get(uid) for uid in uids], task),
            parts=np.full(len(uids), "test", dtype="U10"),
            split_origin=origin,
        )

    def finished(self, cohort: Cohort, match: LabelMatch) -> CohortDraft:
        """The draft as a value."""
        origin = f"{match.origin}; {cohort.split_origin}"
        return CohortDraft(cohort, tuple(self.problems), count_parts(cohort), origin)


def count_parts(cohort: Cohort) -> tuple[PartCount, ...]:
    """Patients and frames of every class in every part, in the order of `PARTS` and of the classes."""
    counts = []
    for part in PARTS:
        inside = cohort.parts == part
        for number, name in enumerate(cohort.task.classes):
            column = cohort.targets[:, number] if cohort.targets.ndim == 2 else cohort.targets == number
            shown = inside & (column > 0)
            counts.append(PartCount(part, name, len(np.unique(cohort.patients[shown])), int(shown.sum())))
    return tuple(counts)


def _stepper(on_event: EventSink, cancel: CancelToken) -> Callable[[int], None]:
    def step(done: int) -> None:
        cancel.raise_if_cancelled()
        on_event(Progress(done, _STAGES, "steps", _MESSAGE))

    return step


def _labelled(
    dataset: DatasetConfig, library: Library, step: Callable[[int], None]
) -> tuple[dict[str, InstanceRecord], LabelMatch]:
    step(0)
    records = library.instances(dataset.folder.absolute())
    if not records:
        raise MedxferError(
            "{folder} holds no images that the library knows.",
            "Open the folder, or index it: medxfer index {folder}",
            folder=dataset.folder,
        )
    step(1)
    if dataset.labels is None:
        match = labels_from_folders(records, dataset.folder)
    else:
        match = match_labels(read_labels(dataset.labels), records, dataset.folder)
    return records_by_uid(records), match


def _refuse_empty(dataset: DatasetConfig, draft: _Draft, match: LabelMatch) -> None:
    if draft.labels:
        return
    if dataset.labels is None:
        raise MedxferError(
            "No image of {folder} has a label.",
            "Choose a labels file, or sort the images into one folder for each class.",
            folder=dataset.folder,
        )
    raise MedxferError(
        "No image of {folder} gets a label from {labels} ({match}; {problems} problems).",
        "Check that the key column names images of this folder.",
        folder=dataset.folder,
        labels=dataset.labels,
        match=match.origin,
        problems=len(draft.problems),
    )


def _task(dataset: DatasetConfig, names: tuple[str, ...], labels: Mapping[str, ImageLabel]) -> TargetTask:
    """The task that the labels of the cohort pose."""
    if names:
        return TargetTask(kind="multilabel", classes=names, level=dataset.level)
    present = {str(label.value) for label in labels.values()}
    if len(present) < 2:
        raise MedxferError(
            "All labelled images are of one class: {name}.",
            "Learning needs images of at least two classes.",
            name=", ".join(present),
        )
    kind: TaskKind = "binary" if len(present) == 2 else "multiclass"
    return TargetTask(kind=kind, classes=order_classes(present, dataset.positive), level=dataset.level)


def _targets(labels: Sequence[ImageLabel | None], task: TargetTask) -> npt.NDArray[np.int64] | npt.NDArray[np.float32]:
    if task.kind == "multilabel":
        nothing = (float("nan"),) * len(task.classes)
        rows = [nothing if label is None else label.value for label in labels]
        return np.array(rows, dtype=np.float32).reshape(len(labels), len(task.classes))
    number = {name: index for index, name in enumerate(task.classes)}
    return np.array([-1 if label is None else number[str(label.value)] for label in labels], dtype=np.int64)


def _translated(match: LabelMatch, task: TargetTask) -> tuple[dict[str, ImageLabel], list[LabelProblem]]:
    """Labels in the classes of ``task``, and those that are none of them."""
    if bool(match.names) != (task.kind == "multilabel"):
        raise MedxferError(
            "The labels do not fit the run, whose task is {kind}.",
            "It predicts {classes}.",
            kind=task.kind,
            classes=", ".join(task.classes),
        )
    columns = [find_class(name, match.names) for name in task.classes] if match.names else []
    if None in columns:
        lacking = [name for name, column in zip(task.classes, columns, strict=True) if column is None]
        raise MedxferError("The labels have no column for {classes}.", classes=", ".join(lacking))
    order = [match.names.index(str(column)) for column in columns]
    labels: dict[str, ImageLabel] = {}
    problems = []
    for uid, label in match.labels.items():
        if isinstance(label.value, tuple):
            value: LabelValue | None = tuple(label.value[at] for at in order)
        else:
            value = find_class(label.value, task.classes)
        if value is None:
            problems.append(LabelProblem("bad value", None, uid, "The label is no class of the run.", str(label.value)))
        else:
            labels[uid] = ImageLabel(value, None, label.patient)
    return labels, problems


def _split_origin(dataset: DatasetConfig, given: Sequence[Part | None]) -> str:
    names = set(given)
    if None not in names and "validation" in names:
        return "split as given"
    drawn = f"by patient, stratified, seed {dataset.split.seed}"
    if names == {None}:
        return drawn
    return f"split as given where it is ({', '.join(part for part in PARTS if part in names)}), the rest {drawn}"
