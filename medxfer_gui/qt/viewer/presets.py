"""Windows to choose from: those of the file, the full range, one found from the values, and the usual ones for CT."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from medxfer_gui.dicom.auto_window import percentile_window
from medxfer_gui.dicom.pixels import Frame, full_window
from medxfer_gui.dicom.windows import Window

_CT = (
    (str(QT_TRANSLATE_NOOP("Preset", "Brain")), 80, 40),
    (str(QT_TRANSLATE_NOOP("Preset", "Subdural")), 200, 75),
    (str(QT_TRANSLATE_NOOP("Preset", "Stroke")), 40, 40),
    (str(QT_TRANSLATE_NOOP("Preset", "Temporal bone")), 2800, 600),
    (str(QT_TRANSLATE_NOOP("Preset", "Lung")), 1500, -600),
    (str(QT_TRANSLATE_NOOP("Preset", "Mediastinum")), 350, 50),
    (str(QT_TRANSLATE_NOOP("Preset", "Abdomen")), 400, 50),
    (str(QT_TRANSLATE_NOOP("Preset", "Liver")), 150, 30),
    (str(QT_TRANSLATE_NOOP("Preset", "Spine, soft tissue")), 250, 50),
    (str(QT_TRANSLATE_NOOP("Preset", "Bone")), 1800, 400),
)
"""Name, width and center in HU, from the head down: the typical values of the article "Windowing (CT)" of Radiopaedia;
of its range for subdural blood (W 130-300, L 50-100) one within, and the wider of its windows for stroke."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named window; the name is translated."""

    name: str
    window: Window


def presets(frame: Frame) -> tuple[Preset, ...]:
    """What to offer for ``frame``: its file's windows and tables first; nothing for colour."""
    if frame.is_colour:
        return ()
    tr = QCoreApplication.translate
    found = [Preset(_file_name(window), window) for window in frame.windows]
    found.append(Preset(tr("Preset", "Full range"), full_window(frame)))
    found.append(Preset(tr("Preset", "Auto (1st to 99th percentile)"), _auto_window(frame)))
    if frame.unit == "HU":
        found += [Preset(tr("Preset", name), Window(float(center), float(width))) for name, width, center in _CT]
    return tuple(found)


@lru_cache(maxsize=4)  # names are asked for at every paint
def _auto_window(frame: Frame) -> Window:
    return percentile_window(frame)


def _file_name(window: Window) -> str:
    tr = QCoreApplication.translate
    if window.table is not None:
        return tr("Preset", "{name} (table)").format(name=window.name or tr("Preset", "File"))
    return window.name or tr("Preset", "File")


def preset_name(frame: Frame, window: Window) -> str:
    """Name of the preset that ``window`` is, or empty."""
    # The window of the file is the usual answer, and the one found from the values takes a look at all of them.
    found = next((_file_name(known) for known in frame.windows if known == window), "")
    return found or next((preset.name for preset in presets(frame) if preset.window == window), "")


def neighbour(frame: Frame, window: Window | None, step: int) -> Window | None:
    """The preset after (1) or before (-1) ``window``; the first where it is none of them, None where there are none."""
    windows = list(dict.fromkeys(preset.window for preset in presets(frame)))
    if not windows:
        return None
    return windows[(windows.index(window) + step) % len(windows)] if window in windows else windows[0]


def window_text(window: Window) -> str:
    """Width and level, in the letters of every workstation."""
    width, level = number_text(window.width), number_text(window.center)
    return QCoreApplication.translate("Preset", "W {width} · L {level}").format(width=width, level=level)


def number_text(value: float) -> str:
    """A window's number as one reads it: whole from 10 on, else three figures."""
    return f"{value:.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.3g}"
