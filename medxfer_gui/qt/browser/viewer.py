"""The middle of the browser: one image or two beside each other, with tools, and the stacks they belong to."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.browser.side import Prepared, Side
from medxfer_gui.qt.browser.stack_positions import PositionsWish
from medxfer_gui.qt.browser.viewer_commands import ViewerCommands
from medxfer_gui.qt.commands import CommandGroup
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.viewer.cine import CineClock
from medxfer_gui.qt.viewer.cine_bar import CineBar
from medxfer_gui.qt.viewer.full_screen import FullScreen
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.levels import AT_ONCE, halves
from medxfer_gui.qt.viewer.link import counterpart, offset_between
from medxfer_gui.qt.viewer.marks import MarkBook
from medxfer_gui.qt.viewer.network_view import TensorWish, shown_tensor, training_tensor
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.tools import ToolName
from medxfer_gui.qt.viewer.view_tools import ViewTools

Mode = Literal["single", "compare", "network"]

_CACHE_BYTES = 384 << 20
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
        self._reader = reader
        self.mode: Mode = "single"
        self.is_linked = True
        self._offset: float | None = None
        self._preprocessing = Preprocessing()
        self._images: LruCache[Prepared] = LruCache(_CACHE_BYTES)
        self._queue = DecodeQueue(self.tr("Reading an image"), self._read, self)
        self._positions = DecodeQueue("", reader.positions, self)
        self._tensors = DecodeQueue("", training_tensor, self)
        self._tensor_wish: TensorWish | None = None
        self.cine = CineClock(self)
        self.commands = ViewerCommands(self)
        book = MarkBook()
        self.sides = tuple(Side(ImageView(self.commands.view_commands, book), self) for _ in range(2))
        self.active = self.sides[0]
        self.bar = CineBar(self.commands.play)
        self.tools = ViewTools(self.commands)
        self.canvas = QSplitter(Qt.Orientation.Horizontal)
        self._full_screen = FullScreen(self.canvas, self)
        self._lay_out()
        self._connect()
        self._activate(self.sides[0])

    def _lay_out(self) -> None:
        self.canvas.setChildrenCollapsible(False)
        self.canvas.setHandleWidth(2)
        for side in self.sides:
            self.canvas.addWidget(side.view)
        self.sides[1].view.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.tools)

    def _connect(self) -> None:
        self._queue.decoded.connect(self._on_decoded)
        self._queue.failed.connect(self._on_failed)
        self._positions.decoded.connect(self._on_positions)
        self._tensors.decoded.connect(self._on_tensor)
        self.cine.due.connect(self._on_due)
        self.cine.running_changed.connect(self._on_running_changed)
        self.cine.rate_changed.connect(self.bar.show_rate)
        self.bar.moved.connect(self._on_slider_moved)
        self.bar.rate_chosen.connect(self.cine.set_rate)
        self._full_screen.left.connect(self._on_full_screen_left)
        for side in self.sides:
            side.view.stepped.connect(self._on_stepped)
            side.view.end_requested.connect(self._on_end_requested)
            side.view.activated.connect(self._on_activated)
            side.view.viewport_changed.connect(self._on_viewport_changed)
            side.view.window_changed.connect(self._on_window_changed)
            side.view.tool_changed.connect(self._on_tool_changed)

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

    def command_groups(self) -> tuple[CommandGroup, ...]:
        """Everything it can be told to do."""
        return self.commands.groups()

    # What to show

    def look_at(self, key: ImageKey | None, name: str) -> None:
        """Show a frame of the stack ``name`` on the active side as soon as it is decoded; None: nothing."""
        side = self.active
        if name != side.name:
            self.cine.stop()
            self._offset = None
        side.go_to(key, name)
        if key is None:
            self._queue.want(())
            side.view.show_message("")
            self.loaded.emit(None)
            self._show_place()
            return
        found = self._images.get(key)
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
            self._offset = None
            self._set_cine(side)
        self._want()
        self._show_place()

    def show_image(self, loaded: LoadedImage, shown: ShownFrame) -> None:
        """Put a decoded frame on the active side with its words; neighbours keep window and zoom."""
        side = self.active
        known = (side.prepared, self._images.get(side.key) if side.key is not None else None)
        prepared = next((found for found in known if found is not None and found.loaded is loaded), None)
        if prepared is None:  # of the frame before: its words are not to stand on this one
            return
        side.show(prepared, shown)
        self._show_tensor()
        self._show_place()

    def set_preprocessing(self, preprocessing: Preprocessing) -> None:
        """How frames are prepared for the network."""
        self._preprocessing = preprocessing
        self._show_tensor()

    def forget(self) -> None:
        """Let go of what was decoded: files may have changed."""
        self.cine.stop()
        self._images.clear()
        for side in self.sides:
            side.forget()

    # Decoding

    def _read(self, key: ImageKey, *, on_event: EventSink, cancel: CancelToken) -> Prepared:
        loaded = self._reader.read(key, on_event=on_event, cancel=cancel)
        rows, columns = loaded.frame.values.shape[:2]
        return Prepared(loaded, halves(loaded.frame.values) if rows * columns > AT_ONCE else ())

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
        self._queue.want([key for key in dict.fromkeys(keys) if key not in self._images])

    def _on_decoded(self, key: ImageKey, prepared: Prepared) -> None:
        self._images.put(key, prepared, prepared.cost)
        if key == self.active.key and self.active.prepared is None:
            self.active.prepared = prepared
            self.loaded.emit(prepared.loaded)
            self._set_cine(self.active)
            self._follow()
        if key == self.other.key and self.other.prepared is None and self.mode == "compare":
            self.other.show(prepared)

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
        self._relink()

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
        found = self._images.get(key)
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
        if self.cine.is_running:
            self.cine.stop()
        else:
            self.cine.start(self.active.number or 0)

    def _set_cine(self, side: Side) -> None:
        if not self.cine.is_running:
            self.cine.set_frames(len(side.stack), side.timing)

    def _on_due(self, number: int) -> None:
        """What is not decoded in time is skipped."""
        side, key = self.active, self.active.key_at(number)
        found = self._images.get(key) if key is not None else None
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
        elif self.active.key is not None:
            self.chosen.emit(self.active.key.frame_key)

    # Two beside each other

    def set_mode(self, mode: Mode) -> None:
        """One image, two to compare, or one beside what the network sees of it."""
        if mode == "single" or self.active is not self.sides[0]:
            self._activate(self.sides[0])
        self.mode = mode
        first, second = self.sides
        second.view.setVisible(mode != "single")
        half = max(self.canvas.width() // 2, 1)
        self.canvas.setSizes([half, half if mode != "single" else 0])
        second.go_to(None, "")
        second.view.show_message("")
        if mode == "compare":
            second.copy(first)
            self._activate(second)
            self._relink()
            second.view.show_hint(self.tr("Choose a series: it opens here"))
        elif first.key is not None:
            self.chosen.emit(first.key.frame_key)
        self._show_tensor()
        self._show_frame_of_active()
        self.commands.refresh()

    def set_linked(self, linked: bool) -> None:
        """Whether scrolling, zoom and window go together; from where both are now."""
        self.is_linked = linked
        self._relink()
        self.commands.refresh()

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
        self._relink()
        self._set_cine(side)
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

    def _relink(self) -> None:
        """Take how far the sides are apart now for how far they are to stay apart."""
        here, there = self.active.stack_place, self.other.stack_place
        self._offset = offset_between(here, there) if here is not None and there is not None else None

    def _follow(self) -> None:
        """Have the other side at the frame that belongs to the active one's."""
        if self.mode == "network":
            self._show_tensor()
        here, there = self.active.stack_place, self.other.stack_place
        if self.mode != "compare" or not self.is_linked or here is None or there is None:
            return
        if self._offset is None:
            self._offset = offset_between(here, there)
            if self._offset:  # they go on from where they are now
                return
        key = self.other.key_at(counterpart(here, there, len(self.other.stack), self._offset))
        if key is not None:
            self._show_beside(self.other, key)

    def _on_viewport_changed(self, viewport: object) -> None:
        source = self._side_of(self.sender())
        if self.mode == "compare" and self.is_linked and source.view.viewport is not None:
            target = self.other if source is self.active else self.active
            target.view.follow(source.view.viewport)

    def _on_window_changed(self, window: object) -> None:
        """Where both show one modality, they show it alike."""
        source = self._side_of(self.sender())
        target = self.other if source is self.active else self.active
        if self.mode != "compare" or not self.is_linked or source.prepared is None or target.prepared is None:
            return
        same = source.prepared.loaded.record.modality == target.prepared.loaded.record.modality
        if same and source.view.window_shown is not None and target.view.window_shown != source.view.window_shown:
            target.view.set_window(source.view.window_shown)

    def _on_tool_changed(self, name: ToolName) -> None:
        """One tool for both sides: the next drag may begin on either."""
        for side in self.sides:
            if side.view.tool != name:
                side.view.set_tool(name)

    # What the network sees

    def _show_tensor(self) -> None:
        side = self.sides[0]
        if self.mode != "network" or side.prepared is None:
            return
        wish = TensorWish(side.key, side.prepared.loaded.frame, self._preprocessing)
        self._tensor_wish = wish
        self._tensors.want([wish])

    def _on_tensor(self, wish: TensorWish, planes: npt.NDArray[np.uint8]) -> None:
        if wish is self._tensor_wish and self.mode == "network":
            self.sides[1].view.show_frame(shown_tensor(wish, planes), keep_view=True)

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
