"""What a place in the folder says."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from medxfer_gui.library.places import made_uid, place_of
from medxfer_gui.storage.source import ByteSource

ROOT = Path("/data/set")


@pytest.mark.parametrize(
    ("relative", "part", "name"),
    [
        ("x.png", "", ""),
        ("ill/x.png", "", "ill"),
        ("ill/p1/x.png", "", "ill"),
        ("train/ill/x.png", "train", "ill"),
        ("val/ill/x.png", "validation", "ill"),
        ("VALID/ill/p/x.png", "validation", "ill"),
        ("test/x.png", "test", ""),
    ],
)
def test_class_and_part_come_from_the_folders(relative: str, part: str, name: str) -> None:
    place = place_of(ROOT / relative, ROOT)
    assert (place.part_folder, place.class_folder) == (part, name)


def test_uid_moves_with_the_folder() -> None:
    moved = place_of(Path("/elsewhere/set/a/x.png"), Path("/elsewhere/set"))
    assert moved.uid() == place_of(ROOT / "a/x.png", ROOT).uid()


def test_uids_differ_by_place_member_and_role() -> None:
    place, other = place_of(ROOT / "a/x.png", ROOT), place_of(ROOT / "b/x.png", ROOT)
    assert len({place.uid(), other.uid(), place.uid("train/1"), place.uid(role="series")}) == 4


def test_made_uid_is_a_valid_uid() -> None:
    uid = made_uid("a", "b")
    assert uid.startswith("2.25.")
    assert len(uid) <= 64


def test_an_archive_and_the_folder_it_was_made_of_give_the_same_uids(tmp_path: Path) -> None:
    picture = tmp_path / "brain/yes/x.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "brain.zip", "w") as archive:
        archive.write(picture, "yes/x.png")
        archive.write(picture, "no/x.png")
    member = ByteSource(tmp_path / "brain.zip", "yes/x.png")
    assert place_of(member, tmp_path / "brain.zip").uid() == place_of(picture, tmp_path / "brain").uid()
