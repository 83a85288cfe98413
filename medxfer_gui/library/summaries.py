"""What the library knows of a folder as counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FolderSummary:
    """What the library knows of a folder, without having looked at its files.

    Parameters
    ----------
    indexed_at
        When it was indexed last, in seconds since 1970.
    files, noted
        Files that hold instances, and those of them with something to know (`InstanceRecord.note`).
    classes, in_classes
        Class folders, and the instances that lie in one.
    skipped
        Files that did not become instances.
    """

    folder: Path
    indexed_at: float
    patients: int
    studies: int
    series: int
    instances: int
    frames: int
    files: int
    noted: int
    classes: int
    in_classes: int
    skipped: int


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """One kind of trouble with files, an English template, and how many files have it."""

    problem: str
    files: int
