"""The set-up column: what to transfer from, how, and on which split."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from medxfer_gui.cohorts.cohort import PARTS, Cohort
from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.config.run import ComputeConfig, RunConfig
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.training.source_card import SourceCard
from medxfer_gui.qt.widgets.cards import Card, ChoiceCard
from medxfer_gui.qt.widgets.option_form import OptionForm
from medxfer_gui.qt.widgets.split_bar import SplitBar
from medxfer_gui.qt.widgets.text import chip, label, set_state, wrapped

_OF_EPOCHS = ("epochs", "batch_size", "learning_rate", "body_rate", "weight_decay", "augment", "patience")
"""Options that do nothing when only a classifier on frozen features is trained."""


class TrainingSetup(QWidget):
    """Everything a `RunConfig` says but the data set. The truth is `config`; `set_config` shows another one."""

    changed = Signal()
    """The user changed a choice."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.source = SourceCard()
        self.source.changed.connect(self.changed)
        self.modes = {card.key: card for card in self._mode_cards()}
        self.split = SplitCard(tokens)
        self.recipe = RecipeCard()
        self.recipe.changed.connect(self.changed)
        layout.addWidget(self.source)
        for card in self.modes.values():
            card.chosen.connect(self._on_mode_chosen)
            layout.addWidget(card)
        layout.addWidget(self.split)
        layout.addWidget(self.recipe)
        self._mode = ""
        self._show_mode("head")

    def config(self, dataset: DatasetConfig) -> RunConfig:
        """The run that the choices describe, on ``dataset``.

        Raises
        ------
        MedxferError
            When the choices do not fit together.
        """
        recipe, preprocessing, compute, run = self.recipe.values()
        return RunConfig.checked(
            {
                "dataset": dataset.changed(preprocessing=preprocessing).model_dump(),
                "source": self.source.choice().model_dump(),
                "recipe": {**recipe, "mode": self._mode},
                "compute": compute,
                **run,
            }
        )

    def set_config(self, config: RunConfig) -> None:
        """Show the choices of ``config``, without `changed`."""
        self.source.set_choice(config.source)
        self.recipe.set_config(config)
        self._show_mode(config.recipe.mode)

    @property
    def mode(self) -> str:
        """The mode that is chosen."""
        return self._mode

    def set_editable(self, editable: bool) -> None:
        """Let the choices be changed, or only be read while a run goes by them."""
        for widget in (self.source, self.recipe, *self.modes.values()):
            widget.setEnabled(editable)

    def set_durations(self, words: dict[str, str]) -> None:
        """Show by mode how long the last run took."""
        for mode, card in self.modes.items():
            card.fact.setText(words.get(mode, ""))

    def _mode_cards(self) -> tuple[ChoiceCard, ...]:
        return (
            ChoiceCard(
                "head",
                self.tr("Quick"),
                self.tr("The network stays as it is; a new classifier learns on its features."),
            ),
            ChoiceCard(
                "full",
                self.tr("Whole network"),
                self.tr("Every layer adapts to your images. Slower; worth it with more data."),
            ),
            ChoiceCard(
                "scratch",
                self.tr("From scratch (control)"),
                self.tr("Random start, nothing transferred: shows whether transfer helps."),
            ),
        )

    def _on_mode_chosen(self, mode: str) -> None:
        self._show_mode(mode)
        self.changed.emit()

    def _show_mode(self, mode: str) -> None:
        self._mode = mode
        for card in self.modes.values():
            card.set_chosen(card.key == mode)
        self.recipe.set_mode(mode)


class SplitCard(Card):
    """The split as a bar and in numbers."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._audit = label("")
        self.add_heading(self.tr("Split by patient"), self._audit)
        self.bar = SplitBar(tokens)
        self._words = wrapped("", "muted")
        self.body.addSpacing(4)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._words)
        self.set_cohort(None)

    def set_cohort(self, cohort: Cohort | None) -> None:
        """Show the split of ``cohort``."""
        self.bar.setVisible(cohort is not None)
        if cohort is None:
            self._words.setText(self.tr("No cohort yet."))
            self._audit.setText("")
            return
        owners = {part: set(cohort.patients[cohort.indices(part)].tolist()) for part in PARTS}
        counts: dict[str, int] = {part: len(patients) for part, patients in owners.items()}
        self.bar.set_counts(counts)
        self._words.setText(self.tr("{train} train · {validation} validation · {test} test patients").format(**counts))
        safe = len(set().union(*owners.values())) == sum(counts.values())
        self._audit.setText(self.tr("● patients apart") if safe else self.tr("! leakage"))
        self._audit.setToolTip(self.tr("No patient is in two parts") if safe else self.tr("A patient is in two parts"))
        set_state(self._audit, "good" if safe else "bad")


class RecipeCard(Card):
    """The options of the recipe, folded away until wanted; a badge says how many differ from their default."""

    changed = Signal()
    """The user changed an option."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(4, 4, 12, 4)
        self._toggle = QToolButton()
        self._toggle.setText(self.tr("Advanced recipe"))
        self._toggle.setCheckable(True)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        self._toggle.toggled.connect(self._on_toggled)
        self._badge = chip("")
        self._forms = (
            OptionForm(FineTuneRecipe, [name for name in FineTuneRecipe.model_fields if name != "mode"]),
            OptionForm(Preprocessing),
            OptionForm(ComputeConfig),
            OptionForm(RunConfig, ["name", "seed"]),
        )
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 4, 0, 8)
        body.setSpacing(8)
        titles = (self.tr("Training"), self.tr("Image"), self.tr("Compute"), self.tr("Run"))
        for title, form in zip(titles, self._forms, strict=True):
            body.addWidget(label(title, "group"))
            body.addWidget(form)
            form.changed.connect(self._on_changed)
        line = QHBoxLayout()
        line.addWidget(self._toggle)
        line.addStretch(1)
        line.addWidget(self._badge)
        self.body.addLayout(line)
        self.body.addWidget(self._body)
        self._body.hide()
        self._show_badge()

    def values(self) -> tuple[dict[str, object], dict[str, object], dict[str, object], dict[str, object]]:
        """Values of recipe, preprocessing and compute, and the run's name and seed."""
        recipe, preprocessing, compute, run = (form.values() for form in self._forms)
        return recipe, preprocessing, compute, run

    def set_config(self, config: RunConfig) -> None:
        """Show the options of ``config``."""
        for form, part in zip(
            self._forms, (config.recipe, config.dataset.preprocessing, config.compute, config), strict=True
        ):
            form.set_values(part)
        self._show_badge()

    def set_mode(self, mode: str) -> None:
        """Let only those options be changed that do something in ``mode``."""
        for name in _OF_EPOCHS:
            self._forms[0].field(name).setEnabled(mode != "head")
        if mode == "scratch":
            self._forms[0].field("body_rate").setEnabled(False)

    def _on_toggled(self, open_: bool) -> None:
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._body.setVisible(open_)

    def _on_changed(self) -> None:
        self._show_badge()
        self.changed.emit()

    def _show_badge(self) -> None:
        count = sum(name != "name" for form in self._forms for name in form.changed_names())
        self._badge.setText(self.tr("{count} changed").format(count=count))
        self._badge.setVisible(count > 0)
