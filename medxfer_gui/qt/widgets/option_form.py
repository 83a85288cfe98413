"""A form made from the options that a configuration value declares."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from medxfer_gui.config.base import Config
from medxfer_gui.config.forms import Option, options_of
from medxfer_gui.qt.translation import translate_core

_LARGEST = 2**31 - 1
_DECIMALS = 6


class OptionForm(QWidget):
    """One field for each option; words, bounds and choices come from the declaration, so they stand in one place.

    Parameters
    ----------
    config
        The configuration type.
    names
        Options to show, None for all.
    """

    changed = Signal()
    """The user changed a value."""

    def __init__(self, config: type[Config], names: Collection[str] | None = None) -> None:
        super().__init__()
        self._options = [option for option in options_of(config) if names is None or option.name in names]
        self._fields = {option.name: self._field(option) for option in self._options}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for option in self._options:
            field = self._fields[option.name]
            field.setToolTip(translate_core(option.description))
            field.setAccessibleName(translate_core(option.title))
            layout.addRow(translate_core(option.title), field)

    def values(self) -> dict[str, Any]:
        """What the fields say, by option name."""
        return {option.name: _value(self._fields[option.name], option) for option in self._options}

    def set_values(self, config: Config) -> None:
        """Show the values of ``config``, without `changed`."""
        for option in self._options:
            field = self._fields[option.name]
            with QSignalBlocker(field):
                _show(field, getattr(config, option.name))

    def changed_names(self) -> tuple[str, ...]:
        """Options that differ from their default."""
        return tuple(option.name for option in self._options if not _same(self.values()[option.name], option.default))

    def field(self, name: str) -> QWidget:
        """The widget of one option."""
        return self._fields[name]

    def _field(self, option: Option) -> QWidget:
        widget = _make_field(option)
        if isinstance(widget, QCheckBox):
            widget.toggled.connect(self._on_changed)
        elif isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(self._on_changed)
        elif isinstance(widget, QSpinBox | QDoubleSpinBox):
            widget.valueChanged.connect(self._on_changed)
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(self._on_changed)
        widget.installEventFilter(self)
        _show(widget, option.default)
        return widget

    def _on_changed(self) -> None:
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Scrolling a page must not turn the field that happens to lie under the pointer.
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _make_field(option: Option) -> QWidget:
    if option.choices:
        combo = QComboBox()
        for choice in option.choices:
            combo.addItem(translate_core(choice), choice)
        widget: QWidget = combo
    elif option.kind is bool:
        widget = QCheckBox()
    elif option.kind is int:
        whole = QSpinBox()
        whole.setRange(int(option.low or 0), _LARGEST if option.high is None else int(option.high))
        widget = whole
    elif option.kind is float:
        widget = _decimal_field(option)
    else:
        widget = QLineEdit()
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setMinimumWidth(72)
    if isinstance(widget, QAbstractSpinBox):
        widget.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding does not reach the text of a spin box
    return widget


def _decimal_field(option: Option) -> QDoubleSpinBox:
    field = _ShortDecimals()
    field.setDecimals(_DECIMALS)
    field.setRange(option.low or 0.0, float(_LARGEST) if option.high is None else option.high)
    if option.default is not None and option.default < 0.1:  # a rate: its size matters, not its last digit
        field.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    else:
        field.setSingleStep(0.05)
    return field


class _ShortDecimals(QDoubleSpinBox):
    """Shows 0.001 as 0.001 and not as 0.001000."""

    def textFromValue(self, value: float) -> str:
        text = self.locale().toString(value, "f", self.decimals())
        point = self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


def _value(field: QWidget, option: Option) -> Any:
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    if isinstance(field, QDoubleSpinBox):
        return round(field.value(), _DECIMALS)
    if isinstance(field, QLineEdit):
        return field.text().strip() or option.default
    raise TypeError(type(field))


def _show(field: QWidget, value: Any) -> None:
    if isinstance(field, QComboBox):
        field.setCurrentIndex(max(field.findData(value), 0))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QSpinBox | QDoubleSpinBox):
        field.setValue(value or 0)
    elif isinstance(field, QLineEdit):
        field.setText(value or "")


def _same(value: Any, default: Any) -> bool:
    return abs(value - default) < 10**-_DECIMALS if isinstance(value, float) else bool(value == default)
