"""Fixtures of the window's tests: offscreen, a warning of Qt fails the test, and so does a thread left running."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

import pytest

pytest.importorskip("PySide6.QtWidgets")

from demo_run import DemoRun
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
from medxfer_gui.config.run import RunConfig
from medxfer_gui.demo import write_demo_cohort
from medxfer_gui.home import Home, open_home
from medxfer_gui.qt.browser.images import Decoders
from medxfer_gui.qt.garbage import GuiThreadCollector
from medxfer_gui.qt.job import running_jobs
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.theme import apply_theme
from medxfer_gui.side_process.process import SideProcess
from medxfer_gui.training.launch import prepare_run


@pytest.fixture(scope="session", autouse=True)
def _garbage_goes_on_this_thread(qapp: QObject) -> Iterator[None]:
    """As in the program: no widget is destroyed by a worker that happens to allocate."""
    collector = GuiThreadCollector(qapp)
    collector.start()
    yield
    collector.stop()


@pytest.fixture(autouse=True)
def _no_thread_is_left(qapp: object) -> Iterator[None]:
    """Every job has ended when its test has; what a test leaves is asked to stop first."""
    yield
    for job in running_jobs():
        job.cancel()
    deadline = time.monotonic() + 10
    left = running_jobs()
    while left and time.monotonic() < deadline:
        left[0].wait(1000)
        qapp.processEvents()  # type: ignore[attr-defined]
        left = running_jobs()
    assert not left, f"still running: {[job.title for job in left]}"


@pytest.fixture(scope="session")
def compute() -> Iterator[SideProcess]:
    """One process beside all tests: torch is imported there once."""
    process = SideProcess()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def decoders() -> Iterator[Decoders]:
    """The decoding processes of all tests."""
    processes = Decoders()
    yield processes
    processes.stop()


@pytest.fixture
def session(qtbot: QtBot, home: Home, compute: SideProcess, decoders: Decoders) -> Session:
    """A session on a fresh data folder, in English and dark whatever the desktop has."""
    result = Session(home)
    result.compute, result.decoders = compute, decoders
    result.preferences.language, result.preferences.scheme = "en", "dark"
    return result


@pytest.fixture
def window(qtbot: QtBot, session: Session, qapp: object) -> Iterator[MainWindow]:
    """The main window, on screen."""
    session.set_tokens(apply_theme(qapp, "dark"))  # type: ignore[arg-type]
    result = MainWindow(session)
    result.resize(1280, 800)
    result.show()
    qtbot.waitExposed(result)
    yield result
    session.run = None  # a run that goes on would ask before the window closes
    result.close()
    result.deleteLater()
    # Windows that wait for their end slow down every later change of the style sheet.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dicom_folder(tmp_path: Path, make_dicom: object) -> Path:
    """Two patients: one with a CT stack of three frames, one with a single MONOCHROME1 image; and a text file."""
    import numpy as np

    folder = tmp_path / "images"
    for number in range(3):
        pixels = np.full((32, 48), 1000 + 100 * number, np.uint16)
        make_dicom(  # type: ignore[operator]
            folder / "a" / f"{number}.dcm",
            pixels=pixels,
            PatientID="ANNA-1",
            Modality="CT",
            SeriesNumber=2,
            SeriesDescription="Axial",
            InstanceNumber=number + 1,
            ImagePositionPatient=[0, 0, 10.0 * number],
            ImageOrientationPatient=[1, 0, 0, 0, 1, 0],
            PixelSpacing=[2, 1],
            RescaleIntercept=-1024,
            RescaleSlope=1,
            StudyDescription="Chest",
        )
    ramp = np.arange(64, dtype=np.uint8).reshape(8, 8)
    make_dicom(folder / "b" / "0.dcm", pixels=ramp, PatientID="BERTA-2", PhotometricInterpretation="MONOCHROME1")  # type: ignore[operator]
    (folder / "notes.txt").write_text("no image", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> DemoRun:
    """One for all tests, which must not change it."""
    from medxfer_gui.training.train import train_run

    folder = tmp_path_factory.mktemp("demo")
    home = open_home(folder / "home")
    demo = write_demo_cohort(folder / "data", patients=16)
    dataset = DatasetConfig(folder=demo.folder, labels=demo.labels, preprocessing=Preprocessing(size=64))
    run = prepare_run(RunConfig(name="Demo", dataset=dataset), home)
    train_run(run, home)
    return DemoRun(home, dataset, run)
