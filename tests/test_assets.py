"""Shipped files are found wherever the program lies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import medxfer_gui.assets
from medxfer_gui.assets import asset_path
from medxfer_gui.errors import MedxferError

NAME = "sources/catalogue.json"


@pytest.fixture
def package_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place that the program takes for its package folder."""
    folder = tmp_path / "site-packages" / "medxfer_gui"
    folder.mkdir(parents=True)
    monkeypatch.setattr(medxfer_gui.assets, "__file__", str(folder / "assets.py"))
    return folder


def _put(folder: Path) -> Path:
    path = folder / "resources" / NAME
    path.parent.mkdir(parents=True)
    path.write_text("[]", encoding="utf-8")
    return path


def test_checkout_has_it() -> None:
    assert asset_path(NAME).is_file()


def test_wheel_keeps_it_in_the_package(package_at: Path) -> None:
    assert asset_path_of(_put(package_at))


def test_checkout_keeps_it_beside_the_package(package_at: Path) -> None:
    assert asset_path_of(_put(package_at.parent))


def test_frozen_program_keeps_it_in_its_bundle(
    package_at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)
    assert asset_path_of(_put(tmp_path / "bundle"))


def asset_path_of(path: Path) -> bool:
    """Whether the asset is found at ``path``."""
    return asset_path(NAME) == path


def test_missing_file_is_an_expected_failure(package_at: Path) -> None:
    with pytest.raises(MedxferError, match=r"catalogue\.json is missing"):
        asset_path(NAME)
