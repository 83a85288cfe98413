"""The rows of a tag table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from medxfer_gui.dicom import header_table as module
from medxfer_gui.dicom.header_table import MAX_FULL, element_name, header_table
from medxfer_gui.errors import MedxferError
from medxfer_gui.operation import Cancelled, CancelToken


def test_table_shows_nested_sequences_with_their_depth(tmp_path: Path, make_dicom: Any) -> None:
    inner = Dataset()
    inner.CodeValue = "T-1"
    outer = Dataset()
    outer.PurposeOfReferenceCodeSequence = [inner]
    rows = header_table(make_dicom(tmp_path / "f", ReferencedImageSequence=[outer]))
    depths = {row.keyword: row.depth for row in rows}
    assert (depths["ReferencedImageSequence"], depths["PurposeOfReferenceCodeSequence"], depths["CodeValue"]) == (
        0,
        2,
        4,
    )


def test_names_are_marked_and_rows_are_not(tmp_path: Path, make_dicom: Any) -> None:
    marked = {row.keyword: row.identifying for row in header_table(make_dicom(tmp_path / "f"))}
    assert marked["PatientName"]
    assert marked["PatientID"]
    assert not marked["Rows"]


def test_private_elements_are_marked_and_carry_their_creator(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f")
    dataset = dcmread(path)
    dataset.private_block(0x0011, "ACME 1", create=True).add_new(1, "LO", "secret")
    dataset.save_as(path)
    (row,) = [row for row in header_table(path) if row.tag == "(0011,1001)"]
    assert (row.keyword, row.identifying) == ("[ACME 1]", True)


def test_everything_within_an_identifying_sequence_is_marked(tmp_path: Path, make_dicom: Any) -> None:
    other = Dataset()
    other.TypeOfPatientID = "TEXT"
    rows = header_table(make_dicom(tmp_path / "f", OtherPatientIDsSequence=[other]))
    assert [row.identifying for row in rows if row.keyword == "TypeOfPatientID"] == [True]


def test_long_and_binary_values_are_shortened(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", ImageComments="x" * 5000, RedPaletteColorLookupTableData=bytes(512))
    values = {row.keyword: row.value for row in header_table(path)}
    assert len(values["ImageComments"]) < 100
    assert values["RedPaletteColorLookupTableData"] == "512 bytes"


def test_every_file_that_opens_has_a_table(shared_data: Path) -> None:
    opened = 0
    for path in sorted((shared_data / "bad").rglob("*.dcm")):
        try:
            opened += bool(header_table(path))
        except MedxferError:
            continue
    assert opened > 30


def test_element_that_cannot_be_read_is_a_row(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", PatientWeight="70")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"\x10\x00\x30\x10DS\x02\x0070", b"\x10\x00\x30\x10US\x01\x007"))
    values = {row.tag: row.value for row in header_table(path)}
    assert values["(0010,1030)"] in ("(cannot be read)", "")


def test_file_meta_information_comes_first(tmp_path: Path, make_dicom: Any) -> None:
    rows = header_table(make_dicom(tmp_path / "f"))
    groups = [row.tag[1:5] for row in rows]
    assert groups[0] == "0002"
    assert groups == sorted(groups)


def test_items_are_numbered_and_say_what_a_code_means(tmp_path: Path, make_dicom: Any) -> None:
    code = Dataset()
    code.CodeMeaning = "Left lung"
    rows = header_table(make_dicom(tmp_path / "f", AnatomicRegionSequence=[code, Dataset()]))
    assert [(row.tag, row.value, row.depth) for row in rows if row.tag.startswith("#")] == [
        ("#1", "Left lung", 1),
        ("#2", "", 1),
    ]


def test_values_and_items_are_counted(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", PixelSpacing=[1, 2], AnatomicRegionSequence=[Dataset()], ImageComments="")
    counted = {row.keyword: row.multiplicity for row in header_table(path)}
    assert [counted[name] for name in ("PixelSpacing", "AnatomicRegionSequence", "ImageComments", "Rows")] == [
        "2",
        "1",
        "0",
        "1",
    ]


def test_long_value_is_kept_in_full_up_to_a_limit(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", ImageComments="y" * 9000, PatientComments="x" * (MAX_FULL + 5))
    full = {row.keyword: row.full for row in header_table(path)}
    assert full["ImageComments"] == "y" * 9000
    assert len(full["PatientComments"]) == MAX_FULL
    assert full["Rows"] == ""


def test_list_that_is_cut_is_kept_in_full(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", RedPaletteColorLookupTableDescriptor=None, FrameIncrementPointer=None)
    dataset = dcmread(path)
    dataset.TimeSliceVector = list(range(40))
    dataset.save_as(path)
    (row,) = [row for row in header_table(path) if row.keyword == "TimeSliceVector"]
    assert row.value.endswith("…")
    assert row.full.endswith("\\38\\39")


def test_binary_value_is_kept_as_its_first_bytes(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f", RedPaletteColorLookupTableData=b"ABCD" * 200)
    (row,) = [row for row in header_table(path) if row.keyword == "RedPaletteColorLookupTableData"]
    assert row.full.splitlines()[0].startswith("0000  41 42 43 44")


def test_rows_are_bounded(tmp_path: Path, make_dicom: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 20)
    rows = header_table(make_dicom(tmp_path / "f", AnatomicRegionSequence=[Dataset()] * 100))
    assert (len(rows), rows[-1].tag) == (21, "…")


def test_depth_is_bounded(tmp_path: Path, make_dicom: Any) -> None:
    inner = Dataset()
    for _ in range(40):
        outer = Dataset()
        outer.AnatomicRegionSequence = [inner]
        inner = outer
    rows = header_table(make_dicom(tmp_path / "f", AnatomicRegionSequence=[inner]))
    assert max(row.depth for row in rows) == 24
    assert rows[-1].tag == "…" or any(row.tag == "…" for row in rows)


def test_reading_stops_when_asked_to(tmp_path: Path, make_dicom: Any) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        header_table(make_dicom(tmp_path / "f"), cancel=cancel)


def test_name_of_an_element_is_that_of_the_standard() -> None:
    assert element_name("PatientName") == "Patient's Name"
    assert element_name("[ACME]") == "[ACME]"
