"""What the network sees of a frame: the very image it learns from, its pixels as they are."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import range_window
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.viewer.shown_frame import ShownFrame


@dataclass(frozen=True, slots=True, eq=False)
class TensorWish:
    """A frame, and how it is prepared for a network."""

    key: Hashable
    frame: Frame
    preprocessing: Preprocessing


def training_tensor(wish: TensorWish, *, on_event: EventSink, cancel: CancelToken) -> npt.NDArray[np.uint8]:
    """The image that training gets: uint8, shape (1 or 3, size, size)."""
    from medxfer_gui.cohorts.preprocessing import training_image

    return training_image(wish.frame, wish.preprocessing)


def shown_tensor(wish: TensorWish, planes: npt.NDArray[np.uint8]) -> ShownFrame:
    """The image as a frame to look at, black 0 to white 255, with what it is in words."""
    if len(planes) == 3:
        values: npt.NDArray[np.float32] | npt.NDArray[np.uint8] = np.ascontiguousarray(np.moveaxis(planes, 0, 2))
    else:
        values = planes[0].astype(np.float32)
    frame = Frame(values, False, (), range_window(0, 255))
    return ShownFrame(
        frame,
        title=_tr("What the network sees"),
        subtitle="\n".join(tensor_words(wish, planes)),
        key=("network", wish.key),
        pseudonym=_tr("What the network sees"),
        identity=_tr("What the network sees"),
        pixelated=True,
    )


def tensor_words(wish: TensorWish, planes: npt.NDArray[np.uint8]) -> list[str]:
    """Size, channels, range and how the frame came to it."""
    channels, height, width = planes.shape
    size = (
        _tr("{width} × {height} pixels, {channels} channels")
        if channels > 1
        else _tr("{width} × {height} pixels, 1 channel")
    )
    low, high = int(planes.min()), int(planes.max())
    prepared = wish.preprocessing
    if wish.frame.is_colour:
        window = _tr("colour")
    elif prepared.window == "full" or not wish.frame.windows:
        window = _tr("full range")
    else:
        window = _tr("window of the file")
    fit = _tr("stretched to the square") if prepared.fit == "stretch" else _tr("padded to the square")
    return [
        size.format(width=width, height=height, channels=channels),
        _tr("values {low} to {high} of 0 to 255, learned as 0 to 1").format(low=low, high=high),
        f"{window} · {fit}",
        *([_tr("polarity corrected")] if wish.frame.inverted else []),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("NetworkView", text)
