"""Starting the window as the command line does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from medxfer_gui.home import open_home
from medxfer_gui.qt.app import main_gui, make_app

def look():
    windows = [w for w in QApplication.topLevelWidgets() if hasattr(w, "session")]
    session = windows[0].session
    if session.index is None:
        return
    timer.stop()
    print(session.index.frames, "torch" in sys.modules)
    windows[0].close()

make_app()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
sys.exit(main_gui(folder=Path(sys.argv[1]), home=open_home(Path(sys.argv[2]))))
"""


def start(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(home)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)


def test_window_opens_a_folder_and_ends_cleanly(dicom_folder: Path, tmp_path: Path) -> None:
    done = start(dicom_folder, tmp_path / "own home")
    assert (done.returncode, done.stdout.split()) == (0, ["4", "False"])


def test_start_is_logged(dicom_folder: Path, tmp_path: Path) -> None:
    start(dicom_folder, tmp_path / "own home")
    assert "started" in (tmp_path / "own home" / "medxfer.log").read_text(encoding="utf-8")
