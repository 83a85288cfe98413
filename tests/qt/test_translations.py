"""The Chinese translation is whole, keeps every field, and reaches the window."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from medxfer_gui.qt import translation
from medxfer_gui.qt.main_window import MainWindow
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.theme import plot_theme
from medxfer_gui.qt.translation import translate_core

ROOT = Path(__file__).resolve().parents[2]
TS = ROOT / "resources" / "translations" / "medxfer_zh_CN.ts"
_FIELD = re.compile(r"\{\w*\}|%n|%\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """``packaging/update_translations.py`` as a module."""
    spec = importlib.util.spec_from_file_location("update_translations", ROOT / "packaging" / "update_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def entries(tool: ModuleType) -> dict[tuple[str, str], str]:
    """Translation of each source text, by context and text."""
    return {key: message.translation for key, message in tool.read_ts(TS).items()}


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The program speaks Chinese for one test."""
    translation.install(qapp, "zh_CN")
    yield
    translation.install(qapp, "en")


def test_file_holds_the_texts_of_the_sources(tool: ModuleType) -> None:
    texts = {(context, source) for context, sources in tool.collect_texts().items() for source in sources}
    stored = set(tool.read_ts(TS))
    hint = "run python packaging/update_translations.py and translate what is new"
    assert stored == texts, f"new: {sorted(texts - stored)}; gone: {sorted(stored - texts)}; {hint}"


def test_nothing_is_unfinished(tool: ModuleType) -> None:
    assert [key for key, message in tool.read_ts(TS).items() if not message.finished] == []


def test_compiled_file_is_not_older_in_content(tool: ModuleType, tmp_path: Path) -> None:
    copy = tmp_path / TS.name
    copy.write_bytes(TS.read_bytes())
    tool.compile_ts(copy)
    assert copy.with_suffix(".qm").read_bytes() == TS.with_suffix(".qm").read_bytes()


def test_fields_are_kept(entries: dict[tuple[str, str], str]) -> None:
    changed = {key: text for key, text in entries.items() if set(_FIELD.findall(key[1])) != set(_FIELD.findall(text))}
    assert changed == {}


def test_mnemonics_are_kept(entries: dict[tuple[str, str], str]) -> None:
    assert [key for key, text in entries.items() if ("&" in key[1]) != ("&" in text)] == []


def test_rail_is_chinese(qtbot: QtBot, session: Session, chinese: None) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    titles = [button.text() for button in window.rail.findChildren(QToolButton)]
    assert [title for title in titles if title and not _CHINESE.search(title)] == []
    assert "浏览" in titles


def test_menus_are_chinese(qtbot: QtBot, session: Session, chinese: None) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    titles = [action.text() for action in window.actions_.menus.actions()]
    assert titles
    assert [title for title in titles if not _CHINESE.search(title)] == []


def test_words_on_plots_are_chinese(session: Session, chinese: None) -> None:
    assert plot_theme(session.tokens).words("Sensitivity") == "灵敏度"


def test_joined_notes_are_translated_one_by_one(qapp: QApplication, chinese: None) -> None:
    joined = "no series UID, one was made; the series UID is used for more than one patient"
    assert translate_core(joined) == "无序列 UID，已生成一个；该序列 UID 用于多名患者"


def test_number_in_a_text_is_kept(qapp: QApplication, chinese: None) -> None:
    assert translate_core("no better for 5 epochs") == "连续 5 轮无改善"
