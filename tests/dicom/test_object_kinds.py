"""Kinds of objects that are no pictures."""

from __future__ import annotations

import pytest
from pydicom import uid

from medxfer_gui.dicom.object_kinds import OTHER_KIND, object_kind


@pytest.mark.parametrize(
    ("sop_class", "kind"),
    [
        (uid.BasicTextSRStorage, "Structured report"),
        (uid.KeyObjectSelectionDocumentStorage, "Key object selection"),
        (uid.GrayscaleSoftcopyPresentationStateStorage, "Presentation state"),
        (uid.RTStructureSetStorage, "Radiotherapy structures"),
        (uid.EncapsulatedPDFStorage, "Document (PDF)"),
        (uid.EncapsulatedSTLStorage, "Surface model (STL)"),
        (uid.TwelveLeadECGWaveformStorage, "Waveform"),
        (uid.SpatialRegistrationStorage, "Registration"),
        (uid.RealWorldValueMappingStorage, "Real world value mapping"),
        (uid.RawDataStorage, "Raw data"),
        (uid.TractographyResultsStorage, "Tractography"),
        ("1.2.3.4", OTHER_KIND),
    ],
)
def test_class_without_pixels_has_its_kind(sop_class: str, kind: str) -> None:
    assert object_kind(sop_class, has_pixels=False) == kind


@pytest.mark.parametrize("sop_class", [uid.SegmentationStorage, uid.ParametricMapStorage, uid.RTDoseStorage])
def test_pixels_that_show_no_patient_are_objects(sop_class: str) -> None:
    assert object_kind(sop_class, has_pixels=True) is not None


@pytest.mark.parametrize("sop_class", [uid.CTImageStorage, uid.RTImageStorage, "1.2.3.4", ""])
def test_pictures_are_no_objects(sop_class: str) -> None:
    assert object_kind(sop_class, has_pixels=True) is None


def test_image_that_lost_its_pixels_is_no_object() -> None:
    assert object_kind(uid.CTImageStorage, has_pixels=False) is None
