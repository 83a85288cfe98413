"""What is said in the corners of an image."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.plots.theme import DARK
from medxfer_gui.qt.viewer.image_words import Corners, Line
from medxfer_gui.qt.viewer.presets import preset_name, window_text
from medxfer_gui.qt.viewer.rendering import Look
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.viewer.turn import Turn
from medxfer_gui.qt.viewer.viewport import Viewport


def corners_of(shown: ShownFrame, look: Look, viewport: Viewport, ratio: float, probe: str) -> Corners:
    """Who and what, the window and how the view is turned, the value below the pointer, place and zoom."""
    who = [Line(text) for text in (shown.title, *shown.subtitle.split("\n")) if text]
    who = [Line(line.text, DARK.attention) if line.text.startswith("! ") else line for line in who]
    if shown.synthetic:
        who.append(Line(_tr("SYNTHETIC"), DARK.attention))
    window = []
    if not shown.frame.is_colour and not shown.pixelated:
        window = [Line(window_text(look.window)), Line(preset_name(shown.frame, look.window))]
    if look.invert:
        window.append(Line(_tr("inverted"), DARK.attention))
    if not viewport.turn.is_identity:
        window.append(Line(turn_text(viewport.turn), DARK.attention))
    zoom = f"{100 * viewport.actual_scale * ratio:.0f} %"
    return Corners(
        tuple(who),
        tuple(window),
        (Line(probe),),
        (Line(" · ".join(filter(None, (shown.place, zoom)))),),
    )


def bare_corners(shown: ShownFrame, probe: str) -> Corners:
    """What stays where the words are hidden: that an image was generated, and the value below the pointer."""
    made = (Line(_tr("SYNTHETIC"), DARK.attention),) if shown.synthetic else ()
    return Corners(made, bottom_left=(Line(probe),))


def turn_text(turn: Turn) -> str:
    """How the view is turned, in words."""
    turned = ("", _tr("rotated 90° right"), _tr("rotated 180°"), _tr("rotated 90° left"))[turn.quarters]
    return " · ".join(filter(None, (_tr("mirrored") if turn.mirrored else "", turned)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Corners", text)
