"""Drawings on a given matplotlib Axes; the window and the report share them."""
