"""A metric with its interval, or why it is not defined."""

from __future__ import annotations

from collections.abc import Callable

from medxfer_gui.evaluation.evaluation import Interval
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.cards import Card
from medxfer_gui.qt.widgets.measures import percent
from medxfer_gui.qt.widgets.text import label, set_style_property, wrapped


class MetricCard(Card):
    """Name, value and 95 % interval. ``form`` writes a number (as per cent, unless told otherwise)."""

    def __init__(self, name: str, meaning: str, form: Callable[[float], str] = percent) -> None:
        super().__init__()
        self._form = form
        self._name = name
        self._meaning = meaning
        self.body.setSpacing(0)
        self._title = label(name, "muted")
        self._value = label("", "metric")
        self._interval = wrapped("", "muted")
        for widget in (self._title, self._value, self._interval):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setMinimumWidth(118)

    @property
    def value_text(self) -> str:
        """The value as it is shown."""
        return self._value.text()

    def set_interval(self, interval: Interval) -> None:
        """Show a metric."""
        defined = interval.value is not None
        set_style_property(self._value, "role", "metric" if defined else "strong")
        self._value.setText(self._form(interval.value) if interval.value is not None else self.tr("not defined"))
        self._interval.setText(self._range(interval))
        facts = [self._meaning, translate_core(interval.note)]
        if interval.method and defined:
            facts.append(self.tr("Interval: {method}.").format(method=translate_core(interval.method)))
        self.setToolTip(" ".join(fact for fact in facts if fact))
        self.setAccessibleName(f"{self._name}: {self._value.text()}. {self._interval.text()}")

    def _range(self, interval: Interval) -> str:
        if interval.value is None:
            return translate_core(interval.note)
        if interval.low is None or interval.high is None:
            return self.tr("no interval")
        low, high = self._form(interval.low), self._form(interval.high)
        return self.tr("{low} to {high}").format(low=low.removesuffix(" %"), high=high)
