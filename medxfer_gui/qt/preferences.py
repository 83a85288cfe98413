"""What belongs to the user's desk: language, theme, recent folders, where the window stood."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

from medxfer_gui.home import Home
from medxfer_gui.qt import translation

SchemeChoice = Literal["system", "dark", "light"]

_RECENT = 8


class Preferences:
    """Settings kept in ``preferences.ini`` of the user's data folder; each change is written at once."""

    def __init__(self, home: Home) -> None:
        self._settings = QSettings(str(home.folder / "preferences.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """A key of `translation.LANGUAGES`."""
        chosen = str(self._settings.value("language", ""))
        return chosen if chosen in translation.LANGUAGES else translation.system_language()

    @language.setter
    def language(self, language: str) -> None:
        self._settings.setValue("language", language)

    @property
    def scheme(self) -> SchemeChoice:
        """Dark, light, or as the system has it."""
        chosen = str(self._settings.value("scheme", "system"))
        return cast(SchemeChoice, chosen) if chosen in ("dark", "light") else "system"

    @scheme.setter
    def scheme(self, scheme: SchemeChoice) -> None:
        self._settings.setValue("scheme", scheme)

    @property
    def privacy(self) -> bool:
        """Whether identity is masked on screen; on unless the user turned it off."""
        return bool(self._settings.value("privacy", True, type=bool))

    @privacy.setter
    def privacy(self, privacy: bool) -> None:
        self._settings.setValue("privacy", privacy)

    @property
    def recent_folders(self) -> tuple[Path, ...]:
        """Folders that were opened, the latest first."""
        stored = self._settings.value("recent_folders", [])
        names = [stored] if isinstance(stored, str) else cast(list[str], stored or [])
        return tuple(map(Path, names))

    def add_recent_folder(self, folder: Path) -> None:
        """Put ``folder`` first in `recent_folders`."""
        others = [other for other in self.recent_folders if other != folder]
        self._settings.setValue("recent_folders", [str(path) for path in (folder, *others)][:_RECENT])

    def layout(self, name: str) -> QByteArray:
        """A stored geometry or splitter state; empty when there is none."""
        return cast(QByteArray, self._settings.value(f"layout/{name}", QByteArray()))

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Store a geometry or splitter state."""
        self._settings.setValue(f"layout/{name}", state)
