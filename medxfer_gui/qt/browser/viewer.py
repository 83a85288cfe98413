"""The middle of the browser: one image or two beside each other, with tools, and the stacks they belong to."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.frame_store import FrameStore
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.network_side import NetworkSide
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.side import Prepared, Side
from medxfer_gui.qt.browser.side_canvas import SideCanvas
from medxfer_gui.qt.browser.side_link import SideLink
from medxfer_gui.qt.browser.stack_clock import StackClock
from medxfer_gui.qt.browser.stack_positions import PositionsWish
from medxfer_gui.qt.browser.viewer_commands import ViewerCommands
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.viewer.cine_bar import CineBar
from medxfer_gui.qt.viewer.full_screen import FullScreen
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.marks import MarkBook
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.view_tools import ViewTools

Mode = Literal["single", "compare", "network"]

_AHEAD = (1, -1, 2, -2)
_CINE_AHEAD = 12


class Viewer(QWidget):
    """Decodes what is asked for, and its neighbours in the stack, and shows it."""

    loaded = Signal(object)
    """`LoadedImage` now on screen, or None when there is none."""
    chosen = Signal(object)
    """`FrameKey`: the user went to another frame of the stack, or to the other side."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""
    full_screen_left = Signal()
    """The image is in the window again."""

    def __init__(self, reader: ImageReader) -> None:
        super().__init__()
        self.mode: Mode = "single"
        self._store = FrameStore(reader, self)
        self._positions = DecodeQueue("", reader.positions, self)
        self.cine = StackClock(self)
        self.commands = ViewerCommands(self)
        book = MarkBook()
        first, second = (Side(ImageView(self.commands.view_commands, book), self) for _ in range(2))
        self.sides = (first, second)
        self.active = self.sides[0]
        self.link = SideLink(first, second, self)
        self.network = NetworkSide(first, second, self)
        self.bar = CineBar(self.commands.play)
        self.tools = ViewTools(self.commands)
        self.canvas = SideCanvas(first.view, second.view)
        self._full_screen = FullScreen(self.canvas, self)
        self._lay_out()
        self._connect()
        self._activate(self.sides[0])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.tools)

    def _connect(self) -> None:
        self._store.decoded.connect(self._on_decoded)
        self._store.failed.connect(self._on_failed)
        self._positions.decoded.connect(self._on_positions)
        self.cine.due.connect(self._on_due)
        self.cine.running_changed.connect(self._on_running_changed)
        self.cine.rate_changed.connect(self.bar.show_rate)
        self.bar.moved.connect(self._on_slider_moved)
        self.bar.rate_chosen.connect(self.cine.set_rate)
        self.network.shown.connect(self.link.align)
        self._full_screen.left.connect(self._on_full_screen_left)
        for side in self.sides:
            side.view.stepped.connect(self._on_stepped)
            side.view.end_requested.connect(self._on_end_requested)
            side.view.activated.connect(self._on_activated)

    @property
    def view(self) -> ImageView:
        """The view of the active side."""
        return self.active.view

    @property
    def place(self) -> str:
        """Which frame of the stack is looked at."""
        return self.active.place

    @property
    def other(self) -> Side:
        """The side that is not active."""
        return self.sides[1] if self.active is self.sides[0] else self.sides[0]

    # What to show

    def look_at(self, key: ImageKey | None, name: str) -> None:
        """Show a frame of the stack ``name`` on the active side as soon as it is decoded; None: nothing."""
        side = self.active
        if name != side.name:
            self.cine.stop()
            self.link.forget()
        side.go_to(key, name)
        if key is None:
            self._store.want(())
            side.view.show_message("")
            self.loaded.emit(None)
            self._show_place()
            return
        found = self._store.get(key)
        if found is not None:
            side.prepared = found
            self.loaded.emit(found.loaded)
            self._follow()
        else:
            side.view.show_loading()
        self._want()
        self._show_place()

    def set_stack(self, stack: FrameList) -> None:
        """The frames of the stack that is looked at, in order."""
        side = self.active
        is_new = side.stack is not stack
        side.stack = stack
        if is_new and side.key is not None:
            side.positions = ()
            self._positions.want([PositionsWish(side.key.folder, side.name, stack)])
            self.link.forget()
            self.cine.take(side)
        self._want()
        self._show_place()

    def show_image(self, loaded: LoadedImage, shown: ShownFrame) -> None:
        """Put a decoded frame on the active side with its words; neighbours keep window and zoom."""
        side = self.active
        known = (side.prepared, self._store.get(side.key))
        prepared = next((found for found in known if found is not None and found.loaded is loaded), None)
        if prepared is None:  # of the frame before: its words are not to stand on this one
            return
        side.show(prepared, shown)
        self.network.refresh()
        self._show_place()

    def forget(self) -> None:
        """Let go of what was decoded: files may have changed."""
        self.cine.stop()
        self._store.clear()
        for side in self.sides:
            side.forget()

    def empty(self) -> None:
        """Show one side with nothing in it: no image of another folder may stay on any side."""
        self.forget()
        self._store.want(())
        self._positions.want(())
        self.link.forget()
        self.cine.forget()
        for side in self.sides:
            side.empty()
        if self.mode != "single":
            self.set_mode("single")
        self.loaded.emit(None)
        self._show_place()

    def set_names(self, names: PatientNames) -> None:
        """Call the patient of each side by what ``names`` gives for the Patient ID."""
        for side in self.sides:
            side.set_names(names)

    # Decoding

    def _want(self) -> None:
        """The frames that are looked at first, then those that come next."""
        keys = [side.key for side in (self.active, self.other) if side.key is not None]
        steps = range(1, _CINE_AHEAD + 1) if self.cine.is_running else _AHEAD
        number, count = self.active.number, len(self.active.stack)
        if number is not None:
            near = [number + step for step in steps]
            if self.cine.is_running:
                near = [step % count for step in near]  # it begins anew at its end
            keys += [key for n in near if 0 <= n < count and (key := self.active.key_at(n)) is not None]
        self._store.want(keys)

    def _on_decoded(self, key: ImageKey, prepared: Prepared) -> None:
        if key == self.active.key and self.active.prepared is None:
            self.active.prepared = prepared
            self.loaded.emit(prepared.loaded)
            self.cine.take(self.active)
            self._follow()
        if key == self.other.key and self.other.prepared is None and self.mode == "compare":
            self.other.show(prepared)
            self.commands.refresh()

    def _on_failed(self, key: ImageKey, error: Exception) -> None:
        for side in self.sides:
            if key != side.key:
                continue
            if side is self.active:
                self.loaded.emit(None)
            if isinstance(error, MedxferError):
                side.tell_failure(*error_text(error))
            else:
                side.tell_failure(self.tr("This image cannot be shown."))
                self.failed.emit(error)

    def _on_positions(self, wish: PositionsWish, positions: tuple[float, ...]) -> None:
        for side in self.sides:
            if side.stack is wish.frames:
                side.positions = positions
        self.link.take(self.active, self.other)
        self.commands.refresh()

    # Through the stack

    def _on_stepped(self, steps: int) -> None:
        side = self._side_of(self.sender())
        self.cine.stop()
        number = side.number
        if number is not None:
            self._go_to(side, number + steps)

    def _on_end_requested(self, last: bool) -> None:
        side = self._side_of(self.sender())
        self.cine.stop()
        self._go_to(side, len(side.stack) - 1 if last else 0)

    def _on_slider_moved(self, number: int) -> None:
        self.cine.stop()
        self._go_to(self.active, number)

    def _go_to(self, side: Side, number: int) -> None:
        key = side.key_at(number)
        if key is None:
            return
        if side is self.active:
            self.chosen.emit(key.frame_key)
        else:
            self._show_beside(side, key)

    def _show_beside(self, side: Side, key: ImageKey) -> None:
        """Show a frame of the stack a side is in, without choosing it."""
        if key == side.key and side.prepared is not None:
            return
        side.go_to(key, side.name)
        found = self._store.get(key)
        if found is not None:
            side.show(found)
        else:
            side.view.show_loading()
            self._want()

    def _side_of(self, view: object) -> Side:
        return next((side for side in self.sides if side.view is view), self.active)

    def _show_place(self) -> None:
        self.bar.show_place(self.active.number, len(self.active.stack))
        self.commands.refresh()

    # Cine

    def toggle_play(self) -> None:
        """Play the stack from here, or stay."""
        if not self.cine.is_running:
            self.cine.start(self.active.number or 0)
            return
        self.cine.stop()
        if self.active.key is not None:
            self.chosen.emit(self.active.key.frame_key)

    def _on_due(self, number: int) -> None:
        """What is not decoded in time is skipped."""
        side, key = self.active, self.active.key_at(number)
        found = self._store.get(key)
        if key is not None and found is not None:
            side.go_to(key, side.name)
            side.show(found)
            self.bar.show_place(number, len(side.stack))
            self._follow()
        self._want()

    def _on_running_changed(self, running: bool) -> None:
        self.commands.refresh()
        if running:
            self._want()

    # Two beside each other

    def set_mode(self, mode: Mode) -> None:
        """One image, two to compare, or one beside what the network sees of it."""
        if mode == "single" or self.active is not self.sides[0]:
            self._activate(self.sides[0])
        self.mode = mode
        self.link.is_comparing, self.link.is_network = mode == "compare", mode == "network"
        first, second = self.sides
        self.canvas.show_second(mode != "single")
        second.go_to(None, "")
        second.view.show_message("")
        if mode == "compare":
            second.copy(first)
            self._activate(second)
            self.link.take(self.active, self.other)
            second.view.show_hint(self.tr("Choose a series: it opens here"))
        elif first.key is not None:
            self.chosen.emit(first.key.frame_key)
        self.network.set_shown(mode == "network")
        self._show_frame_of_active()
        self.commands.refresh()

    def set_linked(self, linked: bool) -> None:
        """Whether scrolling, zoom and window go together; from where both are now."""
        self.link.on = linked
        self.link.take(self.active, self.other)
        self.link.align()
        self.commands.refresh()
        self.view.show_hint(self.commands.link.toolTip())

    def swap_sides(self) -> None:
        """Make the other side the active one."""
        if self.mode == "compare":
            self._choose_side(self.other)

    def _on_activated(self) -> None:
        side = self._side_of(self.sender())
        if side is not self.active and self.mode == "compare":
            self._choose_side(side)

    def _choose_side(self, side: Side) -> None:
        self._activate(side)
        self.link.take(self.active, self.other)
        self.cine.take(side)
        if side.key is not None:
            self.chosen.emit(side.key.frame_key)

    def _activate(self, side: Side) -> None:
        self.cine.stop()
        self.active = side
        if self.isVisible():
            side.view.setFocus()
        self.commands.view_commands.set_view(side.view)
        self._show_frame_of_active()
        self._show_place()

    def _show_frame_of_active(self) -> None:
        for side in self.sides:
            side.view.set_active(self.mode == "compare" and side is self.active)

    def _follow(self) -> None:
        """Have the other side at the frame that belongs to the active one's."""
        self.network.refresh()
        key = self.link.key_beside(self.active, self.other)
        if key is not None:
            self._show_beside(self.other, key)

    # Full screen

    def toggle_full_screen(self) -> None:
        """The image alone on the whole screen, or in the window again."""
        self._full_screen.toggle(self.commands.actions())

    def leave_mode(self) -> None:
        """What Esc does: let go of a ruler, go back to the window tool, then leave the full screen."""
        if self.view.tool == "window" and not self.view.marking.is_drawing and self._full_screen.isVisible():
            self._full_screen.toggle(())
        else:
            self.view.leave_mode()

    def _on_full_screen_left(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.canvas, 1)
        self.view.setFocus()
        self.full_screen_left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.view.setFocus()  # a focus proxy would take the view out of the chain of Tab

    def showEvent(self, event: QShowEvent) -> None:
        self.commands.set_reachable(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.cine.stop()
        self.commands.set_reachable(False)
