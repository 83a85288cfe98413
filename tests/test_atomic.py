"""Files are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from medxfer_gui.atomic import replacing, write_atomic
from medxfer_gui.errors import MedxferError


def test_text_is_written_as_utf_8_without_changed_line_ends(tmp_path: Path) -> None:
    write_atomic(tmp_path / "new" / "a.txt", "gr\u00fcn\r\n\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "gr\u00fcn\r\n\n".encode()


def test_failure_keeps_the_old_file_and_leaves_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    write_atomic(path, b"old")
    with pytest.raises(RuntimeError), replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.bin"]


def test_file_appears_only_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with replacing(path) as temporary:
        temporary.write_bytes(b"data")
        assert not path.exists()
        assert temporary.parent == tmp_path
    assert path.read_bytes() == b"data"


def test_access_rights_are_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write_atomic(tmp_path / "atomic", "x")
    assert (tmp_path / "atomic").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MedxferError, match="cannot be written"):
        write_atomic(tmp_path / "file" / "below", "x")
