"""What a side process may take, and what this system can enforce."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource


@dataclass(frozen=True, slots=True)
class Limits:
    """What a side process may take.

    Parameters
    ----------
    memory
        Bytes of address space beyond what it holds once its modules are imported; None for no limit. Enforced by
        Linux. macOS and Windows have no limit that a process can set itself: there only ``seconds`` holds, and what
        the callee checks before it reserves.
    seconds
        Time for one call, after which the process is ended; None for no limit. The same on every system.
    idle_seconds
        How long the process waits for the next call before it ends and gives its memory back.
    nice
        How far it steps back behind the window, 0 to 19; nothing on Windows.
    is_quiet
        Whether what native code writes to standard error is dropped: some decoders print file contents there.
    preload
        Modules to import at the start, so that the first call does not wait for them.
    """

    memory: int | None = None
    seconds: float | None = None
    idle_seconds: float = 180.0
    nice: int = 5
    is_quiet: bool = False
    preload: tuple[str, ...] = ()


def apply_early(limits: Limits) -> None:
    """Step back, and be quiet: what comes before the imports."""
    if sys.platform != "win32":
        os.nice(limits.nice)
    if limits.is_quiet:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 2)
        os.close(sink)


def apply_late(limits: Limits) -> None:
    """Take the memory limit, counted from what the process holds now."""
    if limits.memory is None or sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            # Where memory runs out altogether, this process is to be ended, not the window.
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        allowed = pages * resource.getpagesize() + limits.memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard >= allowed:
            resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))
