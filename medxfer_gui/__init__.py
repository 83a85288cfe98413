"""Transfer learning on medical images: the core as plain functions, the command line and the window on top."""

__version__ = "0.1.0"
