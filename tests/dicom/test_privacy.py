"""Pseudonyms."""

from __future__ import annotations

import multiprocessing
import re
import sys
from pathlib import Path

import pytest

from medxfer_gui.dicom.privacy import Pseudonyms
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
