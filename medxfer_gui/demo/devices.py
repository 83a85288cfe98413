"""Radiography devices: how photons become stored values, and the DICOM file each device writes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import (
    UID,
    ComputedRadiographyImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
)

MARK = "SYNTHETIC"
"""Stands in patient name, series description and image comments of every file."""


@dataclass(frozen=True, slots=True)
class Device:
    """A make of device.

    Parameters
    ----------
    name, digital
        Model name; whether it is a flat panel (DX) or reads plates (CR).
    shape, spacing
        Rows and columns; side of a pixel in mm.
    bits
        Bits stored, in 16 allocated.
    inverted
        Whether it stores MONOCHROME1.
    slope, intercept
        Modality rescale; a flat panel has 1 and 0 by the standard.
    windowed
        Whether it writes a VOI window.
    """

    name: str
    digital: bool
    shape: tuple[int, int]
    spacing: float
    bits: int
    inverted: bool
    slope: float = 1.0
    intercept: float = 0.0
    windowed: bool = True


DEVICES = (
    Device("Phantom DX 12", True, (192, 192), 1.9, 12, inverted=False),
    Device("Phantom DX 12", True, (192, 192), 1.9, 12, inverted=False),
    Device("Phantom CR 10", False, (208, 184), 1.8, 10, inverted=True, windowed=False),
    Device("Phantom CR 12", False, (192, 192), 1.9, 12, inverted=False, slope=0.5, intercept=-200.0),
    Device("Phantom CR 12", False, (192, 192), 1.9, 12, inverted=False, windowed=False),
    Device("Phantom DX 14", True, (200, 192), 1.9, 14, inverted=True),
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Photons a pixel gets where nothing stands in the way, and what the device's own gain made of them."""

    photons: float
    gain: float
    offset: float


def random_exposure(rng: np.random.Generator) -> Exposure:
    """An exposure as automatic control leaves it: never twice the same."""
    return Exposure(float(rng.uniform(4e3, 1.6e4)), float(rng.uniform(0.85, 1.1)), float(rng.uniform(-0.03, 0.05)))


def exposed(
    attenuation: npt.NDArray[np.float64], device: Device, exposure: Exposure, rng: np.random.Generator
) -> npt.NDArray[np.uint16]:
    """Stored values of one exposure, in [0, 2**bits).

    Photons arrive at random (Poisson), electronics add noise (Gaussian), and the device stores the logarithm, as
    radiography does, dense tissue high, or low where it is inverted.
    """
    counts = rng.poisson(exposure.photons * np.exp(-attenuation)) + rng.normal(0, 6.0, attenuation.shape)
    density = -np.log(np.clip(counts, 1.0, None) / exposure.photons)
    top = 2**device.bits - 1
    level = (density / 4.6 * exposure.gain + exposure.offset).clip(0, 1)
    stored = np.rint(level * top).astype(np.uint16)
    return np.asarray(top - stored if device.inverted else stored, dtype=np.uint16)


def radiograph(
    stored: npt.NDArray[np.uint16], device: Device, *, seed: int, patient: int, number: int, sex: str, age: int
) -> Dataset:
    """The DICOM object of one exposure, marked synthetic; equal arguments give equal UIDs."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SpecificCharacterSet = "ISO_IR 192"
    _set_identity(dataset, seed, patient, number, sex, age)
    _set_device(dataset, device)
    _set_pixels(dataset, stored, device)
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    return dataset


def made_uid(*words: object) -> UID:
    """A UID that follows from ``words`` (2.25 and 128 bits of their hash)."""
    digest = hashlib.sha256("/".join(map(str, words)).encode()).digest()
    return UID(f"2.25.{int.from_bytes(digest[:16], 'big')}")


def _set_identity(dataset: Dataset, seed: int, patient: int, number: int, sex: str, age: int) -> None:
    name = f"SYNTH-{patient:04}"
    dataset.PatientName, dataset.PatientID = f"{MARK}^{patient:04}", name
    dataset.PatientBirthDate, dataset.PatientSex, dataset.PatientAge = "", sex, f"{age:03}Y"
    dataset.StudyInstanceUID = made_uid("demo", seed, name, "study")
    dataset.SeriesInstanceUID = made_uid("demo", seed, name, "series")
    dataset.SOPInstanceUID = made_uid("demo", seed, name, "instance", number)
    dataset.StudyID, dataset.AccessionNumber, dataset.ReferringPhysicianName = "1", "", ""
    date = f"2026{1 + patient % 12:02}{1 + patient % 28:02}"
    dataset.StudyDate = dataset.SeriesDate = dataset.AcquisitionDate = dataset.ContentDate = date
    time = f"{8 + patient % 9:02}{number:02}00"
    dataset.StudyTime = dataset.SeriesTime = dataset.AcquisitionTime = dataset.ContentTime = time
    dataset.StudyDescription, dataset.SeriesDescription = f"{MARK} chest", f"{MARK} chest PA"
    dataset.SeriesNumber, dataset.InstanceNumber = 1, number
    dataset.ImageComments = f"{MARK}: generated by medxfer_gui, no patient"


def _set_device(dataset: Dataset, device: Device) -> None:
    dataset.SOPClassUID = DigitalXRayImageStorageForPresentation if device.digital else ComputedRadiographyImageStorage
    dataset.Modality = "DX" if device.digital else "CR"
    dataset.Manufacturer, dataset.ManufacturerModelName = "medxfer_gui", device.name
    dataset.BodyPartExamined, dataset.ViewPosition, dataset.PatientOrientation = "CHEST", "PA", ["L", "F"]
    dataset.ImageType = ["DERIVED", "PRIMARY"]
    dataset.ImagerPixelSpacing = [device.spacing, device.spacing]
    dataset.PixelSpacing = [device.spacing, device.spacing]
    dataset.BurnedInAnnotation, dataset.LossyImageCompression = "NO", "00"
    if not device.digital:
        return
    dataset.PresentationIntentType = "FOR PRESENTATION"
    dataset.PixelIntensityRelationship = "LOG"
    dataset.PixelIntensityRelationshipSign = -1 if not device.inverted else 1
    dataset.PresentationLUTShape = "INVERSE" if device.inverted else "IDENTITY"
    dataset.ImageLaterality, dataset.DetectorType, dataset.PositionerType = "U", "SCINTILLATOR", "NONE"
    dataset.AcquisitionContextSequence = []
    dataset.ViewCodeSequence = [_code("272479007", "SCT", "postero-anterior")]
    dataset.ViewCodeSequence[0].ViewModifierCodeSequence = []
    dataset.AnatomicRegionSequence = [_code("51185008", "SCT", "Chest")]


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return code


def _set_pixels(dataset: Dataset, stored: npt.NDArray[np.uint16], device: Device) -> None:
    dataset.SamplesPerPixel, dataset.PixelRepresentation = 1, 0
    dataset.PhotometricInterpretation = "MONOCHROME1" if device.inverted else "MONOCHROME2"
    dataset.Rows, dataset.Columns = stored.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, device.bits, device.bits - 1
    if device.digital or (device.slope, device.intercept) != (1.0, 0.0):
        dataset.RescaleSlope, dataset.RescaleIntercept, dataset.RescaleType = device.slope, device.intercept, "US"
    if device.windowed:
        low, high = np.percentile(stored, (1.0, 99.5)) * device.slope + device.intercept
        dataset.WindowCenter, dataset.WindowWidth = round((low + high) / 2), max(2, round(high - low))
    dataset.PixelData = stored.astype("<u2").tobytes()
