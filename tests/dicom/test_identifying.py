"""What is masked while privacy is on, against PS3.15 Table E.1-1."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydicom.datadict import dictionary_VR, keyword_for_tag, tag_for_keyword
from pydicom.tag import Tag

from medxfer_gui.dicom.identifying import IDENTITY_KEYWORDS, is_identifying

DESCRIBES = re.compile(
    # A patient without naming one.
    "Sex|Age$|PatientSize|Weight|Pregnancy|Smoking|SelectorAS"
    # What was taken, how and with what: words that are chosen from lists.
    "|Description$|Label$|ProtocolName|TreatmentSite|Name$|ContrastAgent|BolusAgent|LensMake|LensModel|LensSpec"
    "|SourceManufacturer|ReasonForOmission|ReasonForSuperseding|ReasonForTheAttributeModification"
    # Containers: what stands in them is judged by itself.
    "|ContentSequence|AcquisitionContextSequence|SpecimenPreparationSequence|GraphicAnnotationSequence"
    "|ReferencedImageSequence|ReferencedStudySequence|ReferencedPerformedProcedureStepSequence|SourceImageSequence"
)


def test_identity_covers_what_the_basic_profile_removes_of_the_patient(shared_data: Path) -> None:
    table = json.loads((shared_data / "ps315/confidentiality_profile_attributes.json").read_text(encoding="utf-8"))
    listed = json.dumps(table)
    patient_tags = set(re.findall(r"\(?0010,[0-9A-Fa-f]{4}", listed))
    keywords = {keyword_for_tag(tag.strip("(").replace(",", "")) for tag in patient_tags}
    # Sex, age, size, weight and clinical facts describe a patient without naming one.
    descriptive = re.compile(
        "Sex|Age|Size|Weight|Pregnancy|Smoking|Allergies|LastMenstrual|Gender|Pronoun|Parents|SpecialNeeds"
    )
    missing = {word for word in keywords if word and word not in IDENTITY_KEYWORDS and not descriptive.search(word)}
    assert missing == set()


def test_mask_covers_the_basic_profile_but_for_what_describes_the_image(shared_data: Path) -> None:
    listed = json.loads((shared_data / "ps315/confidentiality_profile_attributes.json").read_text(encoding="utf-8"))
    shown = set()
    for entry in listed:
        if not re.fullmatch("[0-9a-fA-F]{8}", entry["id"]):
            continue
        tag = Tag(int(entry["id"], 16))
        keyword = keyword_for_tag(tag)
        if not is_identifying(tag, keyword, dictionary_VR(tag), "1.2.3"):
            shown.add(keyword)
    assert {keyword for keyword in shown if not DESCRIBES.search(keyword)} == set()


@pytest.mark.parametrize(
    "keyword",
    ["StudyInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID", "StudyDate", "SeriesTime", "AcquisitionDateTime"],
)
def test_what_finds_the_study_in_the_hospital_is_masked(keyword: str) -> None:
    tag = Tag(tag_for_keyword(keyword) or 0)
    assert is_identifying(tag, keyword, dictionary_VR(tag), "1.2.826.0.1")


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("SOPClassUID", "1.2.840.10008.5.1.4.1.1.2"),
        ("TransferSyntaxUID", "1.2.840.10008.1.2.1"),
        ("Modality", "CT"),
        ("PixelSpacing", [1, 1]),
        ("ImagePositionPatient", [0, 0, 0]),
        ("ManufacturerModelName", "X"),
        ("SeriesDescription", "Axial"),
        ("PatientAge", "040Y"),
        ("CodeMeaning", "Lung"),
    ],
)
def test_what_a_researcher_needs_is_shown(keyword: str, value: object) -> None:
    tag = Tag(tag_for_keyword(keyword) or 0)
    assert not is_identifying(tag, keyword, dictionary_VR(tag), value)
