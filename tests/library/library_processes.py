"""What the tests run in processes of their own: ``python library_processes.py ACTION LIBRARY FOLDER``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Event


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def index_again_and_again(library: Library, folder: Path) -> None:
    """Index five times, with one file that comes and goes, so that there is something to write."""
    moving = next(path for path in sorted(folder.rglob("*.dcm")))
    for number in range(5):
        moving.touch()
        index_folder(folder, library)
        say(number)


def read_on(library: Library, folder: Path) -> None:
    """Read for three seconds; whatever is written meanwhile, nothing may fail."""
    say("reading")
    ends = time.monotonic() + 3
    while time.monotonic() < ends:
        instances = sum(patient.instances for patient in library.tree(folder))
        assert instances in (0, 18)
        for record in library.instances(folder):
            assert library.stack_of(record.sop_instance_uid, folder) is not None


def stop_while_updating(library: Library, folder: Path) -> None:
    """Say so once the update of the library has begun, and stay there."""

    def on_event(event: Event) -> None:
        if getattr(event, "message", "") == "Updating the library":
            say("updating")
            time.sleep(60)

    index_folder(folder, library, on_event=on_event)


if __name__ == "__main__":
    actions = {action.__name__: action for action in (index_again_and_again, read_on, stop_while_updating)}
    with Library(Path(sys.argv[2])) as opened:
        actions[sys.argv[1]](opened, Path(sys.argv[3]))
