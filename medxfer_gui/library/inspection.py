"""One file for the intake report: everything that one file alone can tell. Runs where a harmful file does no harm."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.headers import open_header
from medxfer_gui.dicom.notes import frame_notes, header_notes, storage_notes
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.soundness import Problem
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.examine import examine_source
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.storage.source import ByteSource

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one file alone tells.

    Parameters
    ----------
    path
        The file, or the archive and the name in it.
    refusal, notes, polarity, decoder, modality, rows, columns, images
        As in `FileCheck`.
    series
        Series Instance UID as in the file.
    patient
        Digest of the Patient ID: only whether two are equal matters.
    record
        Of the first image, the patient's identifier as in ``patient``; None where the file is refused.
    digest
        Of the images: files with equal ones show the same. Empty where it is not known, or nothing is shown.
    """

    path: Path
    refusal: Problem | None = None
    notes: tuple[Problem, ...] = ()
    polarity: str = ""
    decoder: str = ""
    modality: str = ""
    rows: int = 0
    columns: int = 0
    images: int = 0
    series: str = ""
    patient: bytes = b""
    digest: bytes = b""
    record: InstanceRecord | None = None


def inspect_file(
    source: ByteSource, folder: Path, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> Inspection:
    """Read a file below ``folder`` and decode its first image; never raises for the file."""
    found, path = examine_source(source, folder), source.place
    if isinstance(found, SkippedFile):
        return Inspection(path, Problem(found.problem, found.hint, found.detail))
    record = found[0]
    notes = [Problem(note) for note in record.note.split("; ") if note]
    refusal, frame = None, None
    try:
        if record.kind == "dicom":
            with open_header(source) as (header, stream):
                notes += [*header_notes(header), *storage_notes(header, stream)]
        frame = load_frame(record)
    except MedxferError as error:
        refusal = refusal_of(error)
    values = frame_notes(frame) if frame is not None else []
    patient = hashlib.blake2b(record.patient_id.encode(errors="replace"), digest_size=16)
    return Inspection(
        path,
        refusal,
        (*notes, *values),
        record.photometric,
        frame.decoder if frame is not None else "",
        record.modality,
        record.rows,
        record.columns,
        sum(item.frames for item in found),
        record.series_instance_uid,
        patient.digest(),
        _digest(record, frame) if frame is not None and len(found) == 1 and not values else b"",
        dataclasses.replace(record, patient_id=patient.hexdigest()) if refusal is None else None,
    )


def refusal_of(error: MedxferError) -> Problem:
    """An error about one file as a row."""
    return Problem(error.message, error.hint, str(error.facts.get("detail", "")))


def _digest(record: InstanceRecord, frame: Frame) -> bytes:
    """Of the decoded values; where there are more frames, of the first one's and of all bytes they are made from."""
    digest = hashlib.blake2b(repr((frame.values.shape, record.frames, frame.inverted)).encode(), digest_size=16)
    values: npt.NDArray[np.generic] = np.ascontiguousarray(frame.values)
    digest.update(values.view(np.uint8).data)
    if record.frames > 1:
        for chunk in _pixel_bytes(record):
            digest.update(chunk)
    return digest.digest()


def _pixel_bytes(record: InstanceRecord) -> Iterator[bytes]:
    if record.kind != "dicom":
        with record.source.open() as file:
            yield from _chunks(file)
        return
    with open_header(record.source, [0x00280010]) as (header, stream):
        if header.pixels is not None:
            stream.seek(header.pixels.offset)
            yield from _chunks(stream)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
