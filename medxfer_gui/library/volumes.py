"""Slices of NIfTI volumes as frames."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.pixels import Frame, finite_values
from medxfer_gui.dicom.view_facts import ViewFacts, facts_in_space
from medxfer_gui.dicom.windows import LARGEST, Window, range_window
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.nifti import inflated_chunks, is_compressed, read_layout
from medxfer_gui.storage.inflated import INFLATED, Inflated
from medxfer_gui.storage.source import ByteSource

if TYPE_CHECKING:
    from medxfer_gui.library.nifti_header import NiftiLayout

SHARES = (0.5, 99.5)
"""Percentiles of a volume between which it is first shown: a bright vessel would darken all else."""

_SHARES_NAME = f"{SHARES[0]:g}–{SHARES[1]:g} %"
_SAMPLES = 1 << 20
_CHUNK = 1 << 20


def read_slice(source: ByteSource, part: str, frame: int = 0) -> Frame:
    """One slice of a NIfTI volume, turned as radiologists view it (see `library.slice_planes`).

    Parameters
    ----------
    source, part
        File and volume in it (``volume/3``, or empty where it has one), as the record has them.
    frame
        Slice, from 0.

    Returns
    -------
    Frame
        Grey values are scaled (scl_slope, scl_inter). The full window and the first window shown are those of the
        whole volume, so that its slices are alike.

    Raises
    ------
    MedxferError
        The file has changed, is damaged or cut off, or has no such slice.
    """
    volume = int(part.partition("/")[2] or 0)
    layout = _layout(source, source.stamp)
    slices = layout.shape[layout.plane.slices]
    if not (0 <= frame < slices and volume < layout.volumes):
        raise MedxferError(
            "The volume has {frames} slices, not {frame}", frames=slices, frame=frame + 1, path=source.place
        )
    try:
        voxels = _voxels(source, layout, volume)
        picture = layout.plane.take(voxels, frame)
        if layout.dtype.names is not None:
            return _colour(picture, layout)
        full, first = _windows(source, source.stamp, volume)
    except OSError:
        raise MedxferError(
            "The NIfTI file is damaged or cut off", "Copy or download it again, or convert it anew.", path=source.place
        ) from None
    values = finite_values(_scaled(picture, layout))  # many programs mark the outside of the body by NaN
    values.flags.writeable = False
    return Frame(values, False, first, full, "", layout.plane.spacing, "nibabel")


def slice_facts(source: ByteSource, frame: int = 0) -> ViewFacts:
    """How slice ``frame``, from 0, lies, without letters where the file does not say how the patient lies.

    Raises
    ------
    MedxferError
        As `nifti.read_layout`.
    """
    plane = _layout(source, source.stamp).plane
    return facts_in_space(plane.spacing, plane.orientation, plane.first_pixel(frame))


@lru_cache(maxsize=64)
def _layout(source: ByteSource, _stamp: tuple[int, int]) -> NiftiLayout:
    return read_layout(source)


def _voxels(source: ByteSource, layout: NiftiLayout, volume: int) -> npt.NDArray[Any]:
    """The stored voxels of a volume, read only; inflated once and kept while it is looked at."""
    size, start = layout.volume_bytes, layout.offset + volume * layout.volume_bytes
    if is_compressed(source):
        key = (source, source.stamp, "inflated")
        content = INFLATED.get(key, lambda: Inflated(inflated_chunks(source, layout.end), layout.end))
        stored = content.view(start, start + size)
    else:
        key = (source, source.stamp, str(volume))
        stored = INFLATED.get(key, lambda: Inflated(_stored_chunks(source, start, size), size)).view(0, size)
    voxels: npt.NDArray[Any] = np.frombuffer(stored, layout.dtype).reshape(layout.shape, order="F")
    return voxels


def _stored_chunks(source: ByteSource, start: int, size: int) -> Iterator[bytes]:
    with source.open() as stream:
        stream.seek(start)
        while size and (chunk := stream.read(min(size, _CHUNK))):
            size -= len(chunk)
            yield chunk


def _scaled(stored: npt.NDArray[Any], layout: NiftiLayout) -> npt.NDArray[np.float32]:
    with np.errstate(over="ignore", invalid="ignore"):
        if (layout.slope, layout.intercept) == (1.0, 0.0):
            return np.ascontiguousarray(stored, np.float32)
        return np.ascontiguousarray(stored * np.float64(layout.slope) + layout.intercept, np.float32)


def _colour(picture: npt.NDArray[Any], layout: NiftiLayout) -> Frame:
    values = np.stack([picture[name] for name in ("R", "G", "B")], axis=-1).astype(np.uint8)
    values.flags.writeable = False
    return Frame(values, False, (), range_window(0, 255), "", layout.plane.spacing, "nibabel")


@lru_cache(maxsize=64)
def _windows(source: ByteSource, stamp: tuple[int, int], volume: int) -> tuple[Window, tuple[Window, ...]]:
    """The full window of a volume, and what to show first: what the file says, else most of its grey values."""
    layout = _layout(source, stamp)
    flat = _voxels(source, layout, volume).reshape(-1, order="F")
    extremes = [_finite_ends(_scaled(flat[at : at + _CHUNK], layout)) for at in range(0, flat.size, _CHUNK)]
    low, high = min(end[0] for end in extremes), max(end[1] for end in extremes)
    if low > high:
        return range_window(0, 1), ()
    full = range_window(low, high)
    if layout.display is not None and layout.display[0] < high and layout.display[1] > low:
        return full, (range_window(*layout.display),)
    sample = _scaled(flat[:: max(1, flat.size // _SAMPLES)], layout)
    lower, upper = np.percentile(sample[np.isfinite(sample)], SHARES).tolist() if np.isfinite(sample).any() else (0, 0)
    return full, (range_window(lower, upper, _SHARES_NAME),) if upper > lower else ()


def _finite_ends(values: npt.NDArray[np.float32]) -> tuple[float, float]:
    sound = np.abs(values) < LARGEST
    found = values[sound]
    return float(found.min(initial=np.inf)), float(found.max(initial=-np.inf))
