"""Missing system libraries are told by the Debian package that holds them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.qt import system_libraries
from medxfer_gui.qt.system_libraries import explain_import_error, missing_libraries, require_system_libraries


def test_loader_message_names_the_package() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    explained = explain_import_error(error)
    assert explained is not None
    assert explained.hint_text == "Install them: sudo apt install libegl1"


def test_other_import_error_is_not_explained() -> None:
    assert explain_import_error(ImportError("No module named 'PySide6'")) is None


def test_old_c_library_is_explained() -> None:
    explained = explain_import_error(ImportError("version `GLIBC_2.34' not found"))
    assert explained is not None
    assert "2.34" in explained.hint_text


def test_library_that_nobody_has_is_missing() -> None:
    assert missing_libraries(["libmedxfer-not-there.so.9"]) == ("libmedxfer-not-there.so.9",)


@pytest.mark.skipif(sys.platform != "linux", reason="looked for on Linux only")
def test_missing_x11_library_is_an_error_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda names: ("libxcb-cursor.so.0",))
    with pytest.raises(MedxferError, match="libxcb-cursor0"):
        require_system_libraries()


@pytest.mark.skipif(sys.platform != "linux", reason="looked for on Linux only")
def test_no_display_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MedxferError, match="no display"):
        require_system_libraries()


def test_importing_the_check_loads_no_qt() -> None:
    program = "import sys, medxfer_gui.qt.system_libraries; print(any(n.startswith('PySide6') for n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
