"""What a cohort is built from: labels, positive class, level, shares and seed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from medxfer_gui.config.dataset import DatasetConfig, SplitConfig
from medxfer_gui.errors import MedxferError
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.widgets.buttons import button, link_button
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.option_form import OptionForm
from medxfer_gui.qt.widgets.text import ElidedLabel, label, wrapped

_SETTLE_MS = 400


class CohortSetup(QWidget):
    """The choices of a `DatasetConfig`. `set_dataset` shows them; `dataset_chosen` tells what the user made of them."""

    dataset_chosen = Signal(object)
    """`DatasetConfig` that the user chose; changes that come close together come as one."""

    def __init__(self) -> None:
        super().__init__()
        self._dataset: DatasetConfig | None = None
        self._labels_name = ElidedLabel("")
        self._choose = button(
            self.tr("Choose labels…"), self.tr("A CSV with one row an image, series, study or patient (Ctrl+L)")
        )
        self._folders = link_button(self.tr("Use class folders"))
        self._positive = QComboBox()
        self._positive.setAccessibleName(self.tr("Positive class"))
        self._level = OptionForm(DatasetConfig, ["level"])
        self._split = OptionForm(SplitConfig)
        self._problem = wrapped("", state="bad")
        self._problem.hide()
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)
        self._choose.clicked.connect(self.choose_labels)
        self._folders.clicked.connect(self._on_use_folders)
        self._positive.activated.connect(self._on_edited)
        self._level.changed.connect(self._on_edited)
        self._split.changed.connect(self._on_edited)
        self._lay_out()

    def set_dataset(self, dataset: DatasetConfig | None, has_class_folders: bool) -> None:
        """Show the choices of ``dataset``."""
        self._timer.stop()
        self._dataset = dataset
        self.setEnabled(dataset is not None)
        self._problem.hide()
        if dataset is None:
            self._labels_name.set_full_text("")
            return
        if dataset.labels is not None:
            self._labels_name.set_full_text(dataset.labels.name)
            self._labels_name.setToolTip(str(dataset.labels))
        else:
            self._labels_name.set_full_text(self.tr("Class folders") if has_class_folders else self.tr("None chosen"))
        self._folders.setVisible(dataset.labels is not None and has_class_folders)
        self._level.set_values(dataset)
        self._split.set_values(dataset.split)

    def set_classes(self, classes: tuple[str, ...], positive: str | None) -> None:
        """Offer the classes of a binary task as the positive one; with others there is none to choose."""
        with QSignalBlocker(self._positive):
            self._positive.clear()
            for name in classes if positive is not None else ():
                self._positive.addItem(name, name)
            self._positive.setCurrentIndex(self._positive.findData(positive))
        self._positive.setEnabled(positive is not None)
        self._positive.setToolTip(
            self.tr("Sensitivity is the recall of this class")
            if positive is not None
            else self.tr("Only a task of two classes has a positive one")
        )

    def set_split_given(self, given: bool) -> None:
        """The labels say the parts: shares and seed do nothing."""
        self._split.setEnabled(not given)
        self._split.setToolTip(self.tr("The labels say which part each image is in") if given else "")

    def choose_labels(self) -> None:
        """Let the user choose a labels file."""
        if self._dataset is None:
            return
        start = self._dataset.labels or self._dataset.folder
        chosen, _ = QFileDialog.getOpenFileName(
            self.window(),
            self.tr("Choose the labels"),
            str(start.parent),
            self.tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
        )
        if chosen:
            self._choose_dataset(labels=Path(chosen), positive=None)

    def _lay_out(self) -> None:
        labels = Card()
        labels.add_heading(self.tr("Labels"))
        labels.body.addWidget(self._labels_name)
        labels.body.addSpacing(4)
        for widget in (self._choose, self._folders):
            labels.body.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
        task = Card()
        task.body.setSpacing(8)
        task.add_heading(self.tr("Task"))
        task.body.addWidget(label(self.tr("Positive class"), "muted"))
        task.body.addWidget(self._positive)
        task.body.addWidget(self._level)
        split = Card()
        split.body.setSpacing(8)
        split.add_heading(self.tr("Split by patient"))
        split.body.addWidget(self._split)
        split.body.addWidget(self._problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for card in (labels, task, split):
            layout.addWidget(card)

    def _on_use_folders(self) -> None:
        self._choose_dataset(labels=None, positive=None)

    def _on_edited(self) -> None:
        self._timer.start()

    def _on_settled(self) -> None:
        positive = self._positive.currentData() if self._positive.isEnabled() else None
        values: dict[str, Any] = {"level": self._level.values()["level"], "split": self._split.values()}
        if positive is not None:
            values["positive"] = positive
        self._choose_dataset(**values)

    def _choose_dataset(self, **values: Any) -> None:
        if self._dataset is None:
            return
        try:
            chosen = self._dataset.changed(**values)
        except MedxferError as error:
            self._problem.setText(error_text(error)[0])
            self._problem.show()
            return
        self._problem.hide()
        if chosen != self._dataset:
            self.dataset_chosen.emit(chosen)
