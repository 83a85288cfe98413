"""The intake report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library.intake import check_folder
from medxfer_gui.operation import Cancelled, CancelToken


def test_every_file_is_one_row(shared_data: Path) -> None:
    folder = shared_data / "bad"
    checks = check_folder(folder)
    assert [check.path for check in checks] == sorted(path for path in folder.rglob("*") if path.is_file())


def test_rows_that_are_not_ok_say_why(shared_data: Path) -> None:
    assert all(check.problem for check in check_folder(shared_data / "bad") if not check.ok)


def test_good_file_tells_polarity_and_decoder(tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "a", PhotometricInterpretation="MONOCHROME1")
    (check,) = check_folder(tmp_path)
    assert (check.ok, check.polarity, check.decoder) == (True, "MONOCHROME1", "native")


def test_decoders_of_real_files_are_named(shared_data: Path) -> None:
    checks = {check.path.name: check for check in check_folder(shared_data / "dicom/compression_matrix")}
    assert all(check.ok for check in checks.values())
    assert checks["CT1_JLSL"].decoder != "native"
    assert checks["CT1_UNC"].decoder == "native"


def test_duplicates_are_each_checked(tmp_path: Path, make_dicom: Any) -> None:
    content = make_dicom(tmp_path / "a").read_bytes()
    (tmp_path / "b").write_bytes(content)
    assert [check.ok for check in check_folder(tmp_path)] == [True, True]


def test_check_can_be_cancelled(tmp_path: Path, make_dicom: Any) -> None:
    make_dicom(tmp_path / "a")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_folder(tmp_path, cancel=cancel)
