"""Everything the viewer can be told to do: the commands of an image, and those of stack, comparison and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from medxfer_gui.qt.browser.frame_actions import show_in_folder
from medxfer_gui.qt.commands import CommandGroup
from medxfer_gui.qt.viewer.export_dialog import ExportDialog
from medxfer_gui.qt.viewer.view_commands import ViewCommands

if TYPE_CHECKING:
    from medxfer_gui.qt.browser.viewer import Mode, Viewer

_FASTER = 1.25


class ViewerCommands(QObject):
    """Actions of a viewer; `view_commands` act on its active side."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self.view_commands = ViewCommands(viewer)
        view = self.view_commands
        view.leave.triggered.disconnect()
        view.leave.triggered.connect(self._on_leave)
        view.words.triggered.connect(self._on_words)
        self.play = view.action(self.tr("Play"), "Space", self._on_play, "mdi6.play")
        self.play.setCheckable(True)
        self.faster = view.action(self.tr("Play faster"), "Ctrl+Up", self._on_faster)
        self.slower = view.action(self.tr("Play slower"), "Ctrl+Down", self._on_slower)
        self.compare = view.action(self.tr("Compare two"), "C", self._on_compare, "mdi6.view-split-vertical")
        self.swap = view.action(self.tr("Other side"), "S", self._on_swap)
        self.link = view.action(self.tr("Link the sides"), "Shift+C", self._on_link, "mdi6.link-variant")
        self.network = view.action(self.tr("What the network sees"), "N", self._on_network, "mdi6.grid")
        for action in (self.compare, self.link, self.network):
            action.setCheckable(True)
        self.full_screen = view.action(self.tr("Full screen"), "F11", self._on_full_screen, "mdi6.fullscreen")
        self.export = view.action(self.tr("Export image…"), "Ctrl+E", self._on_export, "mdi6.export-variant")
        self.folder = view.action(self.tr("Open containing folder"), "", self._on_folder, "mdi6.folder-open-outline")
        self._extra = (
            CommandGroup(self.tr("Cine"), (self.play, self.faster, self.slower)),
            CommandGroup(self.tr("Side by side"), (self.compare, self.swap, self.link, self.network)),
            CommandGroup(self.tr("Picture"), (view.copy, self.export, self.folder, self.full_screen)),
        )
        view.set_extra(self._extra)

    def groups(self) -> tuple[CommandGroup, ...]:
        """All of it, in groups."""
        return self.view_commands.groups()

    def actions(self) -> list[QAction]:
        """All of it, in one list."""
        return list(dict.fromkeys(action for group in self.groups() for action in group.actions))

    def page_actions(self) -> list[QAction]:
        """Those whose keys may work all over the page: single letters, which no tree or list needs."""
        return [action for action in self.actions() if _is_letter(action) or action.shortcut().toString() == "F11"]

    def set_reachable(self, reachable: bool) -> None:
        """Whether letters act on the image from all over the page: not while something else is in its place."""
        context = Qt.ShortcutContext
        for action in self.page_actions():
            action.setShortcutContext(context.WidgetWithChildrenShortcut if reachable else context.WidgetShortcut)

    def refresh(self) -> None:
        """Show in the actions what the viewer is like now."""
        viewer = self._viewer
        has_stack, running = len(viewer.active.stack) > 1, viewer.cine.is_running
        for action in (self.play, self.faster, self.slower):
            action.setEnabled(has_stack)
        self.play.setChecked(running)
        self.compare.setChecked(viewer.mode == "compare")
        self.network.setChecked(viewer.mode == "network")
        self.swap.setEnabled(viewer.mode == "compare")
        self._show_link()
        for action in (self.export, self.folder):
            action.setEnabled(viewer.active.prepared is not None)

    def _show_link(self) -> None:
        """Lit only where the sides do go together; the tooltip says how far, or why not."""
        viewer, link = self._viewer, self._viewer.link
        is_whole = viewer.mode == "network" or link.moves_both
        self.link.setEnabled(viewer.mode != "single")
        self.link.setChecked(link.on and viewer.mode != "single" and is_whole)
        if not link.on or viewer.mode == "single":
            words = self.tr("Each side alone")
        elif viewer.mode == "network":
            words = self.tr("Zoom and position go together")
        elif is_whole:
            words = self.tr("Scrolling, zoom and position go together")
        else:
            words = self.tr("Only zoom and position go together: one side has a single image, or both share no slice")
        self.link.setToolTip(f"{words} (Shift+C)")

    def _on_leave(self) -> None:
        self._viewer.leave_mode()

    def _on_words(self) -> None:
        """Both sides have words, or none."""
        self._viewer.other.view.set_words(self._viewer.view.has_words)
        self.refresh()

    def _on_play(self) -> None:
        self._viewer.toggle_play()

    def _on_faster(self) -> None:
        self._viewer.cine.set_rate(self._viewer.cine.rate * _FASTER)

    def _on_slower(self) -> None:
        self._viewer.cine.set_rate(self._viewer.cine.rate / _FASTER)

    def _on_compare(self) -> None:
        self._toggle("compare")

    def _on_network(self) -> None:
        self._toggle("network")

    def _toggle(self, mode: Mode) -> None:
        self._viewer.set_mode("single" if self._viewer.mode == mode else mode)

    def _on_swap(self) -> None:
        self._viewer.swap_sides()

    def _on_link(self) -> None:
        self._viewer.set_linked(not self._viewer.link.on)

    def _on_full_screen(self) -> None:
        self._viewer.toggle_full_screen()

    def _on_export(self) -> None:
        prepared = self._viewer.active.prepared
        if prepared is not None:
            record = prepared.loaded.record
            number = self._viewer.active.number
            ExportDialog(self._viewer.view, record.series_number, (number or 0) + 1, self._viewer).show()

    def _on_folder(self) -> None:
        prepared = self._viewer.active.prepared
        if prepared is not None:
            show_in_folder(prepared.loaded.record.path)


def _is_letter(action: QAction) -> bool:
    return len(action.shortcut().toString()) == 1 and action.shortcut().toString().isalpha()
