"""What one file holds: instances, or the reason why it is skipped."""

from __future__ import annotations

from pathlib import Path

from medxfer_gui.dicom.headers import NOT_DICOM
from medxfer_gui.library import dicom_files, medmnist, rasters
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile


def examine_file(path: Path, folder: Path) -> list[InstanceRecord] | SkippedFile:
    """What one file holds, or why it is skipped. Reads headers only; never raises for the file."""
    place, suffix = place_of(path, folder), path.suffix.lower()
    if suffix == ".npz":
        return medmnist.read_records(path, place)
    found = rasters.read_record(path, place) if suffix in rasters.SUFFIXES else dicom_files.read_record(path, place)
    if isinstance(found, SkippedFile):
        return _neither(path) if found.problem == NOT_DICOM else found
    return [found]


def _neither(path: Path) -> SkippedFile:
    if path.suffix.lower() in (".dcm", ".dicom", ".ima"):
        return SkippedFile(path, NOT_DICOM, "The name says DICOM, the content does not; export it again.")
    return SkippedFile(path, "Neither DICOM, a picture nor a MedMNIST file", "")
