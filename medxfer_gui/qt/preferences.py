"""What belongs to the user's desk: language, theme, recent folders, saved searches, where the window stood."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

from medxfer_gui.home import Home, make_private
from medxfer_gui.qt import translation

SchemeChoice = Literal["system", "dark", "light"]

_RECENT = 8


class Preferences:
    """Settings kept in ``preferences.ini`` of the user's data folder; each change is written at once."""

    def __init__(self, home: Home) -> None:
        path = home.folder / "preferences.ini"
        with suppress(OSError):  # without a place to write to they last as long as the window
            make_private(path)  # recent folders may be named after patients
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

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
    def has_side_panels(self) -> bool:
        """Whether the browser shows the library and the facts beside the image."""
        return str(self._settings.value("side_panels", "shown")) != "hidden"

    @has_side_panels.setter
    def has_side_panels(self, shown: bool) -> None:
        self._settings.setValue("side_panels", "shown" if shown else "hidden")

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

    @property
    def saved_searches(self) -> dict[str, str]:
        """What was searched, by the name it was saved under, in the order of the names."""
        try:
            stored = json.loads(str(self._settings.value("saved_searches", "{}")))
        except ValueError:
            return {}
        return {str(name): str(stored[name]) for name in sorted(stored, key=str.casefold)}

    @saved_searches.setter
    def saved_searches(self, searches: Mapping[str, str]) -> None:
        self._settings.setValue("saved_searches", json.dumps(dict(searches), ensure_ascii=False))

    def layout(self, name: str) -> QByteArray:
        """A stored geometry or splitter state; empty when there is none."""
        return cast(QByteArray, self._settings.value(f"layout/{name}", QByteArray()))

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Store a geometry or splitter state."""
        self._settings.setValue(f"layout/{name}", state)
