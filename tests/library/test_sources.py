"""Archives, DICOM media and mixes: what is opened beside folders."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pydicom.data
import pytest
from PIL import Image
from pydicom.dataset import Dataset

from medxfer_gui.cohorts.matching import has_class_folders, relative_name
from medxfer_gui.dicom.header_table import header_table
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.examine import may_be_opened
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.images import load_image
from medxfer_gui.library.intake import check_folder
from medxfer_gui.library.mixes import SUFFIX, read_mix, write_mix
from medxfer_gui.library.scan import IndexSummary, index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.storage import archives


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library" / "l.sqlite")


def picture(path: Path, grey: int = 9) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (4, 4), grey).save(path)
    return path


def zipped(folder: Path, path: Path, top: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, Path(top) / file.relative_to(folder))
    return path


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """Two class folders in two parts."""
    for part in ("train", "test"):
        for number, name in enumerate(("ill", "well")):
            for index in range(5):
                picture(tmp_path / "content" / part / name / f"{index}.png", 100 * number + index)
    return tmp_path / "content"


def reasons(summary: IndexSummary) -> dict[str, str]:
    return {item.place.name: item.reason for item in summary.skipped}


def places(library: Library, folder: Path) -> set[tuple[str, str]]:
    return {(record.part_folder, record.class_folder) for record in library.instances(folder)}


BOTH = {(part, name) for part in ("train", "test") for name in ("ill", "well")}


@pytest.mark.parametrize("top", ["", "my data set"])
def test_class_folders_in_an_archive_count(tmp_path: Path, library: Library, classes: Path, top: str) -> None:
    path = zipped(classes, tmp_path / "a.zip", top)
    assert index_folder(path, library).instances == 20
    assert places(library, path) == BOTH
    assert has_class_folders(library.instances(path))


def test_class_folders_of_an_archive_in_a_folder_count(tmp_path: Path, library: Library, classes: Path) -> None:
    zipped(classes, tmp_path / "data/a.zip", "set")
    index_folder(tmp_path / "data", library)
    assert places(library, tmp_path / "data") == BOTH


def test_archives_of_loose_files_are_classes(tmp_path: Path, library: Library, classes: Path) -> None:
    for name in ("ill", "well"):
        zipped(classes / "train" / name, tmp_path / f"data/{name}.zip")
    index_folder(tmp_path / "data", library)
    assert places(library, tmp_path / "data") == {("", "ill"), ("", "well")}


def test_paths_of_labels_name_the_members(tmp_path: Path, library: Library, classes: Path) -> None:
    path = zipped(classes, tmp_path / "data/a.zip")
    for folder, before in ((path, ""), (path.parent, "a.zip/")):
        index_folder(folder, library)
        names = {relative_name(record, folder) for record in library.instances(folder)}
        assert f"{before}train/ill/0.png" in names


def test_real_dicom_is_the_same_in_an_archive(tmp_path: Path, library: Library, shared_data: Path) -> None:
    source = shared_data / "dicom/transfer_syntaxes"
    path = zipped(source, tmp_path / "a.zip")
    index_folder(source, library)
    index_folder(path, library)
    there = {record.sop_instance_uid: record for record in library.instances(source)}
    here = {record.sop_instance_uid: record for record in library.instances(path)}
    assert here.keys() == there.keys()
    for uid, record in here.items():
        try:
            expected = load_image(there[uid], 0)
        except MedxferError:
            with pytest.raises(MedxferError):
                load_frame(record)
            continue
        found = load_image(record, 0)
        np.testing.assert_array_equal(found.frame.values, expected.frame.values)
        assert found.facts.edges == expected.facts.edges


def test_every_bad_file_in_an_archive_is_a_row_or_decodes(tmp_path: Path, library: Library, shared_data: Path) -> None:
    path = zipped(shared_data / "bad", tmp_path / "a.zip")
    summary = index_folder(path, library)
    files = sum(file.is_file() for file in (shared_data / "bad").rglob("*"))
    assert summary.instances + len(summary.skipped) == files
    assert all(item.member and item.reason for item in summary.skipped)
    for record in library.instances(path):
        try:
            load_frame(record)
        except MedxferError as error:
            assert error.hint


def test_medmnist_and_volumes_are_read_in_an_archive(tmp_path: Path, library: Library) -> None:
    nib = pytest.importorskip("nibabel")
    images = np.arange(2 * 4 * 4, dtype=np.uint8).reshape(2, 4, 4)
    (tmp_path / "content").mkdir()
    np.savez_compressed(tmp_path / "content/m.npz", train_images=images)
    voxels = np.arange(4 * 5 * 6 * 2, dtype=np.int16).reshape(4, 5, 6, 2)
    nib.save(nib.Nifti1Image(voxels, np.eye(4)), tmp_path / "content/v.nii.gz")
    path = zipped(tmp_path / "content", tmp_path / "a.zip")
    index_folder(path, library)
    by_member = {record.member: record for record in library.instances(path)}
    assert set(by_member) == {"m.npz/train/0", "m.npz/train/1", "v.nii.gz/volume/0", "v.nii.gz/volume/1"}
    np.testing.assert_array_equal(load_frame(by_member["m.npz/train/1"]).values, images[1])
    np.testing.assert_array_equal(load_frame(by_member["v.nii.gz/volume/1"], 2).values, voxels[::-1, ::-1, 2, 1].T)


def test_tags_of_a_member_can_be_listed(tmp_path: Path, library: Library, make_dicom: Any) -> None:
    make_dicom(tmp_path / "content/x/1.dcm", BodyPartExamined="CHEST")
    path = zipped(tmp_path / "content", tmp_path / "a.zip")
    index_folder(path, library)
    (record,) = library.instances(path)
    assert "CHEST" in {row.value for row in header_table(record.source)}


def test_members_are_counted_as_files(tmp_path: Path, library: Library, classes: Path, make_dicom: Any) -> None:
    make_dicom(classes / "odd.dcm", PatientID=None)
    zipped(classes, tmp_path / "data/a.zip")
    picture(tmp_path / "data/loose.png")
    index_folder(tmp_path / "data", library)
    summary = library.summary(tmp_path / "data")
    assert summary is not None
    assert (summary.files, summary.noted) == (22, 1)


def test_member_is_found_by_where_it_lies(tmp_path: Path, library: Library, classes: Path) -> None:
    path = zipped(classes, tmp_path / "data/a.zip")
    index_folder(path, library)
    for record in library.instances(path)[:3]:
        assert library.uid_in(record.source.place, path) == record.sop_instance_uid
    assert library.uid_in(path / "nothing.png", path) is None


def test_skipped_members_keep_their_names_in_the_library(tmp_path: Path, library: Library, classes: Path) -> None:
    (classes / "notes.txt").write_text("hello", encoding="utf-8")
    picture(classes / "broken.png").write_bytes(b"\x89PNG")
    path = zipped(classes, tmp_path / "data/a.zip")
    summary = index_folder(tmp_path / "data", library)
    assert set(reasons(summary)) == {"notes.txt", "broken.png"}
    assert index_folder(tmp_path / "data", library).skipped == summary.skipped
    path.unlink()
    assert index_folder(tmp_path / "data", library).skipped == ()


def test_damaged_archive_is_a_row(tmp_path: Path, library: Library) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.zip").write_bytes(b"PK\x03\x04 torn")
    assert "damaged" in reasons(index_folder(tmp_path / "data", library))["a.zip"]


def test_nothing_is_written_beside_the_archive(tmp_path: Path, library: Library, classes: Path) -> None:
    path = zipped(classes, tmp_path / "data/a.zip")
    index_folder(path, library)
    load_frame(library.instances(path)[0])
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["a.zip"]


def test_scan_stops_within_an_archive(tmp_path: Path, library: Library, classes: Path) -> None:
    path = zipped(classes, tmp_path / "a.zip")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        index_folder(path, library, cancel=cancel)


def test_intake_has_a_row_for_each_member(tmp_path: Path, classes: Path) -> None:
    (classes / "notes.txt").write_text("hello", encoding="utf-8")
    path = zipped(classes, tmp_path / "a.zip")
    checks = check_folder(path)
    assert len(checks) == 21
    assert [check.path.name for check in checks if not check.ok] == ["notes.txt"]


def test_directory_is_read_once_for_a_scan(
    tmp_path: Path, library: Library, classes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(classes, tmp_path / "a.zip")
    read = []
    original = archives._read_directory
    monkeypatch.setattr(archives, "_read_directory", lambda path: (read.append(path), original(path))[1])
    index_folder(path, library)
    assert len(read) == 1


def test_member_that_is_also_a_file_is_a_duplicate_by_name(tmp_path: Path, library: Library, make_dicom: Any) -> None:
    loose = make_dicom(tmp_path / "content/a.dcm")
    zipped(tmp_path / "content", tmp_path / "data/b.zip")
    shutil.copy(loose, tmp_path / "data/a.dcm")
    summary = index_folder(tmp_path / "data", library)
    assert summary.instances == 1
    (skipped,) = summary.skipped
    assert "duplicate" in skipped.reason
    assert {skipped.place.name, Path(skipped.detail).name} == {"a.dcm"}


# -- DICOM media --------------------------------------------------------------------------------------------------


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """pydicom's own DICOM medium."""
    source = Path(pydicom.data.__file__).parent / "test_files/dicomdirtests"
    shutil.copytree(source, tmp_path / "cd")
    return tmp_path / "cd"


