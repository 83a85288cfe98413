"""NIfTI volumes as instances: each 3-D volume is one, its slices are the frames."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource

if TYPE_CHECKING:
    from medxfer_gui.library.nifti_header import NiftiLayout

SUFFIXES = (".nii", ".nii.gz")
"""File name endings that are opened as NIfTI."""

ANALYZE = (
    "An Analyze image, or half of a NIfTI pair",
    "It does not say which side is left; convert it to one .nii.gz file with the program that wrote it.",
)
"""Problem and hint of .hdr and .img files."""

_HEADER = 540
_DAMAGED = ("The NIfTI file is damaged or cut off", "Copy or download it again, or convert it anew.")
_FAILURES = (OSError, EOFError, ValueError, ArithmeticError, LookupError, TypeError, zlib.error)
_PATIENT = re.compile(r"(?:^|.*/)sub-[A-Za-z0-9]+(?=[/_])")


def read_records(source: ByteSource, place: Place) -> list[InstanceRecord] | SkippedFile:
    """The records of all volumes, or the reason why there are none. Reads the header only; never raises for the file.

    Only where the size that a ``.gz`` file gives at its end is not the expected one, all of it is inflated to see
    whether it is cut off.
    """
    try:
        layout = read_layout(source)
        _refuse_cut_off(source, layout)
    except MedxferError as error:
        return SkippedFile(source.path, error.message, error.hint, member=source.member)
    return [_record(source, place, layout, volume) for volume in range(layout.volumes)]


def read_layout(source: ByteSource) -> NiftiLayout:
    """The header of a file, checked.

    Raises
    ------
    MedxferError
        Not NIfTI, damaged, larger than is allowed, or of a type that is not shown.
    """
    # nibabel takes a third of a second to import, which only those who open a volume should wait for.
    from medxfer_gui.library.nifti_header import layout_of

    try:
        with source.open() as stream:
            size = None if is_compressed(source) else stream.size
            head = gzip.GzipFile(fileobj=stream).read(_HEADER) if size is None else stream.read(_HEADER)
        layout = layout_of(head, _version(head, source), is_compressed=size is None)
    except _FAILURES:
        raise MedxferError(*_DAMAGED, path=source.place) from None
    if size is not None and layout.end > size:
        raise MedxferError(*_DAMAGED, path=source.place)
    return layout


def _version(head: bytes, source: ByteSource) -> int:
    """1 or 2, by the size of the header and the magic word."""
    sizes = {int.from_bytes(head[:4], "little"), int.from_bytes(head[:4], "big")}
    if not sizes & {348, 540}:
        raise MedxferError("Not a NIfTI file", "The name says NIfTI, the content does not.", path=source.place)
    version, magic = (1, head[344:347]) if 348 in sizes else (2, head[4:7])
    if len(head) < (348 if version == 1 else 540):
        raise EOFError(len(head))
    if magic not in (b"n+1", b"n+2"):
        raise MedxferError(*ANALYZE, path=source.place)
    return version


def is_compressed(source: ByteSource) -> bool:
    """Whether the file is compressed as a whole, by its name."""
    return source.name.lower().endswith(".gz")


def inflated_chunks(source: ByteSource, size: int) -> Iterator[bytes]:
    """The first ``size`` inflated bytes of a ``.gz`` file.

    Raises
    ------
    OSError
        Damaged, or cut off.
    """
    try:
        with source.open() as stream, gzip.GzipFile(fileobj=stream) as file:
            while size:
                chunk = file.read(min(size, 1 << 18))
                if not chunk:
                    raise OSError("the file is cut off")
                size -= len(chunk)
                yield chunk
            file.read(1)  # the checksum is looked at when the end is reached
    except (EOFError, zlib.error):
        raise OSError("the file is damaged or cut off") from None


def _refuse_cut_off(source: ByteSource, layout: NiftiLayout) -> None:
    if not is_compressed(source):
        return
    try:
        with source.open() as stream:
            stream.seek(max(stream.size - 4, 0))
            if int.from_bytes(stream.read(), "little") == layout.end % (1 << 32):
                return
        for _ in inflated_chunks(source, layout.end):
            pass
    except OSError:
        raise MedxferError(*_DAMAGED, path=source.place) from None


def _record(source: ByteSource, place: Place, layout: NiftiLayout, volume: int) -> InstanceRecord:
    part = f"volume/{volume}" if layout.volumes > 1 else ""
    colour = layout.dtype.names is not None
    plane = layout.plane
    note = "" if plane.orientation else "the file does not say how the patient lies"
    of = f", volume {volume + 1} of {layout.volumes}" if part else ""
    subject = _PATIENT.match(place.relative)
    rows, columns = layout.shape[plane.rows], layout.shape[plane.columns]
    return InstanceRecord(
        path=source.path,
        kind="nifti",
        member="/".join(filter(None, (source.member, part))),
        sop_instance_uid=place.uid(part),
        series_instance_uid=place.uid(part, "series"),
        study_instance_uid=place.uid("", "study"),
        patient_id=subject[0] if subject else place.relative,
        frames=layout.shape[plane.slices],
        rows=rows,
        columns=columns,
        samples=3 if colour else 1,
        series_description=plane.name + of,
        series_number=volume + 1 if part else None,
        photometric="RGB" if colour else "MONOCHROME2",
        bits_stored=8 if colour else layout.dtype.itemsize * 8,
        spacing=plane.spacing,
        class_folder=place.class_folder,
        part_folder=place.part_folder,
        note=note,
    )
