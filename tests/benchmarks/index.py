"""How fast folders come into the library and out of it again.

    python tests/benchmarks/index.py [--files 20000] [--series 400] [--patients 4] [--rounds 3]
                                     [--known 100000] [--known-series 10000]

Cold index: generated DICOM files beside a plain ``pydicom.dcmread(path, stop_before_pixels=True)`` loop over the same
files, in turns, the file cache warm for both; medians, and processor seconds of each with its child processes. Re-open:
a fresh process opens a library of generated records and reads summary, tree, and the first 500 frames. Search: series
by any header element in that library. Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pydicom
from generated_dicom import write_files

from medxfer_gui.dicom.fast_headers import ElementReader
from medxfer_gui.library.dicom_files import SCAN_TAGS
from medxfer_gui.library.records import InstanceRecord, SeriesKey
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library

KNOWN = Path("/generated")
WORDS = ("Manufacturer", "KVP", "SeriesDescription", "ProtocolName", "ConvolutionKernel", "SoftwareVersions")

REOPEN = """
import resource, sys, time
began = time.perf_counter()
from pathlib import Path
from medxfer_gui.library.store import Library
imported = time.perf_counter()
with Library(Path(sys.argv[1])) as library:
    summary = library.summary(Path(sys.argv[2]))
    tree = library.tree(Path(sys.argv[2]))
    shown = time.perf_counter()
    frames = library.frames(Path(sys.argv[2]))
    first = frames[:500]
    ended = time.perf_counter()
