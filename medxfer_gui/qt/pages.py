"""The stages of the window, in the order of the work."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from medxfer_gui.qt.page import Page
from medxfer_gui.qt.session import Session


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page that may not be loaded yet: what the rail needs to know of it, and where its class is.

    ``title`` is English, translated in the context ``Page``; ``place`` is ``module:class``. A page's module is imported
    when it is first shown, so that the window is on screen before plots and tables are loaded.
    """

    name: str
    title: str
    icon: str
    place: str

    def make(self, session: Session) -> Page:
        """Import the page's class and build the page."""
        module, name = self.place.split(":")
        page: Page = getattr(importlib.import_module(module), name)(session)
        return page


PAGES = (
    PageEntry(
        "browse",
        str(QT_TRANSLATE_NOOP("Page", "Browse")),
        "mdi6.image-multiple-outline",
        "medxfer_gui.qt.browser.page:BrowserPage",
    ),
    PageEntry(
        "cohort",
        str(QT_TRANSLATE_NOOP("Page", "Cohort")),
        "mdi6.account-group-outline",
        "medxfer_gui.qt.cohort.page:CohortPage",
    ),
    PageEntry(
        "train", str(QT_TRANSLATE_NOOP("Page", "Train")), "mdi6.chart-line", "medxfer_gui.qt.training.page:TrainingPage"
    ),
    PageEntry(
        "evaluate",
        str(QT_TRANSLATE_NOOP("Page", "Evaluate")),
        "mdi6.chart-bell-curve",
        "medxfer_gui.qt.evaluation.page:EvaluationPage",
    ),
    PageEntry(
        "runs", str(QT_TRANSLATE_NOOP("Page", "Runs")), "mdi6.format-list-bulleted", "medxfer_gui.qt.runs.page:RunsPage"
    ),
)
