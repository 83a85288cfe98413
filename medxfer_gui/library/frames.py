"""Decoding a frame of any record."""

from __future__ import annotations

from medxfer_gui.dicom.pixels import Frame, read_frame
from medxfer_gui.library.medmnist import read_image
from medxfer_gui.library.rasters import read_picture
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.volumes import read_slice


def load_frame(record: InstanceRecord, frame: int = 0) -> Frame:
    """One frame of a DICOM instance, a picture, a MedMNIST image or a NIfTI volume.

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
        return read_frame(record.source, frame)
    if record.kind == "raster":
        return read_picture(record.source, frame)
    if record.kind == "nifti":
        return read_slice(record.source, record.part, frame)
    return read_image(record.source, record.part, frame)
