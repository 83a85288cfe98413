"""Everything the window can be told to do, as actions: menus, shortcuts and the command palette show the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from medxfer_gui.qt.commands import CommandGroup, plain_text
from medxfer_gui.qt.opened_name import recent_name, shown_name
from medxfer_gui.qt.pages import PAGES
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import LANGUAGES


class Actions(QObject):
    """The actions of the window and the menus they stand in; what they do is connected by the window."""

    page_chosen = Signal(str)
    scheme_chosen = Signal(str)
    language_chosen = Signal(str)
    folder_chosen = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.open_folder = self._action(self.tr("Open folder…"), "Ctrl+O")
        self.open_files = self._action(self.tr("Open files…"), "Ctrl+Shift+O")
        self.choose_labels = self._action(self.tr("Choose labels…"), "Ctrl+L")
        self.refresh = self._action(self.tr("Index the folder again"), "F5")
        self.privacy = self._action(self.tr("Mask identity"), "Ctrl+Shift+P")
        self.privacy.setCheckable(True)
        self.search = self._action(self.tr("Search"), "Ctrl+F")
        self.palette = self._action(self.tr("Find a command"), "Ctrl+K")
        self.shortcuts = self._action(self.tr("Keys and mouse"), "F1")
        self.about = self._action(self.tr("About medxfer"), "")
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q")
        self.menus = QMenuBar(window)
        self._recent = QMenu(self.tr("Open recent"), window)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._build_file_menu()
        self._build_view_menu()
        self._build_help_menu()

    def all(self) -> list[QAction]:
        """Every action that can be triggered now, in the order of the menus."""
        self._fill_recent()
        return [action for action in _leaves(self.menus.actions()) if action.isEnabled() and action.text()]

    def groups(self) -> tuple[CommandGroup, ...]:
        """The menus of the bar as groups; actions without keys are left to the palette."""
        found = []
        for top in self.menus.actions():
            menu = top.menu()
            if isinstance(menu, QMenu):
                keyed = tuple(action for action in _leaves(menu.actions()) if not action.shortcut().isEmpty())
                found.append(CommandGroup(plain_text(top), keyed))
        return tuple(found)

    def _action(self, text: str, keys: str) -> QAction:
        result = QAction(text, self._window)
        if keys:
            result.setShortcut(QKeySequence(keys))
        self._window.addAction(result)
        return result

    def _build_file_menu(self) -> None:
        menu = self.menus.addMenu(self.tr("&File"))
        menu.addAction(self.open_folder)
        menu.addAction(self.open_files)
        menu.addMenu(self._recent)
        menu.addAction(self.refresh)
        menu.addSeparator()
        menu.addAction(self.choose_labels)
        menu.addSeparator()
        menu.addAction(self.quit)

    def _build_view_menu(self) -> None:
        menu = self.menus.addMenu(self.tr("&View"))
        pages = QActionGroup(self)
        for number, entry in enumerate(PAGES, start=1):
            action = self._action(QCoreApplication.translate("Page", entry.title), f"Ctrl+{number}")
            action.setData(entry.name)
            pages.addAction(action)
            menu.addAction(action)
        pages.triggered.connect(self._on_page_triggered)
        menu.addSeparator()
        schemes = {"system": self.tr("As the system"), "dark": self.tr("Dark"), "light": self.tr("Light")}
        self.schemes = self._choices(menu.addMenu(self.tr("Theme")), schemes, self._session.preferences.scheme)
        self.schemes.triggered.connect(self._on_scheme_triggered)
        self.languages = self._choices(menu.addMenu(self.tr("Language")), LANGUAGES, self._session.preferences.language)
        self.languages.triggered.connect(self._on_language_triggered)
        menu.addSeparator()
        for action in (self.privacy, self.search, self.palette):
            menu.addAction(action)

    def _build_help_menu(self) -> None:
        menu = self.menus.addMenu(self.tr("&Help"))
        menu.addAction(self.shortcuts)
        menu.addAction(self.about)

    def _choices(self, menu: QMenu, names: dict[str, str], current: str) -> QActionGroup:
        group = QActionGroup(self)
        for name, text in names.items():
            action = self._action(text, "")
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == current)
            group.addAction(action)
            menu.addAction(action)
        return group

    def _fill_recent(self) -> None:
        self._recent.clear()
        for folder in self._session.preferences.recent_folders:
            # Folders above it may be named after patients.
            action = self._recent.addAction(shown_name(folder) if self._session.privacy else recent_name(folder))
            action.setData(folder)
            action.triggered.connect(self._on_recent_triggered)
        self._recent.setEnabled(not self._recent.isEmpty())

    def _on_recent_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.folder_chosen.emit(Path(action.data()))

    def _on_page_triggered(self, action: QAction) -> None:
        self.page_chosen.emit(action.data())

    def _on_scheme_triggered(self, action: QAction) -> None:
        self.scheme_chosen.emit(action.data())

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())


def _leaves(actions: list[QAction]) -> list[QAction]:
    found: list[QAction] = []
    for action in actions:
        menu = action.menu()
        found += _leaves(menu.actions()) if isinstance(menu, QMenu) else [action]
    return found
