"""In which plane a volume is scrolled through, and how its slices are turned to lie as a radiologist expects.

The patient's right is at the left of axial and coronal slices, the front is at the top of axial and at the left of
sagittal ones, the head is at the top. NIfTI counts towards right, anterior, superior (RAS+), DICOM towards left,
posterior, head (LPS+).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from nibabel.orientations import io_orientation

THICK = 1.5
"""Voxels so many times longer than wide are slices as they were acquired; more even ones are shown axially."""

_RIGHT, _ANTERIOR, _SUPERIOR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Plane:
    """Along which axis of the body columns, rows and slices are counted, and whether towards its positive end."""

    name: str
    columns: tuple[int, bool]
    rows: tuple[int, bool]
    slices: tuple[int, bool]


# Slices go along the normal of the plane (row x column direction in LPS+), as `dicom.geometry.slice_position` does.
_PLANES = {
    _SUPERIOR: _Plane("axial", (_RIGHT, False), (_ANTERIOR, False), (_SUPERIOR, True)),
    _ANTERIOR: _Plane("coronal", (_RIGHT, False), (_SUPERIOR, False), (_ANTERIOR, False)),
    _RIGHT: _Plane("sagittal", (_ANTERIOR, False), (_SUPERIOR, False), (_RIGHT, True)),
}


@dataclass(frozen=True, slots=True)
class SlicePlane:
    """How a slice is taken from a volume.

    Parameters
    ----------
    name
        ``axial``, ``coronal`` or ``sagittal``: the nearest one.
    rows, columns, slices
        Axis of the stored volume that goes down the picture, across it, and from slice to slice.
    flipped
        Those of the three axes that are counted backwards.
    spacing
        Between rows and between columns, in mm.
    orientation
        Image Orientation (Patient) (0020,0037), six numbers: directions of a row and of a column in LPS+. Empty where
        the file does not say how the patient lies.
    origin, step
        Where the first pixel of the first slice lies, in LPS+ mm, and the way from there to that of the next slice.
    """

    name: str
    rows: int
    columns: int
    slices: int
    flipped: frozenset[int]
    spacing: tuple[float, float]
    orientation: tuple[float, ...]
    origin: tuple[float, ...]
    step: tuple[float, ...]

    def first_pixel(self, number: int) -> tuple[float, ...]:
        """Where the first pixel of slice ``number``, from 0, lies: three numbers in LPS+ mm."""
        return tuple(start + number * step for start, step in zip(self.origin, self.step, strict=True))

    def take(self, volume: npt.NDArray[np.generic], number: int) -> npt.NDArray[np.generic]:
        """Slice ``number``, from 0, of a volume of three axes: shape (rows, columns), a view."""
        if self.slices in self.flipped:
            number = volume.shape[self.slices] - 1 - number
        picture: npt.NDArray[np.generic] = np.moveaxis(volume, self.slices, 0)[number]
        left = [axis for axis in range(3) if axis != self.slices]
        if left.index(self.rows) > left.index(self.columns):
            picture = picture.T
        down = slice(None, None, -1 if self.rows in self.flipped else 1)
        across = slice(None, None, -1 if self.columns in self.flipped else 1)
        return picture[down, across]


def slice_plane(affine: npt.NDArray[np.float64], shape: tuple[int, int, int], known: bool) -> SlicePlane:
    """The plane to show a volume in: the one it was acquired in where its voxels tell, else axial.

    Parameters
    ----------
    affine
        From voxel numbers to mm in RAS+, shape (4, 4), invertible.
    shape
        Voxels along each axis.
    known
        Whether ``affine`` is what the file says; else only the lengths of its columns are meant.
    """
    body = io_orientation(affine)
    body_axis, positive = body[:, 0].astype(int), body[:, 1] > 0
    sides = np.linalg.norm(affine[:3, :3], axis=0)
    slices = _slice_axis(sides, shape, body_axis)
    plane = _PLANES[int(body_axis[slices])]
    axis_of = {int(axis): number for number, axis in enumerate(body_axis)}
    wanted = {axis_of[axis]: towards for axis, towards in (plane.columns, plane.rows, plane.slices)}
    flipped = frozenset(axis for axis, towards in wanted.items() if bool(positive[axis]) != towards)
    rows, columns = axis_of[plane.rows[0]], axis_of[plane.columns[0]]
    # From RAS+ to LPS+ the first two parts change their sign; + 0 makes -0 a plain 0.
    lps = affine[:3] * np.array([[-1], [-1], [1]]) + 0.0
    first = np.array([shape[axis] - 1 if axis in flipped else 0 for axis in range(3)])
    steps = lps[:, :3] * np.array([-1 if axis in flipped else 1 for axis in range(3)])
    directions = steps / sides
    return SlicePlane(
        plane.name,
        rows,
        columns,
        slices,
        flipped,
        spacing=(float(sides[rows]), float(sides[columns])),
        orientation=(*directions[:, columns].tolist(), *directions[:, rows].tolist()) if known else (),
        origin=tuple((lps[:, :3] @ first + lps[:, 3]).tolist()),
        step=tuple(steps[:, slices].tolist()),
    )


def _slice_axis(sides: npt.NDArray[np.float64], shape: tuple[int, int, int], body_axis: npt.NDArray[np.int64]) -> int:
    single = [axis for axis in range(3) if shape[axis] == 1]
    if len(single) == 1:
        return single[0]
    longest = int(np.argmax(sides))
    if sides[longest] > THICK * float(np.sort(sides)[1]):
        return longest
    return int(np.flatnonzero(body_axis == _SUPERIOR)[0])
