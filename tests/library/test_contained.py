"""Decoding in a process of its own: what it gives, and what a harmful file does to it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import numpy as np
import pydicom.data
import pytest

from medxfer_gui.errors import MedxferError
from medxfer_gui.library import contained
from medxfer_gui.library.contained import ContainedDecoder, HarmfulFiles
from medxfer_gui.library.examine import examine_file
from medxfer_gui.library.files import list_files
from medxfer_gui.library.images import load_image, load_thumbnail
from medxfer_gui.library.records import InstanceRecord

FUNCTIONS = "side_process_functions"


def record_of(path: Path) -> InstanceRecord:
    return examine_file(path, path.parent).records[0]


@pytest.fixture(scope="module")
def decoder():
    result = ContainedDecoder()
    yield result
    result.stop()


@pytest.fixture
def limited(monkeypatch):
    """A decoder that may take half a second and 256 MB, and finds the functions of the side process's tests."""
    folder = Path(__file__).parents[1] / "side_process"
    monkeypatch.syspath_prepend(str(folder))
    result = ContainedDecoder(seconds=0.5, memory=256 << 20)
    yield result
    result.stop()


def test_an_image_is_the_one_decoded_in_place(decoder, make_dicom, tmp_path):
    record = record_of(make_dicom(tmp_path / "a.dcm", PixelSpacing=[2, 1], PatientOrientation=["L", "F"]))
    there, here = decoder.image(record, 0), load_image(record, 0)
    np.testing.assert_array_equal(there.frame.values, here.frame.values)
    assert (there.facts.aspect, there.facts.edges) == (here.facts.aspect, here.facts.edges)


def test_a_thumbnail_is_the_one_made_in_place(decoder, make_dicom, tmp_path):
    record = record_of(make_dicom(tmp_path / "a.dcm", pixels=np.arange(120_000, dtype=np.uint16).reshape(300, 400)))
    np.testing.assert_array_equal(decoder.thumbnail(record, None, 96), load_thumbnail(record, None, 96))


def test_what_a_file_is_refused_for_comes_back_in_words(decoder, make_dicom, tmp_path):
    record = record_of(make_dicom(tmp_path / "a.dcm"))
    record.path.write_bytes(record.path.read_bytes()[:-64])
    with pytest.raises(MedxferError, match="cut off"):
        decoder.image(record, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize(
    ("function", "argument", "words"),
    [
        ("die", signal.SIGSEGV, "crashed"),
        ("sleep", 60, "took longer"),
        pytest.param(
            "reserve",
            1 << 30,
            "more memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process"),
        ),
    ],
    ids=["crash", "hang", "memory"],
)
def test_a_harmful_file_is_told_and_the_next_one_read(limited, make_dicom, tmp_path, function, argument, words):
    harmful, sound = make_dicom(tmp_path / "harmful.dcm"), record_of(make_dicom(tmp_path / "sound.dcm"))
    with pytest.raises(MedxferError, match=words) as caught:
        limited.call(harmful, FUNCTIONS, function, argument)
    assert caught.value.hint_text
    assert limited.image(sound, 0).frame.values.shape == (16, 16)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_harmful_file_is_not_tried_again_at_once(limited, make_dicom, tmp_path):
    path = make_dicom(tmp_path / "a.dcm")
    with pytest.raises(MedxferError, match="crashed"):
        limited.call(path, FUNCTIONS, "die", signal.SIGSEGV)
    with pytest.raises(MedxferError, match="crashed"):
        limited.image(record_of(path), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_harmful_file_is_tried_again_after_a_while(limited, make_dicom, tmp_path, monkeypatch):
    path = make_dicom(tmp_path / "a.dcm")
    with pytest.raises(MedxferError, match="crashed"):
        limited.call(path, FUNCTIONS, "die", signal.SIGSEGV)
    monkeypatch.setattr(contained, "RETRY_SECONDS", 0)
    assert limited.image(record_of(path), 0)


def test_a_harmful_file_that_was_replaced_is_tried_again(make_dicom, tmp_path):
    path, harmful = make_dicom(tmp_path / "a.dcm"), HarmfulFiles()
    harmful.remember(path, MedxferError("no"))
    make_dicom(path, pixels=np.zeros((20, 20), np.uint8))
    assert harmful.failure(path) is None


def test_decoders_tell_each_other_of_a_harmful_file(make_dicom, tmp_path):
    path, harmful = make_dicom(tmp_path / "a.dcm"), HarmfulFiles()
    harmful.remember(path, MedxferError("known to do harm"))
    with pytest.raises(MedxferError, match="known to do harm"):
        ContainedDecoder(harmful).image(record_of(path), 0)


def test_every_bad_file_that_has_a_record_comes_back_with_an_image_or_a_reason(decoder, shared_data):
    found = [examine_file(path, shared_data / "bad") for path, _ in list_files(shared_data / "bad", [])]
    for record in (one.records[0] for one in found if one.records):
        try:
            decoder.image(record, 0)
        except MedxferError as error:
            assert error.hint_text, error.text
            assert not {"crashed", "longer", "memory"} & set(error.text.split())


def test_a_file_that_makes_gdcm_abort_is_told_and_the_next_one_read(decoder, make_dicom, tmp_path):
    """Found by flipping bytes at random: gdcm 3.2 throws where nobody can catch, which ends its process."""
    content = bytearray(Path(pydicom.data.get_testdata_file("SC_rgb_jpeg_dcmtk.dcm", download=False)).read_bytes())
    for offset, value in ((865, 81), (1938, 128), (2101, 255)):
        content[offset] = value
    (tmp_path / "aborting.dcm").write_bytes(content)
    with pytest.raises(MedxferError, match=r"crashed|cannot be decoded"):
        decoder.image(record_of(tmp_path / "aborting.dcm"), 0)
    assert decoder.image(record_of(make_dicom(tmp_path / "sound.dcm")), 0).frame.decoder == "native"
