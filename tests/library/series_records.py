"""Records of made-up series for the tests of stacks."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from medxfer_gui.library.records import InstanceRecord

AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)


def plane(number: int, height: float, **facts: Any) -> InstanceRecord:
    """An axial plane of 64 x 64 pixels at ``height`` mm; ``facts`` are fields to set."""
    base = InstanceRecord(
        Path(f"/data/{number}.dcm"),
        "dicom",
        "",
        f"1.{number}",
        "1.9",
        "1.8",
        "P",
        1,
        64,
        64,
        1,
        modality="MR",
        instance_number=number,
        position=height,
        image_position=(0.0, 0.0, height),
        orientation=AXIAL,
        spacing=(0.5, 0.5),
    )
    return dataclasses.replace(base, **facts)


def loose(number: int, **facts: Any) -> InstanceRecord:
    """An image without a position."""
    return plane(number, 0.0, **{"position": None, "image_position": None, "orientation": None, **facts})
