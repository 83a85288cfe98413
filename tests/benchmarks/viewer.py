"""How freely the image moves: window drag on a large image, and scrolling a stack.

    python tests/benchmarks/viewer.py [--side 2048] [--width 1400] [--height 900] [--steps 300]

Drag: mouse moves on a real widget, each painted before the next, on a 16-bit image fitted to the view; beside it, in
the same run, the bare numpy windowing of as many pixels as the view shows. Scroll: decoded stacks of 512 x 512 and of
2048 x 2048, frame after frame. The limits: 30 frames/s for the drag, p99 33 ms for the stack, no call over 50 ms.
Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import Window, range_window
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.levels import AT_ONCE, halves
from medxfer_gui.qt.viewer.shown_frame import ShownFrame

LIMIT_MS = 1000 / 30


def image(side: int, seed: int) -> ShownFrame:
    """12 bits of noise on a slope, as a radiograph has them; decoded and halved as the viewer's reader does."""
    noise = np.random.default_rng(seed).integers(0, 400, (side, side), np.int32)
    values = (noise + np.linspace(0, 3600, side, dtype=np.int32)).astype(np.float32)
    frame = Frame(values, False, (Window(2000, 3000),), range_window(0, 4095))
    levels = halves(values) if side * side > AT_ONCE else ()
    return ShownFrame(
        frame,
        title="P-7F3A-09C1-55D0",
        subtitle="2020-01-01 · DX chest\n1 · AP",
        place="1 / 3",
        key=seed,
        levels=levels,
    )


def mouse(view: ImageView, kind: QEvent.Type, place: QPointF) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, place, view.mapToGlobal(place), button, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def timed(steps: int, act: Callable[[int], None]) -> list[float]:
    """Milliseconds of each step, to its end on the (offscreen) screen."""
    found = []
    for number in range(steps):
        began = time.perf_counter()
        act(number)
        QApplication.processEvents()
        found.append((time.perf_counter() - began) * 1000)
    return sorted(found)


def drag_times(view: ImageView, steps: int) -> list[float]:
    middle = QPointF(view.width() / 2, view.height() / 2)
    mouse(view, QEvent.Type.MouseButtonPress, middle)

    def move(number: int) -> None:
        angle = number / 20
        mouse(view, QEvent.Type.MouseMove, middle + QPointF(60 * np.sin(angle), 40 * np.cos(angle)))

    found = timed(steps, move)
    mouse(view, QEvent.Type.MouseButtonRelease, middle)
    return found


def bare_windowing(rows: int, columns: int, steps: int) -> list[float]:
    """The limit: subtract, scale, clip and cast as many values, into arrays that are there already."""
    values = np.random.default_rng(0).random((rows, columns), np.float32)
    unit, grey = np.empty_like(values), np.empty(values.shape, np.uint8)

    def act(number: int) -> None:
        np.subtract(values, np.float32(number / steps), out=unit)
        np.multiply(unit, np.float32(255), out=unit)
        np.clip(unit, 0, 255, out=unit)
        np.copyto(grey, unit, casting="unsafe")

    return timed(steps, act)


def settle(view: ImageView) -> None:
    """Until the values at the resolution of the screen are there."""
    until = time.perf_counter() + 10
    while time.perf_counter() < until and not (view.picture is not None and view.picture.is_exact):
        QApplication.processEvents()
        time.sleep(0.005)


def at(values: list[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", type=int, default=2048)
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--steps", type=int, default=300)
    given = parser.parse_args()
    application = QApplication([])
    view = ImageView()
    view.resize(given.width, given.height)
    view.show()
    view.show_frame(image(given.side, 0), keep_view=False)
    coarse = drag_times(view, 30)
    settle(view)
    fitted = drag_times(view, given.steps)
    view.show_actual_pixels()
    actual = drag_times(view, given.steps)
    side = min(given.width, given.height)
    bare = bare_windowing(side, side, given.steps)
    results = {
        "drag, fitted": fitted,
        "drag, before the exact level": coarse,
        "drag, 1:1": actual,
        "bare numpy, pixels of the fitted": bare,
    }
    for name, size, count in (("scroll 512 x 512", 512, 40), ("scroll 2048 x 2048", 2048, 8)):
        stack = [image(size, seed) for seed in range(count)]
        view.show_frame(stack[0], keep_view=False)
        results[name] = timed(given.steps, lambda n, frames=stack: view.show_frame(frames[n % len(frames)], True))  # type: ignore[misc]
    print(f"{'ms a frame':36}{'p50':>8}{'p99':>8}{'max':>8}{'frames/s':>10}")
    for name, times in results.items():
        mean = sum(times) / len(times)
        print(f"{name:36}{at(times, 0.5):8.1f}{at(times, 0.99):8.1f}{times[-1]:8.1f}{1000 / mean:10.0f}")
    print(f"limits: drag {LIMIT_MS:.0f} ms a frame (30 frames/s), scroll p99 33 ms, no call over 50 ms")
    values = {name: {"p50": at(t, 0.5), "p99": at(t, 0.99), "max": t[-1]} for name, t in results.items()}
    print(json.dumps({"benchmark": "viewer", "view": [given.width, given.height], "side": given.side, "ms": values}))
    view.close()
    del application


if __name__ == "__main__":
    main()
