"""A window found from the values: most of them, without the few that are far out."""

from __future__ import annotations

import numpy as np

from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import Window, range_window

_LOW, _HIGH = 1.0, 99.0
_SAMPLES = 1 << 18


def percentile_window(frame: Frame) -> Window:
    """From the 1st to the 99th percentile of the values of a grey frame, padding left out.

    Of large frames every n-th value is looked at, at least 2**18 of them.
    """
    values = frame.values.ravel()
    values = values[:: max(1, values.size // _SAMPLES)]
    low, high = frame.full.center - frame.full.width / 2, frame.full.center + frame.full.width / 2
    kept = values[(values >= low) & (values <= high)]
    first, last = np.percentile(kept if kept.size else values, (_LOW, _HIGH))
    return range_window(float(first), float(last)) if last > first else frame.full
