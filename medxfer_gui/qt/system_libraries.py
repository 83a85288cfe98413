"""The system libraries that Qt needs on Linux, looked for before Qt is loaded."""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import sys
from collections.abc import Iterable, Mapping

from medxfer_gui.errors import MedxferError

BASE_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Library name to Debian package: what importing Qt needs, with or without a screen."""

X11_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Library name to Debian package: what a window under X11 needs on top; without one of them Qt aborts the process."""

_LOADER_MESSAGE = re.compile(r"(lib[\w.+-]+?\.so[.\d]*): cannot open shared object file")


def require_system_libraries() -> None:
    """Make sure that a window can be opened, before Qt is loaded.

    Raises
    ------
    MedxferError
        When a library that Qt needs is missing, with the Debian packages to install; or when there is no display.
    ImportError
        When PySide6 itself is missing or broken.
    """
    if sys.platform == "linux":
        _require_for_linux()
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        explained = explain_import_error(error)
        if explained is None:
            raise
        raise explained from None


def _require_for_linux() -> None:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    wayland_only = bool(os.environ.get("WAYLAND_DISPLAY")) and not os.environ.get("DISPLAY")
    needs_x11 = platform.startswith("xcb") or not (platform or wayland_only)
    if needs_x11 and not os.environ.get("DISPLAY"):
        raise MedxferError(
            "There is no display to show a window on.",
            "Start it on a desktop, or use the command line: medxfer --help lists what it can do without a window.",
        )
    missing = missing_libraries({**BASE_LIBRARIES, **X11_LIBRARIES} if needs_x11 else BASE_LIBRARIES)
    if missing:
        raise _libraries_error(missing)


def missing_libraries(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the shared libraries ``names`` that the loader does not find."""
    return tuple(name for name in names if not _loads(name))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def explain_import_error(error: ImportError) -> MedxferError | None:
    """What a failed import of Qt means, in words; None when it is not about a system library."""
    text = str(error)
    found = _LOADER_MESSAGE.search(text)
    if found:
        return _libraries_error((found[1],))
    if "GLIBC_" in text:
        return MedxferError(
            "Qt needs a newer C library than this system has.",
            "Use Debian 12, Ubuntu 22.04, or a later system (glibc 2.34 or later).",
        )
    return None


def _libraries_error(missing: tuple[str, ...]) -> MedxferError:
    known = {**BASE_LIBRARIES, **X11_LIBRARIES}
    packages = sorted({known[name] for name in missing if name in known})
    hint = "Install them: sudo apt install {packages}" if packages else "Install the packages that hold them."
    return MedxferError(
        "The window needs system libraries that are missing: {libraries}.",
        hint,
        libraries=", ".join(missing),
        packages=" ".join(packages),
    )
