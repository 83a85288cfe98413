"""The intake report: is every file of a folder readable and decodable, and if not, what helps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.examine import examine_file
from medxfer_gui.library.files import ThrottledProgress, list_files
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the intake found out about one file.

    Parameters
    ----------
    path
        The file.
    ok
        Whether its first frame was decoded.
    problem, hint, detail
        As in `SkippedFile`; where ``ok``, ``problem`` may hold a note that does not keep the file out.
    polarity
        Photometric Interpretation (0028,0004): ``MONOCHROME1`` is shown inverted. Empty where unreadable.
    decoder
        What decoded it: ``native``, or a package.
    """

    path: Path
    ok: bool
    problem: str = ""
    hint: str = ""
    detail: str = ""
    polarity: str = ""
    decoder: str = ""


def check_folder(folder: Path, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> list[FileCheck]:
    """Read every file below ``folder`` and decode its first frame; one row per file, in order.

    Parameters
    ----------
    folder
        A folder, or one file.
    on_event
        Gets `Progress` in files, at most ten a second.
    cancel
        Looked at before each file.

    Raises
    ------
    MedxferError
        The folder is not there. Trouble with a file is a row.
    Cancelled
        A stop was asked for.
    """
    folder = opened_folder(folder)
    skipped: list[SkippedFile] = []
    files = list_files(folder, skipped, on_event=on_event, cancel=cancel)
    progress = ThrottledProgress(on_event)
    checks = [_refused(item) for item in skipped]
    for done, (path, _) in enumerate(files):
        cancel.raise_if_cancelled()
        progress.report(done, len(files), "Decoding files")
        checks.append(check_file(path, folder))
    progress.report(len(files), len(files), "Decoding files", last=True)
    return sorted(checks, key=lambda check: check.path)


def check_file(path: Path, folder: Path) -> FileCheck:
    """One row of the report; never raises for the file."""
    found = examine_file(path, folder)
    if isinstance(found, SkippedFile):
        return _refused(found)
    record = found[0]
    try:
        frame = load_frame(record)
    except MedxferError as error:
        return FileCheck(path, False, error.message, error.hint, str(error.facts.get("detail", "")), record.photometric)
    return FileCheck(path, True, record.note, "", _size_text(found), record.photometric, frame.decoder)


def _refused(item: SkippedFile) -> FileCheck:
    return FileCheck(item.path, False, item.problem, item.hint, item.detail)


def _size_text(records: list[InstanceRecord]) -> str:
    first = records[0]
    size = f"{first.rows} x {first.columns}"
    frames = sum(record.frames for record in records)
    return f"{size}, {frames} frames" if frames > 1 else size
