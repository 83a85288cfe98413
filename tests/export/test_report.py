"""The report: whole, self-contained, and without identity."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from trained_run import NAME, PATIENT_ID

from medxfer_gui.errors import MedxferError
from medxfer_gui.evaluation.evaluate import evaluate_run
from medxfer_gui.evaluation.store import read_evaluation
from medxfer_gui.export.numbers import with_interval
from medxfer_gui.export.predictions import export_predictions
from medxfer_gui.export.report import write_report


class _Links(HTMLParser):
    """Collects what a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href")]


@pytest.fixture(scope="module")
def report(trained, tmp_path_factory: pytest.TempPathFactory) -> str:
    evaluate_run(trained.scratch, trained.home, "test")
    path = write_report(trained.head, trained.home, tmp_path_factory.mktemp("report") / "report.html", examples=2)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def links(report: str) -> list[str]:
    parser = _Links()
    parser.feed(report)
    return parser.found


def test_report_fetches_nothing(links: list[str]) -> None:
    assert links
    assert all(link.startswith("data:image/") for link in links)


def test_no_identity_and_no_path_is_in_it(report: str, trained) -> None:
    decoded = report + "".join(
        base64.b64decode(data).decode("latin-1") for data in re.findall(r"base64,([A-Za-z0-9+/=]+)", report)
    )
    for secret in (NAME, NAME.split("^")[0], PATIENT_ID, str(trained.data), str(Path.home())):
        assert secret not in decoded


def test_summary_is_that_of_the_stored_evaluation(report: str, trained) -> None:
    evaluation = read_evaluation(trained.head, "test")
    assert f"AUC for disc: {with_interval(evaluation.auc)}" in report


def test_research_use_and_synthetic_images_are_told(report: str) -> None:
    assert "Research use only. Not a medical device." in report
    assert "Synthetic images" in report


def test_run_from_scratch_on_the_same_split_is_compared(report: str) -> None:
    assert "Did transfer help?" in report
    assert "<td>scratch</td>" in report


def test_a_report_writes_nothing_into_other_runs(trained, tmp_path: Path) -> None:
    evaluate_run(trained.scratch, trained.home, "test")
    before = {path: path.stat().st_mtime_ns for path in trained.scratch.folder.rglob("*")}
    write_report(trained.head, trained.home, tmp_path / "report.html", examples=1)
    assert {path: path.stat().st_mtime_ns for path in trained.scratch.folder.rglob("*")} == before


def test_every_plot_is_well_formed(links: list[str]) -> None:
    drawings = [link for link in links if link.startswith("data:image/svg+xml")]
    assert len(drawings) == 6
    for drawing in drawings:
        ElementTree.fromstring(base64.b64decode(drawing.split(",")[1]))


def test_examples_have_image_and_overlay(links: list[str]) -> None:
    assert sum(link.startswith("data:image/png") for link in links) == 4


def test_names_are_escaped(trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(trained.head), "name", property(lambda self: "<script>alert(1)</script>"))
    evaluate_run(trained.scratch, trained.home, "test")
    path = write_report(trained.head, trained.home, tmp_path / "r.html", examples=0)
    assert "<script>" not in path.read_text(encoding="utf-8")


def test_exported_predictions_are_the_stored_ones(trained, report: str, tmp_path: Path) -> None:
    path = export_predictions(trained.head, tmp_path / "out" / "predictions.csv")
    assert path.read_bytes() == (trained.head.evaluation_folder("test") / "predictions.csv").read_bytes()


def test_part_that_was_not_evaluated_cannot_be_exported(trained, tmp_path: Path) -> None:
    with pytest.raises(MedxferError):
        export_predictions(trained.head, tmp_path / "p.csv", part="nowhere")
