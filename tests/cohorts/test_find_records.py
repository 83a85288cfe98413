"""From UIDs back to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from medxfer_gui.cohorts.records import find_records
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library


@pytest.fixture
def folder(tmp_path: Path, home: Home, make_dicom: Callable[..., Path]) -> Path:
    for number in range(3):
        make_dicom(tmp_path / "d" / f"{number}.dcm", SOPInstanceUID=f"1.2.{number}")
    with Library(home.library) as library:
        index_folder(tmp_path / "d", library)
    return tmp_path / "d"


def test_records_come_by_uid(folder: Path, home: Home) -> None:
    with Library(home.library) as library:
        found = find_records(["1.2.2", "1.2.0", "1.2.2"], library, folder)
    assert {uid: record.path.name for uid, record in found.items()} == {"1.2.0": "0.dcm", "1.2.2": "2.dcm"}


def test_missing_files_are_counted_and_the_way_back_is_named(folder: Path, home: Home) -> None:
    (folder / "1.dcm").unlink()
    with Library(home.library) as library, pytest.raises(MedxferError) as caught:
        find_records(["1.2.0", "1.2.1", "9.9"], library, folder)
    assert caught.value.text.startswith("2 of 3 images")
    assert f"medxfer index {folder}" in caught.value.hint_text
