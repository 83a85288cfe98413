"""Patients, frames and classes by part, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from medxfer_gui.cohorts.cohort import PARTS, Cohort
from medxfer_gui.plots.theme import Tokens

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row: what is counted, in all parts and in each of `PARTS`; ``of`` holds the frames that shares refer to."""

    name: str
    is_class: bool
    counts: tuple[int, ...]
    of: tuple[int, ...]


def count_rows(cohort: Cohort, patients: str, frames: str, level: str) -> list[CountRow]:
    """Rows of the table: patients, frames, units where these are neither, then frames of each class.

    Parameters
    ----------
    patients, frames, level
        Translated names of the first rows.
    """
    masks = [np.ones(len(cohort), dtype=np.bool_), *(cohort.parts == part for part in PARTS)]
    in_frames = tuple(int(mask.sum()) for mask in masks)
    rows = [
        CountRow(patients, False, tuple(len(np.unique(cohort.patients[mask])) for mask in masks), in_frames),
        CountRow(frames, False, in_frames, in_frames),
    ]
    if cohort.task.level in ("series", "study"):
        units = cohort.units()
        rows.insert(1, CountRow(level, False, tuple(len(np.unique(units[mask])) for mask in masks), in_frames))
    for number, name in enumerate(cohort.task.classes):
        shown = cohort.targets[:, number] > 0 if cohort.targets.ndim == 2 else cohort.targets == number
        rows.append(CountRow(name, True, tuple(int((shown & mask).sum()) for mask in masks), in_frames))
    return rows


class CountsModel(QAbstractTableModel):
    """The counts of one cohort; columns: name, all, train, validation, test."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._rows: list[CountRow] = []
        self._positive: str | None = None

    def set_cohort(self, cohort: Cohort | None) -> None:
        """Show the counts of ``cohort``."""
        self.beginResetModel()
        self._rows = []
        if cohort is not None:
            level = {"series": self.tr("Series"), "study": self.tr("Studies")}.get(cohort.task.level, "")
            self._rows = count_rows(cohort, self.tr("Patients"), self.tr("Frames"), level)
            self._positive = cohort.task.positive
        self.endResetModel()

    def set_tokens(self, tokens: Tokens) -> None:
        """Name the parts in other colours."""
        self._tokens = tokens
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 2 + len(PARTS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == 0 and row.is_class:
            return row.name
        if role == Qt.ItemDataRole.ForegroundRole and column > 0 and row.is_class and not row.counts[column - 1]:
            return QColor(self._tokens.attention)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        titles = ("", self.tr("all"), self.tr("train"), self.tr("validation"), self.tr("test"))
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.ForegroundRole and section >= 2:
            return QColor(self._tokens.part(PARTS[section - 2]))
        return None

    def _text(self, row: CountRow, column: int) -> str:
        if column == 0:
            return self.tr("{name} (positive)").format(name=row.name) if self._is_positive(row) else row.name
        count, of = row.counts[column - 1], row.of[column - 1]
        if not row.is_class or not of:
            return f"{count:,}"
        return f"{count:,} ({100 * count / of:.0f} %)"

    def _is_positive(self, row: CountRow) -> bool:
        return row.is_class and row.name == self._positive
