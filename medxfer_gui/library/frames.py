"""Decoding a frame of any record."""

from __future__ import annotations

from medxfer_gui.dicom.pixels import Frame, read_frame
from medxfer_gui.library.medmnist import read_image
from medxfer_gui.library.rasters import read_picture
from medxfer_gui.library.records import InstanceRecord


def load_frame(record: InstanceRecord, frame: int = 0) -> Frame:
    """One frame of a DICOM instance, a picture or a MedMNIST image.

    Parameters
    ----------
    record
        From the library.
    frame
        Counts from 0.

    Raises
    ------
    MedxferError
        The file is gone, has changed, or cannot be decoded; with what to do about it.
    """
    if record.kind == "dicom":
        return read_frame(record.path, frame)
    if record.kind == "raster":
        return read_picture(record.path, frame)
    return read_image(record.path, record.member, frame)
