"""The middle of the browser: the image with its tools, and the stack it belongs to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.browser.images import ImageKey, ImageReader
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.widgets.icons import icon

_CACHE_BYTES = 384 << 20
_AHEAD = (1, -1, 2, -2)


class Viewer(QWidget):
    """Decodes what is asked for, and its neighbours in the stack, and shows it."""

    loaded = Signal(object)
    """`LoadedImage` now on screen, or None when there is none."""
    chosen = Signal(object)
    """`FrameKey`: the user went to another frame of the stack."""
    failed = Signal(object)
    """An exception that was no `MedxferError`."""

    def __init__(self, reader: ImageReader) -> None:
        super().__init__()
        self.view = ImageView()
        self._tools = ViewTools(self.view)
        self._images: LruCache[LoadedImage] = LruCache(_CACHE_BYTES)
        self._queue = DecodeQueue(self.tr("Reading an image"), reader.read, self)
        self._queue.decoded.connect(self._on_decoded)
        self._queue.failed.connect(self._on_failed)
        self._key: ImageKey | None = None
        self._stack = FrameList()
        self._series_on_screen = ""
        self._series = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._tools)
        self.view.stepped.connect(self._on_stepped)
        self.view.end_requested.connect(self._on_end_requested)

    @property
    def place(self) -> str:
        """Which frame of the stack is looked at."""
        number = self._number()
        return f"{number + 1} / {len(self._stack)}" if number is not None else ""

    def look_at(self, key: ImageKey | None, series: str) -> None:
        """Show a frame of the series ``series`` as soon as it is decoded; None: nothing."""
        if key is None or self._key is None or key.folder != self._key.folder:
            self._series_on_screen = ""
        if series != self._series:
            self._stack = FrameList()
        self._key, self._series = key, series
        if key is None:
            self._queue.want(())
            self.view.show_message("")
            self.loaded.emit(None)
            return
        found = self._images.get(key)
        if found is not None:
            self.loaded.emit(found)
        else:
            self.view.show_loading()
        self._want()

    def set_stack(self, stack: FrameList) -> None:
        """The frames of the series that is looked at, in order."""
        self._stack = stack
        self._want()

    def show_image(self, loaded: LoadedImage, shown: ShownFrame) -> None:
        """Put a decoded frame on screen with its words; a neighbour of the one before keeps window and zoom."""
        series = loaded.record.series_instance_uid
        self.view.show_frame(shown, keep_view=series == self._series_on_screen)
        self._series_on_screen = series

    def forget(self) -> None:
        """Let go of what was decoded: files may have changed."""
        self._images.clear()
        self._stack, self._series = FrameList(), ""

    def _number(self) -> int | None:
        if self._key is None:
            return None
        return self._stack.place_of(self._key.frame_key)

    def _want(self) -> None:
        if self._key is None:
            return
        number, folder = self._number(), self._key.folder
        keys = [self._key]
        if number is not None:
            near = [number + step for step in _AHEAD if 0 <= number + step < len(self._stack)]
            keys += [ImageKey(folder, self._stack[n].uid, self._stack[n].frame) for n in near]
        self._queue.want([key for key in keys if key not in self._images])

    def _on_decoded(self, key: ImageKey, loaded: LoadedImage) -> None:
        self._images.put(key, loaded, loaded.cost)
        if key == self._key:
            self.loaded.emit(loaded)

    def _on_failed(self, key: ImageKey, error: Exception) -> None:
        if key != self._key:
            return
        self.loaded.emit(None)
        self._series_on_screen = ""
        if isinstance(error, MedxferError):
            self.view.show_message(*error_text(error))
        else:
            self.view.show_message(self.tr("This image cannot be shown."))
            self.failed.emit(error)

    def _on_stepped(self, steps: int) -> None:
        number = self._number()
        if number is not None:
            self._go_to(number + steps)

    def _on_end_requested(self, last: bool) -> None:
        self._go_to(len(self._stack) - 1 if last else 0)

    def _go_to(self, number: int) -> None:
        if self._stack:
            self.chosen.emit(self._stack[max(0, min(number, len(self._stack) - 1))])


class ViewTools(QFrame):
    """What can be done with the image, below it; black as the image's ground."""

    def __init__(self, view: ImageView) -> None:
        super().__init__()
        self.setObjectName("viewTools")
        self._view = view
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        window = self._button(self.tr("Window"), "mdi6.contrast-box", self.tr("Windows to choose from"))
        window.setMenu(self._menu)
        window.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        fit = self._button(
            self.tr("Fit"), "mdi6.fit-to-page-outline", self.tr("Show the whole image (F, double click)")
        )
        actual = self._button("1:1", "mdi6.magnify", self.tr("One image pixel to one screen pixel (Z)"))
        invert = self._button(self.tr("Invert"), "mdi6.invert-colors", self.tr("Turn black and white around (I)"))
        reset = self._button(self.tr("Reset"), "mdi6.restore", self.tr("Window of the file (R)"))
        for tool, slot in (
            (fit, view.fit),
            (actual, view.show_actual_pixels),
            (invert, view.toggle_invert),
            (reset, view.reset_window),
        ):
            tool.clicked.connect(slot)
        self._tools = (window, fit, actual, invert, reset)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 4)
        layout.setSpacing(2)
        layout.addStretch()
        for tool in self._tools:
            layout.addWidget(tool)
        layout.addStretch()
        self.setMinimumWidth(1)  # the words go where there is no room for them

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    def _show_words(self) -> None:
        """Words beside the icons where all of them have room, else the icons alone, which have tooltips."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for style in (beside, alone):
            for tool in self._tools:
                tool.setToolButtonStyle(style)
            if sum(tool.sizeHint().width() + 2 for tool in self._tools) + 16 <= self.width():
                return

    def _button(self, text: str, name: str, tooltip: str) -> QToolButton:
        result = QToolButton()
        result.setText(text)
        result.setToolTip(tooltip)
        result.setAccessibleName(text)
        result.setIcon(icon(name, DARK))
        result.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return result

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._view.fill_window_menu(self._menu)
