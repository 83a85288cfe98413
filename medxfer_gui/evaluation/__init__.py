"""Scores by UID, and the metrics with intervals computed from them."""
