"""What a DICOM object is that is no picture, by its SOP class."""

from __future__ import annotations

from pydicom.uid import UID

OTHER_KIND = "Object without a picture"

_STORAGE = "1.2.840.10008.5.1.4.1.1."
_DIRECTORY = "1.2.840.10008.1.3.10"
_KINDS = (
    # The longest beginning that fits counts.
    ("4.2", "Spectroscopy"),
    ("9.", "Waveform"),
    ("11.", "Presentation state"),
    ("30", "Parametric map"),
    ("66", "Raw data"),
    ("66.1", "Registration"),
    ("66.2", "Spatial fiducials"),
    ("66.3", "Registration"),
    ("66.4", "Segmentation"),
    ("66.5", "Surface segmentation"),
    ("66.6", "Tractography"),
    ("66.7", "Segmentation"),
    ("67", "Real world value mapping"),
    ("88.", "Structured report"),
    ("88.59", "Key object selection"),
    ("91.1", "Microscopy annotations"),
    ("104.1", "Document (PDF)"),
    ("104.2", "Document (CDA)"),
    ("104.3", "Surface model (STL)"),
    ("104.4", "Surface model (OBJ)"),
    ("481.2", "Radiotherapy dose"),
    ("481.3", "Radiotherapy structures"),
    ("481.4", "Radiotherapy treatment record"),
    ("481.5", "Radiotherapy plan"),
    ("481.6", "Radiotherapy treatment record"),
    ("481.7", "Radiotherapy treatment record"),
    ("481.8", "Radiotherapy plan"),
    ("481.9", "Radiotherapy treatment record"),
)


def object_kind(sop_class_uid: str, *, has_pixels: bool) -> str | None:
    """An English template such as ``Structured report``; None for images, and where nothing says what it is.

    Segmentations, parametric maps and doses have pixels but show no patient. A class that is not known here is an
    object where it has no pixels and the standard does not call it an image.
    """
    fitting = [(code, kind) for code, kind in _KINDS if _fits(sop_class_uid, code)]
    if fitting:
        return max(fitting, key=lambda found: len(found[0]))[1]
    if has_pixels or not sop_class_uid or sop_class_uid == _DIRECTORY or "Image Storage" in UID(sop_class_uid).name:
        return None
    return OTHER_KIND


def _fits(sop_class_uid: str, code: str) -> bool:
    whole = _STORAGE + code
    return sop_class_uid.startswith(whole) if code.endswith(".") else sop_class_uid == whole
