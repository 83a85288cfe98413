"""A frame of a record with how it lies, and small pictures: what a viewer and a grid show."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PIL import Image

from medxfer_gui.dicom.pixels import Frame, opening_window, to_display
from medxfer_gui.dicom.view_facts import ViewFacts, read_view_facts
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.volumes import slice_facts
from medxfer_gui.operation import NEVER, CancelToken, EventSink, ignore_event

_THINNEST = 2
"""A frame is thinned to no less than this many of its pixels for one of the small picture, before it is averaged."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A decoded frame with its record and what a viewer needs to know of it."""

    record: InstanceRecord
    frame: Frame
    facts: ViewFacts = field(default_factory=ViewFacts)

    @property
    def cost(self) -> int:
        """Bytes it takes."""
        return int(self.frame.values.nbytes)


def load_image(
    record: InstanceRecord, number: int, *, on_event: EventSink = ignore_event, cancel: CancelToken = NEVER
) -> LoadedImage:
    """Decode frame ``number``, from 0, of a record.

    Raises
    ------
    MedxferError
        It cannot be decoded.
    """
    return LoadedImage(record, load_frame(record, number), _view_facts(record, number))


def _view_facts(record: InstanceRecord, number: int) -> ViewFacts:
    if record.kind == "dicom":
        return read_view_facts(record.source, number)
    return slice_facts(record.source, number) if record.kind == "nifti" else ViewFacts()


def load_thumbnail(
    record: InstanceRecord,
    number: int | None,
    pixels: int,
    *,
    on_event: EventSink = ignore_event,
    cancel: CancelToken = NEVER,
) -> npt.NDArray[np.uint8]:
    """A small picture of a frame, in the window it is first shown with.

    Parameters
    ----------
    record
        From the library.
    number
        Counts from 0; None for the middle frame.
    pixels
        Most rows and columns of the picture.

    Returns
    -------
    numpy.ndarray
        uint8, shape (rows, columns), or (rows, columns, 3) RGB; the longer side has ``pixels``, a pixel is square.

    Raises
    ------
    MedxferError
        It cannot be decoded.
    """
    frame = load_frame(record, record.frames // 2 if number is None else number)
    step = max(1, min(frame.values.shape[:2]) // (_THINNEST * pixels))
    thin = Frame(frame.values[::step, ::step], frame.inverted, frame.windows, frame.full)
    size = _fitted(frame, pixels)
    # BOX averages where the picture gets smaller: what is thinner than a pixel of the small one stays visible.
    small = Image.fromarray(to_display(thin, opening_window(frame))).resize(size, Image.Resampling.BOX)
    return np.asarray(small)


def _fitted(frame: Frame, pixels: int) -> tuple[int, int]:
    """Columns and rows of a picture with square pixels whose longer side has ``pixels``."""
    rows, columns = frame.values.shape[:2]
    row_spacing, column_spacing = frame.spacing or (1.0, 1.0)
    height, width = rows * row_spacing, columns * column_spacing
    scale = pixels / max(height, width)
    return max(1, round(width * scale)), max(1, round(height * scale))
