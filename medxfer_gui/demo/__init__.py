"""The embedded cohort: generated chest radiographs with and without faint nodules, all marked synthetic."""

from medxfer_gui.demo.cohort import DemoCohort, write_demo_cohort

__all__ = ["DemoCohort", "write_demo_cohort"]