def test_dicomdir_stands_for_its_folder(medium: Path, library: Library) -> None:
    summary = index_folder(medium / "DICOMDIR", library)
    assert summary.folder == medium
    assert summary.instances >= 31


def missing(summary: IndexSummary) -> list[str]:
    return sorted(str(item.path.name) for item in summary.skipped if "Named by the DICOMDIR" in item.problem)


@pytest.mark.parametrize("style", [str.lower, str.upper, "{};1".format], ids=["lower", "upper", "versions"])
def test_files_of_a_medium_are_found_however_a_disc_spells_them(medium: Path, library: Library, style: Any) -> None:
    for path in sorted(medium.rglob("*"), key=lambda path: -len(path.parts)):
        if path.name not in ("DICOMDIR",):
            path.rename(path.with_name(style(path.name)))
    assert missing(index_folder(medium, library)) == []


def test_file_that_a_medium_lacks_is_a_row_until_it_is_back(medium: Path, library: Library) -> None:
    lost = next(path for path in (medium / "77654033").rglob("*") if path.is_file())
    content = lost.read_bytes()
    lost.unlink()
    assert missing(index_folder(medium, library)) == [lost.name]
    lost.write_bytes(content)
    assert missing(index_folder(medium, library)) == []


def test_medium_in_an_archive_is_complete_or_says_what_is_not(medium: Path, library: Library, tmp_path: Path) -> None:
    summary = index_folder(zipped(medium, tmp_path / "a.zip", "CD"), library)
    assert not [item for item in summary.skipped if "Named" in item.problem]
    lost = next(path for path in (medium / "77654033").rglob("*") if path.is_file())
    lost.unlink()
    summary = index_folder(zipped(medium, tmp_path / "b.zip", "CD"), library)
    assert [Path(item.member).name for item in summary.skipped if "Named" in item.problem] == [lost.name]


