"""How fast the frames of an instance are meant to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import number, numbers

DEFAULT_RATE = 10.0
"""Frames a second where the header says nothing: slow enough to follow a stack of slices."""
SLOWEST, FASTEST = 0.5, 120.0


@dataclass(frozen=True, slots=True)
class CineTiming:
    """Rate of a cine.

    Parameters
    ----------
    rate
        Frames a second; of frames of different length the mean.
    seconds
        How long each frame stands, where the frames differ; else empty.
    is_from_file
        Whether the header says so.
    """

    rate: float = DEFAULT_RATE
    seconds: tuple[float, ...] = ()
    is_from_file: bool = False


def cine_timing(dataset: Dataset, frames: int) -> CineTiming:
    """Recommended Display Frame Rate (0008,2144), else Frame Time (0018,1063), else Frame Time Vector (0018,1065), else
    Cine Rate (0018,0040), else 10 a second; rates beyond 0.5 to 120 a second are drawn in.
    """
    time = number(dataset, "FrameTime")
    vector = numbers(dataset, "FrameTimeVector")
    rate = number(dataset, "RecommendedDisplayFrameRate")
    if rate is not None and rate > 0:
        return CineTiming(_possible(rate), (), True)
    if time is not None and time > 0:
        return CineTiming(_possible(1000 / time), (), True)
    if len(vector) == frames > 1 and sum(vector[1:]) > 0 and min(vector) >= 0:
        return _varying(vector)
    rate = number(dataset, "CineRate")
    return CineTiming(_possible(rate), (), True) if rate is not None and rate > 0 else CineTiming()


def _varying(vector: tuple[float, ...]) -> CineTiming:
    """Each entry is the time in ms since the frame before; the last frame stands for the mean of the others."""
    waits = [max(1 / FASTEST, step / 1000) for step in vector[1:]]
    mean = sum(waits) / len(waits)
    return CineTiming(_possible(1 / mean), (*waits, mean), True)


def _possible(rate: float) -> float:
    return min(max(rate, SLOWEST), FASTEST)
