"""Header facts of a series."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pydicom
import pytest

from medxfer_gui.library import series_facts
from medxfer_gui.library.series_facts import read_facts
from medxfer_gui.storage.source import ByteSource

pytestmark = pytest.mark.filterwarnings("ignore")


def test_both_readers_find_the_same_facts(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [path for path in sorted((shared_data / "dicom").rglob("*")) if path.is_file()]
    fast = {path: read_facts(ByteSource(path)) for path in files}
    monkeypatch.setattr(series_facts, "walk_file", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert {path: read_facts(ByteSource(path)) for path in files} == fast
    assert sum(map(len, fast.values())) > 20 * len(files)


def test_private_numbers_are_facts_and_private_texts_are_not(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "a")
    data = pydicom.dcmread(path)
    block = data.private_block(0x0043, "GEMS_PARM_01", create=True)
    block.add_new(0x39, "IS", ["1000", "8"])
    block.add_new(0x40, "LO", "Doe^Jane")
    data.save_as(path)
    facts = read_facts(ByteSource(path))
    assert facts["00431039"] == "1000\\8"
    assert not [key for key, value in facts.items() if "jane" in value]


def test_who_the_patient_is_is_no_fact(tmp_path: Path, make_dicom: Any) -> None:
    names = {"PatientName": "Doe^Jane", "PatientID": "4711", "StationName": "ROOM 7", "OperatorsName": "Smith"}
    facts = read_facts(ByteSource(make_dicom(tmp_path / "a", Manufacturer="Maker", **names)))
    assert facts["manufacturer"] == "maker"
    assert not facts.keys() & {name.casefold() for name in names}


def test_file_that_is_no_dicom_has_no_facts(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    assert read_facts(ByteSource(tmp_path / "a")) == {}
