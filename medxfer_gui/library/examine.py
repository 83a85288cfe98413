"""What one file holds: instances, and what is skipped of it with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from medxfer_gui.dicom.headers import NOT_DICOM
from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.errors import MedxferError
from medxfer_gui.library import dicom_files, medmnist, mixes, nifti, rasters
from medxfer_gui.library.dicomdir import is_dicomdir, missing_files
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.operation import NEVER, CancelToken
from medxfer_gui.storage.archives import read_archive
from medxfer_gui.storage.source import ByteSource


@dataclass(frozen=True, slots=True)
class Examined:
    """What one file holds; an archive may have many of both."""

    records: tuple[InstanceRecord, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()


DICOM_SUFFIXES = (".dcm", ".dicom", ".ima", ".dic", ".acr")
"""File name endings that DICOM files go by; most have none."""


def may_be_opened(path: Path) -> bool:
    """Whether a file's name lets it be something that is read here: by a known ending, or by none, as DICOM has."""
    name = path.name.lower()
    suffix = PurePosixPath(name).suffix
    known = (*rasters.SUFFIXES, *DICOM_SUFFIXES, *nifti.SUFFIXES, ".npz", ".zip", mixes.SUFFIX)
    return name.endswith(known) or not suffix or suffix[1:].isdigit()


def examine_file(path: Path, folder: Path, *, cancel: CancelToken = NEVER) -> Examined:
    """What one file holds, and what is skipped of it. Reads headers only; never raises for the file.

    Parameters
    ----------
    path
        A file below ``folder``, or ``folder`` itself.
    folder
        What was opened: a folder, a file, or a mix (`library.mixes`).
    cancel
        Looked at before each member of an archive.

    Raises
    ------
    Cancelled
        A stop was asked for.
    """
    sources, skipped = sources_in(path)
    records: list[InstanceRecord] = []
    for source in sources:
        cancel.raise_if_cancelled()
        found = examine_source(source, folder)
        if isinstance(found, SkippedFile):
            skipped.append(found)
        else:
            records += found
    return Examined(tuple(records), tuple(skipped))


def sources_in(path: Path) -> tuple[list[ByteSource], list[SkippedFile]]:
    """The file itself, or the members of an archive; and what is not opened of it."""
    if path.suffix.lower() != ".zip":
        return [ByteSource(path)], []
    try:
        archive = read_archive(path)
    except MedxferError as error:
        return [], [SkippedFile(path, error.message, error.hint)]
    skipped = [SkippedFile(path, item.reason.problem, item.reason.hint, member=item.name) for item in archive.refused]
    sources = [ByteSource(path, member) for member in archive.members]
    for source in sources:
        if is_dicomdir(source.name):
            skipped += missing_files(source)
    return sources, skipped


def examine_source(source: ByteSource, folder: Path) -> list[InstanceRecord] | SkippedFile:
    """What a file or a member of an archive holds, or why it is skipped; as `examine_file`."""
    place, name = place_of(source, folder), source.name.lower()
    if name.endswith(".npz"):
        return medmnist.read_records(source, place)
    if name.endswith(nifti.SUFFIXES):
        return nifti.read_records(source, place)
    if name[name.rfind(".") :] in rasters.SUFFIXES:
        found = rasters.read_record(source, place)
    else:
        found = dicom_files.read_record(source, place)
    if isinstance(found, SkippedFile):
        return _neither(source) if found.problem == NOT_DICOM else found
    return [found]


def _neither(source: ByteSource) -> SkippedFile:
    suffix = PurePosixPath(source.name.lower()).suffix
    if suffix in DICOM_SUFFIXES:
        problem = Problem(NOT_DICOM, "The name says DICOM, the content does not; export it again.")
    else:
        problem = _OTHERS.get(suffix, _UNKNOWN)
    return SkippedFile(source.path, problem.problem, problem.hint, member=source.member)


_UNKNOWN = Problem("Neither DICOM, a picture nor another kind of file that is read here")
_PACKED = Problem("An archive of a kind that is not read here", "Unpack it, or pack it as zip, then open it.")
_VOLUME = Problem("A volume in a format that is not read here", "Convert it to NIfTI (.nii.gz).")
_PICTURE = Problem("A picture in a format that is not read here", "Save it as PNG.")
_OTHERS = {
    **dict.fromkeys((".tar", ".tgz", ".gz", ".7z", ".rar", ".bz2", ".xz"), _PACKED),
    **dict.fromkeys((".mha", ".mhd", ".nrrd", ".nhdr", ".mgz", ".mgh", ".mnc"), _VOLUME),
    **dict.fromkeys((".hdr", ".img"), Problem(*nifti.ANALYZE)),
    **dict.fromkeys((".heic", ".heif", ".avif", ".svg"), _PICTURE),
    **dict.fromkeys((".mp4", ".avi", ".mov", ".mkv"), Problem("A video", "Save its frames as PNG.")),
    ".pdf": Problem("A document, not a picture"),
}
