"""Windows to choose from: those of the file, the full range, and the usual ones for CT."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from medxfer_gui.dicom.pixels import Frame, full_window
from medxfer_gui.dicom.windows import Window

_CT = (
    (str(QT_TRANSLATE_NOOP("Preset", "Abdomen")), 400, 50),
    (str(QT_TRANSLATE_NOOP("Preset", "Bone")), 1800, 400),
    (str(QT_TRANSLATE_NOOP("Preset", "Brain")), 80, 40),
    (str(QT_TRANSLATE_NOOP("Preset", "Liver")), 150, 80),
    (str(QT_TRANSLATE_NOOP("Preset", "Lung")), 1500, -600),
    (str(QT_TRANSLATE_NOOP("Preset", "Mediastinum")), 350, 50),
)
"""Name, width and center in HU, as common teaching has them."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named window; the name is translated."""

    name: str
    window: Window


def presets(frame: Frame) -> tuple[Preset, ...]:
    """What to offer for ``frame``: its file's windows first."""
    tr = QCoreApplication.translate
    found = [Preset(window.name or tr("Preset", "File"), window) for window in frame.windows]
    found.append(Preset(tr("Preset", "Full range"), full_window(frame)))
    if frame.unit == "HU":
        found += [Preset(tr("Preset", name), Window(float(center), float(width))) for name, width, center in _CT]
    return tuple(found)


def preset_name(frame: Frame, window: Window) -> str:
    """Name of the preset that ``window`` is, or empty."""
    return next((preset.name for preset in presets(frame) if preset.window == window), "")


def window_text(window: Window) -> str:
    """Width and level, in the letters of every workstation."""
    width, level = number_text(window.width), number_text(window.center)
    return QCoreApplication.translate("Preset", "W {width} · L {level}").format(width=width, level=level)


def number_text(value: float) -> str:
    """A window's number as one reads it: whole from 10 on, else three figures."""
    return f"{value:.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.3g}"
