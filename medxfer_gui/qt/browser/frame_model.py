"""Frames in order as a Qt model, with what is to be said of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.records import FrameKey
from medxfer_gui.qt.browser.scope import Section
from medxfer_gui.qt.browser.study_tree_model import problems_of
from medxfer_gui.qt.browser.words import problem_text

Index = QModelIndex | QPersistentModelIndex


class FrameModel(QAbstractListModel):
    """The frames of a scope; one row each, none of them an object of its own."""

    def __init__(self, reason_of: Callable[[FrameKey], str]) -> None:
        """``reason_of`` says why a frame has no picture; empty where it has one or nobody tried."""
        super().__init__()
        self.frames = FrameList()
        self.sections: tuple[Section, ...] = ()
        self._starts = np.zeros(0, np.int64)
        self._labels: Mapping[FrameKey, str] = {}
        self._reason_of = reason_of

    def set_frames(self, frames: FrameList, sections: Sequence[Section]) -> None:
        """Show other frames; ``sections`` covers them all, or is empty."""
        self.beginResetModel()
        self.frames, self.sections = frames, tuple(sections)
        self._starts = np.array([section.start for section in sections], np.int64)
        self.endResetModel()

    def set_labels(self, labels: Mapping[FrameKey, str]) -> None:
        """Show other labels."""
        self._labels = labels
        if self.frames:
            self.dataChanged.emit(self.index(0), self.index(len(self.frames) - 1))

    def label_of(self, key: FrameKey) -> str:
        """Label of a frame in the cohort; empty where it has none."""
        return self._labels.get(key, "")

    def section_at(self, row: int) -> Section | None:
        """The section that a row lies in."""
        if not self.sections:
            return None
        return self.sections[int(np.searchsorted(self._starts, row, side="right")) - 1]

    def has_problem(self, row: int) -> bool:
        """Whether the series of a row is not one clean stack."""
        section = self.section_at(row)
        return section is not None and bool(problems_of(section.place.series))

    def index_of(self, key: FrameKey) -> QModelIndex:
        """The row of a frame; invalid where it is not among them."""
        place = self.frames.place_of(key)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.frames)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        key = self.frames[index.row()]
        text = self.tr("Image {n} of {count}").format(n=f"{index.row() + 1:,}", count=f"{len(self.frames):,}")
        section = self.section_at(index.row())
        marks = problems_of(section.place.series) if section else ()
        first = " · ".join(filter(None, (text, self.label_of(key))))
        return "\n".join(filter(None, (first, self._reason_of(key), *map(problem_text, marks))))
