"""Zip archives, read where they lie: nothing of them is written to the disk, nothing unsafe in them is opened."""

from __future__ import annotations

import io
import re
import stat
import struct
import threading
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.streams import BoundedStream, open_regular

MAX_MEMBERS = 100_000
"""Most members an archive may have."""

MAX_MEMBER = 1 << 30
"""Most bytes one member may inflate to."""

MAX_RATIO = 300
"""Most times its stored size that a member beyond `FREE_OF_RATIO` bytes may inflate to; deflate can reach 1032."""

FREE_OF_RATIO = 1 << 26
_MAX_DIRECTORY = 1 << 24
_CHUNK = 1 << 18
_KEPT_ARCHIVES = 4
_FAILURES = (OSError, ValueError, struct.error, NotImplementedError, EOFError, OverflowError, zipfile.BadZipFile)
_LOCAL_HEADER = 30
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".7z", ".rar")
_UNPACK = "Unpack the archive, then open the folder."


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: where it starts, its size there and inflated, and the checksum it must have."""

    offset: int
    stored: int
    size: int
    checksum: int
    deflated: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not opened, and what to do: templates without facts."""

    problem: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A member that is not opened."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds.

    Parameters
    ----------
    members
        By name with ``/``, in the order of the archive's directory.
    refused
        What is not opened, and why.
    top
        The one folder that all members lie in, as when a folder was zipped as a whole; empty where there is none.
    """

    members: Mapping[str, Member]
    refused: tuple[Refusal, ...]
    top: str


def read_archive(path: Path) -> Archive:
    """The directory of an archive; kept for the last few, as long as the file does not change.

    Raises
    ------
    MedxferError
        It is gone, damaged, or holds more than is allowed.
    """
    return _DIRECTORIES.get(path)


def member_chunks(path: Path, member: Member) -> Iterator[bytes]:
    """The inflated bytes of a member in order.

    Raises
    ------
    OSError
        Damaged: cut off, not of the declared size, or with another checksum.
    """
    checksum = 0
    with open_regular(path) as file:
        _seek_content(file, member)
        for chunk in _inflate(file, member):
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
    if checksum != member.checksum:
        raise OSError("the checksum of the member is wrong")


def _seek_content(file: BoundedStream, member: Member) -> None:
    file.seek(member.offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise OSError("the member is not where the archive says")
    file.seek(sum(struct.unpack("<HH", header[26:])), io.SEEK_CUR)


def _inflate(file: BoundedStream, member: Member) -> Iterator[bytes]:
    left = member.stored
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left:
        data = file.read(min(left, _CHUNK))
        if not data:
            raise OSError("the archive is cut off")
        left -= len(data)
        if not member.deflated:
            yield data
            continue
        try:
            while data:
                # At most so much at once, however far the data would expand.
                if chunk := inflater.decompress(data, _CHUNK):
                    yield chunk
                data = inflater.unconsumed_tail
        except zlib.error:
            raise OSError("the member is damaged") from None
        if inflater.eof:
            return
    if member.deflated and (chunk := inflater.flush()):
        yield chunk


class _Guarded(io.BufferedReader):
    """Refuses the one read of `zipfile` that takes the whole directory, where that is larger than is allowed."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MAX_DIRECTORY:
            raise MedxferError("The archive holds more files than is allowed", _UNPACK)
        return super().read(size)


def _read_directory(path: Path) -> Archive:
    try:
        with open_regular(path) as file, _Guarded(file) as guarded, zipfile.ZipFile(guarded) as archive:
            entries, end = archive.infolist(), file.size
    except _FAILURES:
        raise MedxferError("The archive is damaged or cut off", "Copy or download it again.", path=path) from None
    if len(entries) > MAX_MEMBERS:
        raise MedxferError("The archive holds more files than is allowed", _UNPACK, path=path)
    return _sorted_out([entry for entry in entries if not entry.is_dir()], end)


def _sorted_out(entries: list[zipfile.ZipInfo], end: int) -> Archive:
    members: dict[str, Member] = {}
    refused: list[Refusal] = []
    overlapping = _overlapping(entries)
    for number, entry in enumerate(entries):
        name = _plain(entry.filename.replace("\\", "/"))
        reason = _why_not(entry, name, end)
        if reason is None and number in overlapping:
            reason = Reason("Lies over another member of the archive, as in an archive made to harm")
        if reason is None and name in members:
            reason = Reason("A second member with the same name", "The first one is used.")
        if reason is None:
            deflated = entry.compress_type == zipfile.ZIP_DEFLATED
            members[name] = Member(entry.header_offset, entry.compress_size, entry.file_size, entry.CRC, deflated)
        else:
            refused.append(Refusal(name, reason))
    return Archive(members, tuple(refused), _common_top(members))


def _plain(name: str) -> str:
    """A name without the ``./`` that some programs write."""
    return re.sub(r"(?:(?<=/)|^)(?:\./)+", "", name)


def _why_not(entry: zipfile.ZipInfo, name: str, end: int) -> Reason | None:
    """Why a member must not be opened: the first reason that applies."""
    kind, parts = stat.S_IFMT(entry.external_attr >> 16), name.split("/")
    size, stored = entry.file_size, entry.compress_size
    leads_out = name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name) is not None or not parts[-1]
    packed = entry.compress_type != zipfile.ZIP_STORED
    other_method = packed and entry.compress_type != zipfile.ZIP_DEFLATED
    swells = size > FREE_OF_RATIO and size > MAX_RATIO * stored
    again = "Copy or download it again."
    reasons = (
        (leads_out, Reason("The name leads out of the archive")),
        (any(part.startswith((".", "__MACOSX")) for part in parts), Reason("Hidden")),
        (kind == stat.S_IFLNK, Reason("A link within an archive", _UNPACK)),
        (kind not in (0, stat.S_IFREG), Reason("Not a regular file")),
        (entry.flag_bits & 1, Reason("Encrypted", "Unpack the archive with its password, then open the folder.")),
        (name.lower().endswith(_ARCHIVES), Reason("An archive within an archive", "Unpack it, then open the folder.")),
        (other_method, Reason("Compressed by a method that is not read", _UNPACK)),
        (entry.header_offset + _LOCAL_HEADER + stored > end, Reason("The archive is cut off", again)),
        (not packed and size != stored, Reason("The sizes of the member contradict each other", again)),
        (size > MAX_MEMBER, Reason("Larger than is read from an archive", _UNPACK)),
        (swells, Reason("Expands further than an image would, as in an archive made to harm")),
    )
    return next((reason for applies, reason in reasons if applies), None)


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """The entries that start before the one before them in the file has ended."""
    found, last = set(), -1
    for number, entry in sorted(enumerate(entries), key=lambda item: item[1].header_offset):
        if entry.header_offset < last:
            found.add(number)
        last = max(last, entry.header_offset + _LOCAL_HEADER + entry.compress_size)
    return found


def _common_top(names: Mapping[str, Member]) -> str:
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    return tops.pop() if len(tops) == 1 else ""


class _Directories:
    """The directories of the last few archives: reading one of 5,000 members takes longer than one of its images."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Path, int, int], Archive] = OrderedDict()

    def get(self, path: Path) -> Archive:
        try:
            status = path.stat()
        except OSError:
            raise MedxferError("The file is not there any more", "Index the folder again.", path=path) from None
        key = (path, status.st_size, status.st_mtime_ns)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = _read_directory(path)
                while len(self._kept) > _KEPT_ARCHIVES:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


_DIRECTORIES = _Directories()
