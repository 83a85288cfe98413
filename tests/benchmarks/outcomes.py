"""What becomes of every file of many folders: shown, shown with a note, or refused with the reason.

    python tests/benchmarks/outcomes.py [FOLDER...]

Without folders: the real data and the bad files beside the checkout, pydicom's own test files, and those of the
packages ``pydicom-data`` and ``mammograms`` where they are installed. Each file is inspected in the contained decoder,
and read by pydicom alone in another one, which tells whether a file that is refused could have been shown.
Prints a table, totals, the slowest files, the most memory a decoder held, and one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.contained import ContainedDecoder
from medxfer_gui.library.files import list_files
from medxfer_gui.library.inspection import Inspection, inspect_file, refusal_of
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.storage.source import as_source

SHARED = Path(__file__).resolve().parents[3] / "shared/data"
PACKAGES = {"pydicom": "data/test_files", "data_store": "data", "mammograms": "cases"}
LIMIT_SECONDS, LIMIT_BYTES = 10.0, 2 << 30


@dataclass(frozen=True)
class Outcome:
    """One file: where it was found, what became of it, and what pydicom alone makes of it."""

    name: str
    inspection: Inspection
    seconds: float
    peak_bytes: int
    pydicom: str

    @property
    def kind(self) -> str:
        if self.inspection.refusal is not None:
            return "refused"
        return "shown with a note" if self.inspection.notes else "shown"

    @property
    def reason(self) -> str:
        refusal = self.inspection.refusal
        problems = (refusal, *self.inspection.notes) if refusal is not None else self.inspection.notes
        return "; ".join(f"{item.problem} ({item.detail})" if item.detail else item.problem for item in problems)


def default_folders() -> Iterator[tuple[str, Path]]:
    """Names and places of the sets that are on this machine."""
    for name in ("dicom", "bad"):
        if (SHARED / name).is_dir():
            yield name, SHARED / name
    for package, folder in PACKAGES.items():
        spec = find_spec(package)
        places = list(spec.submodule_search_locations or ()) if spec is not None else []
        if places:
            yield package, Path(places[0]) / folder


def outcomes(folders: Iterable[tuple[str, Path]]) -> Iterator[Outcome]:
    """Of every file, in order."""
    ours, theirs = ContainedDecoder(), ContainedDecoder(seconds=60)
    try:
        for name, folder in folders:
            for path, _ in list_files(folder, []):
                yield _outcome(f"{name}/{path.relative_to(folder)}", path, folder, ours, theirs)
    finally:
        ours.stop()
        theirs.stop()


def _outcome(name: str, path: Path, folder: Path, ours: ContainedDecoder, theirs: ContainedDecoder) -> Outcome:
    here = Path(__file__).stem
    ours.call(Path(), here, "nothing")  # the start of a process that the last file has ended is not this file's
    started, peak = time.perf_counter(), 0
    try:
        found, peak = ours.call(path, here, "inspect", path, folder)
    except MedxferError as error:
        found = Inspection(path, refusal_of(error))
    seconds = time.perf_counter() - started
    try:
        alone = theirs.call(path, here, "read_with_pydicom", path)
    except MedxferError as error:
        alone = error.text
    return Outcome(name, found, seconds, peak, alone)


def nothing(*, on_event: EventSink, cancel: CancelToken) -> None:
    """See that the process is there."""


def inspect(path: Path, folder: Path, *, on_event: EventSink, cancel: CancelToken) -> tuple[Inspection, int]:
    """The inspection, and the most memory the process ever held, in bytes (Linux)."""
    import resource

    return inspect_file(as_source(path), folder), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def read_with_pydicom(path: Path, *, on_event: EventSink, cancel: CancelToken) -> str:
    """What `pydicom.Dataset.pixel_array` gives: its shape, or the error's name."""
    import pydicom

    try:
        return " x ".join(str(size) for size in pydicom.dcmread(path, force=True).pixel_array.shape)
    except Exception as error:  # whatever pydicom raises
        return f"- {type(error).__name__}"


def report(found: list[Outcome]) -> dict[str, Any]:
    """Print the table and give the totals."""
    for item in found:
        head = f"{item.kind:18} {item.seconds:6.2f} s  {item.inspection.decoder or '-':12}"
        print(f"{head} {item.name}  [pydicom alone: {item.pydicom}]  {item.reason}")
    kinds = Counter(item.kind for item in found)
    reasons = Counter(item.inspection.refusal.problem for item in found if item.inspection.refusal is not None)
    slowest = sorted(found, key=lambda item: item.seconds, reverse=True)[:5]
    totals: dict[str, Any] = {
        "files": len(found),
        "kinds": dict(kinds),
        "refusals": dict(reasons.most_common()),
        "slowest": [{"name": item.name, "seconds": round(item.seconds, 2)} for item in slowest],
        "peak_megabytes": round(max((item.peak_bytes for item in found), default=0) / 2**20),
        "crashes": sum("crashed" in item.reason for item in found),
        "refused_but_shown_by_pydicom": [
            item.name for item in found if item.kind == "refused" and item.pydicom[:1].isdigit()
        ],
        "within_limits": all(item.seconds < LIMIT_SECONDS and item.peak_bytes < LIMIT_BYTES for item in found),
    }
    print("\n", "  ".join(f"{kind}: {count}" for kind, count in kinds.items()))
    for reason, count in reasons.most_common():
        print(f"{count:5}  {reason}")
    for item in slowest:
        print(f"{item.seconds:5.2f} s  {item.name}")
    print(f"most memory {totals['peak_megabytes']} MB")
    return totals


def main(arguments: list[str]) -> None:
    folders = [(Path(given).name, Path(given).resolve()) for given in arguments] or list(default_folders())
    print(json.dumps(report(list(outcomes(folders)))))


if __name__ == "__main__":
    main(sys.argv[1:])
