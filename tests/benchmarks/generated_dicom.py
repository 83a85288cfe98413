"""Many DICOM files with headers as scanners write them, made quickly: templates whose identifiers are replaced."""

from __future__ import annotations

import io
from pathlib import Path

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian, MRImageStorage

# Texts of fixed length that stand for what differs from file to file.
_SOP, _SERIES, _STUDY = "1.2.826.0.1.1.9900000001", "1.2.826.0.1.2.9900000002", "1.2.826.0.1.3.9900000003"
_PATIENT, _NUMBER, _PLACE, _MAKER = "PATIENT00X", "90091", "-1234.5000", "MAKER OF SCANNERS NUMBER 00X"
_DESCRIPTION = "THORAX AXIAL 00000X "


def write_files(folder: Path, files: int, series: int, patients: int) -> list[Path]:
    """Write ``files`` files in ``series`` folders of ``patients`` patients; four kinds of header take turns."""
    templates = [_template(implicit, mr) for implicit in (False, True) for mr in (False, True)]
    written, per_series = [], -(-files // series)
    for number in range(files):
        of_series, place = divmod(number, per_series)
        patient = of_series % patients
        path = folder / f"patient{patient:04d}" / f"series{of_series:05d}" / f"IM{place:06d}.dcm"
        if place == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_filled(templates[of_series % 4], number, of_series, patient, place))
        written.append(path)
    return written


def _filled(template: bytes, number: int, series: int, patient: int, place: int) -> bytes:
    replaced = (
        (_SOP, f"1.2.826.0.1.1.{number + 1_000_000_000:010d}"),
        (_SERIES, f"1.2.826.0.1.2.{series + 1_000_000_000:010d}"),
        (_STUDY, f"1.2.826.0.1.3.{patient + 1_000_000_000:010d}"),
        (_PATIENT, f"PATIENT{patient:03d}"[:10].ljust(10)),
        (_NUMBER, f"{place:<5d}"),
        (_PLACE, f"{place * 2.5:<10.4f}"),
        (_MAKER, f"MAKER OF SCANNERS NUMBER {series % 7:03d}"),
        (_DESCRIPTION, f"THORAX AXIAL {series:06d} "),
    )
    for old, new in replaced:
        assert len(old) == len(new)
        template = template.replace(old.encode(), new.encode())
    return template


def _template(implicit: bool, mr: bool) -> bytes:
    data = _common()
    (_add_mr if mr else _add_ct)(data)
    _add_sequences(data)
    _add_private(data)
    _add_pixels(data)
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = data.SOPClassUID, _SOP
    data.file_meta = meta
    stream = io.BytesIO()
    data.save_as(stream, enforce_file_format=True)
    return stream.getvalue()


def _common() -> Dataset:
    data = Dataset()
    texts = {
        "SpecificCharacterSet": "ISO_IR 100", "InstanceCreationDate": "20240131", "InstanceCreationTime": "101112.123",
        "SOPInstanceUID": _SOP, "StudyDate": "20240131", "SeriesDate": "20240131", "AcquisitionDate": "20240131",
        "ContentDate": "20240131", "StudyTime": "100000", "SeriesTime": "100500.000", "AcquisitionTime": "100600.120",
        "ContentTime": "100601.000", "AccessionNumber": "A0000001", "Manufacturer": _MAKER,
        "InstitutionName": "A hospital with a long name", "ReferringPhysicianName": "Referrer^One",
        "StationName": "STATION1", "StudyDescription": "CHEST WITH CONTRAST", "SeriesDescription": _DESCRIPTION,
        "InstitutionalDepartmentName": "Radiology", "OperatorsName": "Operator^Two",
        "ManufacturerModelName": "Model 64", "PatientName": "Generated^Name", "PatientID": _PATIENT,
        "PatientBirthDate": "19600102", "PatientSex": "F", "PatientAge": "064Y", "PatientSize": "1.68",
        "PatientWeight": "61.5", "AdditionalPatientHistory": "none", "BodyPartExamined": "CHEST",
        "SliceThickness": "2.5", "SpacingBetweenSlices": "2.5", "DeviceSerialNumber": "000123",
        "SoftwareVersions": "syngo 2024A", "ProtocolName": "Chest routine 2.5 mm", "PatientPosition": "HFS",
        "StudyInstanceUID": _STUDY, "SeriesInstanceUID": _SERIES, "StudyID": "1234", "SeriesNumber": "3",
        "AcquisitionNumber": "1", "InstanceNumber": _NUMBER, "FrameOfReferenceUID": "1.2.826.0.1.4.5",
        "PositionReferenceIndicator": "SN", "SliceLocation": _PLACE, "ImageComments": "generated",
        "PerformedProcedureStepStartDate": "20240131", "PerformedProcedureStepStartTime": "100000",
        "PerformedProcedureStepID": "PPS1", "PerformedProcedureStepDescription": "CT chest",
        "FillerOrderNumberImagingServiceRequest": "77",
    }  # fmt: skip
    for keyword, value in texts.items():
        setattr(data, keyword, value)
    data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    data.ImagePositionPatient = ["-125.0", "-123.54", _PLACE]
    data.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    data.PixelSpacing = ["0.488281", "0.488281"]
    data.WindowCenter, data.WindowWidth = ["40", "-600"], ["400", "1500"]
    return data


