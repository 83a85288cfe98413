"""What the header of a NIfTI file declares, checked before anything is reserved for it."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Any

import nibabel as nib
import numpy as np
import numpy.typing as npt
from nibabel.spatialimages import HeaderDataError

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.slice_planes import SlicePlane, slice_plane
from medxfer_gui.storage.archives import MAX_MEMBER

MAX_VOLUME = MAX_MEMBER
"""Most bytes of one volume; and of all volumes of a compressed file, which is inflated as a whole."""

MAX_SIDE = 1 << 15
"""Most voxels along one axis."""

MAX_VOLUMES = 4096
"""Most volumes of one file."""

MAX_AFFINE = 1e6
"""Most mm of an affine: what lies further away is no patient."""

_TOO_LARGE = ("The NIfTI file declares more voxels than is allowed", "Unpack the .gz file, or cut the volume.")
_UNKNOWN_TYPE = ("The NIfTI file holds a kind of number that is not shown", "Convert it to integers or real numbers.")
_COLOURS = (("R", "G", "B"), ("R", "G", "B", "A"))
_FAILURES = (ValueError, ArithmeticError, LookupError, TypeError, HeaderDataError)


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


def layout_of(head: bytes, version: int, *, is_compressed: bool) -> NiftiLayout:
    """The layout that a header declares.

    Parameters
    ----------
    head
        The first bytes of the file.
    version
        1 or 2.
    is_compressed
        Whether the file must be inflated as a whole.

    Raises
    ------
    MedxferError
        More voxels than is allowed, or of a type that is not shown.
    ValueError
        It makes no sense.
    """
    is_first = version == 1
    header = nib.Nifti1Header(head[:348], check=False) if is_first else nib.Nifti2Header(head[:540], check=False)
    dimensions = [int(size) for size in header["dim"]]
    axes = dimensions[1 : dimensions[0] + 1]
    if not 2 <= dimensions[0] <= 7 or min(axes) < 1:
        raise ValueError(dimensions)
    first, second, third, *more = (*axes, 1)[: max(len(axes), 3)]
    shape, volumes = (first, second, third), math.prod(more)
    if max(shape) > MAX_SIDE or volumes > MAX_VOLUMES:
        raise MedxferError(*_TOO_LARGE)
    offset = float(header["vox_offset"])
    if not 0 <= offset < MAX_VOLUME:
        raise ValueError(offset)
    dtype = _dtype(header)
    slope, intercept = _scaling(header)
    affine, known = _affine(header)
    plane = slice_plane(affine, shape, known)
    least = header.sizeof_hdr + 4
    layout = NiftiLayout(shape, volumes, dtype, int(offset) or least, slope, intercept, _display_range(header), plane)
    if layout.volume_bytes > MAX_VOLUME or (is_compressed and layout.end > MAX_VOLUME):
        raise MedxferError(*_TOO_LARGE)
    return layout


def _dtype(header: nib.Nifti1Header) -> np.dtype[Any]:
    try:
        dtype: np.dtype[Any] = header.get_data_dtype()
    except (LookupError, HeaderDataError):
        dtype = np.dtype("V")
    if dtype.names not in _COLOURS and (dtype.kind not in "iuf" or dtype.itemsize > 8):
        raise MedxferError(*_UNKNOWN_TYPE)
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
    sound = np.isfinite(affine).all() and abs(float(np.linalg.det(affine))) > 1e-9 and np.abs(affine).max() < MAX_AFFINE
    return (affine, True) if sound else (fallback, False)
