"""Middle of the training page: how far the run is, and its curves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QProgressBar, QToolButton, QVBoxLayout, QWidget

from medxfer_gui.errors import MedxferError
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.theme import plot_theme
from medxfer_gui.qt.training.curves import LiveCurves
from medxfer_gui.qt.training.history import TrainingHistory
from medxfer_gui.qt.training.trainer import Phase
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.icons import icon
from medxfer_gui.qt.widgets.measures import duration, ratio
from medxfer_gui.qt.widgets.text import ElidedLabel, State, label, set_state, set_style_property, wrapped
from medxfer_gui.runs.state import RunState


class RunView(QWidget):
    """Title, progress and facts of the run in view, a notice when it ended otherwise than hoped, and the curves."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = label("", "title")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._facts = ElidedLabel("", "muted", Qt.TextElideMode.ElideRight)
        self._kept = wrapped("", "muted")
        self._log_scale = QToolButton()
        self._log_scale.setText(self.tr("log scale"))
        self._log_scale.setCheckable(True)
        self._log_scale.setToolTip(self.tr("Loss on a logarithmic axis"))
        self._save = QToolButton()
        self._save.setToolTip(self.tr("Save the curves"))
        self._save.setAccessibleName(self.tr("Save the curves"))
        self._save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._save.setMenu(self._save_menu())
        self._notice = Notice()
        self.curves = LiveCurves(plot_theme(session.tokens))
        self._log_scale.toggled.connect(self.curves.set_log_scale)
        self._lay_out()
        self.set_tokens(session.tokens)

    def show_run(
        self, name: str, phase: Phase, state: RunState, history: TrainingHistory, has_checkpoint: bool = False
    ) -> None:
        """Show how far the run called ``name`` is; a checkpoint is what Resume goes on from."""
        self._title.setText(self._title_of(phase, history) or name)
        self._bar.setVisible(phase in ("preparing", "running", "stopping"))
        self._show_bar(phase, history)
        self._facts.set_full_text(self._facts_of(phase, history))
        self._show_notice(phase, state, history, has_checkpoint)
        self._show_kept(history)
        self.curves.set_history(history)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self.curves.set_theme(plot_theme(tokens))
        self._save.setIcon(icon("mdi6.tray-arrow-down", tokens))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._bar)
        head.addStretch(1)
        head.addWidget(self._log_scale)
        head.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._facts)
        layout.addWidget(self._notice)
        layout.addWidget(self.curves, 1)
        layout.addWidget(self._kept)

    def _title_of(self, phase: Phase, history: TrainingHistory) -> str:
        head = history.started is not None and history.started.mode == "head"
        step = self.tr("Step {epoch} of {epochs}") if head else self.tr("Epoch {epoch} of {epochs}")
        if phase == "finished" and history.started is not None:
            return self.tr("Finished")
        if phase == "preparing" or not history.current_epoch:
            if phase in ("preparing", "running"):
                return self.tr("Preparing")
            return ""
        return step.format(epoch=history.current_epoch, epochs=history.total_epochs)

    def _show_bar(self, phase: Phase, history: TrainingHistory) -> None:
        stage = history.progress
        if stage is None:
            unknown = phase in ("preparing", "running") and not history.current_epoch
            self._bar.setRange(0, 0 if unknown else 1000)
            self._bar.setValue(round(1000 * history.share_done))
        elif stage.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * stage.done / stage.total))
        else:
            self._bar.setRange(0, 0)

    def _facts_of(self, phase: Phase, history: TrainingHistory) -> str:
        stage = history.progress
        facts = []
        if history.finished:
            facts = [self._best_of(history), duration(history.finished.seconds)]
            facts.append(self.tr("{rate} images/s").format(rate=f"{history.finished.images_per_second:,.0f}"))
        elif stage is not None:
            count = f"{stage.done:,}" if stage.total is None else f"{stage.done:,} / {stage.total:,}"
            facts = [translate_core(stage.message), f"{count} {translate_core(stage.unit)}"]
        elif phase == "running" and history.stopped is not None:
            facts = [self.tr("the training process starts")]
        elif history.batch is not None and phase in ("running", "stopping"):
            facts = [self.tr("{duration} left").format(duration=duration(history.batch.seconds_left))]
            facts.append(self.tr("{rate} images/s").format(rate=f"{history.batch.images_per_second:,.0f}"))
        elif history.epochs:
            facts = [self._best_of(history)]
        elif phase == "running":
            facts = [self.tr("the training process starts")]
        if history.started is not None:
            facts.append(translate_core(history.started.device))
        return " · ".join(fact for fact in facts if fact)

    def _best_of(self, history: TrainingHistory) -> str:
        best = history.best
        if best is None or best.validation_auc is None:
            return ""
        return self.tr("best validation AUC {auc}").format(auc=ratio(best.validation_auc))

    def _show_kept(self, history: TrainingHistory) -> None:
        """Why the marked step of quick mode is not simply the one with the lowest loss."""
        best = history.best
        is_head = history.started is not None and history.started.mode == "head"
        self._kept.setVisible(is_head and best is not None)
        if best is not None:
            words = self.tr(
                "Step {n} is kept: the strongest penalty whose validation loss is within one standard error of "
                "the lowest."
            )
            self._kept.setText(words.format(n=best.epoch))

    def _show_notice(self, phase: Phase, state: RunState, history: TrainingHistory, has_checkpoint: bool) -> None:
        message, hint = translate_core(state.message), translate_core(state.hint)
        if history.stopped is not None and not message:
            message, hint = translate_core(history.stopped.message), translate_core(history.stopped.hint)
        if phase == "failed":
            self._notice.show_words(self.tr("Training failed"), message, hint, "bad")
        elif phase == "interrupted":
            if not has_checkpoint:
                hint = self.tr("Nothing had been saved yet; Resume starts from the beginning.")
            self._notice.show_words(self.tr("Training was interrupted"), message, hint, "attention")
        elif phase == "prepared":
            words = self.tr("Cohort and split are frozen; Resume begins the training.")
            self._notice.show_words(self.tr("Prepared, not trained yet"), words, "", "attention")
        elif phase == "cancelled":
            words = self._where_stopped(history, has_checkpoint)
            self._notice.show_words(self.tr("Training was stopped"), words, "", "attention")
        else:
            self._notice.hide()

    def _where_stopped(self, history: TrainingHistory, has_checkpoint: bool) -> str:
        """Where a run was stopped by the user, and what Resume goes on from."""
        if not has_checkpoint:
            return self.tr("Nothing had been learned yet; Resume starts from the beginning.")
        done = history.epochs[-1].epoch if history.epochs else 0
        if done and history.current_epoch == done:
            return self.tr("Stopped after epoch {epoch}; Resume goes on with the next one.").format(epoch=done)
        words = self.tr("Stopped in epoch {epoch}; Resume goes on at the next batch.")
        return words.format(epoch=max(history.current_epoch, 1))

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, slot in (
            (self.tr("Save as picture…"), self._on_save_picture),
            (self.tr("Save as table…"), self._on_save_table),
        ):
            action = QAction(text, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        return menu

    def _on_save_picture(self) -> None:
        self._save_to(
            self.tr("Save the curves"), "curves.png", self.tr("Picture (*.png *.svg *.pdf)"), self.curves.save_picture
        )

    def _on_save_table(self) -> None:
        self._save_to(self.tr("Save the numbers"), "curves.csv", self.tr("Table (*.csv)"), self.curves.save_table)

    def _save_to(self, title: str, name: str, kinds: str, save: Callable[[Path], None]) -> None:
        run = self._session.run
        place = str(run.folder / name) if run is not None else name
        chosen, _ = QFileDialog.getSaveFileName(self.window(), title, place, kinds)
        if not chosen:
            return
        try:
            save(Path(chosen))
        except (OSError, ValueError) as error:
            told = MedxferError(
                "{path} cannot be written: {reason}.", "Choose another place.", path=chosen, reason=error
            )
            self._session.show_error(told)


class Notice(QFrame):
    """One thing to know about the run: a heading, what happened, what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("notice", True)
        self._heading, self._words = label("", "strong"), wrapped("")
        self._hint = wrapped("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        for widget in (self._heading, self._words, self._hint):
            layout.addWidget(widget)
        self.hide()

    def show_words(self, heading: str, words: str, hint: str, state: State) -> None:
        """Show; empty lines are left out."""
        self._heading.setText(heading)
        set_state(self._heading, state)
        set_style_property(self, "state", state)
        for widget, text in ((self._words, words), (self._hint, hint)):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.show()
