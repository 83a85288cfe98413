"""Forms made from declared options."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from medxfer_gui.config.forms import options_of
from medxfer_gui.config.recipe import FineTuneRecipe
from medxfer_gui.qt.widgets.option_form import OptionForm


@pytest.fixture
def form(qtbot: QtBot) -> OptionForm:
    result = OptionForm(FineTuneRecipe)
    qtbot.addWidget(result)
    return result


def test_every_declared_option_has_a_field(form: OptionForm) -> None:
    assert set(form.values()) == {option.name for option in options_of(FineTuneRecipe)}


def test_fresh_form_says_the_defaults(form: OptionForm) -> None:
    assert FineTuneRecipe.checked(form.values()) == FineTuneRecipe()


def test_shown_values_come_back_unchanged(form: OptionForm) -> None:
    recipe = FineTuneRecipe(mode="scratch", epochs=7, learning_rate=0.00025, balance=True, augment="none")
    form.set_values(recipe)
    assert FineTuneRecipe.checked(form.values()) == recipe


def test_changed_names_are_those_that_differ(form: OptionForm) -> None:
    form.set_values(FineTuneRecipe(epochs=7, patience=3))
    assert form.changed_names() == ("epochs", "patience")


def test_showing_values_is_no_change_of_the_user(qtbot: QtBot, form: OptionForm) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(FineTuneRecipe(epochs=7))


def test_bounds_of_the_declaration_hold(form: OptionForm) -> None:
    field = form.field("epochs")
    assert isinstance(field, QSpinBox)
    field.setValue(0)
    assert form.values()["epochs"] == 1


def test_small_rate_is_written_without_idle_zeros(form: OptionForm) -> None:
    field = form.field("learning_rate")
    assert isinstance(field, QDoubleSpinBox)
    assert field.text().endswith("001")


def test_wheel_over_a_field_without_focus_changes_nothing(form: OptionForm) -> None:
    form.show()
    field = form.field("epochs")
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    keys = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), none, keys, phase, False)
    form.setFocus()
    QApplication.sendEvent(field, event)
    assert form.values()["epochs"] == FineTuneRecipe().epochs
