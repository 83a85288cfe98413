"""Where a slice lies, how thick it is, and how it was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from medxfer_gui.dicom.view_facts import read_view_facts
from medxfer_gui.qt.browser.facts_panel import slice_text

AXIAL = {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0], "ImagePositionPatient": [0, 0, -12.5], "SliceThickness": 4}


def test_slice_towards_the_feet_is_said_with_its_thickness(tmp_path: Path, make_dicom: Callable[..., Path]) -> None:
    path = make_dicom(tmp_path / "a.dcm", Modality="CT", **AXIAL)
    assert slice_text(read_view_facts(path)) == "F 12.5 mm · 4 mm"


def test_mr_says_its_times_and_nothing_of_a_tube(tmp_path: Path, make_dicom: Callable[..., Path]) -> None:
    path = make_dicom(tmp_path / "a.dcm", Modality="MR", EchoTime=90, RepetitionTime=4000, KVP=120)
    assert read_view_facts(path).technique == (("EchoTime", 90.0), ("RepetitionTime", 4000.0))
