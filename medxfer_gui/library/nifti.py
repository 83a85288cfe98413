"""NIfTI volumes as instances: each 3-D volume is one, its slices are the frames."""

from __future__ import annotations

import gzip
import math
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nibabel as nib
import numpy as np
import numpy.typing as npt
from nibabel.spatialimages import HeaderDataError

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.slice_planes import SlicePlane, slice_plane
from medxfer_gui.storage.archives import MAX_MEMBER
from medxfer_gui.storage.source import ByteSource

SUFFIXES = (".nii", ".nii.gz")
"""File name endings that are opened as NIfTI."""

ANALYZE = (
    "An Analyze image, or half of a NIfTI pair",
    "It does not say which side is left; convert it to one .nii.gz file with the program that wrote it.",
)
"""Problem and hint of .hdr and .img files."""

MAX_VOLUME = MAX_MEMBER
"""Most bytes of one volume; and of all volumes of a compressed file, which is inflated as a whole."""

MAX_SIDE = 1 << 15
"""Most voxels along one axis."""

MAX_VOLUMES = 4096
"""Most volumes of one file."""

_HEADER = 540
_DAMAGED = ("The NIfTI file is damaged or cut off", "Copy or download it again, or convert it anew.")
_TOO_LARGE = ("The NIfTI file declares more voxels than is allowed", "Unpack the .gz file, or cut the volume.")
_UNKNOWN_TYPE = ("The NIfTI file holds a kind of number that is not shown", "Convert it to integers or real numbers.")
LARGEST = 1e6
"""Most mm of an affine: what lies further away is no patient."""

_NO_ORIENTATION = "the file does not say how the patient lies"
_FAILURES = (OSError, EOFError, ValueError, ArithmeticError, LookupError, TypeError, zlib.error, HeaderDataError)
_COLOURS = (("R", "G", "B"), ("R", "G", "B", "A"))
_PATIENT = re.compile(r"(?:^|.*/)sub-[A-Za-z0-9]+(?=[/_])")


@dataclass(frozen=True, slots=True)
class NiftiLayout:
    """How the voxels of a file are stored, and how they are shown.

    Parameters
    ----------
    shape
        Voxels along the three axes in space, the first varies fastest.
    volumes
        Number of such volumes, one behind the other.
    dtype
        Stored type; with the fields R, G and B where it is colour.
    offset
        Where the first voxel starts, in (inflated) bytes.
    slope, intercept
        Values are ``stored * slope + intercept``.
    display
        The grey range that the file wants shown (cal_min, cal_max), or None.
    plane
        The plane of its slices.
    """

    shape: tuple[int, int, int]
    volumes: int
    dtype: np.dtype[Any]
    offset: int
    slope: float
    intercept: float
    display: tuple[float, float] | None
    plane: SlicePlane

    @property
    def volume_bytes(self) -> int:
        """Bytes of one volume."""
        return math.prod(self.shape) * self.dtype.itemsize

    @property
    def end(self) -> int:
        """Bytes of the (inflated) file."""
        return self.offset + self.volumes * self.volume_bytes


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
    try:
        with source.open() as stream:
            size = None if is_compressed(source) else stream.size
            head = gzip.GzipFile(fileobj=stream).read(_HEADER) if size is None else stream.read(_HEADER)
        header = _parse(head, source)
        layout = _checked(header, source)
    except _FAILURES:
        raise MedxferError(*_DAMAGED, path=source.place) from None
    if layout.volume_bytes > MAX_VOLUME or (size is None and layout.end > MAX_VOLUME):
        raise MedxferError(*_TOO_LARGE, path=source.place)
    if size is not None and layout.end > size:
        raise MedxferError(*_DAMAGED, path=source.place)
    return layout


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


def _parse(head: bytes, source: ByteSource) -> nib.Nifti1Header:
    sizes = {int.from_bytes(head[:4], "little"), int.from_bytes(head[:4], "big")}
    if not sizes & {348, 540}:
        raise MedxferError("Not a NIfTI file", "The name says NIfTI, the content does not.", path=source.place)
    first = 348 in sizes
    if len(head) < (348 if first else 540):
        raise EOFError(len(head))
    header = nib.Nifti1Header(head[:348], check=False) if first else nib.Nifti2Header(head[:540], check=False)
    magic = bytes(header["magic"])[:3]
    if magic not in (b"n+1", b"n+2"):
        raise MedxferError(*ANALYZE, path=source.place)
    return header


def _checked(header: nib.Nifti1Header, source: ByteSource) -> NiftiLayout:
    dimensions = [int(size) for size in header["dim"]]
    axes = dimensions[1 : dimensions[0] + 1]
    if not 2 <= dimensions[0] <= 7 or min(axes) < 1:
        raise ValueError(dimensions)
    first, second, third, *more = (*axes, 1)[: max(len(axes), 3)]
    shape, volumes = (first, second, third), math.prod(more)
    if max(shape) > MAX_SIDE or volumes > MAX_VOLUMES:
        raise MedxferError(*_TOO_LARGE, path=source.place)
    offset = float(header["vox_offset"])
    if not 0 <= offset < MAX_VOLUME:
        raise ValueError(offset)
    dtype = _dtype(header, source)
    slope, intercept = _scaling(header)
    affine, known = _affine(header)
    plane = slice_plane(affine, shape, known)
    least = header.sizeof_hdr + 4
    return NiftiLayout(shape, volumes, dtype, int(offset) or least, slope, intercept, _display_range(header), plane)


def _dtype(header: nib.Nifti1Header, source: ByteSource) -> np.dtype[Any]:
    try:
        dtype: np.dtype[Any] = header.get_data_dtype()
    except (LookupError, HeaderDataError):
        dtype = np.dtype("V")
    if dtype.names not in _COLOURS and (dtype.kind not in "iuf" or dtype.itemsize > 8):
        raise MedxferError(*_UNKNOWN_TYPE, path=source.place)
    return dtype


def _scaling(header: nib.Nifti1Header) -> tuple[float, float]:
    slope, intercept = float(header["scl_slope"]), float(header["scl_inter"])
    # By the standard, a slope of 0 means that nothing is scaled.
    if not math.isfinite(slope) or slope == 0:
        return 1.0, 0.0
    return slope, intercept if math.isfinite(intercept) else 0.0


def _display_range(header: nib.Nifti1Header) -> tuple[float, float] | None:
    low, high = float(header["cal_min"]), float(header["cal_max"])
    return (low, high) if math.isfinite(low) and math.isfinite(high) and low < high else None


_MILLIMETRES = {1: 1000.0, 2: 1.0, 3: 0.001}


def _affine(header: nib.Nifti1Header) -> tuple[npt.NDArray[np.float64], bool]:
    """From voxel numbers to mm (R, A, S positive), shape (4, 4), and whether the file says so."""
    scale = _MILLIMETRES.get(int(header["xyzt_units"]) & 7, 1.0)
    sides = np.abs(np.asarray(header["pixdim"][1:4], np.float64))
    fallback = np.diag([*(np.where(np.isfinite(sides) & (sides > 0), sides, 1.0) * scale), 1.0])
    if int(header["sform_code"]) <= 0 and int(header["qform_code"]) <= 0:
        return fallback, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            affine = np.asarray(header.get_best_affine(), np.float64) * np.array([[scale]] * 3 + [[1.0]])
    except _FAILURES:
        return fallback, False
    sound = np.isfinite(affine).all() and abs(float(np.linalg.det(affine))) > 1e-9 and np.abs(affine).max() < LARGEST
    return (affine, True) if sound else (fallback, False)


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
        note="" if plane.orientation else _NO_ORIENTATION,
    )
