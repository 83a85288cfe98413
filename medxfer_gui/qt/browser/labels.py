"""The labels of a cohort, in words, by frame."""

from __future__ import annotations

from medxfer_gui.cohorts.cohort import Cohort
from medxfer_gui.library.records import FrameKey


def labels_by_frame(cohort: Cohort) -> dict[FrameKey, str]:
    """Name of the class of each frame; for a multi-label task the names of all that are present."""
    classes = cohort.task.classes
    if cohort.targets.ndim == 1:
        names = [classes[int(target)] for target in cohort.targets]
    else:
        present = cohort.targets > 0
        names = [", ".join(name for name, is_there in zip(classes, row, strict=True) if is_there) for row in present]
    return dict(zip(cohort.keys(), names, strict=True))
