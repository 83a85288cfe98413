"""Train, validation and test, with whole patients in one part each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medxfer_gui.cohorts.cohort import PARTS, Part
from medxfer_gui.config.dataset import SplitConfig
from medxfer_gui.errors import MedxferError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
TRAIN, VALIDATION, TEST = range(3)

_TRIES = 24
"""Random orders tried where patients differ from each other; the first one is rarest and largest first."""


def split_patients(
    uids: Sequence[str] | npt.NDArray[np.str_],
    groups: Sequence[str] | npt.NDArray[np.str_],
    targets: Ints | npt.NDArray[np.float32],
    config: SplitConfig,
    fixed: Sequence[Part | None] | None = None,
    *,
    classes: Sequence[str] = (),
) -> npt.NDArray[np.str_]:
    """Part of each frame, shape (N,): stratified by class, seeded, never dividing a group.

    Groups that look alike (same classes, same number of frames) are shuffled and dealt out by the shares; what is left
    over goes where the counts of patients and frames of each class come closest to the shares. The result depends on
    the seed and on which frames belong together, not on the order of the rows or the names of the groups.

    Parameters
    ----------
    uids
        What names each frame, shape (N,); frames of one instance may share it.
    groups
        The patient of each frame, shape (N,).
    targets
        Class index, shape (N,); or 0 and 1 for each class, shape (N, classes), for a multi-label task.
    config
        Shares and seed. Shares are of the patients.
    fixed
        Part of each frame where it is given. A given validation or test part gets no other patient; without a given
        validation part, the validation share is taken out of the given training part, and what is given for training
        never goes to test.
    classes
        Names for the error messages.

    Raises
    ------
    MedxferError
        When a group is fixed to two parts, or there are too few patients of a class for the parts.
    """
    members, group_of = _ordered_groups(np.asarray(uids), np.asarray(groups))
    count = len(members)
    onehot = targets if targets.ndim == 2 else targets[:, None] == np.arange(max(targets.max() + 1, len(classes)))
    frames = np.zeros((count, onehot.shape[1]))
    np.add.at(frames, group_of, onehot.astype(np.float64))
    given = _given_parts(group_of, fixed, count)
    problem = _Problem(frames, given, config, exclusive=targets.ndim == 1)
    names = list(classes) or [str(number) for number in range(onehot.shape[1])]
    if (given < 0).all():
        _check_enough(problem, names)
    parts = _best_assignment(problem, np.random.default_rng(config.seed))
    _check_covered(problem, parts, names)
    return np.array(PARTS)[parts][group_of]


def _ordered_groups(uids: npt.NDArray[np.str_], groups: npt.NDArray[np.str_]) -> tuple[npt.NDArray[np.str_], Ints]:
    """Group names ordered by their smallest UID, and the position of each frame's group in them."""
    names, inverse = np.unique(groups, return_inverse=True)
    rank = np.unique(uids, return_inverse=True)[1]
    smallest = np.full(len(names), len(uids), dtype=np.int64)
    np.minimum.at(smallest, inverse, rank)
    order = np.argsort(smallest, kind="stable")
    position = np.empty_like(order)
    position[order] = np.arange(len(order))
    return names[order], position[inverse]


def _given_parts(group_of: Ints, fixed: Sequence[Part | None] | None, count: int) -> Ints:
    """Index of the part each group is fixed to, -1 where it is not, shape (groups,)."""
    given = np.full(count, -1, dtype=np.int64)
    if fixed is None:
        return given
    code = np.array([-1 if part is None else PARTS.index(part) for part in fixed], dtype=np.int64)
    for part in range(len(PARTS)):
        inside = np.unique(group_of[code == part])
        if (given[inside] >= 0).any():
            raise MedxferError(
                "{count} patients are in two parts of the given split.",
                "Patients never cross a split: give each patient one part.",
                count=int((given[inside] >= 0).sum()),
            )
        given[inside] = part
    return given


