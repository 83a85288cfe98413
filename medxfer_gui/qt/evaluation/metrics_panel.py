"""The row of metrics, the operating point and the charts of one part."""

from __future__ import annotations

from matplotlib.axes import Axes
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from medxfer_gui.evaluation.decisions import Decisions, at_threshold
from medxfer_gui.plots.reliability import draw_reliability
from medxfer_gui.plots.roc import draw_roc
from medxfer_gui.plots.theme import PlotTheme, Tokens
from medxfer_gui.qt.evaluation.chart_view import ChartView
from medxfer_gui.qt.evaluation.confusion_view import ConfusionView
from medxfer_gui.qt.evaluation.evaluated_part import EvaluatedPart
from medxfer_gui.qt.evaluation.metric_card import MetricCard
from medxfer_gui.qt.evaluation.operating_point import OperatingPoint
from medxfer_gui.qt.theme import plot_theme
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.measures import ratio
from medxfer_gui.qt.widgets.text import label

_SETTLE_MS = 30
_CHART_HEIGHT = 268


class MetricsPanel(QWidget):
    """Numbers and charts; moving the operating point changes those that depend on it."""

    threshold_changed = Signal(float)
    """The operating point was moved; everything here shows it already."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._part: EvaluatedPart | None = None
        self._decisions: Decisions | None = None
        self.cards = self._make_cards()
        self.operating_point = OperatingPoint()
        self.confusion = ConfusionView(tokens)
        theme = plot_theme(tokens)
        self._roc = ChartView(theme, self.tr("ROC curve"))
        self._reliability = ChartView(theme, self.tr("Reliability diagram"))
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)
        self.operating_point.threshold_changed.connect(self._on_threshold_changed)
        self._lay_out()

    @property
    def threshold(self) -> float | None:
        """The operating point in view; None unless the task is binary."""
        return self.operating_point.threshold if self._part and self._part.evaluation.threshold is not None else None

    def set_part(self, part: EvaluatedPart) -> None:
        """Show one part of a run, at the threshold that was chosen on validation."""
        self._part, self._decisions = part, None
        evaluation = part.evaluation
        for name, card in self.cards.items():
            card.set_interval(getattr(evaluation, name))
        self.operating_point.setVisible(evaluation.threshold is not None)
        if evaluation.threshold is not None:
            self.operating_point.set_chosen(evaluation.threshold, evaluation.threshold_origin)
        self.confusion.set_chosen(None)
        self.confusion.set_matrix(evaluation.classes if evaluation.confusion else (), evaluation.confusion)
        self._roc.show_chart(self._draw_roc)
        self._reliability.show_chart(self._draw_reliability)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in other colours."""
        self.confusion.set_tokens(tokens)
        for chart in (self._roc, self._reliability):
            chart.set_theme(plot_theme(tokens))

    def _make_cards(self) -> dict[str, MetricCard]:
        return {
            "auc": MetricCard(
                self.tr("AUC"), self.tr("Probability that a positive case scores higher than a negative one."), ratio
            ),
            "sensitivity": MetricCard(
                self.tr("Sensitivity"), self.tr("Share of positive cases that were called positive.")
            ),
            "specificity": MetricCard(
                self.tr("Specificity"), self.tr("Share of negative cases that were called negative.")
            ),
            "accuracy": MetricCard(self.tr("Accuracy"), self.tr("Share of cases that were called right.")),
            "ppv": MetricCard(
                self.tr("PPV"), self.tr("Share of positive calls that were right, at the prevalence of this part.")
            ),
            "brier": MetricCard(
                self.tr("Brier"), self.tr("Mean squared error of the probabilities: 0 is perfect."), ratio
            ),
        }

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        charts = QHBoxLayout()
        charts.setSpacing(8)
        for chart, title in ((self._roc, ""), (self.confusion, self.tr("Confusion")), (self._reliability, "")):
            charts.addWidget(_chart_card(chart, title), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(cards)
        layout.addWidget(self.operating_point)
        layout.addLayout(charts)

    def _on_threshold_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _on_settled(self) -> None:
        if self._part is None or self.threshold is None:
            return
        self._decisions = at_threshold(self._part.predictions, self.threshold)
        for name in ("sensitivity", "specificity", "accuracy", "ppv"):
            self.cards[name].set_interval(getattr(self._decisions, name))
        self.confusion.set_matrix(self._part.evaluation.classes, self._decisions.confusion)
        self._roc.show_chart(self._draw_roc)
        self.threshold_changed.emit(self.threshold)

    def _draw_roc(self, axes: Axes, theme: PlotTheme) -> None:
        if self._part is None:
            return
        point = (self._decisions.sensitivity, self._decisions.specificity) if self._decisions else None
        draw_roc(axes, self._part.evaluation, theme, band=self._part.band, point=point, threshold=self.threshold)

    def _draw_reliability(self, axes: Axes, theme: PlotTheme) -> None:
        if self._part is not None:
            draw_reliability(axes, self._part.evaluation, theme)


def _chart_card(chart: QWidget, title: str) -> Card:
    card = Card()
    card.body.setContentsMargins(8, 8, 8, 8)
    card.setFixedHeight(_CHART_HEIGHT)
    if title:
        card.body.addWidget(label(title, "strong"))
    card.body.addWidget(chart, 1)
    return card
