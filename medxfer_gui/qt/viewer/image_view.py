"""The image with mouse and keys: tools for the left button, wheel, context menu, and the commands that act on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent

from medxfer_gui.qt.viewer.image_canvas import ImageCanvas
from medxfer_gui.qt.viewer.marks import MarkBook
from medxfer_gui.qt.viewer.tools import TOOLS, PanTool, Tool, ToolName
from medxfer_gui.qt.viewer.view_commands import ViewCommands

ZOOM_STEP = 1.15
_WHEEL_STEP = 120


class ImageView(ImageCanvas):
    """Shows a `ShownFrame`, and does what mouse and keys ask for.

    Parameters
    ----------
    commands
        The commands that act on it; None: it has its own.
    book
        Where its marks are kept; None: it has its own.
    """

    stepped = Signal(int)
    """The wheel or a key asks for another frame of the stack: how many on (positive) or back."""
    end_requested = Signal(bool)
    """Home or End asks for the first (False) or last (True) frame."""
    tool_changed = Signal(str)
    """Name of the tool that the left button works with."""
    activated = Signal()
    """The user pressed a button in it."""

    def __init__(self, commands: ViewCommands | None = None, book: MarkBook | None = None) -> None:
        super().__init__(book or MarkBook())
        self._tool: Tool = TOOLS["window"]()
        self._drag: Tool | None = None
        self._drag_from = QPointF()
        self._wheel = 0
        self.commands = commands or ViewCommands(self)
        if commands is None:
            self.commands.set_view(self)
        self.state_changed.connect(self.commands.refresh)

    @property
    def tool(self) -> ToolName:
        """What a drag with the left button does."""
        return self._tool.name

    def set_tool(self, name: ToolName) -> None:
        """Have a drag with the left button do something else."""
        self._tool = TOOLS[name]()
        self.setCursor(self._tool.cursor)
        self.tool_changed.emit(name)
        self.commands.refresh()

    def leave_mode(self) -> None:
        """Let go of what is being drawn, else go back to the window tool."""
        if self.marking.is_drawing:
            self._drag = None
            self.marking.cancel()
        else:
            self.marking.cancel()
            self.set_tool("window")

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()
        self._drag_from = event.position()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.MiddleButton or (event.button() == Qt.MouseButton.LeftButton and shifted):
            self._drag = PanTool()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position())

    def _press(self, point: QPointF) -> None:
        """An end of a ruler can be taken hold of whatever the tool."""
        if self._viewport is not None and self.marking.grab(self._viewport, point):
            self._drag = TOOLS["ruler"]()
            return
        self._drag = self._tool
        self._drag.press(self, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        by = event.position() - self._drag_from
        self._drag_from = event.position()
        if self._drag is not None and not by.isNull():
            self._drag.drag(self, event.position(), by)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.release(self)
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool in ("probe", "ruler"):
            self.mousePressEvent(event)
            return
        self._drag = None
        self.fit()

    def leaveEvent(self, event: object) -> None:
        self._pointer = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turned / _WHEEL_STEP), event.position())
            return
        self._wheel += turned  # a touchpad turns in small parts
        steps = int(self._wheel / _WHEEL_STEP)
        if steps:
            self._wheel -= steps * _WHEEL_STEP
            self.stepped.emit(-steps)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.activated.emit()
        self.commands.context_menu(self).popup(event.globalPos())
