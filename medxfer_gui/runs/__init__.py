"""The run folder: the only hand-over between stages."""