def _add_ct(data: Dataset) -> None:
    data.SOPClassUID, data.Modality = CTImageStorage, "CT"
    texts = {
        "ScanOptions": "HELICAL MODE", "KVP": "120", "DataCollectionDiameter": "500", "ReconstructionDiameter": "360",
        "DistanceSourceToDetector": "949.1", "DistanceSourceToPatient": "541", "GantryDetectorTilt": "0",
        "TableHeight": "151.5", "RotationDirection": "CW", "ExposureTime": "712", "XRayTubeCurrent": "280",
        "Exposure": "199", "FilterType": "BODY FILTER", "GeneratorPower": "33600", "FocalSpots": "1.2",
        "ConvolutionKernel": "STANDARD", "RescaleIntercept": "-1024", "RescaleSlope": "1", "RescaleType": "HU",
        "ContrastBolusAgent": "IV", "DateOfLastCalibration": "20240101", "TimeOfLastCalibration": "050000",
    }  # fmt: skip
    for keyword, value in texts.items():
        setattr(data, keyword, value)
    data.SingleCollimationWidth, data.TotalCollimationWidth, data.SpiralPitchFactor = 0.625, 40.0, 0.984


def _add_mr(data: Dataset) -> None:
    data.SOPClassUID, data.Modality = MRImageStorage, "MR"
    texts = {
        "ScanningSequence": "SE", "SequenceVariant": "SK", "ScanOptions": "PFP", "MRAcquisitionType": "2D",
        "SequenceName": "*tse2d1_15", "RepetitionTime": "4000", "EchoTime": "92", "NumberOfAverages": "2",
        "ImagingFrequency": "63.6", "ImagedNucleus": "1H", "EchoNumbers": "1", "MagneticFieldStrength": "1.5",
        "NumberOfPhaseEncodingSteps": "256", "EchoTrainLength": "15", "PercentSampling": "100",
        "PercentPhaseFieldOfView": "90", "PixelBandwidth": "190", "TransmitCoilName": "Body", "FlipAngle": "150",
        "InPlanePhaseEncodingDirection": "ROW", "VariableFlipAngleFlag": "N", "SAR": "0.7", "dBdt": "0",
    }  # fmt: skip
    for keyword, value in texts.items():
        setattr(data, keyword, value)
    data.AcquisitionMatrix = [0, 256, 230, 0]


def _code(value: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "SRT", meaning
    return item


def _add_sequences(data: Dataset) -> None:
    reference = Dataset()
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = CTImageStorage, "1.2.826.0.1.9.9"
    data.ReferencedImageSequence = Sequence([reference, reference, reference])
    data.AnatomicRegionSequence = Sequence([_code("T-D3000", "Chest")])
    data.ProcedureCodeSequence = Sequence([_code("P5-0808E", "CT of chest")])
    data.ReferencedStudySequence = Sequence([reference])
    request = Dataset()
    request.RequestedProcedureDescription, request.ScheduledProcedureStepID = "CT chest", "SPS1"
    request.ScheduledProtocolCodeSequence = Sequence([_code("1", "Chest routine")])
    data.RequestAttributesSequence = Sequence([request])
    data["RequestAttributesSequence"].is_undefined_length = True


def _add_private(data: Dataset) -> None:
    block = data.private_block(0x0029, "SIEMENS CSA HEADER", create=True)
    block.add_new(0x10, "OB", b"SV10" + bytes(range(256)) * 24)
    block.add_new(0x08, "CS", "IMAGE NUM 4")
    block = data.private_block(0x0043, "GEMS_PARM_01", create=True)
    for offset in range(0x10, 0x1C):
        block.add_new(offset, "DS", f"{offset}.5")
    block.add_new(0x39, "IS", ["1000", "8", "0", "0"])


def _add_pixels(data: Dataset) -> None:
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns, data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 16, 12, 11
    data.PixelRepresentation = 0
    data.PixelData = bytes(512)
    data["PixelData"].VR = "OW"
