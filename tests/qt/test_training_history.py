"""What the events of a run add up to."""

from __future__ import annotations

from medxfer_gui.operation import Progress
from medxfer_gui.qt.training.history import BATCH_POINTS, TrainingHistory
from medxfer_gui.qt.training.record import in_words
from medxfer_gui.runs.events import BatchFinished, EpochFinished, RunFinished, RunStarted, RunStopped


def started(epochs: int = 4, resumed_at: int = 0) -> RunStarted:
    return RunStarted("full", "efficientnet_lite0", "CPU", epochs, {}, resumed_at)


def batch(epoch: int, number: int, batches: int = 2) -> BatchFinished:
    return BatchFinished(epoch, number, batches, 0.5, 20.0, 9.0)


def epoch(number: int, best: bool = False, auc: float | None = 0.8) -> EpochFinished:
    return EpochFinished(number, 4, 0.4, 0.5, auc, 0.7, 0.9, 1e-3, 2.0, best)


def filled(*events: object) -> TrainingHistory:
    history = TrainingHistory()
    for event in events:
        history.add(event)  # type: ignore[arg-type]
    return history


def test_share_done_counts_batches_of_the_epoch_under_way() -> None:
    assert filled(started(), epoch(1), batch(2, 1)).share_done == 1.5 / 4


def test_finished_run_is_all_done_even_when_it_ended_early() -> None:
    assert filled(started(), epoch(1), RunFinished(1, 3.0, 20.0, "no better")).share_done == 1.0


def test_best_is_the_last_marked_epoch_while_the_run_goes() -> None:
    best = filled(started(), epoch(1, best=True), epoch(2, best=True), epoch(3)).best
    assert best is not None
    assert best.epoch == 2


def test_best_of_a_finished_run_is_what_its_end_says() -> None:
    best = filled(epoch(1, best=True), epoch(2, best=True), RunFinished(1, 3.0, 20.0, "all")).best
    assert best is not None
    assert best.epoch == 1


def test_resumed_run_replaces_the_epochs_it_repeats() -> None:
    history = filled(started(), epoch(1), epoch(2, auc=0.6), batch(3, 1), started(resumed_at=1), epoch(2, auc=0.9))
    assert [(e.epoch, e.validation_auc) for e in history.epochs] == [(1, 0.8), (2, 0.9)]


def test_resumed_run_replaces_the_batches_it_repeats() -> None:
    history = filled(started(), batch(1, 2), batch(2, 1), batch(2, 2), started(resumed_at=1), batch(2, 1))
    assert [position for position, _ in history.batches] == [1.0, 1.5]


def test_run_resumed_inside_an_epoch_keeps_the_batches_before() -> None:
    history = filled(started(), batch(1, 1, 4), batch(1, 2, 4), started(resumed_at=0), batch(1, 3, 4))
    assert [position for position, _ in history.batches] == [0.25, 0.5, 0.75]


def test_stopped_run_keeps_the_epoch_it_was_stopped_in() -> None:
    assert filled(started(), epoch(1), batch(2, 1), RunStopped("cancelled", "", "")).current_epoch == 2


def test_batches_are_thinned_on_a_long_run() -> None:
    history = filled(*(batch(1, number, 10_000) for number in range(1, 10_001)))
    assert len(history.batches) <= BATCH_POINTS


def test_thinned_batches_still_reach_to_the_end() -> None:
    history = filled(*(batch(1, number, 10_000) for number in range(1, 10_001)))
    assert history.batches[-1][0] > 0.99


def test_log_keeps_one_line_for_a_stage() -> None:
    stage = [Progress(done, 10, "images", "Decoding images") for done in range(11)]
    assert filled(*stage).log == [stage[-1]]


def test_progress_ends_when_training_begins() -> None:
    assert filled(Progress(3, 10, "images", "Decoding images"), started()).progress is None


def test_log_tells_a_start_from_a_resumed_first_epoch() -> None:
    again, first = in_words(filled(started(), batch(1, 1), started(resumed_at=0)).log)
    assert ("began" in first, "again" in again) == (True, True)
