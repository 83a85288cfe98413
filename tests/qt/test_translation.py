"""Core texts are translated by template, facts filled in after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from medxfer_gui.errors import MedxferError
from medxfer_gui.qt.translation import LANGUAGES, error_text, install, system_language, translate_core


def test_facts_are_filled_in(qapp: QApplication) -> None:
    error = MedxferError("{path} is not there.", "Look for {path}.", path="x.dcm")
    assert error_text(error) == ("x.dcm is not there.", "Look for x.dcm.")


def test_empty_hint_stays_empty(qapp: QApplication) -> None:
    assert error_text(MedxferError("No."))[1] == ""


def test_text_without_translation_stays_as_it_is(qapp: QApplication) -> None:
    assert translate_core("nobody translates {this}") == "nobody translates {this}"


def test_system_language_is_one_of_ours() -> None:
    assert system_language() in LANGUAGES


def test_language_can_be_changed_and_changed_back(qapp: QApplication) -> None:
    install(qapp, "zh_CN")
    chinese = QLocale().language()
    install(qapp, "en")
    assert (chinese, QLocale().language()) == (QLocale.Language.Chinese, QLocale.Language.English)


def test_numbers_of_a_text_keep_their_places(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "gap of {number} mm after slice {number2}": "层 {number2} 后间隔 {number} mm",
        "{number} frames": "{number} 帧",
    }
    monkeypatch.setattr(QCoreApplication, "translate", lambda context, text: known.get(text, text))
    assert translate_core("gap of 10.0 mm after slice 3; 1,200 frames; 12 unknown") == (
        "层 3 后间隔 10.0 mm; 1,200 帧; 12 unknown"
    )
