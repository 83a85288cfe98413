"""The command line: exit codes, JSON, help."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from medxfer_gui.cli import window_command
from medxfer_gui.cli.main import build_parser, run_command
from medxfer_gui.library.mixes import read_mix

COMMANDS = (
    "gui",
    "demo",
    "index",
    "check",
    "sources",
    "train",
    "cancel",
    "runs",
    "evaluate",
    "predict",
    "explain",
    "export",
)


@pytest.fixture
def pictures(tmp_path, make_dicom):
    rng = np.random.default_rng(0)
    rows = [("PatientID", "label")]
    for patient in range(16):
        name = f"P{patient:02}"
        rows.append((name, "bright" if patient % 2 else "dark"))
        pixels = rng.integers(0, 90, (40, 40), dtype=np.uint8)
        pixels[10:30, 10:30] += 150 if patient % 2 else 0
        make_dicom(tmp_path / "data" / f"{name}.dcm", pixels=pixels, PatientID=name)
    with (tmp_path / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return tmp_path


def call(capsys, *arguments):
    code = run_command([*map(str, arguments), "--json", "--quiet"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command, capsys):
    assert run_command([command, "--help"]) == 0
    assert f"Example: medxfer {command}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["index"], ["train", "x", "--mode", "magic"]])
def test_bad_usage_exits_with_two(arguments, capsys):
    assert run_command(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_a_failure_is_one_line_with_a_hint_and_exit_one(tmp_path, home, capsys):
    assert run_command(["evaluate", str(tmp_path), "--json"]) == 1
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert json.loads(told.out).keys() == {"error", "hint"}


def test_sources_lists_the_offline_one_first(home, capsys):
    code, found = call(capsys, "sources")
    assert code == 0
    assert found["sources"][0]["name"] == "efficientnet_lite0"
    assert {"name", "params", "input", "licence", "offline"} <= found["sources"][0].keys()


def test_index_counts_and_names_what_was_skipped(pictures, home, capsys):
    (pictures / "data" / "note.txt").write_text("hello")
    code, found = call(capsys, "index", pictures / "data")
    assert code == 0
    assert (found["patients"], found["instances"], found["frames"]) == (16, 16, 16)
    assert [row["path"].endswith("note.txt") for row in found["skipped"]] == [True]


def test_index_counts_each_image_once(pictures, home, capsys):
    _, found = call(capsys, "index", pictures / "data", f"{pictures}/./data/", pictures)
    assert found["instances"] == 16


def test_an_empty_path_is_not_the_current_folder(home, capsys):
    assert run_command(["index", "", "--json"]) == 2


def test_check_gives_one_row_a_file(pictures, home, capsys):
    (pictures / "data" / "empty.dcm").write_bytes(b"")
    _, found = call(capsys, "check", pictures / "data")
    assert len(found["files"]) == 17
    assert [row["ok"] for row in found["files"]].count(False) == 1


def test_check_writes_a_table(pictures, home, capsys):
    _, found = call(capsys, "check", pictures / "data", "--csv", pictures / "report.csv")
    lines = (pictures / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(found["files"])


def test_from_folder_to_scores(pictures, home, capsys):
    data, labels, run = pictures / "data", pictures / "labels.csv", pictures / "run"
    code, trained = call(capsys, "train", data, "--labels", labels, "--size", 32, "--run", run, "--seed", 3)
    assert code == 0
    assert {"run", "best_epoch", "validation", "seconds", "images_per_second"} <= trained.keys()
    code, evaluated = call(capsys, "evaluate", run)
    assert code == 0
    wanted = {"auc", "auc_ci", "accuracy", "sensitivity", "specificity", "ece", "n", "patients", "per_class"}
    assert wanted <= evaluated.keys()
    code, predicted = call(capsys, "predict", run, data, "--csv", pictures / "scores.csv")
    assert code == 0
    assert len(predicted["predictions"]) == 16
    assert sum(predicted["predictions"][0]["probabilities"].values()) == pytest.approx(1.0)
    code, explained = call(capsys, "explain", run, data / "P01.dcm", "--out", pictures / "maps")
    assert code == 0
    assert {"uid", "class", "method", "path", "trust"} <= explained["maps"][0].keys()
    code, listed = call(capsys, "runs")
    assert [row["run"] for row in listed["runs"]] == [str(run)]


def test_a_configuration_repeats_its_run(pictures, home, capsys):
    data, labels = pictures / "data", pictures / "labels.csv"
    found = []
    call(capsys, "train", data, "--labels", labels, "--size", 32, "--run", pictures / "one", "--seed", 5)
    call(capsys, "train", pictures / "one" / "config.json", "--run", pictures / "two")
    for name in ("one", "two"):
        code, evaluated = call(capsys, "evaluate", pictures / name)
        assert code == 0
        found.append({key: value for key, value in evaluated.items() if key != "run"})
    assert found[0] == found[1]


def test_resume_refuses_other_settings(pictures, home, capsys):
    code, told = call(capsys, "train", "--resume", pictures / "run", "--epochs", 3)
    assert code == 2
    assert "settings" in told["error"]


def test_cancel_of_a_run_that_does_not_train_is_told(pictures, home, capsys):
    data, labels = pictures / "data", pictures / "labels.csv"
    call(capsys, "train", data, "--labels", labels, "--size", 32, "--run", pictures / "run")
    code, told = call(capsys, "cancel", pictures / "run")
    assert code == 1
    assert "finished" in told["error"]


def test_the_parser_knows_every_command():
    parser = build_parser()
    text = parser.format_help()
    assert all(command in text for command in COMMANDS)


def test_common_options_may_stand_before_the_command(tmp_path, capsys):
    assert run_command(["--json", "--home", str(tmp_path / "home"), "runs"]) == 0
    assert json.loads(capsys.readouterr().out) == {"runs": []}


def test_bad_usage_is_json_too_when_json_is_asked_for(capsys):
    assert run_command(["train", "x", "--mode", "magic", "--json"]) == 2
    assert json.loads(capsys.readouterr().out).keys() == {"error", "hint"}


@pytest.mark.parametrize("setting", [("--size", "3"), ("--epochs", "0"), ("--test", "0.9")])
def test_settings_out_of_range_are_bad_usage(pictures, home, capsys, setting):
    code, told = call(capsys, "train", pictures / "data", "--labels", pictures / "labels.csv", *setting)
    assert code == 2
    assert setting[0][2:] in told["error"]


def test_rows_that_take_no_part_are_counted_and_listed(pictures, home, capsys):
    with (pictures / "labels.csv").open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("P01", "dark"), ("NOBODY", "dark")])
    run = pictures / "run"
    code = run_command(
        [
            "train",
            str(pictures / "data"),
            "--labels",
            str(pictures / "labels.csv"),
            "--size",
            "32",
            "--run",
            str(run),
            "--json",
        ]
    )
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert code == 0
    assert found["problems"]
    assert "Left out or repeated" in told.err
    assert sum(found["frames"].values()) == 15
    listed = (run / "problems.csv").read_text(encoding="utf-8")
    assert "NOBODY" not in listed
    assert len(listed.splitlines()) == 1 + sum(found["problems"].values())


@pytest.mark.parametrize("wrong", [("--source", "nonsense"), ("--weights", "none.pt"), ("--source", "resnet18")])
def test_a_source_that_cannot_be_loaded_leaves_no_run_folder(pictures, home, capsys, wrong):
    run = pictures / "run"
    code, _ = call(capsys, "train", pictures / "data", "--labels", pictures / "labels.csv", "--run", run, *wrong)
    assert code == 1
    assert not run.exists()


def test_an_unknown_source_is_not_described(home, capsys):
    code, told = call(capsys, "sources", "nonsense")
    assert code == 1
    assert "nonsense" in told["error"]


def test_scores_of_dicom_name_no_file(pictures, home, capsys):
    data = pictures / "data"
    call(capsys, "train", data, "--labels", pictures / "labels.csv", "--size", 32, "--run", pictures / "run")
    call(capsys, "predict", pictures / "run", data, "--csv", pictures / "scores.csv")
    assert "P01" not in (pictures / "scores.csv").read_text(encoding="utf-8")


def test_explain_goes_on_past_a_bad_file(pictures, home, capsys):
    data = pictures / "data"
    (data / "bad.dcm").write_bytes(b"")
    call(capsys, "train", data, "--labels", pictures / "labels.csv", "--size", 32, "--run", pictures / "run")
    code, found = call(capsys, "explain", pictures / "run", data / "bad.dcm", data / "P03.dcm", "--out", pictures / "m")
    assert code == 0
    assert (len(found["maps"]), len(found["skipped"])) == (1, 1)


def test_the_demo_overwrites_nothing_of_the_user(tmp_path, home, capsys):
    (tmp_path / "labels.csv").write_text("mine")
    code, told = call(capsys, "demo", "--no-window", "--out", tmp_path)
    assert code == 1
    assert "other files" in told["error"]
    assert (tmp_path / "labels.csv").read_text() == "mine"


def test_several_folders_are_opened_in_the_window_as_one(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(window_command, "open_window", lambda folder, *_: opened.append(folder) or 0)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert run_command(["gui", str(tmp_path / "a"), str(tmp_path / "b"), "--home", str(tmp_path / "home")]) == 0
    assert run_command(["gui", str(tmp_path / "a"), "--home", str(tmp_path / "home")]) == 0
    assert read_mix(opened[0]).entries == (tmp_path / "a", tmp_path / "b")
    assert opened[1] == tmp_path / "a"
