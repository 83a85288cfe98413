"""How soon a known folder can be browsed, how smoothly grid and strip scroll, how soon a search answers.

    python tests/benchmarks/browser.py [--patients 9000] [--frames 10000] [--files 2000]

The library holds ``patients`` of ten instances each that exist only there, and one series of ``frames`` instances that
are ``files`` small DICOM files, so that thumbnails are really decoded. The scan beside is left out: it would find that
most files are not there. Everything is measured in the real window, offscreen: a frame is the time from moving the
scroll bar until everything that waits is done, thumbnails that arrive included. On a machine that is busy with other
things the clock tells of them too: the load is printed, and the window's own work (CPU) in its longest turn beside it.
Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

LIMITS = {
    "tree_s": 1.0,
    "first_thumbnail_ms": 300.0,
    "grid_p99_ms": 33.0,
    "strip_p99_ms": 33.0,
    "search_word_ms": 300.0,
    "search_term_ms": 300.0,
    "longest_call_ms": 50.0,
    "longest_cpu_ms": 50.0,
    "peak_rss_mb": 600.0,
}
FRAME_S = 1 / 60


def write_files(folder: Path, count: int) -> list[Path]:
    from conftest import write_dicom

    pixels = np.random.default_rng(0).integers(0, 4000, (128, 128), np.uint16)
    return [
        write_dicom(folder / f"{number:05}.dcm", pixels=np.roll(pixels, number, 1), PatientID="Large")
        for number in range(count)
    ]


def records(folder: Path, patients: int, frames: int, files: list[Path]) -> Iterator[Any]:
    from medxfer_gui.library.records import InstanceRecord

    def make(path: Path, uid: str, series: str, study: str, patient: str, number: int) -> InstanceRecord:
        return InstanceRecord(
            *(path, "dicom", "", uid, series, study, patient),
            *(1, 128, 128, 1),
            modality="CT",
            study_date="20240131",
            series_description=f"Axial {patient}",
            series_number=1,
            instance_number=number,
            manufacturer="GE" if int(patient[-1]) % 2 else "Siemens",
            position=float(number),
        )

    for patient in range(patients):
        for number in range(10):
            uid = f"1.2.{patient}.{number}"
            path = folder / f"{patient}" / f"{number}.dcm"
            yield make(path, uid, f"1.3.{patient}", f"1.4.{patient}", f"Patient{patient}", number)
    for number in range(frames):
        path = files[number % len(files)]
        yield make(path, f"1.5.{number}", "1.6", "1.7", "Zlarge0", number)


def fill_library(home: Any, folder: Path, given: argparse.Namespace) -> None:
    from medxfer_gui.library.store import Library

    files = write_files(folder / "files", given.files)
    with Library(home.library) as library:
        library.replace_folder(folder, records(folder, given.patients, given.frames, files), [])


def scan_nothing(folder: Path, home: Any, *, on_event: Any, cancel: Any) -> Any:
    while True:
        cancel.raise_if_cancelled()
        time.sleep(0.02)


class Watch:
    """Longest time the event loop was kept from going round, in ms: by the clock, and by the thread's own work."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self.longest = self.longest_cpu = 0.0

    def turn(self) -> None:
        began, worked = time.perf_counter(), time.thread_time()
        self._application.processEvents()
        self.longest = max(self.longest, (time.perf_counter() - began) * 1000)
        self.longest_cpu = max(self.longest_cpu, (time.thread_time() - worked) * 1000)

    def until(self, done: Callable[[], bool], limit: float = 30.0) -> float:
        """Seconds until ``done``, or an error after ``limit``."""
        began = time.perf_counter()
        while not done():
            self.turn()
            time.sleep(0.0005)
            if time.perf_counter() - began > limit:
                raise TimeoutError(done)
        return time.perf_counter() - began


def scrolled(watch: Watch, bar: Any, step: int, frames: int) -> list[float]:
    """Times of frames in ms while a scroll bar goes down and up."""
    times, direction = [], 1
    for _ in range(frames):
        began = time.perf_counter()
        if not bar.minimum() <= bar.value() + direction * step <= bar.maximum():
            direction = -direction
        bar.setValue(bar.value() + direction * step)
        watch.turn()
        taken = time.perf_counter() - began
        times.append(taken * 1000)
        while (left := FRAME_S - (time.perf_counter() - began)) > 0:
            time.sleep(min(left, 0.002))
    return sorted(times)


