"""What stands above the images: stack or grid, which images, how many, and how large."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSlider, QToolButton

from medxfer_gui.qt.browser.frame_scope import FrameScope
from medxfer_gui.qt.browser.words import images_text
from medxfer_gui.qt.widgets.text import ElidedLabel

SMALLEST, LARGEST, USUAL = 64, 256, 128
_STEP = 16


class ScopeBar(QFrame):
    """Chooses the view and the scope of a `FrameScope`."""

    grid_chosen = Signal(bool)
    """Whether the grid is wanted in place of the stack."""
    cell_chosen = Signal(int)
    """Side of a picture in the grid, in pixels."""

    def __init__(self, scope: FrameScope) -> None:
        super().__init__()
        self.setObjectName("scopeBar")
        self._scope = scope
        self._views, self._kinds = QButtonGroup(self), QButtonGroup(self)
        self.stack = _choice(self.tr("Stack"), self.tr("One image after the other (G)"), self._views)
        self.grid = _choice(self.tr("Grid"), self.tr("Many small images at once (G)"), self._views)
        self.kinds = {
            "series": _choice(self.tr("Series"), self.tr("The images of this series"), self._kinds),
            "study": _choice(self.tr("Study"), self.tr("The images of this study"), self._kinds),
            "patient": _choice(self.tr("Patient"), self.tr("All images of this patient"), self._kinds),
            "all": _choice("", self.tr("All images of the folder, or of what the search has found"), self._kinds),
            "rows": _choice("", self.tr("The images of the rows that are selected in the tree"), self._kinds),
        }
        for kind, tool in self.kinds.items():
            tool.setProperty("kind", kind)
        self.count = ElidedLabel("", "muted", Qt.TextElideMode.ElideRight)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setSingleStep(_STEP)
        self.size_slider.setPageStep(2 * _STEP)
        self.size_slider.setValue(USUAL)
        self.size_slider.setFixedWidth(88)
        self.size_slider.setToolTip(self.tr("Size of the images"))
        self.size_slider.setAccessibleName(self.tr("Size of the images"))
        self._lay_out()
        self._views.buttonClicked.connect(self._on_view_clicked)
        self._kinds.buttonClicked.connect(self._on_kind_clicked)
        self.size_slider.valueChanged.connect(self.cell_chosen)
        scope.changed.connect(self.show_scope)
        self.show_grid(False)
        self.show_scope()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 3, 10, 3)
        layout.setSpacing(2)
        layout.addWidget(self.stack)
        layout.addWidget(self.grid)
        layout.addSpacing(12)
        for tool in self.kinds.values():
            layout.addWidget(tool)
        layout.addWidget(self.count, 1)
        layout.addSpacing(8)
        layout.addWidget(self.size_slider)

    def show_grid(self, grid: bool) -> None:
        """Show which view is chosen."""
        (self.grid if grid else self.stack).setChecked(True)
        self.size_slider.setVisible(grid)

    def show_scope(self) -> None:
        """Show which scope is chosen, and how many images it has."""
        scope = self._scope
        self.kinds["all"].setText(self.tr("Everything found") if scope.is_narrowed else self.tr("Everything"))
        self.kinds["rows"].setVisible(bool(scope.rows))
        self.kinds["rows"].setText(self.tr("{n} selected").format(n=f"{len(scope.rows):,}"))
        self.kinds[scope.kind].setChecked(True)

    def show_count(self, frames: int) -> None:
        """Show how many images there are."""
        self.count.set_full_text(images_text(frames))

    def _on_view_clicked(self, tool: QToolButton) -> None:
        self.grid_chosen.emit(tool is self.grid)

    def _on_kind_clicked(self, tool: QToolButton) -> None:
        self._scope.choose(tool.property("kind"))


def _choice(text: str, tooltip: str, group: QButtonGroup) -> QToolButton:
    """One of several views or scopes; of a group one is checked."""
    result = QToolButton()
    result.setText(text)
    result.setToolTip(tooltip)
    result.setCheckable(True)
    result.setProperty("choice", True)
    group.addButton(result)
    return result
