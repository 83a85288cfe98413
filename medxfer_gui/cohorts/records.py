"""From the UIDs of a cohort back to the files that the library knows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.store import Library


def find_records(uids: Iterable[str], library: Library, folder: Path) -> dict[str, InstanceRecord]:
    """Records of the instances ``uids`` below ``folder``, by SOPInstanceUID.

    Raises
    ------
    MedxferError
        When the library does not know an instance, or its file is gone.
    """
    wanted = {str(uid) for uid in uids}
    known = library.find_many(sorted(wanted), folder.absolute())
    found = {uid: record for uid, record in known.items() if record.path.is_file()}
    if len(found) < len(wanted):
        raise MedxferError(
            "{missing} of {count} images are not in {folder} any more.",
            "Put the files back, or index the folder again: medxfer index {folder}",
            missing=len(wanted) - len(found),
            count=len(wanted),
            folder=folder,
        )
    return found


def records_by_uid(records: Iterable[InstanceRecord]) -> dict[str, InstanceRecord]:
    """Records by SOPInstanceUID; of copies of one instance the first path in alphabetical order."""
    ordered = sorted(records, key=lambda record: str(record.path), reverse=True)
    return {record.sop_instance_uid: record for record in ordered}