@pytest.mark.parametrize("name", ["DICOMDIR-nooffset", "DICOMDIR-reordered", "DICOMDIR-implicit", "DICOMDIR-bigEnd"])
def test_odd_directories_are_read_as_they_are_stored(medium: Path, library: Library, name: str) -> None:
    shutil.move(medium / name, medium / "DICOMDIR")
    assert missing(index_folder(medium, library)) == []


def test_offsets_in_circles_do_not_matter(medium: Path, library: Library) -> None:
    content = bytearray((medium / "DICOMDIR").read_bytes())
    at = 0
    while (at := content.find(b"\x04\x00\x00\x14UL\x04\x00", at)) >= 0:
        content[at + 8 : at + 12] = (400).to_bytes(4, "little")
        at += 12
    (medium / "DICOMDIR").write_bytes(content)
    assert missing(index_folder(medium, library)) == []


@pytest.mark.parametrize("keep", [0, 300, 500, 2000])
def test_cut_off_directory_does_no_harm(medium: Path, library: Library, keep: int) -> None:
    (medium / "DICOMDIR").write_bytes((medium / "DICOMDIR").read_bytes()[:keep])
    assert index_folder(medium, library).instances >= 31


# -- mixes --------------------------------------------------------------------------------------------------------


def test_mix_is_indexed_like_a_folder(tmp_path: Path, library: Library, classes: Path, make_dicom: Any) -> None:
    loose = make_dicom(tmp_path / "other/1.dcm")
    archive = zipped(classes / "test/ill", tmp_path / "pictures.zip")
    listed = write_mix([classes / "train", loose, archive], tmp_path / "lists")
    summary = index_folder(listed, library)
    assert (summary.instances, summary.folder) == (16, listed)
    assert listed.name.startswith("1 folder and 2 files ")


