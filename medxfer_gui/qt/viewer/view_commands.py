"""Everything one image can be told to do, as actions: bar, context menu, palette and sheet of keys show the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.commands import CommandGroup, Gesture
from medxfer_gui.qt.viewer.presets import presets, window_text
from medxfer_gui.qt.viewer.snapshot import screen_picture
from medxfer_gui.qt.widgets.icons import icon

if TYPE_CHECKING:
    from medxfer_gui.qt.viewer.image_view import ImageView

_ZOOM_STEP = 1.15


class ViewCommands(QObject):
    """Actions on one image view, which may change; keys work while ``host`` or a widget in it has the focus."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._view: ImageView | None = None
        self._extra: tuple[CommandGroup, ...] = ()
        self._build_tools()
        self._build_window()
        self._build_place()
        self._build_marks()
        self._build_stack()
        self.copy = self.action(self.tr("Copy image"), "Ctrl+C", self._on_copy, "mdi6.content-copy")
        self.menu = QMenu(self.tr("Window"), host)
        self.menu.aboutToShow.connect(self._on_menu_shown)
        self._windows = QMenu(host)
        self.refresh()

    def set_view(self, view: ImageView) -> None:
        """Act on another view."""
        self._view = view
        self.refresh()

    def action(
        self, text: str, keys: str | list[str], slot: Callable[[], object] | None, icon_name: str = ""
    ) -> QAction:
        """A new action of the host; ``slot`` is a bound method of a QObject."""
        result = QAction(text, self._host)
        result.setShortcuts([QKeySequence(part) for part in ([keys] if isinstance(keys, str) else keys) if part])
        result.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if icon_name:
            result.setIcon(icon(icon_name, DARK))
        if slot is not None:
            result.triggered.connect(slot)
        self._host.addAction(result)
        return result

    # The actions

    def _build_tools(self) -> None:
        self.tools = QActionGroup(self)
        for name, text, keys, icon_name in (
            ("window", self.tr("Window"), "D", "mdi6.contrast-box"),
            ("zoom", self.tr("Zoom"), "L", "mdi6.magnify"),
            ("pan", self.tr("Move"), "H", "mdi6.hand-back-right-outline"),
            ("probe", self.tr("Probe"), "P", "mdi6.crosshairs"),
            ("ruler", self.tr("Ruler"), "M", "mdi6.ruler"),
        ):
            action = self.action(text, keys, None, icon_name)
            action.setData(name)
            action.setCheckable(True)
            self.tools.addAction(action)
        self.tools.triggered.connect(self._on_tool)
        self.leave = self.action(self.tr("Leave the tool"), "Esc", self._on_leave)

    def _build_window(self) -> None:
        self.next_preset = self.action(self.tr("Next window"), "W", self._on_next_preset)
        self.previous_preset = self.action(self.tr("Previous window"), "Shift+W", self._on_previous_preset)
        self.invert = self.action(self.tr("Invert"), "I", self._on_invert, "mdi6.invert-colors")
        self.reset = self.action(self.tr("Reset view"), "R", self._on_reset, "mdi6.restore")
        self.overlays = self.action(self.tr("Overlays"), "O", self._on_overlays, "mdi6.vector-polyline")
        self.words = self.action(self.tr("Words in the corners"), "K", self._on_words)
        for action in (self.invert, self.overlays, self.words):
            action.setCheckable(True)

    def _build_place(self) -> None:
        self.fit = self.action(self.tr("Fit to view"), "F", self._on_fit, "mdi6.fit-to-page-outline")
        self.actual = self.action(self.tr("Actual pixels (1:1)"), "Z", self._on_actual, "mdi6.numeric-1-box-outline")
        self.larger = self.action(self.tr("Zoom in"), ["+", "="], self._on_larger)
        self.smaller = self.action(self.tr("Zoom out"), "-", self._on_smaller)
        self.rotate_left = self.action(self.tr("Rotate left"), "Q", self._on_rotate_left, "mdi6.rotate-left")
        self.rotate_right = self.action(self.tr("Rotate right"), "E", self._on_rotate_right, "mdi6.rotate-right")
        self.flip_across = self.action(self.tr("Flip left to right"), "X", self._on_flip_across, "mdi6.flip-horizontal")
        self.flip_down = self.action(self.tr("Flip top to bottom"), "Y", self._on_flip_down, "mdi6.flip-vertical")

    def _build_marks(self) -> None:
        self.delete = self.action(self.tr("Delete ruler or probe"), ["Del", "Backspace"], self._on_delete)
        self.clear = self.action(self.tr("Delete all rulers and probes"), "Shift+Del", self._on_clear)
        self.undo = self.action(self.tr("Undo ruler or probe"), "Ctrl+Z", self._on_undo)
        self.redo = self.action(self.tr("Redo ruler or probe"), "Ctrl+Shift+Z", self._on_redo)

    def _build_stack(self) -> None:
        self.next_frame = self.action(self.tr("Next frame"), "Down", self._on_next_frame)
        self.previous_frame = self.action(self.tr("Previous frame"), "Up", self._on_previous_frame)
        self.ten_on = self.action(self.tr("Ten frames forward"), "PgDown", self._on_ten_on)
        self.ten_back = self.action(self.tr("Ten frames back"), "PgUp", self._on_ten_back)
        self.first_frame = self.action(self.tr("First frame"), "Home", self._on_first)
        self.last_frame = self.action(self.tr("Last frame"), "End", self._on_last)

    def groups(self) -> tuple[CommandGroup, ...]:
        """All of it, in groups."""
        return (
            CommandGroup(
                self.tr("Tools"),
                (*self.tools.actions(), self.leave),
                (Gesture(self.tr("Left drag"), self.tr("What the tool does; every tool moves ends of rulers")),),
            ),
            CommandGroup(
                self.tr("Window"),
                (self.next_preset, self.previous_preset, self.invert, self.overlays, self.words, self.reset),
                (Gesture(self.tr("Drag"), self.tr("Window (left, right) and level (up, down)")),),
            ),
            CommandGroup(
                self.tr("Zoom and position"),
                (
                    self.fit,
                    self.actual,
                    self.larger,
                    self.smaller,
                    self.rotate_left,
                    self.rotate_right,
                    self.flip_across,
                    self.flip_down,
                ),
                (
                    Gesture(self.tr("Ctrl + wheel"), self.tr("Zoom at the pointer")),
                    Gesture(self.tr("Shift + drag"), self.tr("Move the image, as the middle button does")),
                    Gesture(self.tr("Double click"), self.tr("Fit to view")),
                ),
            ),
            CommandGroup(self.tr("Rulers and probes"), (self.delete, self.clear, self.undo, self.redo)),
            *((self._stack_group(), *self._extra) if self._extra else (self._picture_group(),)),
        )

    def _stack_group(self) -> CommandGroup:
        return CommandGroup(
            self.tr("Stack"),
            (
                self.next_frame,
                self.previous_frame,
                self.ten_on,
                self.ten_back,
                self.first_frame,
                self.last_frame,
            ),
            (Gesture(self.tr("Wheel"), self.tr("Through the stack")),),
        )

    def _picture_group(self) -> CommandGroup:
        return CommandGroup(self.tr("Picture"), (self.copy,))

    def set_extra(self, groups: tuple[CommandGroup, ...]) -> None:
        """Offer more than one image can be told to do: it stands in a stack, and in a viewer."""
        self._extra = groups

    def context_menu(self, parent: QWidget) -> QMenu:
        """What a right click offers: the windows, then every group as a menu of its own."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_windows(menu)
        menu.addSeparator()
        for group in self.groups():
            if len(group.actions) > 2:
                menu.addMenu(group.title).addActions(list(group.actions))
            else:
                menu.addActions(list(group.actions))
        return menu

    def fill_windows(self, menu: QMenu) -> None:
        """Add the windows to choose from to ``menu``."""
        shown = self._view.shown if self._view is not None else None
        if self._view is None or shown is None:
            return
        group = QActionGroup(menu)
        for preset in presets(shown.frame):
            action = menu.addAction(f"{preset.name}\t{window_text(preset.window)}")
            action.setData(preset.window)
            action.setCheckable(True)
            action.setChecked(preset.window == self._view.window_shown)
            group.addAction(action)
        group.triggered.connect(self._on_window_chosen)

    def window_group(self) -> CommandGroup:
        """The windows to choose from now, to be found by their names; good until it is asked for again."""
        self._windows.clear()
        self.fill_windows(self._windows)
        return CommandGroup(self.tr("Presets"), tuple(self._windows.actions()))

    def refresh(self) -> None:
        """Show in the actions what the view is like now."""
        view = self._view
        shown = view.shown if view is not None else None
        is_grey = shown is not None and not shown.frame.is_colour
        for action in (self.next_preset, self.previous_preset):
            action.setEnabled(is_grey)
        has_overlays = shown is not None and bool(shown.overlays)
        self.overlays.setEnabled(has_overlays)
        if view is None:
            return
        self.invert.setChecked(view.is_inverted)
        self.words.setChecked(view.has_words)
        self.overlays.setChecked(has_overlays and view.has_overlays)
        for action in self.tools.actions():
            action.setChecked(action.data() == view.tool)

    # What they do

    def _on_menu_shown(self) -> None:
        self.menu.clear()
        self.fill_windows(self.menu)

    def _on_window_chosen(self, action: QAction) -> None:
        if self._view is not None:
            self._view.set_window(action.data())

    def _on_tool(self, action: QAction) -> None:
        if self._view is not None:
            self._view.set_tool(action.data())

    def _on_copy(self) -> None:
        picture = screen_picture(self._view) if self._view is not None else None
        if picture is not None:
            QGuiApplication.clipboard().setImage(picture)

    def _on_leave(self) -> None:
        if self._view is not None:
            self._view.leave_mode()

    def _on_next_preset(self) -> None:
        if self._view is not None:
            self._view.step_preset(1)

    def _on_previous_preset(self) -> None:
        if self._view is not None:
            self._view.step_preset(-1)

    def _on_invert(self) -> None:
        if self._view is not None:
            self._view.toggle_invert()

    def _on_reset(self) -> None:
        if self._view is not None:
            self._view.reset()

    def _on_overlays(self) -> None:
        if self._view is not None:
            self._view.toggle_overlays()

    def _on_words(self) -> None:
        if self._view is not None:
            self._view.set_words(not self._view.has_words)

    def _on_fit(self) -> None:
        if self._view is not None:
            self._view.fit()

    def _on_actual(self) -> None:
        if self._view is not None:
            self._view.show_actual_pixels()

    def _on_larger(self) -> None:
        if self._view is not None:
            self._view.zoom(_ZOOM_STEP)

    def _on_smaller(self) -> None:
        if self._view is not None:
            self._view.zoom(1 / _ZOOM_STEP)

    def _on_delete(self) -> None:
        if self._view is not None:
            self._view.marking.delete()

    def _on_clear(self) -> None:
        if self._view is not None:
            self._view.marking.clear()

    def _on_undo(self) -> None:
        if self._view is not None:
            self._view.marking.undo()

    def _on_redo(self) -> None:
        if self._view is not None:
            self._view.marking.redo()

    def _on_next_frame(self) -> None:
        if self._view is not None:
            self._view.stepped.emit(1)

    def _on_previous_frame(self) -> None:
        if self._view is not None:
            self._view.stepped.emit(-1)

    def _on_ten_on(self) -> None:
        if self._view is not None:
            self._view.stepped.emit(10)

    def _on_ten_back(self) -> None:
        if self._view is not None:
            self._view.stepped.emit(-10)

    def _on_first(self) -> None:
        if self._view is not None:
            self._view.end_requested.emit(False)

    def _on_last(self) -> None:
        if self._view is not None:
            self._view.end_requested.emit(True)

    def _on_rotate_left(self) -> None:
        if self._view is not None and self._view.viewport is not None:
            self._view.turn(self._view.viewport.turn.turned(-1))

    def _on_rotate_right(self) -> None:
        if self._view is not None and self._view.viewport is not None:
            self._view.turn(self._view.viewport.turn.turned(1))

    def _on_flip_across(self) -> None:
        if self._view is not None and self._view.viewport is not None:
            self._view.turn(self._view.viewport.turn.flipped_across())

    def _on_flip_down(self) -> None:
        if self._view is not None and self._view.viewport is not None:
            self._view.turn(self._view.viewport.turn.flipped_down())
