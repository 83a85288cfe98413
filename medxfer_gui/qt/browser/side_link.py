"""Two sides that go together: through their stacks, in zoom and place, and in the window of one modality."""

from __future__ import annotations

from PySide6.QtCore import QObject

from medxfer_gui.dicom.windows import Window
from medxfer_gui.qt.browser.images import ImageKey
from medxfer_gui.qt.browser.side import Side
from medxfer_gui.qt.viewer.link import counterpart, go_together, offset_between
from medxfer_gui.qt.viewer.tools import ToolName
from medxfer_gui.qt.viewer.viewport import Viewport


class SideLink(QObject):
    """Says where one side has to be when the other has moved, as long as two are compared and the link is `on`."""

    def __init__(self, first: Side, second: Side, parent: QObject) -> None:
        super().__init__(parent)
        self.on = True
        self.is_comparing = False
        self.is_network = False
        self._sides = (first, second)
        self._offset: float | None = None
        for side in self._sides:
            side.view.viewport_changed.connect(self._on_viewport_changed)
            side.view.window_changed.connect(self._on_window_changed)
            side.view.tool_changed.connect(self._on_tool_changed)

    @property
    def _is_held(self) -> bool:
        return self.on and (self.is_comparing or self.is_network)

    @property
    def moves_both(self) -> bool:
        """Whether scrolling one side moves the other, where the link is on."""
        first, second = (side.stack_place for side in self._sides)
        if first is None or second is None:
            return True  # not known yet
        return go_together(first, len(self._sides[0].stack), second, len(self._sides[1].stack))

    def align(self) -> None:
        """Have the second side at the zoom and place of the first."""
        viewport = self._sides[0].view.viewport
        if self._is_held and viewport is not None:
            self._sides[1].view.follow(viewport)

    def forget(self) -> None:
        """One of the stacks is another one."""
        self._offset = None

    def take(self, here: Side, there: Side) -> None:
        """Take how far the sides are apart now for how far they are to stay apart."""
        first, second = here.stack_place, there.stack_place
        self._offset = offset_between(first, second) if first is not None and second is not None else None

    def key_beside(self, here: Side, there: Side) -> ImageKey | None:
        """The frame of ``there`` that belongs to the one ``here``; None where it is to stay where it is."""
        first, second = here.stack_place, there.stack_place
        if not self._is_held or first is None or second is None:
            return None
        if self._offset is None:
            self._offset = offset_between(first, second)
            if self._offset:  # they go on from where they are now
                return None
        return there.key_at(counterpart(first, second, len(there.stack), self._offset))

    def _on_viewport_changed(self, viewport: Viewport) -> None:
        if self._is_held:
            self._pair_of(self.sender())[1].view.follow(viewport)

    def _on_window_changed(self, window: Window) -> None:
        """The window goes with the other only where both show one modality."""
        source, target = self._pair_of(self.sender())
        if not self._is_held or source.prepared is None or target.prepared is None:
            return
        is_same = source.prepared.loaded.record.modality == target.prepared.loaded.record.modality
        if is_same and target.view.window_shown != window:
            target.view.set_window(window)

    def _on_tool_changed(self, name: ToolName) -> None:
        """One tool for both sides: the next drag may begin on either."""
        for side in self._sides:
            if side.view.tool != name:
                side.view.set_tool(name)

    def _pair_of(self, view: object) -> tuple[Side, Side]:
        """The side of a view, and the one beside it."""
        first, second = self._sides
        return (second, first) if view is second.view else (first, second)
