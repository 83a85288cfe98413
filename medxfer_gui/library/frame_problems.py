"""What to know of the frames of an enhanced multi-frame instance, whose geometry stands with each frame."""

from __future__ import annotations

import dataclasses
from typing import Any

from pydicom.dataset import Dataset

from medxfer_gui.dicom.geometry import pixel_spacing, slice_position
from medxfer_gui.dicom.headers import Header, integer, items, number, numbers, read_header, text
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.nodes import StackProblem
from medxfer_gui.library.records import InstanceRecord
from medxfer_gui.library.stacks import split_stacks

MOST_FRAMES = 2000
"""Most frames that are looked at: reading the groups of each takes about half a millisecond."""

_TAGS = (0x00080016, 0x00200052, 0x52009229, 0x52009230)
_NUMBERS = {
    "echo_time": ("MREchoSequence", "EffectiveEchoTime"),
    "b_value": ("MRDiffusionSequence", "DiffusionBValue"),
    "trigger_time": ("CardiacSynchronizationSequence", "NominalCardiacTriggerDelayTime"),
    "slice_thickness": ("PixelMeasuresSequence", "SliceThickness"),
}
_FRAME_TYPES = ("MRImageFrameTypeSequence", "CTImageFrameTypeSequence", "PETFrameTypeSequence")
_ABOUT_INSTANCES = frozenset({"Instance numbers do not follow the positions"})


def frame_problems(record: InstanceRecord) -> tuple[StackProblem, ...]:
    """Why the frames of a multi-frame instance are no clean volume, by the rules for instances (`library.stacks`).

    Frames are shown in the order they are stored; where they are several volumes, it is said which. Empty for a single
    frame, for frames without positions (a cine loop), for more than `MOST_FRAMES`, and where the header cannot be read.
    """
    if record.kind != "dicom" or not 1 < record.frames <= MOST_FRAMES:
        return ()
    try:
        frames = _frame_records(record, read_header(record.source, _TAGS))
    except MedxferError:
        return ()
    if not frames:
        return ()
    stacks = split_stacks(frames)
    if len(stacks) > 1:
        hint = "They are shown one after the other, in the order they are stored."
        parts = [f"{stack.label.replace('; ', ' · ')} × {len(stack.records)}" for stack in stacks[:8]]
        more = [f"and {len(stacks) - 8} more"] if len(stacks) > 8 else []
        return (StackProblem("The frames are several volumes", hint, "; ".join([*parts, *more])),)
    return tuple(problem for problem in stacks[0].problems if problem.problem not in _ABOUT_INSTANCES)


def _frame_records(record: InstanceRecord, header: Header) -> list[InstanceRecord]:
    """One record for each frame, all with a position; empty where one has none."""
    data = header.dataset
    shared = next(iter(items(data, "SharedFunctionalGroupsSequence")), Dataset())
    found = []
    for place, own in enumerate(items(data, "PerFrameFunctionalGroupsSequence")[: record.frames], start=1):
        facts = _frame_facts(own, shared)
        if facts["position"] is None:
            return []
        found.append(dataclasses.replace(record, frames=1, instance_number=place, member=str(place), **facts))
    return found if len(found) == record.frames else []


def _frame_facts(own: Dataset, shared: Dataset) -> dict[str, Any]:
    plane = Dataset()
    for sequence, keyword in (
        ("PlanePositionSequence", "ImagePositionPatient"),
        ("PlaneOrientationSequence", "ImageOrientationPatient"),
    ):
        values = numbers(_group(own, shared, sequence), keyword)
        if values:
            setattr(plane, keyword, list(values))
    spacing = pixel_spacing(_group(own, shared, "PixelMeasuresSequence"))
    kinds = (text(_group(own, shared, sequence), "FrameType") for sequence in _FRAME_TYPES)
    return {
        "position": slice_position(plane),
        "image_position": numbers(plane, "ImagePositionPatient") or None,
        "orientation": numbers(plane, "ImageOrientationPatient") or None,
        "spacing": None if spacing is None else spacing.millimetres,
        "image_type": next(filter(None, kinds), ""),
        "temporal_position": integer(_group(own, shared, "FrameContentSequence"), "TemporalPositionIndex"),
        **{field: number(_group(own, shared, place[0]), place[1]) for field, place in _NUMBERS.items()},
    }


def _group(own: Dataset, shared: Dataset, sequence: str) -> Dataset:
    """A functional group of a frame: its own, else the shared one."""
    return next(iter((*items(own, sequence), *items(shared, sequence))), Dataset())
