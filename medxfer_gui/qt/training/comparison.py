"""Whether transfer helped, in words that claim no more than was measured. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medxfer_gui.qt.run_summary import RunSummary


@dataclass(frozen=True, slots=True)
class TransferEffect:
    """The best transferred run against the best run from scratch on the same split.

    Parameters
    ----------
    transfer, scratch
        The runs.
    part
        ``test`` when both were evaluated on it, else ``validation``.
    difference
        AUC with transfer minus AUC from scratch.
    intervals_overlap
        Whether the two 95 % intervals overlap; None where one of them is not known.
    """

    transfer: RunSummary
    scratch: RunSummary
    part: str
    difference: float
    intervals_overlap: bool | None


def transfer_effect(summaries: Sequence[RunSummary]) -> TransferEffect | None:
    """The effect of transfer among runs of one split; None unless both kinds have a defined AUC.

    Runs are chosen by their validation AUC, so that choosing the better of several does not touch the test part.
    """
    transfer = _best([s for s in summaries if s.mode != "scratch"])
    scratch = _best([s for s in summaries if s.mode == "scratch"])
    if transfer is None or scratch is None:
        return None
    tested = all(s.test is not None and s.test.value is not None for s in (transfer, scratch))
    ours, theirs = (transfer.test, scratch.test) if tested else (transfer.validation, scratch.validation)
    if ours is None or theirs is None or ours.value is None or theirs.value is None:
        return None
    overlap = None
    if None not in (ours.low, ours.high, theirs.low, theirs.high):
        overlap = ours.low <= theirs.high and theirs.low <= ours.high  # type: ignore[operator]  # checked above
    return TransferEffect(transfer, scratch, "test" if tested else "validation", ours.value - theirs.value, overlap)


def _best(summaries: Sequence[RunSummary]) -> RunSummary | None:
    known = [s for s in summaries if s.state.status == "finished" and s.validation and s.validation.value is not None]
    return max(known, key=lambda s: s.validation.value or 0.0 if s.validation else 0.0, default=None)
