"""The value of a pixel in words, in the unit of its modality."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.qt.viewer.presets import number_text
from medxfer_gui.qt.viewer.shown_frame import ShownFrame


def value_text(shown: ShownFrame, row: int, column: int) -> str:
    """HU, SUV beside the activity, red green blue, or the grey value with the unit the file names."""
    value = shown.frame.values[row, column]
    if value.ndim:
        red, green, blue = (int(part) for part in value)
        return _tr("R {red} G {green} B {blue}").format(red=red, green=green, blue=blue)
    unit = (shown.suv.unit if shown.suv is not None else "") or shown.frame.unit
    words = f"{number_text(float(value))} {unit}".rstrip()
    if shown.suv is not None and shown.suv.factor == 1.0:
        return _tr("SUVbw {suv} g/ml").format(suv=f"{float(value):.2f}")
    if shown.suv is not None and shown.suv.factor is not None:
        suv = f"{float(value) * shown.suv.factor:.2f}"
        return _tr("SUVbw {suv} g/ml · {value}").format(suv=suv, value=words)
    return words


def place_text(row: int, column: int) -> str:
    """Row and column, from 0."""
    return _tr("row {row} · column {column}").format(row=row, column=column)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Probe", text)
