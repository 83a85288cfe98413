"""The library file: folders, lookups, threads, damage."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from pathlib import Path

import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.library.store import Library
from medxfer_gui.library.tables import VERSION, FileStamp

FOLDER = Path("/data/one")


def record(number: int, **facts: object) -> InstanceRecord:
    base = InstanceRecord(
        path=FOLDER / f"{number}.dcm",
        kind="dicom",
        member="",
        sop_instance_uid=f"1.2.{number}",
        series_instance_uid="1.2.3.1",
        study_instance_uid="1.2.3",
        patient_id="P",
        frames=1,
        rows=4,
        columns=5,
        samples=1,
        instance_number=number,
        spacing=(0.5, 0.25),
        position=-float(number),
    )
    return dataclasses.replace(base, **facts)  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.sqlite")


def test_records_come_back_as_they_were(library: Library) -> None:
    records = [record(1), record(2, spacing=None, position=None, series_number=7, note="é")]
    records += [record(3, image_position=(1.0, -2.5, 3.0), orientation=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0), b_value=800.0)]
    library.replace_folder(FOLDER, records, [])
    assert library.instances(FOLDER) == records


def test_skipped_files_come_back_as_they_were(library: Library) -> None:
    skipped = [SkippedFile(FOLDER / "x", "problem", "hint", "detail")]
    library.replace_folder(FOLDER, [], skipped)
    assert library.skipped(FOLDER) == skipped
    assert library.skipped() == skipped


def test_replacing_a_folder_leaves_the_others(library: Library) -> None:
    other = Path("/data/two")
    library.replace_folder(FOLDER, [record(1)], [])
    library.replace_folder(other, [record(2)], [])
    library.replace_folder(FOLDER, [record(3)], [])
    assert [r.sop_instance_uid for r in library.instances(FOLDER)] == ["1.2.3"]
    assert [r.sop_instance_uid for r in library.instances(other)] == ["1.2.2"]
    assert library.folders() == (FOLDER, other)


def test_failure_half_way_keeps_what_was_there(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])

    def broken() -> object:
        yield record(2)
        raise KeyError

    with pytest.raises(KeyError):
        library.replace_folder(FOLDER, broken(), [])  # type: ignore[arg-type]
    assert library.instances(FOLDER) == [record(1)]


def test_removing_a_folder_touches_no_file(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "1.dcm"
    path.write_bytes(b"x")
    library.replace_folder(tmp_path, [record(1, path=path)], [])
    library.remove_folder(tmp_path)
    assert library.instances() == []
    assert path.exists()


def test_same_uid_in_two_folders_counts_once_in_all(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])
    library.replace_folder(Path("/data/two"), [record(1)], [])
    assert len(library.instances()) == 1


def test_find_many_goes_beyond_the_variables_of_one_query(library: Library) -> None:
    library.replace_folder(FOLDER, [record(number) for number in range(1200)], [])
    found = library.find_many([f"1.2.{number}" for number in range(1300)])
    assert len(found) == 1200
    assert found["1.2.7"] == record(7)


def test_find_keeps_to_its_folder(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])
    assert library.find("1.2.1") == record(1)
    assert library.find("1.2.1", FOLDER) == record(1)
    assert library.find("1.2.1", Path("/data/two")) is None


def test_tree_counts_and_sorts_naturally(library: Library) -> None:
    records = [
        record(1, patient_id="P10", study_instance_uid="s10"),
        record(2, patient_id="P2", study_instance_uid="s2", frames=5),
        record(3, patient_id="P2", study_instance_uid="s2", series_instance_uid="z", series_number=2),
    ]
    library.replace_folder(FOLDER, records, [])
    first, second = library.tree(FOLDER)
    assert (first.patient_id, second.patient_id) == ("P2", "P10")
    assert (first.instances, first.frames) == (2, 6)
    assert [series.number for series in first.studies[0].series] == [2, None]


def test_folder_is_known_however_it_is_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library.replace_folder(tmp_path / "data", [record(1)], [])
    assert library.find("1.2.1", Path("data")) == record(1)
    assert library.instances(tmp_path / "other" / ".." / "data") == [record(1)]


def test_series_is_sorted_by_position(library: Library) -> None:
    library.replace_folder(FOLDER, [record(number) for number in (1, 3, 2)], [])
    assert [r.instance_number for r in library.series_instances("1.2.3.1")] == [3, 2, 1]


def test_images_without_positions_come_after_those_with_one(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1), record(3, position=None), record(2)], [])
    assert [r.instance_number for r in library.series_instances("1.2.3.1", FOLDER)] == [2, 1, 3]


def test_stamps_come_back_with_their_files(library: Library) -> None:
    skipped = SkippedFile(FOLDER / "x", "problem")
    stamps = {record(1).path: FileStamp(10, 20), skipped.path: FileStamp(30, 40)}
    library.replace_folder(FOLDER, [record(1), record(2)], [skipped], stamps)
    assert library.known_files(FOLDER) == {
        str(record(1).path): FileStamp(10, 20),
        str(record(2).path): None,
        str(skipped.path): FileStamp(30, 40),
    }


def test_each_thread_has_its_own_connection(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(len(library.instances(FOLDER))))
    thread.start()
    thread.join()
    assert found == [1]


def test_reader_is_not_held_up_by_a_writer(library: Library) -> None:
    library.replace_folder(FOLDER, [record(1)], [])
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM folders")
    assert len(library.instances(FOLDER)) == 1
    other.close()


def test_writer_waits_for_another_one(library: Library) -> None:
    other = sqlite3.connect(library.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.close)
    release.start()
    library.replace_folder(FOLDER, [record(1)], [])
    release.join()
    assert len(library.instances(FOLDER)) == 1


def test_reopening_finds_what_was_stored(tmp_path: Path) -> None:
    with Library(tmp_path / "l.sqlite") as first:
        first.replace_folder(FOLDER, [record(1)], [])
    with Library(tmp_path / "l.sqlite") as second:
        assert second.instances() == [record(1)]


def test_damaged_file_is_set_aside_and_the_next_start_works(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(MedxferError, match="set aside"):
        Library(path)
    (kept,) = tmp_path.glob("l.sqlite.damaged-*")
    assert kept.read_bytes().startswith(b"this is no database")
    with Library(path) as library:
        assert library.instances() == []


def test_damage_within_the_file_is_found_in_use(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Library(path) as library:
        library.replace_folder(FOLDER, [record(number) for number in range(500)], [])
    content = path.read_bytes()
    path.write_bytes(content[:12288] + b"\xff" * (len(content) - 12288))
    with pytest.raises(MedxferError, match="set aside"), Library(path) as library:
        library.instances(FOLDER)


def test_library_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    with pytest.raises(MedxferError, match="later version"):
        Library(path)
    assert path.exists()


def test_folder_that_cannot_be_made_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MedxferError, match="cannot be used"):
        Library(tmp_path / "file" / "l.sqlite")
