"""Right side of the training page: other runs on this cohort, whether transfer helped, and the log."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from medxfer_gui.qt.run_summary import RunSummary
from medxfer_gui.qt.run_words import mode_word, status_state, status_word, with_start
from medxfer_gui.qt.training.comparison import TransferEffect, transfer_effect
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.cards import SidePanel
from medxfer_gui.qt.widgets.measures import duration, ratio, short_interval
from medxfer_gui.qt.widgets.text import ElidedLabel, State, label, set_state, wrapped
from medxfer_gui.runs.run import Run

_ROWS = 8
_ROW_HEIGHT = 26
_NAME_WIDTH = 240


class ComparisonPanel(SidePanel):
    """What the run stands beside."""

    run_chosen = Signal(object)
    """A `Run` of the table was chosen."""

    def __init__(self) -> None:
        super().__init__("right", 296)
        self._grid_host = QWidget()
        self._effect = wrapped("", "muted")
        self._difference = label("", "strong")
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setAccessibleName(self.tr("Log of the run"))
        self._log.setMinimumHeight(160)
        self._log.setProperty("log", True)
        self._log.setPlaceholderText(self.tr("What the run does is written here."))
        self.body.addWidget(label(self.tr("Runs on this cohort, validation AUC"), "group"))
        self.body.addWidget(self._grid_host)
        self.body.addSpacing(8)
        self.body.addWidget(label(self.tr("Did transfer help?"), "group"))
        self.body.addWidget(self._difference)
        self.body.addWidget(self._effect)
        self.body.addSpacing(8)
        self.body.addWidget(label(self.tr("Log"), "group"))
        self.body.addWidget(self._log, 1)
        self._lines: list[str] = []
        self.set_summaries([], None)

    def set_summaries(self, summaries: Sequence[RunSummary], current: Run | None) -> None:
        """Show runs of one split; the ``current`` one is marked."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        if not summaries:
            grid.addWidget(wrapped(self.tr("None yet. The first one appears here when it has started."), "muted"), 0, 0)
        with_source = len({summary.source for summary in summaries}) > 1
        names = [_name(summary, with_source) for summary in summaries]
        for row, (name, summary) in enumerate(zip(names[:_ROWS], summaries[:_ROWS], strict=True)):
            told_apart = with_start(name, summary.created) if names.count(name) > 1 else name
            self._add_row(grid, row, summary, summary.run == current, told_apart)
        self.body.replaceWidget(self._grid_host, fresh)
        self._grid_host.deleteLater()
        self._grid_host = fresh
        self._show_effect(transfer_effect(summaries), bool(summaries))

    def set_log(self, lines: list[str]) -> None:
        """Show these lines, newest first."""
        if lines != self._lines:
            self._lines = lines
            self._log.setPlainText("\n".join(lines))

    def _add_row(self, grid: QGridLayout, row: int, summary: RunSummary, current: bool, name: str) -> None:
        if current:
            words = ElidedLabel("● " + name, "strong")
            words.setAccessibleName(self.tr("{name}, the run in view").format(name=name))
            grid.addWidget(words, 2 * row, 0, 1, 2)
        else:
            grid.addWidget(_RunLink(name, summary.run, self), 2 * row, 0, 1, 2)
        grid.addWidget(label(short_interval(summary.validation)), 2 * row + 1, 0, Qt.AlignmentFlag.AlignTop)
        finished = summary.state.status == "finished" and summary.seconds is not None
        text = duration(summary.seconds or 0.0) if finished else status_word(summary.state.status)
        state = "plain" if finished else status_state(summary.state.status)
        end = label(text, "muted", state)
        grid.addWidget(end, 2 * row + 1, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        grid.setRowMinimumHeight(2 * row + 1, _ROW_HEIGHT)

    def _show_effect(self, effect: TransferEffect | None, has_runs: bool) -> None:
        self._difference.setVisible(effect is not None)
        if effect is None:
            self._effect.setText(
                self.tr("Train once from scratch and once with transfer on this split; the difference is shown here.")
                if has_runs
                else self.tr("Not measured yet.")
            )
            return
        self._difference.setText(self.tr("{difference} AUC").format(difference=f"{effect.difference:+.3f}"))
        set_state(self._difference, _verdict_state(effect))
        self._effect.setText(self._verdict(effect))

    def _verdict(self, effect: TransferEffect) -> str:
        ours, theirs = (
            (effect.transfer.test, effect.scratch.test)
            if effect.part == "test"
            else (effect.transfer.validation, effect.scratch.validation)
        )
        values = {
            "transfer": ratio(ours.value) if ours and ours.value is not None else "–",
            "scratch": ratio(theirs.value) if theirs and theirs.value is not None else "–",
        }
        if effect.part == "test":
            first = self.tr("{transfer} with transfer, {scratch} from scratch, on the test part.").format(**values)
        else:
            first = self.tr(
                "{transfer} with transfer, {scratch} from scratch, on the validation part, which also chose the epoch. "
                "Evaluate both on the test part before you report it."
            ).format(**values)
        second = {
            True: self.tr("The 95 % intervals overlap: the difference may be chance."),
            False: self.tr("The 95 % intervals do not overlap."),
            None: "",
        }[effect.intervals_overlap]
        third = self._times(effect)
        return " ".join(part for part in (first, second, third) if part)

    def _times(self, effect: TransferEffect) -> str:
        if effect.transfer.seconds is None or effect.scratch.seconds is None:
            return ""
        return self.tr("Training took {transfer} against {scratch}.").format(
            transfer=duration(effect.transfer.seconds), scratch=duration(effect.scratch.seconds)
        )


class _RunLink(QWidget):
    """A run's name that opens it."""

    def __init__(self, name: str, run: Run, panel: ComparisonPanel) -> None:
        super().__init__()
        self._run, self._panel = run, panel
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        button = link_button(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH), name)
        button.setAccessibleName(name)
        button.clicked.connect(self._on_clicked)
        grid.addWidget(button, 0, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_clicked(self) -> None:
        self._panel.run_chosen.emit(self._run)


def _name(summary: RunSummary, with_source: bool) -> str:
    trained = f"{mode_word(summary.mode)}, {summary.source}" if with_source else mode_word(summary.mode)
    return summary.name or trained


def _verdict_state(effect: TransferEffect) -> State:
    if effect.intervals_overlap is not False:
        return "plain"
    return "good" if effect.difference > 0 else "bad"
