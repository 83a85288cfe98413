"""Reading the headers of many files, in place and in processes beside."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from medxfer_gui.library import reading
from medxfer_gui.library.findings import FoundRows
from medxfer_gui.library.reading import Files, read_batch, read_files, read_named
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.library.tables import FileStamp
from medxfer_gui.operation import NEVER, Cancelled, CancelToken
from medxfer_gui.side_process.process import ProcessEndedError, SideProcess

COUNT = 300


@pytest.fixture
def files(tmp_path: Path, make_dicom: Any) -> Files:
    first = make_dicom(tmp_path / "data/0.dcm")
    found = [first, *(Path(shutil.copy(first, tmp_path / f"data/{number}.dcm")) for number in range(1, COUNT))]
    return [(path, FileStamp(path.stat().st_size, path.stat().st_mtime_ns)) for path in found]


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, whatever machine this is, even for a few files."""
    monkeypatch.setattr(reading, "PARALLEL_FROM", 1)
    monkeypatch.setattr(reading, "_spare_processors", lambda: 2)
    monkeypatch.setattr(reading, "_MANY", 100)


def paths(found: FoundRows, table: str = "found") -> list[str]:
    return [value for row in found.rows.get(table, ()) for value in row if str(value).endswith(".dcm")]


@pytest.mark.usefixtures("beside")
def test_processes_read_every_file_once(tmp_path: Path, files: Files) -> None:
    whole = FoundRows()
    for batch, found in read_files(tmp_path / "data", files):
        assert len(paths(found)) == len(batch)
        whole.extend(found)
    expected = read_batch(tmp_path / "data", files)
    assert sorted(whole.rows["found"]) == sorted(expected.rows["found"])


@pytest.mark.usefixtures("beside")
def test_all_is_read_in_place_where_no_process_starts(
    tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SideProcess, "_running", lambda _: (_ for _ in ()).throw(OSError))
    found = [path for _, rows in read_files(tmp_path / "data", files) for path in paths(rows)]
    assert sorted(found) == sorted(str(path) for path, _ in files)


def test_file_that_ends_the_process_is_skipped_with_a_reason(
    tmp_path: Path, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(_: SideProcess, _module: str, _name: str, folder: Path, names: Any, **rest: Any) -> FoundRows:
        if any(name.endswith("/7.dcm") for name, _ in names):
            raise ProcessEndedError("It ended.", "")
        return read_named(folder, names, cancel=NEVER)

    monkeypatch.setattr(SideProcess, "call", call)
    readers = reading._Readers(tmp_path / "data", files, 1)
    found = readers._read_beside(SideProcess(), files)
    assert len(found.rows["found"]) == COUNT - 1
    assert paths(found, "found_skipped") == [str(tmp_path / "data/7.dcm")]


@pytest.mark.usefixtures("beside")
def test_stop_ends_the_reading(tmp_path: Path, files: Files) -> None:
    cancel = CancelToken()
    batches = read_files(tmp_path / "data", files, cancel=cancel)
    next(batches)
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(batches)


@pytest.mark.usefixtures("beside")
def test_first_of_equal_files_stays_whoever_reads_it(tmp_path: Path, files: Files) -> None:
    with Library(tmp_path / "library.sqlite") as library:
        summary = index_folder(tmp_path / "data", library)
        (kept,) = library.instances(tmp_path / "data")
    assert (kept.path.name, len(summary.skipped)) == ("0.dcm", COUNT - 1)
    assert {item.detail for item in summary.skipped} == {str(kept.path)}
