"""What a run is doing."""

from __future__ import annotations

from typing import Literal

from medxfer_gui.config.base import Config

Status = Literal["prepared", "running", "finished", "cancelled", "failed", "interrupted"]


class RunState(Config):
    """State of a run as its folder tells it; times are Unix seconds.

    ``interrupted`` is read off a dead worker, never written.
    """

    status: Status = "prepared"
    pid: int | None = None
    host: str = ""
    started: float | None = None
    heartbeat: float | None = None
    epoch: int = 0
    epochs: int = 0
    best_epoch: int = 0
    message: str = ""
    hint: str = ""

    @property
    def can_resume(self) -> bool:
        """Whether Resume has something to continue."""
        return self.status in ("prepared", "cancelled", "failed", "interrupted")