class _Problem:
    """What an assignment is measured by: features of the groups, the parts each may go to, and the wanted sums."""

    def __init__(self, frames: Floats, given: Ints, config: SplitConfig, *, exclusive: bool) -> None:
        count, classes = frames.shape
        self.presence = frames > 0
        self.exclusive = exclusive
        self.features = np.hstack([np.ones((count, 1)), self.presence, frames])
        self.allowed = _allowed_parts(given, config)
        free = (given < 0) | ((given == TRAIN) & self.allowed[:, VALIDATION])
        pool = free | (given == TRAIN)
        self.shares = np.array([0.0, config.validation, config.test])
        self.shares[~self.allowed[free].any(axis=0)] = 0.0
        self.shares[TRAIN] = 1.0 - self.shares.sum()
        total = self.features[pool].sum(axis=0)
        weights = np.concatenate([[2.0], np.full(2 * classes, 1.0 / classes)])
        self.weights = np.where(total > 0, weights / np.maximum(total, 1) ** 2, 0.0)
        self.wanted = self.shares[:, None] * total
        self.free = np.flatnonzero(free)
        self.start = np.where(free, -1, given)
        self.counted = pool

    def sums(self, parts: Ints) -> Floats:
        """Features summed by part over the pool, shape (3, features)."""
        sums = np.zeros((len(PARTS), self.features.shape[1]))
        chosen = self.counted & (parts >= 0)
        np.add.at(sums, parts[chosen], self.features[chosen])
        return sums

    def rise(self, sums: Floats, group: int) -> Floats:
        """How much the squared deviation rises when ``group`` joins each part, shape (3,); inf where it may not go."""
        x = self.features[group]
        change: Floats = ((2 * (sums - self.wanted) * x + x * x) * self.weights).sum(axis=1)
        change /= np.maximum(self.shares, 1e-9)
        change[~self.allowed[group] | (self.shares <= 0)] = np.inf
        return change

    def cost(self, parts: Ints) -> tuple[int, float]:
        """Missing classes in parts that have patients or should, then the squared deviation: smaller is better."""
        deviation = (((self.sums(parts) - self.wanted) ** 2) * self.weights).sum(axis=1)
        spread = float((deviation / np.maximum(self.shares, 1e-9))[self.shares > 0].sum())
        return int(self.missing(parts).sum()), spread

    def missing(self, parts: Ints) -> npt.NDArray[np.bool_]:
        """Which class has no group in which part that shares are dealt to, shape (3, classes)."""
        covered = np.zeros((len(PARTS), self.presence.shape[1]), dtype=bool)
        np.logical_or.at(covered, parts, self.presence)
        covered[self.shares <= 0] = True
        return ~covered


def _allowed_parts(given: Ints, config: SplitConfig) -> npt.NDArray[np.bool_]:
    """Which part each group may go to, shape (groups, 3)."""
    has = [bool((given == part).any()) for part in range(len(PARTS))]
    allowed = np.zeros((len(given), len(PARTS)), dtype=bool)
    allowed[given == TEST, TEST] = True
    allowed[given == VALIDATION, VALIDATION] = True
    to_train = (given == TRAIN) | (given < 0)
    allowed[to_train, TRAIN] = True
    allowed[to_train, VALIDATION] = not has[VALIDATION]
    allowed[given < 0, TEST] = not has[TEST] and config.test > 0
    return allowed


def _best_assignment(problem: _Problem, rng: np.random.Generator) -> Ints:
    dealt, left = _deal_out(problem, rng)
    rarity = np.where(problem.presence, problem.presence.sum(axis=0), np.inf).min(axis=1, initial=np.inf)
    best, best_cost = dealt, (len(left) * len(PARTS) + 1, np.inf)
    for attempt in range(_TRIES if 0 < len(left) <= 2000 else 1):
        order = rng.permutation(left)
        if attempt == 0:
            order = order[np.lexsort((-problem.features[order].sum(axis=1), rarity[order]))]
        parts = _place(problem, dealt.copy(), order)
        cost = problem.cost(parts)
        if attempt == 0 or cost < best_cost:
            best, best_cost = parts, cost
    return _fill_gaps(problem, best)


