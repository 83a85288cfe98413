"""Reading images for the window; everything here runs in a job, and decodes in processes beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.contained import ContainedDecoder, HarmfulFiles
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event
from medxfer_gui.qt.browser.stack_positions import PositionsWish, read_positions
from medxfer_gui.qt.viewer.rendering import to_qimage


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


@dataclass(frozen=True, slots=True)
class ThumbnailKey:
    """A small picture of one frame, at most ``pixels`` wide and high; ``frame`` None: the middle one."""

    folder: Path
    uid: str
    pixels: int
    frame: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWish:
    """A frame, and how it is prepared for a network."""

    frame: Frame
    preprocessing: Preprocessing


class Decoders:
    """Two processes beside the window: a slow thumbnail never delays the image that is looked at."""

    def __init__(self) -> None:
        harmful = HarmfulFiles()
        self.images = ContainedDecoder(harmful)
        self.thumbnails = ContainedDecoder(harmful)

    def start(self) -> None:
        """Start both now, so that the first images do not wait for them."""
        self.images.start()
        self.thumbnails.start()

    def stop(self) -> None:
        """End both, whatever they do."""
        self.images.stop()
        self.thumbnails.stop()


class ImageReader:
    """Reads images that the library knows; its methods have the shape of long work."""

    def __init__(self, home: Home, decoders: Decoders) -> None:
        self._home = home
        self._decoders = decoders

    def read(self, key: ImageKey, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER) -> LoadedImage:
        """Decode a frame.

        Raises
        ------
        MedxferError
            The library does not know it, or it cannot be decoded.
        """
        return self._decoders.images.image(self._find(key.folder, key.uid), key.frame, cancel=cancel)

    def thumbnail(
        self, key: ThumbnailKey, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
    ) -> QImage:
        """A small picture of a frame, in the window it is first shown with; grey ones take a byte a pixel.

        Raises
        ------
        MedxferError
            As `read`.
        """
        record = self._find(key.folder, key.uid)
        return to_qimage(self._decoders.thumbnails.thumbnail(record, key.frame, key.pixels, cancel=cancel))

    def network_image(self, wish: NetworkWish, *, on_event: EventSink, cancel: CancelToken) -> QImage:
        """What a network sees of a frame."""
        from medxfer_gui.cohorts.preprocessing import training_image

        planes = training_image(wish.frame, wish.preprocessing)
        return to_qimage(np.moveaxis(planes, 0, 2) if len(planes) == 3 else planes[0])

    def positions(self, wish: PositionsWish, *, on_event: EventSink, cancel: CancelToken) -> tuple[float, ...]:
        """Where the frames of a stack lie; see `read_positions`."""
        return read_positions(self._home, wish, on_event=on_event, cancel=cancel)

    def _find(self, folder: Path, uid: str) -> InstanceRecord:
        with Library(self._home.library) as library:
            record = library.find(uid, folder)
        if record is None:
            raise MedxferError("The library does not know this image any more.", "Index the folder again (F5).")
        return record
