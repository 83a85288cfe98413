"""Library records from DICOM headers."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, TypeVar

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medxfer_gui.dicom.fast_headers import ElementReader
from medxfer_gui.dicom.geometry import pixel_spacing, slice_position
from medxfer_gui.dicom.headers import Header, integer, items, number, numbers, read_header, text
from medxfer_gui.dicom.object_kinds import object_kind
from medxfer_gui.dicom.soundness import find_problem, frame_count
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource, as_source

_TEXTS = {
    "modality": "Modality",
    "sop_class_uid": "SOPClassUID",
    "study_date": "StudyDate",
    "study_description": "StudyDescription",
    "series_description": "SeriesDescription",
    "body_part": "BodyPartExamined",
    "view_position": "ViewPosition",
    "manufacturer": "Manufacturer",
    "sex": "PatientSex",
    "age": "PatientAge",
    "photometric": "PhotometricInterpretation",
    "image_type": "ImageType",
    "frame_of_reference_uid": "FrameOfReferenceUID",
}
_NUMBERS = {
    "slice_thickness": "SliceThickness",
    "slice_spacing": "SpacingBetweenSlices",
    "gantry_tilt": "GantryDetectorTilt",
    "trigger_time": "TriggerTime",
    "echo_time": "EchoTime",
    "inversion_time": "InversionTime",
    "b_value": "DiffusionBValue",
}
_INTEGERS = {
    "series_number": "SeriesNumber",
    "instance_number": "InstanceNumber",
    "bits_stored": "BitsStored",
    "acquisition_number": "AcquisitionNumber",
    "temporal_position": "TemporalPositionIdentifier",
}
_IDENTIFIERS = {
    "sop_instance_uid": "SOPInstanceUID",
    "series_instance_uid": "SeriesInstanceUID",
    "study_instance_uid": "StudyInstanceUID",
    "patient_id": "PatientID",
}
_OBJECT_TEXTS = (
    *("modality", "sop_class_uid", "study_date", "study_description"),
    *("series_description", "body_part", "manufacturer"),
)
_LABELS = ("DocumentTitle", "StructureSetLabel", "RTPlanLabel", "ContentLabel")
_OTHERS = """
    SpecificCharacterSet ConceptNameCodeSequence SamplesPerPixel NumberOfFrames Rows
    Columns BitsAllocated PixelRepresentation PlanarConfiguration PresentationLUTShape ImagePositionPatient
    ImageOrientationPatient PixelSpacing ImagerPixelSpacing NominalScannedPixelSpacing DirectoryRecordSequence
    SharedFunctionalGroupsSequence AcquisitionDateTime AcquisitionDate AcquisitionTime
""".split()  # noqa: SIM905 - twenty lines otherwise
_SCANNED = (*_TEXTS.values(), *_NUMBERS.values(), *_INTEGERS.values(), *_IDENTIFIERS.values(), *_LABELS, *_OTHERS)
_ALL_TEXTS = _TEXTS | _IDENTIFIERS
SCAN_TAGS = tuple(tag for tag in map(tag_for_keyword, _SCANNED) if tag is not None)
"""The elements that a scan reads."""

_ORDINARY = ElementReader(SCAN_TAGS)
_Record = TypeVar("_Record", InstanceRecord, ObjectRecord)


def read_record(file: Path | ByteSource, place: Place) -> InstanceRecord | SkippedFile:
    """The record of a DICOM file, or the reason why it is none. Reads the header only; never raises for the file."""
    source = as_source(file)
    try:
        header = _header(source)
    except MedxferError as error:
        return SkippedFile(source.path, error.message, error.hint, member=source.member)
    problem = find_problem(header)
    if problem is not None:
        what = _object(source, header, place)
        return SkippedFile(source.path, problem.problem, problem.hint, problem.detail, what, source.member)
    return _with_identifiers(_described(source, header, place), place)


def _header(source: ByteSource) -> Header:
    return _ORDINARY.read(source) or read_header(source, SCAN_TAGS)


def _object(source: ByteSource, header: Header, place: Place) -> ObjectRecord | None:
    data = header.dataset
    kind = object_kind(text(data, "SOPClassUID"), has_pixels=header.pixels is not None)
    if kind is None or not text(data, "SeriesInstanceUID"):
        return None  # hanging protocols and palettes belong to no patient
    record = ObjectRecord(
        source.path,
        kind,
        _title(data),
        **{field: text(data, keyword) for field, keyword in _IDENTIFIERS.items()},
        **{field: text(data, _TEXTS[field]) for field in _OBJECT_TEXTS},
        series_number=integer(data, "SeriesNumber"),
        instance_number=integer(data, "InstanceNumber"),
        note=header.note,
        member=source.member,
    )
    return _with_identifiers(record, place)


def _title(data: Dataset) -> str:
    """What an object calls itself: the name of the report's root, else its label."""
    named = [text(name, "CodeMeaning") for name in items(data, "ConceptNameCodeSequence")]
    return next(filter(None, (*named, *(text(data, keyword) for keyword in _LABELS))), "")


