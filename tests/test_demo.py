"""The embedded cohort: marked, repeatable, and like real radiographs to a reader."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pydicom
import pytest

from medxfer_gui.cohorts.build import build_cohort
from medxfer_gui.cohorts.preprocessing import training_image
from medxfer_gui.config.dataset import DatasetConfig, Preprocessing
from medxfer_gui.demo import DemoCohort, write_demo_cohort
from medxfer_gui.dicom.pixels import read_frame
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.home import Home
from medxfer_gui.library.scan import index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken

PATIENTS = 20


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoCohort:
    return write_demo_cohort(tmp_path_factory.mktemp("demo"), patients=PATIENTS)


@pytest.fixture(scope="module")
def datasets(demo: DemoCohort) -> list[pydicom.Dataset]:
    return [pydicom.dcmread(path) for path in sorted(demo.folder.rglob("*.dcm"))]


def labels_of(demo: DemoCohort) -> dict[str, str]:
    with demo.labels.open(encoding="utf-8", newline="") as file:
        return {row["SOPInstanceUID"]: row["label"] for row in csv.DictReader(file)}


def test_every_file_says_that_it_is_synthetic(datasets: list[pydicom.Dataset]) -> None:
    for dataset in datasets:
        for keyword in ("PatientName", "PatientID", "SeriesDescription", "StudyDescription", "ImageComments"):
            assert str(dataset[keyword].value).startswith("SYNTH"), keyword
        assert dataset.BurnedInAnnotation == "NO"


def test_same_seed_writes_the_same_files(demo: DemoCohort, tmp_path: Path) -> None:
    again = write_demo_cohort(tmp_path, patients=2)
    for path in sorted(again.folder.rglob("*.dcm")):
        assert path.read_bytes() == (demo.folder / path.relative_to(again.folder)).read_bytes()


def test_other_seed_writes_other_images_under_other_uids(demo: DemoCohort, tmp_path: Path) -> None:
    other = labels_of(write_demo_cohort(tmp_path, seed=1, patients=2))
    assert not other.keys() & labels_of(demo).keys()


def test_labels_name_every_file_once(demo: DemoCohort, datasets: list[pydicom.Dataset]) -> None:
    labels = labels_of(demo)
    assert labels.keys() == {dataset.SOPInstanceUID for dataset in datasets}
    assert set(labels.values()) == {"normal", "lesion"}


def test_acquisition_varies_as_it_does_between_devices(datasets: list[pydicom.Dataset]) -> None:
    assert {dataset.BitsStored for dataset in datasets} >= {10, 12}
    assert {dataset.PhotometricInterpretation for dataset in datasets} == {"MONOCHROME1", "MONOCHROME2"}
    assert {"WindowCenter" in dataset for dataset in datasets} == {True, False}
    assert len({float(dataset.get("RescaleSlope", 1)) for dataset in datasets}) == 2
    assert all(dataset.pixel_array.max() < 2**dataset.BitsStored for dataset in datasets)


def test_patients_have_several_images_of_one_study(datasets: list[pydicom.Dataset]) -> None:
    studies = defaultdict(set)
    for dataset in datasets:
        studies[dataset.PatientID].add(dataset.StudyInstanceUID)
    assert len(studies) == PATIENTS
    assert all(len(found) == 1 for found in studies.values())
    assert 2 * PATIENTS <= len(datasets) <= 4 * PATIENTS


def test_lungs_are_darker_than_the_spine_whatever_the_polarity(demo: DemoCohort) -> None:
    for path in sorted(demo.folder.rglob("0001.dcm")):
        image = training_image(read_frame(path), Preprocessing(size=64))[0].astype(int)
        spine, lung = np.median(image[10:40, 30:34]), np.median(image[20:30, 14:22])
        assert spine > lung + 40


def test_device_does_not_give_the_label_away(demo: DemoCohort, datasets: list[pydicom.Dataset]) -> None:
    labels = labels_of(demo)
    kinds = defaultdict(set)
    for dataset in datasets:
        kinds[labels[dataset.SOPInstanceUID]].add(dataset.PhotometricInterpretation)
    assert kinds["normal"] == kinds["lesion"]


def test_cohort_is_built_without_a_problem(demo: DemoCohort, home: Home) -> None:
    with Library(home.library) as library:
        summary = index_folder(demo.folder, library)
        dataset = DatasetConfig(folder=demo.folder, labels=demo.labels)
        draft = build_cohort(dataset, library, Pseudonyms(home.pseudonym_key))
    assert (summary.skipped, draft.problems) == ((), ())
    assert draft.cohort.task.positive == "lesion"
    assert len(set(draft.cohort.patients)) == PATIENTS


def test_stop_is_obeyed(tmp_path: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        write_demo_cohort(tmp_path, on_event=lambda event: cancel.cancel(), cancel=cancel)
