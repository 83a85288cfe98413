"""Whether transfer helped: what is compared, and what is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from medxfer_gui.evaluation.evaluation import Interval
from medxfer_gui.qt.run_summary import RunSummary
from medxfer_gui.qt.training.comparison import transfer_effect
from medxfer_gui.runs.run import Run
from medxfer_gui.runs.state import RunState, Status


def summary(
    mode: str, validation: float | None, test: float | None = None, status: Status = "finished", half: float = 0.02
) -> RunSummary:
    def interval(value: float | None) -> Interval | None:
        return None if value is None else Interval(value, value - half, value + half, "")

    state = RunState(status=status)
    run = Run(Path(f"{mode}-{validation}"))
    return RunSummary(run, "", mode, "net", state, "abc", 0.0, 5.0, interval(validation), interval(test), ())


def test_without_a_run_from_scratch_nothing_is_claimed() -> None:
    assert transfer_effect([summary("head", 0.9), summary("full", 0.8)]) is None


def test_difference_is_transfer_minus_scratch() -> None:
    effect = transfer_effect([summary("head", 0.9), summary("scratch", 0.7)])
    assert effect is not None
    assert effect.difference == pytest.approx(0.2)


def test_best_transfer_is_chosen_on_validation_even_when_test_says_otherwise() -> None:
    runs = [summary("head", 0.9, 0.7), summary("full", 0.8, 0.95), summary("scratch", 0.7, 0.6)]
    effect = transfer_effect(runs)
    assert effect is not None
    assert effect.transfer.mode == "head"


def test_test_part_is_compared_once_both_have_it() -> None:
    effect = transfer_effect([summary("head", 0.9, 0.7), summary("scratch", 0.7, 0.65)])
    assert effect is not None
    assert (effect.part, effect.difference) == ("test", pytest.approx(0.05))


def test_overlapping_intervals_are_told() -> None:
    effect = transfer_effect([summary("head", 0.90, half=0.1), summary("scratch", 0.85, half=0.1)])
    assert effect is not None
    assert effect.intervals_overlap is True


def test_unfinished_run_is_not_compared() -> None:
    assert transfer_effect([summary("head", 0.9), summary("scratch", 0.7, status="running")]) is None


def test_undefined_auc_is_not_compared() -> None:
    assert transfer_effect([summary("head", None), summary("scratch", 0.7)]) is None
