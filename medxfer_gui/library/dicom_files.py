"""Library records from DICOM headers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medxfer_gui.dicom.geometry import pixel_spacing, slice_position
from medxfer_gui.dicom.headers import Header, integer, items, read_header, text
from medxfer_gui.dicom.soundness import find_problem, frame_count
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import Place
from medxfer_gui.library.records import InstanceRecord, SkippedFile

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
}
_OTHERS = """
    SpecificCharacterSet SOPInstanceUID StudyInstanceUID SeriesInstanceUID PatientID SamplesPerPixel NumberOfFrames Rows
    Columns BitsAllocated PixelRepresentation PlanarConfiguration PresentationLUTShape ImagePositionPatient
    ImageOrientationPatient PixelSpacing ImagerPixelSpacing NominalScannedPixelSpacing DirectoryRecordSequence
    SharedFunctionalGroupsSequence SeriesNumber InstanceNumber BitsStored
""".split()  # noqa: SIM905 - twenty lines otherwise
SCAN_TAGS = tuple(tag for tag in map(tag_for_keyword, (*_TEXTS.values(), *_OTHERS)) if tag is not None)
"""The elements that a scan reads."""


def read_record(path: Path, place: Place) -> InstanceRecord | SkippedFile:
    """The record of a DICOM file, or the reason why it is none. Reads the header only; never raises for the file."""
    try:
        header = read_header(path, SCAN_TAGS)
    except MedxferError as error:
        return SkippedFile(path, error.message, error.hint)
    problem = find_problem(header)
    if problem is not None:
        return SkippedFile(path, problem.problem, problem.hint, problem.detail)
    return _with_identifiers(_described(path, header, place), place)


def _described(path: Path, header: Header, place: Place) -> InstanceRecord:
    data = header.dataset
    measures = _shared_measures(data)
    spacing = pixel_spacing(measures)
    return InstanceRecord(
        path=path,
        kind="dicom",
        member="",
        sop_instance_uid=text(data, "SOPInstanceUID"),
        series_instance_uid=text(data, "SeriesInstanceUID"),
        study_instance_uid=text(data, "StudyInstanceUID"),
        patient_id=text(data, "PatientID"),
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
        series_number=integer(data, "SeriesNumber"),
        instance_number=integer(data, "InstanceNumber"),
        bits_stored=integer(data, "BitsStored"),
        **{field: text(data, keyword) for field, keyword in _TEXTS.items()},
    )


def _shared_measures(data: Dataset) -> Dataset:
    """Where the spacing stands: in the dataset, or in the shared functional groups of an enhanced object."""
    for group in items(data, "SharedFunctionalGroupsSequence"):
        for measures in items(group, "PixelMeasuresSequence"):
            return measures
    return data


def _with_identifiers(record: InstanceRecord, place: Place) -> InstanceRecord:
    """Make what is missing: a study without patient counts as a patient of its own, never all of them as one."""
    notes = [record.note] if record.note else []
    instance, series, study = record.sop_instance_uid, record.series_instance_uid, record.study_instance_uid
    patient = record.patient_id
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