def test_class_folders_dropped_together_are_classes(tmp_path: Path, library: Library, classes: Path) -> None:
    listed = write_mix([classes / "train/ill", classes / "train/well"], tmp_path / "lists")
    index_folder(listed, library)
    assert places(library, listed) == {("", "ill"), ("", "well")}
    assert relative_name(library.instances(listed)[0], listed) == "ill/0.png"


def test_same_paths_make_the_same_list(tmp_path: Path, classes: Path) -> None:
    paths = [classes / "train", classes / "test"]
    assert write_mix(paths, tmp_path / "lists") == write_mix(reversed(paths), tmp_path / "lists")


def test_what_lies_in_a_listed_folder_is_listed_once(tmp_path: Path, classes: Path) -> None:
    listed = write_mix([classes / "train/ill/0.png", classes / "train", classes / "train/ill"], tmp_path / "lists")
    assert read_mix(listed).entries == (classes / "train",)


def test_entry_that_is_gone_is_a_row(tmp_path: Path, library: Library, classes: Path) -> None:
    listed = write_mix([classes / "train", picture(tmp_path / "x.png")], tmp_path / "lists")
    (tmp_path / "x.png").unlink()
    summary = index_folder(listed, library)
    assert summary.instances == 10
    assert "not there any more" in reasons(summary)["x.png"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"entries": 5}', "[" * 5000, '{"entries": [3]}'])
def test_file_that_is_no_list_is_an_error_for_people(tmp_path: Path, library: Library, content: str) -> None:
    path = tmp_path / f"x{SUFFIX}"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MedxferError, match="cannot be read"):
        index_folder(path, library)


def test_relative_entries_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / f"x{SUFFIX}"
    path.write_text('{"entries": ["../../etc"]}', encoding="utf-8")
    assert read_mix(path).entries == ()


# -- what is not opened -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("brain.hdr", "An Analyze"),
        ("brain.img", "An Analyze"),
        ("brain.mha", "A volume"),
        ("brain.nrrd", "A volume"),
        ("all.7z", "An archive"),
        ("all.tar.gz", "An archive"),
        ("report.pdf", "A document"),
        ("photo.heic", "A picture"),
        ("film.mp4", "A video"),
        ("image.dcm", "Not a DICOM file"),
        ("notes.txt", "Neither DICOM"),
    ],
)
def test_files_of_other_kinds_are_refused_in_words(tmp_path: Path, library: Library, name: str, words: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(b"no image " * 30)
    assert reasons(index_folder(tmp_path / "data", library))[name].startswith(words)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IM0001", True),
        ("1.2.840.113", True),
        ("a.dcm", True),
        ("v.nii.gz", True),
        ("a.txt", False),
        ("a.tar.gz", False),
    ],
)
def test_names_tell_what_may_be_opened(name: str, expected: bool) -> None:
    assert may_be_opened(Path(name)) is expected


def test_directory_that_names_files_outside_says_so(tmp_path: Path, library: Library, make_dicom: Any) -> None:
    record = Dataset()
    record.DirectoryRecordType, record.ReferencedFileID = "IMAGE", ["..", "..", "secret"]
    make_dicom(
        tmp_path / "cd/DICOMDIR",
        SOPClassUID="1.2.840.10008.1.3.10",
        PixelData=None,
        DirectoryRecordSequence=[record],
    )
    (tmp_path / "secret").write_bytes(b"x")
    summary = index_folder(tmp_path / "cd", library)
    assert [item.detail for item in summary.skipped if "outside" in item.problem] == ["..\\..\\secret"]