def percentile(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def measure(given: argparse.Namespace, folder: Path) -> dict[str, float]:
    from medxfer_gui.home import open_home
    from medxfer_gui.qt import session as session_module
    from medxfer_gui.qt.app import make_app, make_window

    session_module._index = scan_nothing  # type: ignore[assignment]
    application = make_app()
    window = make_window(application, open_home(folder / "home"))
    session = window.session
    window.resize(1440, 900)
    window.show()
    page: Any = window.pages["browse"]
    watch, found = Watch(application), {}
    watch.until(window.isVisible)
    session.decoders.start()
    watch.turn()
    watch.longest = watch.longest_cpu = 0.0

    session.open_folder(folder)
    found["tree_s"] = watch.until(lambda: page.library.model.rowCount() > 0 and page.library.tree.isVisible())
    watch.until(lambda: session.selection is not None)
    settle(watch, 1.0)
    found["opening_longest_ms"], watch.longest = watch.longest, 0.0

    large = page.catalogue.patients[-1].studies[0].series[0]
    began = time.perf_counter()
    page.library.tree.setCurrentIndex(page.library.model.index_of(("Zlarge0", "1.7", "1.6")))
    strip, store = page.work.strip, page.work.store
    watch.until(lambda: any(store.picture(key, 96) is not None for key in strip.visible_frames()))
    found["first_thumbnail_ms"] = (time.perf_counter() - began) * 1000
    assert large.frames == given.frames
    settle(watch, 1.0)
    found["jump_longest_ms"], watch.longest = watch.longest, 0.0

    arrived: list[object] = []
    store.arrived.connect(arrived.append)
    strip_times = scrolled(watch, strip.horizontalScrollBar(), 60, 400)
    page.work.show_grid(True)
    page.work.bar.size_slider.setValue(96)
    settle(watch, 0.5)
    bar = page.work.grid.verticalScrollBar()
    grid_times = scrolled(watch, bar, 40, 600) + scrolled(watch, bar, 700, 100)
    grid_times.sort()
    found["thumbnails_meanwhile"] = len(arrived)
    for name, times in (("grid", grid_times), ("strip", strip_times)):
        found[f"{name}_p50_ms"], found[f"{name}_p99_ms"] = percentile(times, 0.5), percentile(times, 0.99)
        found[f"{name}_max_ms"] = times[-1]
    page.work.show_grid(False)
    settle(watch, 0.5)
    watch.longest = 0.0

    for name, text in (("word", "axial patient77"), ("term", "Manufacturer=GE"), ("clear", "")):
        began = time.perf_counter()
        before = page.library.model.patients
        session.set_search(text)
        watch.until(lambda before=before: page.library.model.patients is not before)  # type: ignore[misc]
        watch.turn()
        found[f"search_{name}_ms"] = (time.perf_counter() - began) * 1000
        settle(watch, 0.3)
    session.set_privacy(False)
    watch.turn()
    session.set_privacy(True)
    settle(watch, 0.3)
    found["search_longest_ms"] = watch.longest
    found["longest_call_ms"] = max(found[f"{name}_longest_ms"] for name in ("opening", "jump", "search"))
    found["longest_cpu_ms"] = watch.longest_cpu
    found["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window.close()
    return found


def settle(watch: Watch, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        watch.turn()
        time.sleep(0.001)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=9000)
    parser.add_argument("--frames", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--in", dest="folder", type=Path, help="measure a library that was made before")
    given = parser.parse_args()
    if given.folder is not None:
        print(json.dumps(measure(given, given.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        from medxfer_gui.home import open_home

        fill_library(open_home(Path(name) / "home"), Path(name), given)
        # The library is filled in this process, the window has one of its own: memory is that of the window alone.
        import subprocess

        options = [f"--{key}={getattr(given, key)}" for key in ("patients", "frames", "files")]
        answer = subprocess.run(
            [sys.executable, __file__, "--in", name, *options], capture_output=True, text=True, check=False
        )
        if answer.returncode:
            sys.exit(answer.stderr)
        found = json.loads(answer.stdout.splitlines()[-1])
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':24}{'measured':>10}{'limit':>8}")
    for key, value in found.items():
        limit = f"{LIMITS[key]:8.0f}" if key in LIMITS else ""
        print(f"{key:24}{value:10.1f}{limit}")
    print(json.dumps({"benchmark": "browser", **found}))


if __name__ == "__main__":
    main()
