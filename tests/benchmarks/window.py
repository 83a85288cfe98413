"""How soon the window shows, and how freely it moves while a run trains.

    python tests/benchmarks/window.py [--folder DICOM --labels CSV] [--epochs 3] [--size 128]

Start: a fresh process, from its first line to the first paint, best and median of five; the limit is 1.5 s. Gaps: a
10 ms timer on the window's thread while a whole-network run trains in its worker and the curves follow; the limits are
p99 < 30 ms and no gap > 100 ms. Without a folder the synthetic cohort is used. Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

START = """
import time; began = time.perf_counter()
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from medxfer_gui.qt import app
from medxfer_gui.qt.main_window import MainWindow
from PySide6.QtWidgets import QApplication
first_paint = MainWindow.event
def event(self, e):
    if e.type() == e.Type.Paint and not getattr(self, 'painted', False):
        self.painted = True
        print(time.perf_counter() - began, 'torch' in sys.modules, flush=True)
        QTimer.singleShot(0, QApplication.instance().quit)
    return first_paint(self, e)
MainWindow.event = event
from medxfer_gui.home import open_home
app.main_gui(None, open_home(Path(sys.argv[1])), None)
"""


def start_seconds(folder: Path) -> list[float]:
    found = []
    for number in range(5):
        answer = subprocess.run(
            [sys.executable, "-c", START, str(folder / f"start{number}")], capture_output=True, text=True, check=True
        )
        seconds, with_torch = answer.stdout.split()
        assert with_torch == "False", "torch was imported before the window showed"
        found.append(float(seconds))
    return found


def gaps_while_training(given: argparse.Namespace, folder: Path) -> list[float]:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
    from medxfer_gui.config.recipe import FineTuneRecipe
    from medxfer_gui.config.run import RunConfig
    from medxfer_gui.demo import write_demo_cohort
    from medxfer_gui.home import open_home
    from medxfer_gui.qt.main_window import MainWindow
    from medxfer_gui.qt.session import Session
    from medxfer_gui.training.launch import launch_worker, prepare_run

    home = open_home(folder / "home")
    images, labels = given.folder, given.labels
    if images is None:
        demo = write_demo_cohort(folder / "demo")
        images, labels = demo.folder, demo.labels
    dataset = DatasetConfig(folder=images, labels=labels, preprocessing=Preprocessing(size=given.size))
    run = prepare_run(RunConfig(dataset=dataset, recipe=FineTuneRecipe(mode="full", epochs=given.epochs)), home)
    application = QApplication([])
    session = Session(home)
    window = MainWindow(session)
    window.resize(1440, 900)
    window.show()
    session.show_page("train")
    launch_worker(run, home)
    session.set_run(run)
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
        if len(gaps) % 50 == 0 and run.state().status != "running":
            application.quit()

    def begin() -> None:
        nonlocal last
        last = time.perf_counter()
        timer.start(10)

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    QTimer.singleShot(1500, begin)  # the pages are made by then; what follows is the run
    application.exec()
    state = run.state()
    assert state.status == "finished", state.message
    session.run = None
    window.close()
    return gaps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--size", type=int, default=128)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        starts = start_seconds(Path(name))
        gaps = sorted(gaps_while_training(given, Path(name)))
    p99, longest = gaps[int(len(gaps) * 0.99)], gaps[-1]
    print(f"{'':34}{'measured':>10}{'limit':>8}")
    print(f"{'start to first paint, median, s':34}{statistics.median(starts):10.2f}{1.5:8.1f}")
    print(f"{'start to first paint, best, s':34}{min(starts):10.2f}{1.5:8.1f}")
    print(f"{'timer gap while training, p50, ms':34}{gaps[len(gaps) // 2]:10.1f}")
    print(f"{'timer gap while training, p99, ms':34}{p99:10.1f}{30:8.0f}")
    print(f"{'timer gap while training, max, ms':34}{longest:10.1f}{100:8.0f}")
    values = {"start_s": starts, "gap_p99_ms": p99, "gap_max_ms": longest, "ticks": len(gaps)}
    print(json.dumps({"benchmark": "window", **values}))


if __name__ == "__main__":
    main()
