"""Zip archives that are read where they lie."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.storage import archives
from medxfer_gui.storage.archives import read_archive
from medxfer_gui.storage.source import ByteSource


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def reason(path: Path) -> str:
    (refusal,) = read_archive(path).refused
    return refusal.reason.problem


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_member_gives_its_bytes_from_any_place(tmp_path: Path, method: int) -> None:
    content = bytes(range(256)) * 5000
    path = zipped(tmp_path / "a.zip", {"x/y.bin": content}, method)
    with ByteSource(path, "x/y.bin").open() as stream:
        assert stream.size == len(content)
        stream.seek(1_000_001)
        assert stream.read(7) == content[1_000_001:1_000_008]
        stream.seek(3)
        assert stream.read() == content[3:]
        assert stream.read(1 << 60) == b""


@pytest.mark.parametrize("name", ["../x.png", "a/../../x.png", "/etc/x.png", "C:\\x.png", "..\\x.png", "a\\..\\..\\x"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    assert "leads out" in reason(zipped(tmp_path / "a.zip", {name: b"x"}))


def test_backslashes_are_folders(tmp_path: Path) -> None:
    assert list(read_archive(zipped(tmp_path / "a.zip", {"ill\\x.png": b"x"})).members) == ["ill/x.png"]


def test_links_are_refused(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("link.png")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert "link" in reason(tmp_path / "a.zip")


def test_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    assert "within an archive" in reason(zipped(tmp_path / "a.zip", {"b.ZIP": b"x"}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_refused_in_words(tmp_path: Path, method: int) -> None:
    assert "method" in reason(zipped(tmp_path / "a.zip", {"x": b"x" * 100}, method))


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x.png": b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert reason(path) == "Encrypted"


def test_bomb_is_refused_by_its_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_OF_RATIO", 1 << 16)
    assert "harm" in reason(zipped(tmp_path / "a.zip", {"x.png": bytes(1 << 20)}))


def test_member_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER", 99)
    assert "Larger" in reason(zipped(tmp_path / "a.zip", {"x.png": bytes(100)}))


def test_member_that_is_longer_than_it_declares_stops_at_its_size(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": bytes(1 << 20)})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    with ByteSource(path, "x").open() as stream, pytest.raises(OSError, match="longer"):
        stream.read()


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"one" * 40, "y": b"two" * 40}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    content[second + 42 : second + 46] = (4).to_bytes(4, "little")
    path.write_bytes(content)
    assert "over another" in reason(path)


def test_changed_byte_is_found_by_the_checksum(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"abcdef" * 100}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(content)
    with ByteSource(path, "x").open() as stream, pytest.raises(OSError, match="checksum"):
        stream.read()


@pytest.mark.parametrize("keep", [0, 10, 200, -5])
def test_cut_off_archive_is_refused_in_words(tmp_path: Path, keep: int) -> None:
    path = zipped(tmp_path / "a.zip", {f"{number}.png": b"x" * 50 for number in range(5)})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(MedxferError, match="damaged or cut off"):
        read_archive(path)


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    path = zipped(tmp_path / "a.zip", {str(number): b"x" for number in range(3)})
    with pytest.raises(MedxferError, match="more files"):
        read_archive(path)


def test_directory_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MAX_DIRECTORY", 100)
    path = zipped(tmp_path / "a.zip", {str(number) * 30: b"x" for number in range(3)})
    with pytest.raises(MedxferError, match="more files"):
        read_archive(path)


def test_directory_is_read_once_until_the_archive_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"1", "y": b"2"})
    read = []
    original = archives._read_directory
    monkeypatch.setattr(archives, "_read_directory", lambda path: (read.append(path), original(path))[1])
    for name in ("x", "y", "x"):
        ByteSource(path, name).open().close()
    assert len(read) == 1
    zipped(path, {"x": b"1", "y": b"2", "new": b"3"})
    assert ByteSource(path, "new").open().read() == b"3"


def test_one_folder_around_everything_is_known(tmp_path: Path) -> None:
    assert read_archive(zipped(tmp_path / "a.zip", {"set/ill/1": b"", "set/well/2": b""})).top == "set"
    assert read_archive(zipped(tmp_path / "b.zip", {"ill/1": b"", "well/2": b""})).top == ""


def test_member_that_is_gone_is_an_error_for_people(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"x": b"1"})
    with pytest.raises(MedxferError, match="not there"):
        ByteSource(path, "y").open()


def test_zip_of_a_directory_entry_has_no_row_for_it(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("ill")
        archive.writestr("ill/1.png", b"x")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    found = read_archive(tmp_path / "a.zip")
    assert (list(found.members), found.refused) == (["ill/1.png"], ())


def test_a_leading_dot_is_no_hidden_folder(tmp_path: Path) -> None:
    archive = read_archive(zipped(tmp_path / "a.zip", {"./ill/./x.png": b"x", "./.hidden/y.png": b"y"}))
    assert list(archive.members) == ["ill/x.png"]
    assert [refusal.name for refusal in archive.refused] == [".hidden/y.png"]


def test_place_of_a_member_with_an_absolute_name_lies_in_the_archive(tmp_path: Path) -> None:
    assert ByteSource(tmp_path / "a.zip", "/etc/x.png").place.is_relative_to(tmp_path / "a.zip")
