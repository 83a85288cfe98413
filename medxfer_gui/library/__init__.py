"""The persistent index of everything that was opened, with what was skipped and why."""
