"""MedMNIST ``.npz`` files: every image is an instance; nothing in the file is ever unpickled."""

from __future__ import annotations

import math
import re
import tempfile
import threading
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Literal

import numpy as np
import numpy.typing as npt

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place, part_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource

_FAILURES = (OSError, ValueError, KeyError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error, MemoryError)
_IN_MEMORY = 1 << 28
_MAX_ARRAY = 1 << 36
_KEPT_ARRAYS = 4
_IMAGES = re.compile(r"([^/]+)_images\.npy")
_HINT = "Download the file again; MedMNIST files hold train_images, train_labels and so on."


@dataclass(frozen=True, slots=True)
class _Layout:
    """How an images array is to be read: (images, [frames,] rows, columns[, 3])."""

    images: int
    frames: int
    rows: int
    columns: int
    samples: int


def read_records(source: ByteSource, place: Place) -> list[InstanceRecord] | SkippedFile:
    """The records of all images, or the reason why there are none. Never raises for the file."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            parts = [found[1] for found in map(_IMAGES.fullmatch, archive.namelist()) if found]
            found = [record for part in parts for record in _part_records(source, archive, part, place)]
    except _FAILURES as error:
        return _skipped(source, "The .npz file cannot be read", _HINT, type(error).__name__)
    except MedxferError as error:
        return _skipped(source, error.message, error.hint)
    return found or _skipped(source, "The .npz file holds no images", _HINT)


def _skipped(source: ByteSource, problem: str, hint: str, detail: str = "") -> SkippedFile:
    return SkippedFile(source.path, problem, hint, detail, member=source.member)


def _part_records(source: ByteSource, archive: zipfile.ZipFile, part: str, place: Place) -> Iterator[InstanceRecord]:
    with archive.open(f"{part}_images.npy") as file:
        shape, _, dtype = _array_header(file)
    layout = _layout(shape, dtype)
    classes = _class_names(archive, part, layout.images)
    note = "" if classes else "several labels or none for each image; open it with a labels file"
    part_folder = part_of(part)
    for index in range(layout.images):
        member = f"{part}/{index}"
        yield InstanceRecord(
            path=source.path,
            kind="npz",
            member="/".join(filter(None, (source.member, member))),
            sop_instance_uid=place.uid(member),
            series_instance_uid=place.uid(member, "series"),
            study_instance_uid=place.uid(member, "study"),
            patient_id=f"{place.relative}/{member}",
            frames=layout.frames,
            rows=layout.rows,
            columns=layout.columns,
            samples=layout.samples,
            photometric="MONOCHROME2" if layout.samples == 1 else "RGB",
            bits_stored=dtype.itemsize * 8,
            class_folder=classes[index] if classes else "",
            part_folder=part_folder,
            note=note,
        )


def _array_header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, fortran, dtype = read(file)
    if dtype.hasobject:
        raise MedxferError("The .npz file holds pickled objects, which could run code", "It is not opened.")
    return shape, fortran, dtype


def _layout(shape: tuple[int, ...], dtype: np.dtype[Any]) -> _Layout:
    if dtype.kind not in "uif" or len(shape) not in (3, 4, 5) or math.prod(shape) * dtype.itemsize > _MAX_ARRAY:
        raise MedxferError("The images of the .npz file have a shape or type that is not known", _HINT)
    samples = 3 if len(shape) > 3 and shape[-1] == 3 else 1
    images, *middle = shape[:-1] if samples == 3 else shape
    frames, rows, columns = (1, *middle) if len(middle) == 2 else middle
    return _Layout(images, frames, rows, columns, samples)


def _class_names(archive: zipfile.ZipFile, part: str, images: int) -> list[str]:
    """``class0`` ... of each image; empty where an image has several labels or none."""
    name = f"{part}_labels.npy"
    if name not in archive.namelist():
        return []
    with archive.open(name) as file:
        labels = np.lib.format.read_array(file, allow_pickle=False)
    if labels.size != images or labels.dtype.kind not in "uib":
        return []
    return [f"class{int(label)}" for label in labels.ravel()]


def read_image(source: ByteSource, image: str, frame: int = 0) -> Frame:
    """One image (or one plane of a volume) of a MedMNIST file.

    Parameters
    ----------
    source, image
        File and place in it (``train/12``), as the record has them (`InstanceRecord.source`, ``part``).
    frame
        Plane of a 3-D image, from 0.

    Raises
    ------
    MedxferError
        The file has changed, cannot be read, or has no such image.
    """
    part, _, index = image.partition("/")
    try:
        array = _ARRAYS.get(source, f"{part}_images.npy")
        values = array[int(index)]
        if values.ndim == 4 or (values.ndim == 3 and values.shape[-1] != 3):
            values = values[frame]
    except (*_FAILURES, IndexError):
        raise MedxferError(
            "The image {member} cannot be read from the .npz file", _HINT, path=source.place, member=image
        ) from None
    return _frame_of(np.array(values))


def _frame_of(image: npt.NDArray[Any]) -> Frame:
    if image.ndim == 3:
        colour = image.astype(np.uint8)
        colour.flags.writeable = False
        return Frame(colour, False, (), range_window(0, 255), decoder="numpy")
    values = image.astype(np.float32)
    values.flags.writeable = False
    full = range_window(0, 255) if image.dtype == np.uint8 else range_window(float(values.min()), float(values.max()))
    return Frame(values, False, (), full, decoder="numpy")


class _OpenArrays:
    """The last few arrays that were used, in memory while small, else in an unnamed temporary file.

    Opening the file for each image would inflate all of it each time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrays: OrderedDict[tuple[ByteSource, tuple[int, int], str], npt.NDArray[Any]] = OrderedDict()

    def get(self, source: ByteSource, name: str) -> npt.NDArray[Any]:
        key = (source, source.stamp, name)
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = _load(source, name)
                while len(self._arrays) > _KEPT_ARRAYS:
                    self._arrays.popitem(last=False)
            self._arrays.move_to_end(key)
            return self._arrays[key]


_ARRAYS = _OpenArrays()


def _load(source: ByteSource, name: str) -> npt.NDArray[Any]:
    with source.open() as stream, zipfile.ZipFile(stream) as archive, archive.open(name) as file:
        shape, fortran, dtype = _array_header(file)
        size = math.prod(shape) * dtype.itemsize
        if size > _MAX_ARRAY or size > archive.getinfo(name).file_size:
            raise ValueError("the array declares more than the file holds")
        order: Literal["C", "F"] = "F" if fortran else "C"
        if size <= _IN_MEMORY:
            array: npt.NDArray[Any] = np.frombuffer(file.read(size), dtype).reshape(shape, order=order)
            return array
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the map of it
        while chunk := file.read(1 << 24):
            spool.write(chunk)
        spool.flush()
        mapped: npt.NDArray[Any] = np.memmap(spool, dtype, "r", 0, shape, order)
        return mapped
