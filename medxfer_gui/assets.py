"""Where files that ship with the program are: in the wheel, in a checkout, in a frozen application."""

from __future__ import annotations

import sys
from pathlib import Path

from medxfer_gui.errors import MedxferError


def asset_path(name: str) -> Path:
    """Path of the shipped file ``resources/<name>``.

    Raises
    ------
    MedxferError
        When no installed copy has it: the installation is incomplete.
    """
    package = Path(__file__).parent
    frozen = Path(getattr(sys, "_MEIPASS", package))
    for root in (package / "resources", package.parent / "resources", frozen / "resources"):
        if (root / name).exists():
            return root / name
    raise MedxferError("The program's own file {name} is missing.", "Install medxfer_gui again.", name=name)
