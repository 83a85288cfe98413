"""Objects without a picture: kind, title, references and content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread, uid
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset

from medxfer_gui.dicom.object_rows import ObjectRow
from medxfer_gui.dicom.objects import MAX_ROWS, ObjectFacts, describe_object
from medxfer_gui.errors import MedxferError


def items_of(**attributes: Any) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def coded(meaning: str, value: str = "1") -> list[Dataset]:
    return [items_of(CodeValue=value, CodingSchemeDesignator="DCM", CodeMeaning=meaning)]


def lines(facts: ObjectFacts) -> list[tuple[int, str, str]]:
    return [(row.depth, row.name, row.value) for row in facts.rows]


@pytest.fixture
def report(tmp_path: Path, make_dicom: Any) -> Path:
    """A report with a name, free text, a measurement, a code and an image."""
    image = items_of(ReferencedSOPClassUID=uid.CTImageStorage, ReferencedSOPInstanceUID="1.2.3.4")
    unit = [items_of(CodeValue="mm", CodingSchemeDesignator="UCUM", CodeMeaning="millimeter")]
    measured = items_of(NumericValue="12.5", MeasurementUnitsCodeSequence=unit)
    content = [
        items_of(ValueType="PNAME", ConceptNameCodeSequence=coded("Observer"), PersonName="Doe^Jane"),
        items_of(
            ValueType="CONTAINER",
            ConceptNameCodeSequence=coded("Findings"),
            ContentSequence=[
                items_of(ValueType="TEXT", ConceptNameCodeSequence=coded("Finding"), TextValue="Nodule of Mr Doe"),
                items_of(ValueType="NUM", ConceptNameCodeSequence=coded("Diameter"), MeasuredValueSequence=[measured]),
                items_of(
                    ValueType="CODE", ConceptNameCodeSequence=coded("Site"), ConceptCodeSequence=coded("Left lung")
                ),
                items_of(ValueType="IMAGE", ReferencedSOPSequence=[image]),
            ],
        ),
    ]
    evidence = items_of(
        StudyInstanceUID="1.2",
        ReferencedSeriesSequence=[items_of(SeriesInstanceUID="1.2.3", ReferencedSOPSequence=[image])],
    )
    return make_dicom(  # type: ignore[no-any-return]
        tmp_path / "report.dcm",
        SOPClassUID=uid.EnhancedSRStorage,
        Modality="SR",
        PixelData=None,
        ConceptNameCodeSequence=coded("Chest report"),
        CurrentRequestedProcedureEvidenceSequence=[evidence],
        ContentSequence=content,
    )


def test_report_is_an_indented_list_with_units(report: Path) -> None:
    facts = describe_object(report)
    assert (facts.kind, facts.title) == ("Structured report", "Chest report")
    assert lines(facts)[-6:] == [
        (0, "Observer", "Doe^Jane"),
        (0, "Findings", ""),
        (1, "Finding", "Nodule of Mr Doe"),
        (1, "Diameter", "12.5 mm"),
        (1, "Site", "Left lung"),
        (1, "Image", "CT Image"),
    ]


def test_report_says_which_series_it_refers_to(report: Path) -> None:
    facts = describe_object(report)
    assert (facts.series, facts.instances) == (("1.2.3",), ("1.2.3.4",))


def test_names_and_free_text_of_a_report_are_identifying(report: Path) -> None:
    marked = {row.name: row.identifying for row in describe_object(report).rows}
    assert (marked["Observer"], marked["Finding"]) == (True, True)
    assert (marked["Diameter"], marked["Site"]) == (False, False)


def test_real_report_has_its_measurement(shared_data: Path) -> None:
    facts = describe_object(shared_data / "dicom/derived/test_files/sr_document.dcm")
    assert facts.title == "Imaging Measurement Report"
    assert ("Area of defined region", "1.7 cm2") in {(row.name, row.value) for row in facts.rows}


def test_person_of_a_real_report_is_one_name(shared_data: Path) -> None:
    rows = describe_object(shared_data / "dicom/derived/test_files/sr_document_with_multiple_groups.dcm").rows
    assert ObjectRow(0, "Person Observer Name", "Doe^John", identifying=True) in rows


@pytest.mark.parametrize(
    "name", ["seg_image_cr_binary", "seg_image_ct_binary", "seg_image_ct_binary_single_frame", "seg_image_sm_numbers"]
)
def test_voxels_of_binary_segments_are_those_of_the_pixels(shared_data: Path, name: str) -> None:
    path = shared_data / f"dicom/derived/test_files/{name}.dcm"
    dataset = dcmread(path)
    pixels = dataset.pixel_array.reshape(-1, dataset.Rows, dataset.Columns)
    expected: dict[int, int] = {}
    for frame, group in zip(pixels, dataset.PerFrameFunctionalGroupsSequence, strict=True):
        number = int(group.SegmentIdentificationSequence[0].ReferencedSegmentNumber)
        expected[number] = expected.get(number, 0) + int(frame.sum())
    assert voxels_by_segment(path) == expected


def test_voxels_of_a_label_map_are_those_of_the_pixels(shared_data: Path) -> None:
    path = shared_data / "dicom/derived/test_files/seg_image_sm_control_labelmap.dcm"
    labels, counts = np.unique(dcmread(path).pixel_array, return_counts=True)
    assert voxels_by_segment(path) == dict(zip(labels.tolist(), counts.tolist(), strict=True))


def voxels_by_segment(path: Path) -> dict[int, int]:
    found, segment = {}, 0
    for row in describe_object(path).rows:
        if row.depth == 1:
            segment = int(row.value.removeprefix("#"))
        if row.name == "Voxels":
            found[segment] = int(row.value.replace(",", ""))
    return found


def test_presentation_state_says_images_area_and_masks_its_texts(tmp_path: Path, make_dicom: Any) -> None:
    image = items_of(ReferencedSOPClassUID=uid.CTImageStorage, ReferencedSOPInstanceUID="1.5")
    series = items_of(SeriesInstanceUID="1.4", ReferencedImageSequence=[image, image])
    area = items_of(
        DisplayedAreaTopLeftHandCorner=[1, 1],
        DisplayedAreaBottomRightHandCorner=[512, 400],
        PresentationSizeMode="SCALE TO FIT",
    )
    annotation = items_of(
        TextObjectSequence=[items_of(UnformattedTextValue="Mr Doe")],
        GraphicObjectSequence=[items_of(GraphicType="POINT")],
    )
    path = make_dicom(
        tmp_path / "f",
        SOPClassUID=uid.GrayscaleSoftcopyPresentationStateStorage,
        PixelData=None,
        ContentLabel="MARKED",
        ReferencedSeriesSequence=[series],
        DisplayedAreaSelectionSequence=[area],
        GraphicAnnotationSequence=[annotation],
    )
    facts = describe_object(path)
    assert (facts.kind, facts.title, facts.series) == ("Presentation state", "MARKED", ("1.4",))
    assert lines(facts)[1:] == [
        (0, "Images", "2"),
        (0, "Displayed area", "(1, 1) – (512, 400)"),
        (1, "Size", "Scale to fit"),
        (0, "Drawings", "1"),
        (0, "Annotation texts", "1"),
        (1, "Text", "Mr Doe"),
    ]
    assert facts.rows[-1].identifying


def test_key_objects_are_listed(tmp_path: Path, make_dicom: Any) -> None:
    image = items_of(ReferencedSOPClassUID=uid.MRImageStorage, ReferencedSOPInstanceUID="1.5")
    path = make_dicom(
        tmp_path / "f",
        SOPClassUID=uid.KeyObjectSelectionDocumentStorage,
        PixelData=None,
        ConceptNameCodeSequence=coded("For Teaching"),
        ContentSequence=[items_of(ValueType="IMAGE", ReferencedSOPSequence=[image])] * 2,
    )
    facts = describe_object(path)
    assert (facts.kind, facts.title) == ("Key object selection", "For Teaching")
    assert lines(facts)[-2:] == [(0, "Image", "MR Image")] * 2


def test_structures_have_type_and_contours() -> None:
    found = get_testdata_file("rtstruct.dcm")
    facts = describe_object(Path(str(found)))
    assert (facts.kind, facts.title) == ("Radiotherapy structures", "sep30")
    assert lines(facts)[3:7] == [
        (0, "Structures", "3"),
        (1, "patient", "#1"),
        (2, "Type", "External"),
        (2, "Contours", "3"),
    ]


def test_waveform_has_channels_and_duration() -> None:
    facts = describe_object(Path(str(get_testdata_file("waveform_ecg.dcm"))))
    assert (1, "Duration", "10 s") in lines(facts)
    assert sum(name == "Channel" for _, name, _ in lines(facts)) == 24


def test_document_has_format_and_size(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(
        tmp_path / "f",
        SOPClassUID=uid.EncapsulatedPDFStorage,
        PixelData=None,
        DocumentTitle="Discharge",
        MIMETypeOfEncapsulatedDocument="application/pdf",
        EncapsulatedDocumentLength=1234,
        EncapsulatedDocument=b"%PDF" + bytes(1230),
    )
    facts = describe_object(path)
    assert (facts.kind, facts.title) == ("Document (PDF)", "Discharge")
    assert {("Format", "application/pdf"), ("Size", "1,234 bytes")} <= {(row.name, row.value) for row in facts.rows}


def test_content_is_bounded_in_length_and_depth(tmp_path: Path, make_dicom: Any) -> None:
    deepest = items_of(ValueType="TEXT", ConceptNameCodeSequence=coded("Bottom"), TextValue="x" * 9000)
    for _ in range(60):
        deepest = items_of(ValueType="CONTAINER", ConceptNameCodeSequence=coded("Level"), ContentSequence=[deepest])
    many = [items_of(ValueType="TEXT", TextValue="y" * 9000) for _ in range(MAX_ROWS + 10)]
    path = make_dicom(
        tmp_path / "f", SOPClassUID=uid.BasicTextSRStorage, PixelData=None, ContentSequence=[deepest, *many]
    )
    rows = describe_object(path).rows
    assert len(rows) <= MAX_ROWS + 8
    assert max(row.depth for row in rows) < 30
    assert max(len(row.value) for row in rows) == 4000
    assert rows[-1].name == "More is not shown"


def test_any_file_is_described_or_refused(shared_data: Path) -> None:
    described = 0
    for path in sorted([*(shared_data / "bad").rglob("*.dcm"), *(shared_data / "dicom/derived").rglob("*.dcm")]):
        try:
            described += bool(describe_object(path).kind)
        except MedxferError:
            continue
    assert described > 50
