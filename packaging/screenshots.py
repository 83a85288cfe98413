#!/usr/bin/env python3
"""Take pictures of the real window on real images, one of each page, into ``docs/images``.

    python packaging/screenshots.py --folder IMAGES [--labels CSV] [--run RUN] [--home DIR] [--out DIR]
                                    [--size 1440x900] [--scale 1] [--scheme dark] [--search TEXT]

Works without a screen. Identity is masked, whatever the preferences say. With ``--run`` give the folder and labels it
was trained on.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

QUIET_SECONDS = 1.0
"""A page is finished when no job has run for so long."""
LIMIT_SECONDS = 180.0


def parse() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--folder", type=Path, required=True, help="folder of images to open")
    parser.add_argument("--labels", type=Path, help="labels CSV")
    parser.add_argument("--run", type=Path, help="run folder to look at")
    parser.add_argument("--home", type=Path, help="data folder; a fresh one when left out")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "docs" / "images")
    parser.add_argument("--size", default="1440x900", help="size of the window")
    parser.add_argument("--scale", default="1", help="screen pixels to a unit, 2 for a picture of a HiDPI screen")
    parser.add_argument("--scheme", choices=("dark", "light"), default="dark")
    parser.add_argument("--search", default="", help="text for the search field")
    parser.add_argument("--language", choices=("en", "zh_CN"), default="en")
    parser.add_argument("--case", type=int, default=0, help="which case of the evaluation to choose, from 0")
    parser.add_argument("--pages", default="", help="names of the pages, comma between; all when left out")
    return parser.parse_args()


def settle(app: object) -> None:
    """Let the window work until it has been quiet for a while."""
    from PySide6.QtCore import QEventLoop

    from medxfer_gui.qt.job import running_jobs

    started = quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < QUIET_SECONDS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)  # type: ignore[attr-defined]
        time.sleep(0.01)
        if running_jobs():
            quiet_since = time.monotonic()
        if time.monotonic() - started > LIMIT_SECONDS:
            titles = ", ".join(job.title for job in running_jobs())
            raise SystemExit(f"not finished after {LIMIT_SECONDS:.0f} s: {titles}")


def choose_case(window: object, number: int) -> None:
    """Choose a case in the gallery of the evaluation page."""
    from medxfer_gui.qt.evaluation.case_model import CASE_ROLE

    gallery = window.pages["evaluate"].gallery  # type: ignore[attr-defined]
    gallery.choose(gallery.proxy.index(number, 0).data(CASE_ROLE).key)


def main() -> None:
    """Open the window, go through its pages, save a picture of each."""
    given = parse()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = given.scale
    from medxfer_gui.home import open_home
    from medxfer_gui.qt.app import make_app, make_window
    from medxfer_gui.qt.pages import PAGES
    from medxfer_gui.qt.preferences import Preferences
    from medxfer_gui.qt.theme import apply_theme
    from medxfer_gui.runs.run import Run

    home = open_home(given.home or Path(tempfile.mkdtemp(prefix="medxfer-")))
    app = make_app()
    Preferences(home).language = given.language
    window = make_window(app, home)
    session = window.session
    session.set_tokens(apply_theme(app, given.scheme))
    session.set_privacy(True)
    window.resize(*map(int, given.size.split("x")))
    window.show()
    session.open_folder(given.folder.absolute())
    settle(app)
    if given.labels is not None:
        session.choose_labels(given.labels.absolute())
    if given.run is not None:
        session.set_run(Run.open(given.run))
    session.set_search(given.search)
    given.out.mkdir(parents=True, exist_ok=True)
    ending = ("" if given.scheme == "dark" else f"-{given.scheme}") + ("" if given.language == "en" else "-zh")
    wanted = given.pages.split(",") if given.pages else [entry.name for entry in PAGES]
    for name in wanted:
        session.show_page(name)
        settle(app)
        if name == "evaluate" and given.case:
            choose_case(window, given.case)
            settle(app)
        path = given.out / f"{name}{ending}.png"
        window.grab().save(str(path))
        print(path)
    window.close()


if __name__ == "__main__":
    main()
