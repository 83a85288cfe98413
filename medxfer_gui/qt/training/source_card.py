"""Which network to transfer from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSizePolicy

from medxfer_gui.config.run import SourceChoice
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.text import ElidedLabel, chip, set_state, wrapped
from medxfer_gui.sources.catalogue import SourceModel, find_source, source_models


class SourceCard(Card):
    """The source model with its facts, and a file of weights of one's own instead."""

    changed = Signal()
    """Another source was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._weights: Path | None = None
        self._availability = chip("")
        self.add_heading(self.tr("Source model"), self._availability)
        self._models = QComboBox()
        self._models.setAccessibleName(self.tr("Source model"))
        self._models.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for model in source_models():
            self._models.addItem(model.title, model.name)
        self._models.currentIndexChanged.connect(self._on_model_chosen)
        self._facts = wrapped("", "muted")
        self._file = ElidedLabel("", "muted")
        self._choose = link_button(
            self.tr("Weights from a file…"), self.tr("A safetensors or state-dict file of this architecture")
        )
        self._choose.clicked.connect(self._on_choose_weights)
        self._drop = link_button(self.tr("Do not use the file"))
        self._drop.clicked.connect(self._on_drop_weights)
        for widget in (self._models, self._facts, self._file):
            self.body.addWidget(widget)
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self._choose)
        links.addWidget(self._drop)
        links.addStretch(1)
        self.body.addLayout(links)
        self._show()

    def choice(self) -> SourceChoice:
        """The source that is chosen."""
        return SourceChoice(name=self._models.currentData(), weights=self._weights)

    def set_choice(self, choice: SourceChoice) -> None:
        """Show ``choice``, without `changed`."""
        with QSignalBlocker(self._models):
            position = self._models.findData(choice.name)
            if position < 0:  # an architecture that the list does not name
                self._models.addItem(choice.name, choice.name)
                position = self._models.count() - 1
            self._models.setCurrentIndex(position)
        self._weights = choice.weights
        self._show()

    def model(self) -> SourceModel:
        """The record of the chosen source."""
        return find_source(self._models.currentData())

    def _on_model_chosen(self) -> None:
        self._weights = None  # a file belongs to one architecture
        self._show()
        self.changed.emit()

    def _on_choose_weights(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.window(),
            self.tr("Weights of {name}").format(name=self.model().title),
            "",
            self.tr("Weights (*.safetensors *.pt *.pth *.bin);;All files (*)"),
        )
        if name:
            self._weights = Path(name)
            self._show()
            self.changed.emit()

    def _on_drop_weights(self) -> None:
        self._weights = None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        model = self.model()
        self._facts.setText(_facts(model))
        self._facts.setToolTip(model.origin)
        self._file.set_full_text(self._weights.name if self._weights else "")
        self._file.setVisible(self._weights is not None)
        self._drop.setVisible(self._weights is not None)
        words, state = self._availability_words(model)
        self._availability.setText(words)
        set_state(self._availability, "good" if state else "attention")

    def _availability_words(self, model: SourceModel) -> tuple[str, bool]:
        if self._weights is not None:
            return self.tr("own weights"), True
        if model.offline:
            return self.tr("offline"), True
        return self.tr("needs a file"), False


def _facts(model: SourceModel) -> str:
    facts = []
    if model.training_data:
        facts.append(model.training_data)
    if model.parameters is not None:
        words = QCoreApplication.translate("SourceCard", "{millions} M parameters")
        facts.append(words.format(millions=f"{model.parameters / 1e6:.1f}"))
    if model.licence:
        facts.append(model.licence)
    return " · ".join(facts)
