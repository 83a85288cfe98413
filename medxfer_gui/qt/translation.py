"""The language of the window: installing it, and translating what the core says."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from medxfer_gui.assets import asset_path
from medxfer_gui.errors import MedxferError

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Languages of the window by locale name, each in its own words."""

_CORE_CONTEXT = "core"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_installed: list[QTranslator] = []


def system_language() -> str:
    """The language of the desktop where the window speaks it, else English."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def install(app: QCoreApplication, language: str) -> None:
    """Make ``app`` speak ``language``, a key of `LANGUAGES`; what has no translation stays English.

    Open widgets get ``QEvent.LanguageChange``; texts that were set before are not changed by that.
    """
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    _load(app, f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    try:
        folder = asset_path("translations")
    except MedxferError:
        return
    _load(app, f"medxfer_{language}", str(folder))


def _load(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
        _installed.append(translator)


def translate_core(template: str) -> str:
    """The translation of an English template of the core, with its ``{name}`` fields still open.

    Of several texts joined by ``; `` each is translated. Numbers in a text are looked up as ``{number}``, ``{number2}``
    and so on.
    """
    whole = _translate_one(template)
    return whole if whole != template else _translate_one("; ").join(map(_translate_one, template.split("; ")))


def _translate_one(text: str) -> str:
    translated = QCoreApplication.translate(_CORE_CONTEXT, text) if text else ""
    numbers = _NUMBER.findall(text)
    if translated != text or not numbers:
        return translated
    names = ["number", *(f"number{place}" for place in range(2, len(numbers) + 1))]
    waiting = iter(names)
    pattern = _NUMBER.sub(lambda _: f"{{{next(waiting)}}}", text)
    found = QCoreApplication.translate(_CORE_CONTEXT, pattern)
    if found == pattern:
        return text
    for name, number in zip(names, numbers, strict=True):
        found = found.replace(f"{{{name}}}", number)
    return found


def error_text(error: MedxferError) -> tuple[str, str]:
    """Message and hint of ``error`` in the window's language, facts filled in; the hint may be empty."""
    return translate_core(error.message).format(**error.facts), translate_core(error.hint).format(**error.facts)
