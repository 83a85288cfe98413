"""What the project promises about itself: versions, pins, entry points, commands, sizes and layers."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import medxfer_gui

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "medxfer_gui"
LONGEST_MODULE = 400
README_COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/medxfer demo",
    'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest',
)
CORE = """
    errors operation assets home config.run dicom.pixels library.scan runs.run sources.build cohorts.build
    evaluation.evaluate training.train saliency.explain plots.roc export.report demo cli.main
""".split()  # noqa: SIM905 - seventeen lines otherwise


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """``pyproject.toml``."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _sources() -> Iterator[Path]:
    return PACKAGE.rglob("*.py")


def _in_fresh_python(code: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True
    ).stdout.strip()


def test_version_is_the_same_everywhere(project: dict[str, Any]) -> None:
    newest = re.search(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert {project["project"]["version"], newest[1]} == {medxfer_gui.__version__}


@pytest.mark.parametrize("version", ["6.11.0", "6.11.1", "6.12.0", "6.13.0"])
def test_versions_of_qt_that_abort_this_python_are_excluded(project: dict[str, Any], version: str) -> None:
    assert not _qt_requirement(project, "3.11").specifier.contains(version)


@pytest.mark.parametrize("version", ["6.8.0", "6.10.2", "6.11.2"])
def test_sound_versions_of_qt_are_allowed(project: dict[str, Any], version: str) -> None:
    assert _qt_requirement(project, "3.11").specifier.contains(version)


def _qt_requirement(project: dict[str, Any], python: str) -> Requirement:
    requirements = map(Requirement, project["project"]["dependencies"])
    environment = {"python_version": python}
    (found,) = (
        r for r in requirements if r.name == "PySide6-Essentials" and r.marker and r.marker.evaluate(environment)
    )
    return found


def test_licences_that_do_not_fit_stay_out(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"].values()
    named = {
        Requirement(text).name.lower() for group in (project["project"]["dependencies"], *extras) for text in group
    }
    assert named.isdisjoint({"pylibjpeg-libjpeg", "nuitka", "pyqt5", "pyqt6"})


@pytest.mark.parametrize("script", ["medxfer", "medxfer-gui"])
def test_entry_point_exists(project: dict[str, Any], script: str) -> None:
    module, function = project["project"]["scripts"][script].split(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_wheel_takes_the_resources_along(project: dict[str, Any]) -> None:
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert {(ROOT / source).is_dir() and target for source, target in included.items()} == {"medxfer_gui/resources"}


def test_files_that_go_into_the_source_archive_exist(project: dict[str, Any]) -> None:
    names = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [name for name in names if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("command", README_COMMANDS)
def test_readme_has_the_command_on_a_line_of_its_own(command: str) -> None:
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "packaging/README.md"]
)
def test_links_of_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#"))]
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_readme_names_every_command() -> None:
    from medxfer_gui.cli.main import build_parser

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"\{([\w,]+)\}|^    (\w+) ", build_parser().format_help(), re.MULTILINE)
    named = {name for group in commands for part in group for name in part.split(",") if name}
    assert {"demo", "train", "evaluate"} <= named
    assert [name for name in sorted(named) if f"`{name}`" not in text] == []


def test_no_module_is_too_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines()) for path in _sources()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_module_is_a_box_for_odds_and_ends() -> None:
    names = {part for path in _sources() for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert names.isdisjoint({"utils", "util", "helpers", "common", "misc"})


def test_names_of_test_files_are_unique() -> None:
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_only_the_job_and_its_process_catch_every_exception() -> None:
    catching = {
        path.relative_to(PACKAGE).as_posix()
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception")
    }
    assert catching <= {"qt/job.py", "side_process/worker.py"}


def test_no_text_for_people_is_an_f_string() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"MedxferError", "tr", "_tr"}
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args[:2])
    ]
    assert wrong == []


def test_core_does_not_import_qt() -> None:
    imports = "; ".join(f"import medxfer_gui.{name}" for name in CORE)
    assert _in_fresh_python(f"{imports}; import sys; print('PySide6' in sys.modules)") == "False"


def test_help_does_not_import_torch() -> None:
    assert _in_fresh_python("import medxfer_gui.cli.main, sys; print('torch' in sys.modules)") == "False"


def test_main_window_does_not_import_torch() -> None:
    pytest.importorskip("PySide6.QtWidgets")
    assert _in_fresh_python("import medxfer_gui.qt.main_window, sys; print('torch' in sys.modules)") == "False"
