"""What the computer has: memory and graphics cards, asked of the system without any framework."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_NVML_NAMES = ("nvml.dll",) if sys.platform == "win32" else ("libnvidia-ml.so.1",)


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Bytes that this process holds, and bytes that the computer has."""

    used: int
    total: int


def memory_use() -> MemoryUse | None:
    """Memory of this process and of the computer; None where the system does not say."""
    if sys.platform == "linux":
        page = os.sysconf("SC_PAGE_SIZE")
        resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return MemoryUse(resident * page, os.sysconf("SC_PHYS_PAGES") * page)
    elif sys.platform == "win32":  # noqa: RET505 - the type checker sees only the branch of its platform
        return _windows_memory_use()
    else:
        return None


def cpu_count() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def graphics_cards() -> tuple[str, ...]:
    """Names of the NVIDIA cards, asked of the driver's management library; takes some 100 ms where there are any."""
    for name in _NVML_NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        return _nvml_names(library)
    return ()


def _nvml_names(library: ctypes.CDLL) -> tuple[str, ...]:
    if library.nvmlInit_v2() != 0:
        return ()
    count = ctypes.c_uint(0)
    library.nvmlDeviceGetCount_v2(ctypes.byref(count))
    names = []
    for index in range(count.value):
        device, text = ctypes.c_void_p(), ctypes.create_string_buffer(96)
        if library.nvmlDeviceGetHandleByIndex_v2(index, ctypes.byref(device)) == 0:
            library.nvmlDeviceGetName(device, text, len(text))
            names.append(text.value.decode("utf-8", errors="replace"))
    library.nvmlShutdown()
    return tuple(names)


if sys.platform == "win32":

    def _windows_memory_use() -> MemoryUse | None:
        counters = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS; its two 32-bit fields fill the first word
        size = ctypes.sizeof(ctypes.c_size_t) * 9
        counters[0] = size
        process = ctypes.c_void_p(ctypes.windll.kernel32.GetCurrentProcess())
        if not ctypes.windll.psapi.GetProcessMemoryInfo(process, counters, size):
            return None
        kilobytes = ctypes.c_ulonglong(0)
        if not ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
            return None
        return MemoryUse(int(counters[2]), kilobytes.value * 1024)
