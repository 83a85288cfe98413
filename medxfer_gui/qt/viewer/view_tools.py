"""What can be done with the image, below it; black as the image's ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.commands import keys_text, plain_text
from medxfer_gui.qt.widgets.icons import icon

if TYPE_CHECKING:
    from medxfer_gui.qt.browser.viewer_commands import ViewerCommands

_ICON = QSize(18, 18)


class ViewTools(QFrame):
    """The bar. Where there is room all tools have words, else the modes, else none: all have tooltips."""

    def __init__(self, commands: ViewerCommands) -> None:
        super().__init__()
        self.setObjectName("viewTools")
        view = commands.view_commands
        self._modes = [self._tool(action) for action in view.tools.actions()]
        presets = self._menu_tool(self.tr("Presets"), "mdi6.tune-variant", view.menu)
        turn = self._menu_tool(self.tr("Rotate"), "mdi6.rotate-right", QMenu(self))
        turn.menu().addActions([view.rotate_left, view.rotate_right, view.flip_across, view.flip_down])
        picture = self._menu_tool(self.tr("Picture"), "mdi6.export-variant", QMenu(self))
        picture.menu().addActions([view.copy, commands.export, commands.folder, commands.full_screen])
        self._others = [
            presets,
            *map(self._tool, (view.fit, view.actual, view.invert)),
            turn,
            *map(self._tool, (view.overlays, view.reset, commands.compare, commands.link, commands.network)),
            picture,
        ]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 4)
        layout.setSpacing(1)
        layout.addStretch()
        for tool in self._modes:
            layout.addWidget(tool)
        layout.addSpacing(10)
        for tool in self._others:
            layout.addWidget(tool)
        layout.addStretch()
        self.setMinimumWidth(1)  # the words go where there is no room for them

    @property
    def tools(self) -> list[QToolButton]:
        """The buttons, from left to right."""
        return [*self._modes, *self._others]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for modes, others in ((beside, beside), (beside, alone), (alone, alone)):
            for tools, style in ((self._modes, modes), (self._others, others)):
                for tool in tools:
                    tool.setToolButtonStyle(style)
            if sum(tool.sizeHint().width() + 1 for tool in self.tools) + 32 <= self.width():
                return

    def _tool(self, action: QAction) -> QToolButton:
        result = QToolButton()
        result.setDefaultAction(action)
        keys = keys_text(action)
        result.setToolTip(f"{plain_text(action)} ({keys})" if keys else plain_text(action))
        result.setAccessibleName(plain_text(action))
        result.setIconSize(_ICON)
        return result

    def _menu_tool(self, text: str, icon_name: str, menu: QMenu) -> QToolButton:
        result = QToolButton()
        result.setText(text)
        result.setToolTip(text)
        result.setAccessibleName(text)
        result.setIcon(icon(icon_name, DARK))
        result.setIconSize(_ICON)
        result.setMenu(menu)
        result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return result
