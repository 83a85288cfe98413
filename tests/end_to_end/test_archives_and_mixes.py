"""From a zip archive, and from folders and files opened together, to a trained network and its scores."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from medxfer_gui.cli.main import run_command
from medxfer_gui.home import Home
from medxfer_gui.library.mixes import write_mix

TRAIN = ("--mode", "head", "--epochs", "1", "--size", "32")


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    """Dark and bright pictures in two folders."""
    rng = np.random.default_rng(0)
    for number, name in enumerate(("dark", "bright")):
        (tmp_path / "set" / name).mkdir(parents=True)
        for index in range(12):
            pixels = rng.integers(0, 80, (32, 32), dtype=np.uint8) + 150 * number
            Image.fromarray(pixels.astype(np.uint8)).save(tmp_path / "set" / name / f"{index}.png")
    return tmp_path / "set"


@pytest.fixture
def archive(classes: Path) -> Path:
    path = classes.parent / "set.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(classes.rglob("*.png")):
            packed.write(file, Path("set") / file.relative_to(classes))
    return path


def called(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    code = run_command([*map(str, arguments), "--json", "--quiet"])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return json.loads(printed.out)


def test_network_learns_from_an_archive_of_class_folders(
    capsys: pytest.CaptureFixture[str], archive: Path, home: Home, tmp_path: Path
) -> None:
    assert called(capsys, "index", archive)["instances"] == 24
    trained = called(capsys, "train", archive, *TRAIN, "--run", tmp_path / "run")
    assert sum(trained["frames"].values()) == 24
    scored = called(capsys, "predict", tmp_path / "run", archive)
    assert {Path(row["path"]).relative_to(archive).parts[1] for row in scored["predictions"]} == {"dark", "bright"}
    assert len({row["path"] for row in scored["predictions"]}) == 24


def test_labels_name_the_members_of_an_archive(
    capsys: pytest.CaptureFixture[str], archive: Path, home: Home, tmp_path: Path
) -> None:
    rows = [f"set/{name}/{index}.png,{name}" for name in ("dark", "bright") for index in range(12)]
    (tmp_path / "labels.csv").write_text("path,label\n" + "\n".join(rows), encoding="utf-8")
    trained = called(capsys, "train", archive, "--labels", tmp_path / "labels.csv", *TRAIN, "--run", tmp_path / "run")
    assert (sum(trained["frames"].values()), trained["problems"]) == (24, {})


def test_network_learns_from_folders_opened_together(
    capsys: pytest.CaptureFixture[str], classes: Path, home: Home, tmp_path: Path
) -> None:
    listed = write_mix([classes / "dark", classes / "bright"], home.lists)
    trained = called(capsys, "train", listed, *TRAIN, "--run", tmp_path / "run")
    assert sum(trained["frames"].values()) == 24
    evaluated = called(capsys, "evaluate", tmp_path / "run", "--part", "test")
    assert evaluated["n"] > 0


def test_archive_is_checked_member_by_member(capsys: pytest.CaptureFixture[str], archive: Path, home: Home) -> None:
    rows = called(capsys, "check", archive)["files"]
    assert len(rows) == len({row["path"] for row in rows}) == 24
    assert all(row["ok"] for row in rows)


def test_pictures_in_an_archive_can_be_explained(
    capsys: pytest.CaptureFixture[str], archive: Path, home: Home, tmp_path: Path
) -> None:
    called(capsys, "train", archive, *TRAIN, "--run", tmp_path / "run")
    maps = called(capsys, "explain", tmp_path / "run", archive, "--out", tmp_path / "maps")["maps"]
    assert len(maps) == 24
