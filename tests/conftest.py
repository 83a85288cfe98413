"""Fixtures of every test. No Qt here: the core's tests run where PySide6 is not installed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

from medxfer_gui.home import Home, open_home

if TYPE_CHECKING:
    from trained_run import TrainedRun

SHARED_DATA = Path(__file__).resolve().parents[1] / "../shared/data"


class DicomMaker(Protocol):
    """Type of the `make_dicom` fixture."""

    def __call__(
        self, path: Path, *, pixels: npt.NDArray[Any] | None = ..., transfer_syntax: str = ..., **attributes: Any
    ) -> Path: ...


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of the real data; the test is skipped where it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared data folder is not on this machine")
    return SHARED_DATA.resolve()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A fresh data folder; the environment points there too, so that child processes use it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MEDXFER_HOME", str(folder))
    return open_home(folder)


@pytest.fixture(scope="session")
def make_dicom() -> DicomMaker:
    """Writer of tiny DICOM files; see `write_dicom`."""
    return write_dicom


def write_dicom(
    path: Path,
    *,
    pixels: npt.NDArray[Any] | None = None,
    transfer_syntax: str = ExplicitVRLittleEndian,
    **attributes: Any,
) -> Path:
    """Write one uncompressed DICOM file and return its path.

    Parameters
    ----------
    path
        Where to write; its folder is made.
    pixels
        (rows, columns), (frames, rows, columns) or, colour, (..., rows, columns, 3). Any integer type of 1, 2 or 4
        bytes, or float32 (Float Pixel Data). A 16 x 16 ramp when None.
    transfer_syntax
        A native transfer syntax.
    **attributes
        DICOM keywords to set (lists become multi-values or sequences); None leaves the element out. UIDs derive from
        ``PatientID``, ``SeriesNumber`` and ``path``, so equal calls write equal files.
    """
    if pixels is None:
        pixels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    patient, series = str(attributes.get("PatientID", "P1")), str(attributes.get("SeriesNumber", 1))
    dataset = _header(path, patient, series, transfer_syntax)
    _set_pixels(dataset, pixels, UID(transfer_syntax).is_little_endian)
    for keyword, value in attributes.items():
        if value is not None:
            setattr(dataset, keyword, value)
        elif keyword in dataset:
            del dataset[keyword]
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.get("SOPInstanceUID", generate_uid())
    dataset.file_meta.MediaStorageSOPClassUID = dataset.get("SOPClassUID", SecondaryCaptureImageStorage)
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(path, enforce_file_format=True)
    return path


def _header(path: Path, patient: str, series: str, transfer_syntax: str) -> FileDataset:
    meta = FileMetaDataset()
    syntax = UID(transfer_syntax)
    meta.TransferSyntaxUID = syntax
    dataset = FileDataset(str(path), {}, b"\0" * 128, meta, syntax.is_implicit_VR, syntax.is_little_endian)
    dataset.SOPClassUID = SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=[patient, series, str(path)])
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=[patient, "study"])
    dataset.SeriesInstanceUID = generate_uid(entropy_srcs=[patient, "series", series])
    dataset.PatientID, dataset.PatientName = patient, f"Test^{patient}"
    dataset.StudyDate, dataset.Modality, dataset.SeriesNumber, dataset.InstanceNumber = "20200101", "OT", 1, 1
    return dataset


def _set_pixels(dataset: FileDataset, pixels: npt.NDArray[Any], little_endian: bool) -> None:
    colour = pixels.ndim > 2 and pixels.shape[-1] == 3
    plane_axes = 3 if colour else 2
    dataset.Rows, dataset.Columns = pixels.shape[-plane_axes], pixels.shape[-plane_axes + 1]
    if pixels.ndim > plane_axes:
        dataset.NumberOfFrames = pixels.shape[0]
    dataset.SamplesPerPixel = 3 if colour else 1
    dataset.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        dataset.PlanarConfiguration = 0
    bits = pixels.dtype.itemsize * 8
    dataset.BitsAllocated = bits
    data = pixels.astype(pixels.dtype.newbyteorder("<" if little_endian else ">")).tobytes()
    if pixels.dtype.kind == "f":
        dataset.FloatPixelData = data
        return
    dataset.BitsStored, dataset.HighBit = bits, bits - 1
    dataset.PixelRepresentation = int(pixels.dtype.kind == "i")
    dataset.PixelData = data + b"\0" * (len(data) % 2)
    dataset["PixelData"].VR = "OB" if bits == 8 and little_endian else "OW"


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory, make_dicom: DicomMaker) -> TrainedRun:
    """A small trained run for all tests, which change nothing but its evaluations."""
    from trained_run import make_trained_run

    return make_trained_run(tmp_path_factory.mktemp("trained"), make_dicom)
