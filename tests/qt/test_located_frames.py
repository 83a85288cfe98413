"""What is known of the frames of a stack when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset

from medxfer_gui.home import Home
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import NEVER, ignore_event
from medxfer_gui.qt.browser.catalogue import locate


def test_gap_between_frames_of_an_enhanced_object_is_known(home: Home, tmp_path: Path, make_dicom: Any) -> None:
    frames = []
    for height in (0, 3, 9, 12):
        plane, orientation, frame = Dataset(), Dataset(), Dataset()
        plane.ImagePositionPatient, orientation.ImageOrientationPatient = [0, 0, height], [1, 0, 0, 0, 1, 0]
        frame.PlanePositionSequence, frame.PlaneOrientationSequence = [plane], [orientation]
        frames.append(frame)
    pixels = np.zeros((4, 8, 8), np.uint8)
    path = make_dicom(tmp_path / "images/f.dcm", pixels=pixels, PerFrameFunctionalGroupsSequence=frames)
    with Library(home.library) as library:
        index_folder(tmp_path / "images", library)
    uid = str(dcmread(path).SOPInstanceUID)
    located = locate(home, tmp_path / "images", uid, on_event=ignore_event, cancel=NEVER)
    assert (len(located.frames), [problem.problem for problem in located.problems]) == (4, ["Slices are missing"])
