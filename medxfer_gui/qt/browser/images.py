"""Reading images for the browser; everything here runs in a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.geometry import EdgeLetters, edge_letters, pixel_aspect
from medxfer_gui.dicom.headers import read_header
from medxfer_gui.dicom.pixels import Frame, functional_group, initial_window, to_display
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.store import Library
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.viewer.rendering import to_qimage

_GEOMETRY_TAGS = (
    0x00181164,  # Imager Pixel Spacing
    0x00182010,  # Nominal Scanned Pixel Spacing
    0x00200020,  # Patient Orientation
    0x00200037,  # Image Orientation (Patient)
    0x00280030,  # Pixel Spacing
    0x00280034,  # Pixel Aspect Ratio
    0x52009229,  # Shared Functional Groups Sequence
    0x52009230,  # Per-Frame Functional Groups Sequence
)


@dataclass(frozen=True, slots=True)
class ImageKey:
    """A frame of an opened folder."""

    folder: Path
    uid: str
    frame: int

    @property
    def frame_key(self) -> FrameKey:
        """The frame, wherever it lies."""
        return FrameKey(self.uid, self.frame)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A decoded frame with its record and how it lies."""

    record: InstanceRecord
    frame: Frame
    aspect: float
    edges: EdgeLetters | None

    @property
    def cost(self) -> int:
        """Bytes it takes."""
        return int(self.frame.values.nbytes)


@dataclass(frozen=True, slots=True)
class ThumbnailKey:
    """A small picture of one instance, at most ``pixels`` wide and high."""

    folder: Path
    uid: str
    pixels: int


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWish:
    """A frame, and how it is prepared for a network."""

    frame: Frame
    preprocessing: Preprocessing


class ImageReader:
    """Reads images that the library knows; its methods have the shape of long work."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def read(self, key: ImageKey, *, on_event: EventSink, cancel: CancelToken) -> LoadedImage:
        """Decode a frame.

        Raises
        ------
        MedxferError
            The library does not know it, or it cannot be decoded.
        """
        return load_image(self._find(key.folder, key.uid), key.frame)

    def thumbnail(self, key: ThumbnailKey, *, on_event: EventSink, cancel: CancelToken) -> QImage:
        """The middle frame of an instance, small, in the window it is first shown with.

        Raises
        ------
        MedxferError
            As `read`.
        """
        record = self._find(key.folder, key.uid)
        frame = load_frame(record, record.frames // 2)
        step = max(1, min(frame.values.shape[:2]) // (2 * key.pixels))
        thin = Frame(frame.values[::step, ::step], frame.inverted, frame.windows, frame.full)
        rows, columns = frame.values.shape[:2]
        row_spacing, column_spacing = frame.spacing or (1.0, 1.0)
        size = QSize(columns, max(1, round(rows * row_spacing / column_spacing)))
        size.scale(key.pixels, key.pixels, Qt.AspectRatioMode.KeepAspectRatio)
        picture = to_qimage(to_display(thin, initial_window(frame)))
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaled(size.expandedTo(QSize(1, 1)), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)

    def network_image(self, wish: NetworkWish, *, on_event: EventSink, cancel: CancelToken) -> QImage:
        """What a network sees of a frame."""
        from medxfer_gui.cohorts.preprocessing import training_image

        planes = training_image(wish.frame, wish.preprocessing)
        return to_qimage(np.moveaxis(planes, 0, 2) if len(planes) == 3 else planes[0])

    def _find(self, folder: Path, uid: str) -> InstanceRecord:
        with Library(self._home.library) as library:
            record = library.find(uid, folder)
        if record is None:
            raise MedxferError("The library does not know this image any more.", "Index the folder again (F5).")
        return record


def load_image(record: InstanceRecord, number: int) -> LoadedImage:
    """Decode frame ``number``, from 0, of a record.

    Raises
    ------
    MedxferError
        It cannot be decoded.
    """
    frame = load_frame(record, number)
    aspect, edges = _how_it_lies(record, number)
    return LoadedImage(record, frame, aspect, edges)


def _how_it_lies(record: InstanceRecord, frame: int) -> tuple[float, EdgeLetters | None]:
    if record.kind != "dicom":
        return 1.0, None
    data = read_header(record.path, _GEOMETRY_TAGS).dataset
    measures = functional_group(data, frame, "PixelMeasuresSequence") or data
    orientation = functional_group(data, frame, "PlaneOrientationSequence") or data
    return pixel_aspect(measures), edge_letters(orientation)
