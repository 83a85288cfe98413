"""What became of every file of the folder: a card with counts, and a table with the reasons."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from medxfer_gui.qt.browser.catalogue import Catalogue
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.table_dialog import TableDialog
from medxfer_gui.qt.widgets.text import chip, label, wrapped

_NAMED_PROBLEMS = 2


class IntakeCard(Card):
    """How many files are ready, came in with a note, or were skipped."""

    show_requested = Signal()
    """The user wants the table."""

    def __init__(self) -> None:
        super().__init__()
        self._files = chip("")
        self.add_heading(self.tr("Intake report"), self._files)
        self._ready = label("", state="good")
        self._noted = label("", state="attention")
        self._skipped = label("", state="bad")
        self._reasons = wrapped("", "muted")
        self._show = link_button(self.tr("Show"), self.tr("Every file that was skipped or has a note, with the reason"))
        self._show.clicked.connect(self.show_requested)
        line = QHBoxLayout()
        line.addWidget(self._show)
        line.addStretch()
        for part in (self._ready, self._noted, self._skipped):
            self.body.addWidget(part)
        self.body.addWidget(self._reasons)
        self.body.addLayout(line)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Count the files of a folder."""
        noted, skipped = len(catalogue.noted), len(catalogue.skipped)
        self._files.setText(self.tr("{n} files").format(n=f"{catalogue.files + skipped:,}"))
        self._ready.setText(self.tr("✓ {n} ready").format(n=f"{catalogue.ready:,}"))
        self._noted.setText(self.tr("! {n} with a note").format(n=f"{noted:,}"))
        self._skipped.setText(self.tr("× {n} skipped").format(n=f"{skipped:,}"))
        self._noted.setVisible(noted > 0)
        self._skipped.setVisible(skipped > 0)
        reasons = most_common_reasons(catalogue)
        self._reasons.setText(reasons)
        self._reasons.setVisible(bool(reasons))
        self._show.setVisible(noted + skipped > 0)


def most_common_reasons(catalogue: Catalogue) -> str:
    """The reasons that keep most files out, with counts; empty when none was skipped."""
    counts = Counter(item.problem for item in catalogue.skipped)
    named = [f"{count:,}× {translate_core(problem)}" for problem, count in counts.most_common(_NAMED_PROBLEMS)]
    return "\n".join(named) + (" …" if len(counts) > _NAMED_PROBLEMS else "")


class IntakeDialog(TableDialog):
    """Every file that was skipped or has a note."""

    def __init__(self, catalogue: Catalogue, folder: Path, parent: QWidget) -> None:
        titles = (_tr("File"), _tr("Problem"), _tr("What to do"), _tr("Detail"))
        rows = [
            (_below(item.path, folder), translate_core(item.problem), translate_core(item.hint), item.detail)
            for item in catalogue.skipped
        ]
        rows += [
            (_below(item.path, folder), translate_core(item.note), _tr("None: it came in"), "")
            for item in catalogue.noted
        ]
        super().__init__(_tr("Intake report"), titles, rows, 2, parent)


def _below(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("IntakeDialog", text)
