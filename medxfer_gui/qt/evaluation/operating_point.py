"""The operating point of a binary task, to be moved and put back."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSizePolicy, QSlider

from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.text import ElidedLabel, label

_STEPS = 1000
_SLIDER = 140


class OperatingPoint(Card):
    """A slider over [0, 1]; the threshold that was chosen on validation is one press away."""

    threshold_changed = Signal(float)
    """The user moved the operating point."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = 0.5
        self._value = 0.5
        self._origin_text = ""
        self._field = QDoubleSpinBox()
        self._field.setRange(0.0, 1.0)
        self._field.setDecimals(3)
        self._field.setSingleStep(0.01)
        self._field.setKeyboardTracking(False)
        self._field.lineEdit().setTextMargins(6, 0, 0, 0)
        self._field.setAccessibleName(self.tr("Operating point"))
        self._origin = ElidedLabel("", "muted", Qt.TextElideMode.ElideRight)
        self._origin.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # the slider takes the rest
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setMinimumWidth(_SLIDER)
        self._slider.setPageStep(_STEPS // 20)
        self._slider.setAccessibleName(self.tr("Operating point"))
        self._reset = link_button(self.tr("Reset"), self.tr("Back to the threshold that was chosen on validation"))
        self._slider.valueChanged.connect(self._on_slid)
        self._field.valueChanged.connect(self._on_typed)
        self._reset.clicked.connect(self._on_reset)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self.tr("Operating point"), "strong"))
        row.addWidget(self._field)
        row.addWidget(self._origin)
        row.addWidget(self._slider, 1)
        row.addWidget(self._reset)
        self.body.addLayout(row)

    @property
    def threshold(self) -> float:
        """The operating point that is shown."""
        return self._value

    @property
    def is_moved(self) -> bool:
        """Whether it is another than the chosen one."""
        return self._value != self._chosen

    def set_chosen(self, threshold: float, origin: str) -> None:
        """Show the threshold that the evaluation was made at, and how it was chosen."""
        self._chosen, self._origin_text = threshold, translate_core(origin)
        self._show(threshold)

    def move_to(self, threshold: float) -> None:
        """Move as the user does."""
        self._show(min(max(threshold, 0.0), 1.0))
        self.threshold_changed.emit(self._value)

    def _show(self, threshold: float) -> None:
        self._value = threshold
        with QSignalBlocker(self._slider), QSignalBlocker(self._field):
            self._slider.setValue(round(threshold * _STEPS))
            self._field.setValue(threshold)
        self._reset.setEnabled(self.is_moved)
        self._origin.set_full_text(
            self.tr("moved by hand; chosen was {threshold}").format(threshold=f"{self._chosen:.3f}")
            if self.is_moved
            else self._origin_text
        )

    def _on_slid(self, position: int) -> None:
        self.move_to(position / _STEPS)

    def _on_typed(self, value: float) -> None:
        self.move_to(value)

    def _on_reset(self) -> None:
        self.move_to(self._chosen)
