"""The bar of a stack: play, where one is in it, how fast it plays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QLabel, QSlider, QToolButton

from medxfer_gui.dicom.cine import FASTEST, SLOWEST
from medxfer_gui.qt.widgets.text import label

_RATE_WIDTH = 108


class CineBar(QFrame):
    """Hidden where there is one frame only; its room stays, so that the image keeps its size from series to series."""

    moved = Signal(int)
    """The user went to another frame, from 0."""
    rate_chosen = Signal(float)
    """Frames a second."""

    def __init__(self, play: QAction) -> None:
        super().__init__()
        self.setObjectName("viewTools")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.play = QToolButton()
        self.play.setDefaultAction(play)
        self.play.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Position in the stack"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys step through the stack already
        self.rate = QDoubleSpinBox()
        self.rate.setRange(SLOWEST, FASTEST)
        self.rate.setDecimals(1)
        self.rate.setSuffix(self.tr(" / s"))
        self.rate.setAccessibleName(self.tr("Frames per second"))
        self.rate.setToolTip(self.tr("Frames per second"))
        self.rate.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.rate.setKeyboardTracking(False)
        self.rate.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.rate.setFixedWidth(_RATE_WIDTH)
        self._place: QLabel = label("", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._place)
        layout.addWidget(self.rate)
        self.slider.valueChanged.connect(self._on_moved)
        self.rate.valueChanged.connect(self.rate_chosen)
        self.show_place(None, 0)

    def show_place(self, number: int | None, count: int) -> None:
        """Show which frame of how many is seen."""
        self.setVisible(count > 1)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(count - 1, 0))
        self.slider.setValue(number or 0)
        self.slider.blockSignals(False)
        self._place.setText(f"{(number or 0) + 1} / {count}")
        self._place.setMinimumWidth(self._place.fontMetrics().horizontalAdvance(f"{count} / {count}"))

    def show_rate(self, rate: float) -> None:
        """Show how fast it plays."""
        self.rate.blockSignals(True)
        self.rate.setValue(rate)
        self.rate.blockSignals(False)

    def _on_moved(self, number: int) -> None:
        self.moved.emit(number)