def _deal_out(problem: _Problem, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Deal groups that look alike out by the shares; what the shares do not divide evenly is left over."""
    parts, left = problem.start.copy(), []
    if not len(problem.free):
        return parts, np.empty(0, dtype=np.int64)
    looks = np.hstack([problem.features[problem.free], problem.allowed[problem.free]])
    kind_of = np.unique(looks, axis=0, return_inverse=True)[1]
    by_kind = problem.free[np.argsort(kind_of.ravel(), kind="stable")]
    for alike in np.split(by_kind, np.cumsum(np.bincount(kind_of.ravel()))[:-1]):
        shuffled = rng.permutation(alike)
        shares = problem.shares * problem.allowed[alike[0]]
        sizes = np.floor(len(alike) * shares / shares.sum() + 1e-9).astype(np.int64)
        sizes[~problem.allowed[alike[0]]] = 0
        parts[shuffled[: sizes.sum()]] = np.repeat(np.arange(len(PARTS)), sizes)
        left.append(shuffled[sizes.sum() :])
    return parts, np.sort(np.concatenate(left))


def _place(problem: _Problem, parts: Ints, order: Ints) -> Ints:
    """Put each group of ``order`` where the deviation rises least."""
    sums = problem.sums(parts)
    for group in order:
        part = int(np.argmin(problem.rise(sums, int(group))))
        parts[group] = part
        sums[part] += problem.features[group]
    return parts


def _fill_gaps(problem: _Problem, parts: Ints) -> Ints:
    """Move groups into parts that lack a class, train first, as long as that leaves fewer gaps."""
    for part in (TRAIN, VALIDATION, TEST):
        for number in np.flatnonzero(problem.missing(parts)[part]):
            now = problem.cost(parts)
            movable = problem.free[problem.presence[problem.free, number] & problem.allowed[problem.free, part]]
            # Many groups would serve equally; a few hundred are enough to choose from.
            options = [np.where(np.arange(len(parts)) == group, part, parts) for group in movable[:300]]
            better = min(options, key=problem.cost, default=parts)
            if problem.cost(better) < now:
                parts = better
    return parts


def _check_enough(problem: _Problem, names: Sequence[str]) -> None:
    """Refuse, before anything is dealt, a class with fewer patients than parts."""
    wanted = [part for part, share in zip(PARTS, problem.shares, strict=True) if share > 0]
    facts = {"parts": ", ".join(wanted), "needed": len(wanted)}
    hint = "Add patients or leave the class out; with a test share of 0, two patients are enough."
    if len(problem.presence) < len(wanted):
        message = "Too few patients ({count}): {parts} need at least one each ({needed})."
        raise MedxferError(message, hint, count=len(problem.presence), **facts)
    if not problem.exclusive:
        return
    for name, count in zip(names, problem.presence.sum(axis=0), strict=True):
        if 0 < count < len(wanted):
            message = "Class {name} has too few patients ({count}): {parts} need at least one each ({needed})."
            raise MedxferError(message, hint, name=name, count=int(count), **facts)


def _check_covered(problem: _Problem, parts: Ints, names: Sequence[str]) -> None:
    """Refuse a split that cannot be learned from or chosen on."""
    hint = "Patients never cross a split: add patients of that class, or change the given split."
    present: list[bool] = np.any(problem.presence, axis=0).tolist()
    for part in (TRAIN, VALIDATION):
        if not (parts == part).any():
            raise MedxferError("The part {part} has no patients.", hint, part=PARTS[part])
        inside: list[bool] = np.any(problem.presence[parts == part], axis=0).tolist()
        lacking = [name for name, there, has in zip(names, present, inside, strict=True) if there and not has]
        # Validation can still choose between two classes of many; of one class nothing can be told.
        tolerated = part == VALIDATION and (not problem.exclusive or sum(inside) >= 2)
        if lacking and not tolerated:
            raise MedxferError(
                "The part {part} has no patient of class {name}.", hint, part=PARTS[part], name=", ".join(lacking)
            )
