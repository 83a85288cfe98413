"""Start, stop, resume, evaluate: the buttons below the set-up, of which one is the next sensible step."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medxfer_gui.qt.training.trainer import Phase
from medxfer_gui.qt.widgets.buttons import button
from medxfer_gui.qt.widgets.text import set_style_property, wrapped


class TrainingActions(QWidget):
    """Buttons by phase. What cannot be done now is not shown."""

    start_wanted = Signal()
    """Train a new run."""
    stop_wanted = Signal()
    """End the run at this batch."""
    resume_wanted = Signal()
    """Continue the run from its last checkpoint."""
    evaluate_wanted = Signal()
    """Look at how good the run is."""

    def __init__(self) -> None:
        super().__init__()
        self._words = wrapped("", "muted")
        self.start = self._button(self.tr("Start training"), self.start_wanted)
        self.start.setToolTip(self.tr("Trains a new run as it is set up above; other runs stay as they are"))
        self.stop = self._button(self.tr("Stop"), self.stop_wanted)
        self.stop.setToolTip(self.tr("Ends at this batch and writes a checkpoint; Resume continues from it"))
        self.resume = self._button(self.tr("Resume"), self.resume_wanted)
        self.resume.setToolTip(self.tr("Continues from the last checkpoint"))
        self.evaluate = self._button(self.tr("Evaluate"), self.evaluate_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.evaluate, self.resume, self.start, self.stop):
            row.addWidget(widget, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addLayout(row)

    def show_phase(self, phase: Phase, has_cohort: bool, can_resume: bool) -> None:
        """Offer what can be done in ``phase``."""
        busy = phase in ("preparing", "running", "stopping")
        resumable = can_resume and not busy and phase != "idle"
        self.start.setVisible(not busy)
        self.start.setEnabled(has_cohort)
        self.stop.setVisible(busy)
        self.stop.setEnabled(phase != "stopping")
        self.stop.setText(self.tr("Stopping…") if phase == "stopping" else self.tr("Stop"))
        self.resume.setVisible(resumable)
        self.evaluate.setVisible(phase == "finished")
        first = self.evaluate if phase == "finished" else self.resume if resumable else self.start
        for widget in (self.start, self.resume, self.evaluate):
            set_style_property(widget, "primary", widget is first)
        self._words.setText(self._explanation(phase, has_cohort))
        self._words.setVisible(bool(self._words.text()))

    def _explanation(self, phase: Phase, has_cohort: bool) -> str:
        if phase in ("preparing", "running"):
            return self.tr(
                "Stop ends at this batch and keeps a checkpoint. Training goes on when you close the window."
            )
        if phase == "stopping":
            return self.tr("This batch ends, then a checkpoint is written.")
        if not has_cohort:
            return self.tr("Training needs a cohort: open a folder and choose its labels.")
        return ""

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        result = button(text)
        result.clicked.connect(signal)
        return result