assert summary.instances == sum(patient.instances for patient in tree) == len(frames), (summary, len(frames))
assert len(first) == min(500, len(frames))
print(imported - began, shown - imported, ended - shown, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def processor_seconds() -> float:
    return sum(os.times()[:4])


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processors."""
    began, used = time.perf_counter(), processor_seconds()
    work()
    return time.perf_counter() - began, processor_seconds() - used


def read_with_pydicom(files: list[Path]) -> None:
    for path in files:
        pydicom.dcmread(path, stop_before_pixels=True)


def cold_index(folder: Path, files: list[Path], rounds: int) -> dict[str, float]:
    plain, ours = [], []
    reader = ElementReader(SCAN_TAGS)

    def index() -> None:
        with tempfile.TemporaryDirectory() as name, Library(Path(name) / "library.sqlite") as library:
            assert index_folder(folder, library).instances == len(files)

    for path in files:
        path.read_bytes()  # warms the cache
    for number in range(rounds):
        turns = [(plain, lambda: read_with_pydicom(files)), (ours, index)]
        for found, work in turns if number % 2 == 0 else reversed(turns):
            found.append(timed(work))
    headers, _ = timed(lambda: [reader.read(path) for path in files])
    by_pydicom, by_us = (statistics.median(seconds for seconds, _ in found) for found in (plain, ours))
    return {
        "pydicom_files_per_s": len(files) / by_pydicom,
        "index_files_per_s": len(files) / by_us,
        "ratio": by_pydicom / by_us,
        "headers_files_per_s": len(files) / headers,
        "ratio_best": min(plain)[0] / min(ours)[0],
        "ratio_processor": statistics.median(used for _, used in plain) / statistics.median(used for _, used in ours),
    }


def scan_again(folder: Path, files: list[Path], home: Path) -> dict[str, float]:
    with Library(home / "again.sqlite") as library:
        index_folder(folder, library)
        unchanged, _ = timed(lambda: index_folder(folder, library))
        files[len(files) // 2].touch()
        one, _ = timed(lambda: index_folder(folder, library))
    return {"unchanged_s": unchanged, "one_changed_s": one}


def fill(library: Library, instances: int, series: int) -> None:
    """A library of records that no file stands behind."""
    per_series = instances // series
    with library.findings() as findings:
        for number in range(series):
            patient = number // 4
            key = SeriesKey(f"PATIENT{patient:05d}", f"1.2.826.0.1.3.{patient}", f"1.2.826.0.1.2.{number}")
            for place in range(per_series):
                findings.add([_record(key, number, place)])
            findings.describe(key, {word.casefold(): f"{word.casefold()} {number % 97}" for word in WORDS})
            findings.describe(key, {f"element{at}": f"value {at} {number}" for at in range(55)})
        library.update(KNOWN, findings)


def _record(key: SeriesKey, number: int, place: int) -> InstanceRecord:
    return InstanceRecord(
        path=KNOWN / f"patient{number // 4:05d}/series{number:05d}/IM{place:05d}.dcm",
        kind="dicom",
        member="",
        sop_instance_uid=f"1.2.826.0.1.1.{number}.{place}",
        series_instance_uid=key.series_uid,
        study_instance_uid=key.study_uid,
        patient_id=key.patient_id,
        frames=1,
        rows=512,
        columns=512,
        samples=1,
        modality="CT",
        study_date="20240131",
        study_description="CHEST WITH CONTRAST",
        series_description=f"THORAX AXIAL {number % 13}",
        series_number=number % 4,
        instance_number=place,
        position=place * 2.5,
        spacing=(0.5, 0.5),
        image_position=(-125.0, -125.0, place * 2.5),
        orientation=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    )


def reopen(path: Path, rounds: int) -> dict[str, float]:
    found = []
    for _ in range(rounds):
        command = [sys.executable, "-c", REOPEN, str(path), str(KNOWN)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(tuple(map(float, answer.stdout.split())))
    imports, tree, frames, memory = (statistics.median(values) for values in zip(*found, strict=True))
    return {"import_s": imports, "tree_s": tree, "frames_s": frames, "reopen_s": tree + frames, "rss_mb": memory / 1024}


def search(library: Library) -> dict[str, float]:
    times = []
    for word in WORDS:
        for text in ("1", f"{word} 9", "nothing"):
            began = time.perf_counter()
            library.series_with(KNOWN, word, text)
            times.append((time.perf_counter() - began) * 1000)
    return {"search_median_ms": statistics.median(times), "search_max_ms": max(times)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("files", 20000), ("series", 400), ("patients", 4), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--known", type=int, default=100_000)
    parser.add_argument("--known-series", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home, folder = Path(name), Path(name) / "data"
        files = write_files(folder, given.files, given.series, given.patients)
        found = cold_index(folder, files, given.rounds) | scan_again(folder, files, home)
        found["index_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with Library(home / "known.sqlite") as library:
            found["fill_s"], _ = timed(lambda: fill(library, given.known, given.known_series))
            found |= reopen(home / "known.sqlite", given.rounds) | search(library)
    print_table(given, found)
    print(json.dumps({"benchmark": "index", **vars(given), **{name: round(value, 4) for name, value in found.items()}}))


def print_table(given: argparse.Namespace, found: dict[str, float]) -> None:
    rows = (
        ("pydicom loop, files/s", "pydicom_files_per_s", ""),
        ("cold index, files/s", "index_files_per_s", ""),
        ("cold index beside the loop, times as fast", "ratio", ">= 3"),
        ("  best round of each", "ratio_best", ""),
        ("  processor time of each", "ratio_processor", ""),
        ("walking the headers alone, files/s", "headers_files_per_s", ""),
        ("scan again, nothing changed, s", "unchanged_s", ""),
        ("scan again, one file changed, s", "one_changed_s", ""),
        ("memory of all that, MB", "index_rss_mb", "<= 600"),
        ("re-open: summary and tree, s", "tree_s", ""),
        ("re-open: frames, the first 500 read, s", "frames_s", ""),
        ("re-open, together, s", "reopen_s", "<= 1"),
        ("memory of re-open, MB", "rss_mb", "<= 600"),
        ("search by any element, median, ms", "search_median_ms", "<= 50"),
        ("search by any element, longest, ms", "search_max_ms", "<= 50"),
    )
    print(f"{given.files} files in {given.series} series; known library: {given.known} in {given.known_series} series")
    print(f"{'':44}{'measured':>10}{'limit':>8}")
    for title, name, limit in rows:
        print(f"{title:44}{found[name]:10.3f}{limit:>8}")


if __name__ == "__main__":
    main()
