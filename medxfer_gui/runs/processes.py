"""Whether a process still runs, on every platform, without a signal that could hurt it."""

from __future__ import annotations

import ctypes
import os
import platform
from pathlib import Path


def process_alive(pid: int, since: float | None = None) -> bool:
    """Whether process ``pid`` runs and is no zombie.

    Parameters
    ----------
    pid
        Process number.
    since
        Unix time in seconds at which the process must already have been running: a number that was given to a
        younger process since then does not count. None: do not look. Linux only.
    """
    if platform.system() == "Windows":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if platform.system() == "Linux":
        return _alive_on_linux(pid, since)
    return True


def _alive_on_linux(pid: int, since: float | None) -> bool:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        boot = next(
            line for line in Path("/proc/stat").read_text(encoding="utf-8").splitlines() if line.startswith("btime")
        )
    except (OSError, StopIteration):
        return False
    if fields[0] in "ZX":
        return False
    born = int(boot.split()[1]) + int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return since is None or born <= since + 2.0  # both clocks round to a second


def _alive_on_windows(pid: int) -> bool:
    query_limited_information, still_active = 0x1000, 259
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy knows windll on Windows only
    handle = kernel.OpenProcess(query_limited_information, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
