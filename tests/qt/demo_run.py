"""A trained run that several tests of the window look at."""

from __future__ import annotations

from dataclasses import dataclass

from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.home import Home
from medxfer_gui.runs.run import Run


@dataclass(frozen=True)
class DemoRun:
    """A data folder with the synthetic cohort indexed, and a finished run in quick mode on it, made by the core."""

    home: Home
    dataset: DatasetConfig
    run: Run
