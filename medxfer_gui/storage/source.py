"""Where the bytes of an instance are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.archives import member_chunks, read_archive
from medxfer_gui.storage.inflated import INFLATED, Inflated, InflatedRaw
from medxfer_gui.storage.streams import BoundedStream, open_regular


@dataclass(frozen=True, slots=True)
class ByteSource:
    """A file, or a member of a zip archive.

    Parameters
    ----------
    path
        The file, or the archive.
    member
        Name in the archive, with ``/``; empty for a file.
    """

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def place(self) -> Path:
        """The file, or the archive and the name in it: for people, not to be opened."""
        return Path(f"{self.path}/{self.member}") if self.member else self.path  # the name may be an absolute one

    @property
    def stamp(self) -> tuple[int, int]:
        """Size in bytes and time of change in nanoseconds of the file.

        Raises
        ------
        MedxferError
            It is not there.
        """
        try:
            status = self.path.stat()
        except OSError:
            raise MedxferError("The file is not there any more", "Index the folder again.", path=self.path) from None
        return status.st_size, status.st_mtime_ns

    def open(self) -> BoundedStream:
        """The bytes as a seekable stream that never gives more than it has. A member is inflated as far as it is read.

        Raises
        ------
        MedxferError
            It is not there, or may not be opened. Reading may raise OSError, as from any file.
        """
        if not self.member:
            return open_regular(self.path)
        member = read_archive(self.path).members.get(self.member)
        if member is None:
            raise MedxferError("The file is not there any more", "Index the folder again.", path=self.place)
        content = INFLATED.get((self, self.stamp), lambda: Inflated(member_chunks(self.path, member), member.size))
        return BoundedStream(InflatedRaw(content), content.size)


def source_at(place: Path) -> ByteSource:
    """The source that a `ByteSource.place` names: what lies below a file is a member of it."""
    if not place.exists():
        for path in place.parents:
            if path.is_file():
                return ByteSource(path, place.relative_to(path).as_posix())
    return ByteSource(place)


def as_source(place: Path | ByteSource) -> ByteSource:
    """A path as the source it stands for."""
    return place if isinstance(place, ByteSource) else ByteSource(place)
