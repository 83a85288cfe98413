"""What the program writes into the data folder is for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medxfer_gui.home import make_private, mend_rights, open_home
from medxfer_gui.library.mixes import write_mix
from medxfer_gui.library.store import Library

pytestmark = pytest.mark.skipif(os.name != "posix", reason="access rights of POSIX")


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_private_file_is_made_for_its_owner(tmp_path: Path) -> None:
    make_private(tmp_path / "new")
    assert rights(tmp_path / "new") == 0o600


def test_file_that_others_could_read_is_mended_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_text("kept", encoding="utf-8")
    path.chmod(0o644)
    make_private(path)
    assert (rights(path), path.read_text(encoding="utf-8")) == (0o600, "kept")


def test_new_library_and_its_journal_are_private(tmp_path: Path) -> None:
    with Library(tmp_path / "library.sqlite"):
        assert {path.name: rights(path) for path in tmp_path.iterdir()} == {
            f"library.sqlite{ending}": 0o600 for ending in ("", "-wal", "-shm")
        }


def test_old_library_is_mended_while_another_program_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with Library(path):
        for part in tmp_path.iterdir():
            part.chmod(0o644)
        with Library(path):
            assert {rights(part) for part in tmp_path.iterdir()} == {0o600}


def test_list_of_what_was_opened_is_private(tmp_path: Path) -> None:
    assert rights(write_mix([tmp_path], tmp_path / "lists")) == 0o600


def test_data_folder_is_made_for_its_owner(tmp_path: Path) -> None:
    assert rights(open_home(tmp_path / "data").folder) == 0o700


def test_rights_of_a_file_that_is_gone_are_no_failure(tmp_path: Path) -> None:
    mend_rights(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
