"""Pseudonyms and the tag table."""

from __future__ import annotations

import json
import multiprocessing
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from pydicom.datadict import keyword_for_tag
from pydicom.dataset import Dataset

from medxfer_gui.dicom.privacy import IDENTITY_KEYWORDS, Pseudonyms, header_table
from medxfer_gui.errors import MedxferError


def pseudonym_in_child(key: str) -> str:
    return Pseudonyms(Path(key)).of("same")


def test_pseudonym_has_its_form_and_not_the_identifier(tmp_path: Path) -> None:
    pseudonym = Pseudonyms(tmp_path / "key").of("12345")
    assert re.fullmatch(r"P(-[0-9A-F]{4}){3}", pseudonym)
    assert "12345" not in pseudonym


def test_pseudonym_is_the_same_with_the_same_key(tmp_path: Path) -> None:
    assert Pseudonyms(tmp_path / "key").of("A") == Pseudonyms(tmp_path / "key").of("A")


def test_pseudonym_differs_with_another_key(tmp_path: Path) -> None:
    assert Pseudonyms(tmp_path / "one").of("A") != Pseudonyms(tmp_path / "two").of("A")


def test_pseudonyms_of_many_patients_differ(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms(tmp_path / "key")
    assert len({pseudonyms.of(str(number)) for number in range(20_000)}) == 20_000


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX permissions")
def test_key_is_for_its_owner_only(tmp_path: Path) -> None:
    Pseudonyms(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_damaged_key_is_refused_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(MedxferError, match="damaged"):
        Pseudonyms(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == b"short"


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.map(pseudonym_in_child, [str(tmp_path / "key")] * 4)
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


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


def test_table_shows_nested_sequences_with_their_depth(tmp_path: Path, make_dicom: Any) -> None:
    inner = Dataset()
    inner.CodeValue = "T-1"
    outer = Dataset()
    outer.PurposeOfReferenceCodeSequence = [inner]
    rows = header_table(make_dicom(tmp_path / "f", ReferencedImageSequence=[outer]))
    depths = {row.keyword: row.depth for row in rows}
    assert (depths["ReferencedImageSequence"], depths["PurposeOfReferenceCodeSequence"], depths["CodeValue"]) == (
        0,
        1,
        2,
    )


def test_names_are_marked_and_rows_are_not(tmp_path: Path, make_dicom: Any) -> None:
    marked = {row.keyword: row.identifying for row in header_table(make_dicom(tmp_path / "f"))}
    assert marked["PatientName"]
    assert marked["PatientID"]
    assert not marked["Rows"]


def test_private_elements_are_marked_and_carry_their_creator(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "f")
    from pydicom import dcmread

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
