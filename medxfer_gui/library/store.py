"""The library on disk: one SQLite file, safe for several threads and processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydicom.datadict import keyword_for_tag

from medxfer_gui.library.database import Database
from medxfer_gui.library.findings import Findings
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.nodes import PatientNode, tree_of
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.records import InstanceRecord, ObjectRecord, SeriesKey, SkippedFile, StackKey
from medxfer_gui.library.stored_series import stored_series
from medxfer_gui.library.summaries import FolderSummary, ProblemCount
from medxfer_gui.library.tables import COUNTS, INSTANCE, OBJECT, SELECT, TABLES, FileStamp
from medxfer_gui.library.update import update_folder
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.storage.source import ByteSource, source_at

_CHUNK = 500
_SERIES_KEY = "s.patient_id, s.study_uid, s.uid"


class Library:
    """The index of everything that was opened; a context manager.

    Each thread gets a connection of its own, so one `Library` may be used from the window and from a Job at once. A
    reader never waits; a writer waits up to half a minute for another one.

    Parameters
    ----------
    path
        The SQLite file (`Home.library`); made where it does not exist.

    Raises
    ------
    MedxferError
        The file is no library (it is set aside, never deleted), was made by a later version, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        self._trees: dict[str, tuple[list[Any], tuple[PatientNode, ...]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of all threads; the library must not be used afterwards."""
        self._database.close()

    # -- writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def findings(self) -> Iterator[Findings]:
        """Where a scan of this thread collects what it finds, for `update`."""
        with self._database.using() as database:
            findings = Findings(database)
            try:
                yield findings
            finally:
                findings.close()

    def update(
        self,
        folder: Path,
        findings: Findings,
        revision: int | None = None,
        *,
        on_event: EventSink = ignore_event,
        cancel: CancelToken = NEVER,
    ) -> bool:
        """Take what was found into a folder, all or nothing; the paths that findings say are gone go first.

        Returns False, with nothing done, where ``revision`` is given and the folder has another one by now: another
        process was faster.

        Raises
        ------
        Cancelled
            A stop was asked for; the folder is as it was.
        """
        findings.flush()
        with self._database.writing() as database:
            if revision is not None and revision != self.revision(folder):
                return False
            update_folder(database, str(opened_folder(folder)), on_event=on_event, cancel=cancel)
            return True

    def replace_folder(
        self,
        folder: Path,
        records: Iterable[InstanceRecord],
        skipped: Iterable[SkippedFile],
        stamps: Mapping[Path, FileStamp] | None = None,
    ) -> None:
        """Put a folder's instances and skipped files in place of what was known of it, all or nothing.

        ``stamps`` holds size and time of the files, for `known_files`.
        """
        stamps = stamps or {}
        by_path: dict[Path, list[InstanceRecord]] = {}
        for record in records:
            by_path.setdefault(record.path, []).append(record)
        with self.findings() as findings:
            for path, group in by_path.items():
                findings.add(group, stamps.get(path))
            for item in skipped:
                findings.skip(item, stamps.get(item.path))
            findings.flush()
            with self._database.writing() as database:
                database.execute("DELETE FROM folders WHERE path = ?", (str(opened_folder(folder)),))
                update_folder(database, str(opened_folder(folder)))

    def remove_folder(self, folder: Path) -> None:
        """Forget a folder; its files are not touched."""
        with self._database.writing() as database:
            database.execute("DELETE FROM folders WHERE path = ?", (str(opened_folder(folder)),))

    # -- folders -------------------------------------------------------------------------------------------------

    def folders(self) -> tuple[Path, ...]:
        """The folders that were indexed, the latest first."""
        rows = self._database.query("SELECT path FROM folders ORDER BY indexed_at DESC, id DESC")
        return tuple(Path(row[0]) for row in rows)

    def summary(self, folder: Path) -> FolderSummary | None:
        """What is known of a folder; None where it was never indexed. Looks at no file."""
        folder = opened_folder(folder)
        query = f"SELECT indexed_at, {', '.join(COUNTS)} FROM folders WHERE path = ?"
        rows = self._database.query(query, (str(folder),))
        return FolderSummary(folder, *rows[0]) if rows else None

    def revision(self, folder: Path) -> int:
        """A number that grows with each update of a folder; 0 where it was never indexed."""
        rows = self._database.query("SELECT revision FROM folders WHERE path = ?", (str(opened_folder(folder)),))
        return int(rows[0][0]) if rows else 0

    def problems(self, folder: Path) -> tuple[ProblemCount, ...]:
        """Why files were skipped, and what there is to know of others, with the number of files of each."""
        values = {"folder": str(opened_folder(folder))}
        query = f"""SELECT problem, COUNT(*) FROM skipped s JOIN folders f ON f.id = s.folder WHERE f.path = :folder
                    GROUP BY problem UNION ALL SELECT note, COUNT(DISTINCT i.path) FROM {TABLES}
                    WHERE f.path = :folder AND note != '' GROUP BY note ORDER BY 2 DESC, 1"""
        return tuple(ProblemCount(problem, files) for problem, files in self._database.query(query, values))

    def noted(self, folder: Path) -> list[tuple[Path, str]]:
        """The files that came in with something to know, and what that is."""
        member = "CASE WHEN kind IN ('dicom', 'raster') THEN member ELSE '' END"
        query = f"SELECT DISTINCT i.path, {member}, note FROM {TABLES} WHERE f.path = ? AND note != '' ORDER BY 1, 2"
        rows = self._database.query(query, (str(opened_folder(folder)),))
        return [(ByteSource(Path(path), member).place, note) for path, member, note in rows]

    def skipped(self, folder: Path | None = None) -> list[SkippedFile]:
        """The files that did not become instances, with reasons, in order of their paths."""
        query = "SELECT s.path, problem, hint, detail, member FROM skipped s JOIN folders f ON f.id = s.folder"
        rows = self._database.query(f"{query} WHERE ? IS NULL OR f.path = ? ORDER BY s.path, s.rowid", _twice(folder))
        return [
            SkippedFile(Path(path), problem, hint, detail, member=member)
            for path, problem, hint, detail, member in rows
        ]

    def known_files(self, folder: Path) -> dict[str, FileStamp | None]:
        """The files that a folder's instances and skipped files came from, with their stamps where known."""
        folder_path = str(opened_folder(folder))
        query = "SELECT {0}.path, size, modified FROM {0} JOIN folders f ON f.id = {0}.folder WHERE f.path = ?"
        known: dict[str, FileStamp | None] = {}
        for table in ("skipped", "instances"):
            for path, size, modified in self._database.query(query.format(table), (folder_path,)):
                known[path] = None if size is None else FileStamp(size, modified)
        return known

    def duplicates_of(self, folder: Path, paths: Iterable[str]) -> set[str]:
        """The files that were skipped because one of ``paths`` holds the same instance."""
        query = """SELECT s.path FROM instances i JOIN folders f ON f.id = i.folder
                   JOIN skipped s ON s.folder = f.id AND s.uid = i.sop_instance_uid WHERE f.path = ? AND i.path = ?"""
        name = str(opened_folder(folder))
        return {found for path in paths for (found,) in self._database.query(query, (name, path))}

    # -- instances -----------------------------------------------------------------------------------------------

    def instances(self, folder: Path | None = None) -> list[InstanceRecord]:
        """The instances of a folder in order of their files; of all folders, each SOPInstanceUID once."""
        where, values = _of_folder(folder)
        rows = self._database.query(f"{SELECT} WHERE {where} ORDER BY i.folder, i.path, i.ordinal", values)
        return [INSTANCE.from_row(row) for row in rows]

    def find(self, uid: str, folder: Path | None = None) -> InstanceRecord | None:
        """The instance of a SOPInstanceUID, or None."""
        return self.find_many([uid], folder).get(uid)

    def find_many(self, uids: Iterable[str], folder: Path | None = None) -> dict[str, InstanceRecord]:
        """The instances of many SOPInstanceUIDs by UID; those that are not known are left out."""
        wanted, found = list(dict.fromkeys(uids)), {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            query = f"{SELECT} WHERE (? IS NULL OR f.path = ?) AND sop_instance_uid IN ({marks}) ORDER BY f.indexed_at"
            for row in self._database.query(query, (*_twice(folder), *chunk)):
                record = INSTANCE.from_row(row)
                found[record.sop_instance_uid] = record
        return found

    def uid_in(self, path: Path, folder: Path) -> str | None:
        """The SOPInstanceUID of the first instance of a file, or of a member of an archive (`source_at`), or None."""
        source = source_at(path)
        query = f"""SELECT sop_instance_uid FROM {TABLES} WHERE f.path = ? AND i.path = ?
                    AND (? IN ('', member) OR instr(member, ? || '/') = 1) ORDER BY i.ordinal LIMIT 1"""
        values = (str(opened_folder(folder)), str(source.path), source.member, source.member)
        rows = self._database.query(query, values)
        return str(rows[0][0]) if rows else None

    def find_object(self, uid: str, folder: Path) -> ObjectRecord | None:
        """The object without a picture of a SOPInstanceUID (`SeriesNode.object_uid`), or None."""
        return next(iter(self._objects("o.sop_instance_uid = ?", uid, folder)), None)

    def objects_by_place(self, folder: Path) -> dict[Path, str]:
        """The SOPInstanceUIDs of the objects without a picture by the place of their files (`SkippedFile.place`)."""
        query = """SELECT o.path, o.member, o.sop_instance_uid FROM objects o JOIN folders f ON f.id = o.folder
                   WHERE f.path = ?"""
        rows = self._database.query(query, (str(opened_folder(folder)),))
        return {ByteSource(Path(path), member).place: uid for path, member, uid in rows}

    def series_objects(self, series: SeriesKey, folder: Path) -> list[ObjectRecord]:
        """The objects without a picture of a series, in order of their numbers."""
        found = self._objects("o.series_instance_uid = ?", series.series_uid, folder)
        return [record for record in found if record.series_key == series]

    # -- series --------------------------------------------------------------------------------------------------

    def tree(self, folder: Path) -> tuple[PatientNode, ...]:
        """Patient > Study > Series > Stack with counts, in natural order; no instance is read for it."""
        name = str(opened_folder(folder))
        version = self._database.query("SELECT revision, indexed_at FROM folders WHERE path = ?", (name,))
        known = self._trees.get(name)
        if known is None or known[0] != version:
            known = self._trees[name] = version, tree_of(stored_series(self._database, name))
        return known[1]

    def series_instances(self, series_uid: str, folder: Path | None = None) -> list[InstanceRecord]:
        """The instances of a series in the order of its stacks; of a UID that several patients share, of all."""
        where, values = _of_folder(folder)
        query = f"{SELECT} JOIN series s ON s.id = i.series WHERE s.uid = ? AND {where} ORDER BY s.id, stack, place"
        return [INSTANCE.from_row(row) for row in self._database.query(query, (series_uid, *values))]

    def frames(self, folder: Path, series: Iterable[SeriesKey] | None = None) -> FrameList:
        """The frames of some series (None: of all) in the order of the tree; of a series, stack after stack."""
        name = str(opened_folder(folder))
        if series is not None:
            return _frame_list([row for key in series for row in self._frame_rows(name, key)])
        keys = f"SELECT {_SERIES_KEY}, s.id FROM series s JOIN folders f ON f.id = s.folder WHERE f.path = ?"
        numbers = {SeriesKey(*key): number for *key, number in self._database.query(keys, (name,))}
        query = """SELECT i.series, i.sop_instance_uid, i.frames FROM folders f JOIN series s ON s.folder = f.id
                   JOIN instances i ON i.series = s.id WHERE f.path = ? ORDER BY i.series, i.stack, i.place"""
        by_series: dict[int, list[tuple[str, int]]] = {}
        for number, uid, frames in self._database.query(query, (name,)):
            by_series.setdefault(number, []).append((uid, frames))
        ordered = (
            SeriesKey(p.patient_id, t.uid, s.uid) for p in self.tree(folder) for t in p.studies for s in t.series
        )
        # Another program may have changed the folder between two of the queries.
        return _frame_list([row for key in ordered for row in by_series.get(numbers.get(key, -1), ())])

    def stack_frames(self, folder: Path, stack: StackKey) -> FrameList:
        """The frames of one stack, in order."""
        return _frame_list(self._frame_rows(str(opened_folder(folder)), stack.series, stack.number))

    def stack_of(self, uid: str, folder: Path) -> StackKey | None:
        """The stack that an instance belongs to; None where the folder does not have it."""
        query = f"""SELECT {_SERIES_KEY}, i.stack FROM {TABLES} JOIN series s ON s.id = i.series
                    WHERE i.sop_instance_uid = ? AND f.path = ?"""
        rows = self._database.query(query, (uid, str(opened_folder(folder))))
        return StackKey(SeriesKey(*rows[0][:3]), rows[0][3]) if rows else None

    def series_with(self, folder: Path, keyword: str, text: str) -> frozenset[SeriesKey]:
        """The series whose element ``keyword`` (a DICOM keyword or ``ggggeeee``) holds ``text``, whatever its case.

        It looks at the header facts of one instance of each series: `library.series_facts`.
        """
        query = f"""SELECT {_SERIES_KEY} FROM folders f JOIN series s ON s.folder = f.id
                    JOIN facts t ON t.series = s.id AND t.keyword = ? WHERE f.path = ? AND instr(t.value, ?) > 0"""
        values = (_keyword(keyword), str(opened_folder(folder)), text.casefold())
        return frozenset(SeriesKey(*row) for row in self._database.query(query, values))

    def _objects(self, where: str, value: str, folder: Path) -> list[ObjectRecord]:
        query = f"""SELECT {OBJECT.listed("o")} FROM objects o JOIN folders f ON f.id = o.folder
                    WHERE {where} AND f.path = ? ORDER BY o.instance_number, o.path"""
        rows = self._database.query(query, (value, str(opened_folder(folder))))
        return [OBJECT.from_row(row) for row in rows]

    def _frame_rows(self, folder: str, key: SeriesKey, stack: int | None = None) -> list[tuple[str, int]]:
        query = """SELECT i.sop_instance_uid, i.frames FROM folders f JOIN series s ON s.folder = f.id
                   JOIN instances i ON i.series = s.id WHERE f.path = ? AND s.patient_id = ? AND s.study_uid = ?
                   AND s.uid = ? AND (? IS NULL OR i.stack = ?) ORDER BY i.stack, i.place"""
        values = (folder, key.patient_id, key.study_uid, key.series_uid, stack, stack)
        return self._database.query(query, values)


def _frame_list(rows: list[tuple[str, int]]) -> FrameList:
    return FrameList([uid for uid, _ in rows], [frames for _, frames in rows])


def _keyword(written: str) -> str:
    """The keyword of a tag written ``ggggeeee`` where the standard has one; anything else as facts are stored."""
    try:
        tag = int(written, 16) if len(written) == 8 else None
    except ValueError:
        tag = None
    return (keyword_for_tag(tag) if tag is not None else "").casefold() or written.casefold()


def _of_folder(folder: Path | None) -> tuple[str, tuple[str, ...]]:
    if folder is not None:
        return "f.path = ?", (str(opened_folder(folder)),)
    return "i.rowid IN (SELECT MIN(rowid) FROM instances GROUP BY sop_instance_uid)", ()


def _twice(folder: Path | None) -> tuple[str | None, str | None]:
    value = None if folder is None else str(opened_folder(folder))
    return value, value