def _described(source: ByteSource, header: Header, place: Place) -> InstanceRecord:
    data = header.dataset
    measures = _shared_measures(data)
    spacing = pixel_spacing(measures)
    return InstanceRecord(
        path=source.path,
        kind="dicom",
        member=source.member,
        frames=frame_count(header),
        rows=integer(data, "Rows") or 0,
        columns=integer(data, "Columns") or 0,
        samples=integer(data, "SamplesPerPixel") or 1,
        transfer_syntax=header.transfer_syntax,
        position=slice_position(data),
        spacing=None if spacing is None else spacing.millimetres,
        class_folder=place.class_folder,
        part_folder=place.part_folder,
        note=header.note,
        image_position=_some_numbers(data, "ImagePositionPatient", 3),
        orientation=_some_numbers(data, "ImageOrientationPatient", 6),
        acquisition_time=_acquisition_time(data),
        **_elements(data),
    )


def _elements(data: Dataset) -> dict[str, Any]:
    """The fields that are one element each."""
    return {
        **{field: text(data, keyword) for field, keyword in _ALL_TEXTS.items()},
        **{field: number(data, keyword) for field, keyword in _NUMBERS.items()},
        **{field: integer(data, keyword) for field, keyword in _INTEGERS.items()},
    }


def _some_numbers(data: Dataset, keyword: str, count: int) -> tuple[float, ...] | None:
    found = numbers(data, keyword)
    return found if len(found) == count else None


def _acquisition_time(data: Dataset) -> str:
    both = text(data, "AcquisitionDateTime")
    return both or text(data, "AcquisitionDate") + text(data, "AcquisitionTime")


def _shared_measures(data: Dataset) -> Dataset:
    """Where the spacing stands: in the dataset, or in the shared functional groups of an enhanced object."""
    for group in items(data, "SharedFunctionalGroupsSequence"):
        for measures in items(group, "PixelMeasuresSequence"):
            return measures
    return data


def _with_identifiers(record: _Record, place: Place) -> _Record:
    """Make what is missing: a study without patient counts as a patient of its own, never all of them as one."""
    notes = [record.note] if record.note else []
    instance, series, study = record.sop_instance_uid, record.series_instance_uid, record.study_instance_uid
    patient = record.patient_id
    if instance and series and study and patient:
        return record
    if not instance:
        instance = place.uid()
        notes.append("no SOP instance UID, one was made")
    if not study:
        study = place.uid(role="study") if not series else series + ".1"
        notes.append("no study UID, one was made")
    if not series:
        series = study + ".1"
        notes.append("no series UID, one was made")
    if not patient:
        patient = "study " + study
        notes.append("no patient ID, the study counts as one patient")
    return dataclasses.replace(
        record,
        sop_instance_uid=instance,
        series_instance_uid=series,
        study_instance_uid=study,
        patient_id=patient,
        note="; ".join(notes),
    )
