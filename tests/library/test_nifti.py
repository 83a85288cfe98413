"""NIfTI volumes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import numpy.typing as npt
import pytest

from medxfer_gui.dicom.geometry import EdgeLetters
from medxfer_gui.dicom.pixels import initial_window, to_unit
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.frames import load_frame
from medxfer_gui.library.images import load_image
from medxfer_gui.library.nifti import read_layout, read_records
from medxfer_gui.library.places import place_of
from medxfer_gui.library.records import InstanceRecord, SkippedFile
from medxfer_gui.storage.source import ByteSource

Voxels = npt.NDArray[Any]


def written(path: Path, voxels: Voxels, affine: Voxels | None = None, **header: float) -> Path:
    image = nib.Nifti1Image(voxels, np.eye(4) if affine is None else affine)
    for name, value in header.items():
        image.header[name] = value
    nib.save(image, path)
    return path


def found(path: Path) -> list[InstanceRecord] | SkippedFile:
    return read_records(ByteSource(path), place_of(path, path.parent))


def records_of(path: Path) -> list[InstanceRecord]:
    records = found(path)
    assert isinstance(records, list), records
    return records


def refusal_of(path: Path) -> str:
    skipped = found(path)
    assert isinstance(skipped, SkippedFile)
    return skipped.problem


def noise(*shape: int) -> Voxels:
    return np.random.default_rng(0).integers(-1000, 3000, shape).astype(np.int16)


def lps_plane(path: Path, number: int) -> Voxels:
    """Axial slice by nibabel's own turning: rows from front to back, columns from right to left."""
    canonical = nib.as_closest_canonical(nib.load(path))
    return np.asarray(canonical.dataobj)[::-1, ::-1, number].T


@pytest.mark.parametrize("ending", ["nii", "nii.gz"])
@pytest.mark.parametrize("axes", ["RAS", "LPS", "LAS", "SPL", "AIR", "PSR"])
def test_axial_slices_lie_as_nibabel_turns_them(tmp_path: Path, axes: str, ending: str) -> None:
    towards = nib.orientations.axcodes2ornt(axes)
    affine = nib.orientations.inv_ornt_aff(towards, (5, 6, 7))
    path = written(tmp_path / f"v.{ending}", noise(5, 6, 7), affine)
    (record,) = records_of(path)
    assert record.series_description == "axial"
    for number in range(record.frames):
        np.testing.assert_array_equal(load_frame(record, number).values, lps_plane(path, number))


def test_letters_are_the_radiological_ones(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path / "v.nii", noise(5, 6, 7)))
    assert load_image(record, 3).facts.edges == EdgeLetters(left="R", right="L", top="A", bottom="P")


@pytest.mark.parametrize(
    ("thick", "name", "letters"),
    [
        (0, "sagittal", EdgeLetters(left="A", right="P", top="H", bottom="F")),
        (1, "coronal", EdgeLetters(left="R", right="L", top="H", bottom="F")),
        (2, "axial", EdgeLetters(left="R", right="L", top="A", bottom="P")),
    ],
)
def test_slices_are_those_that_were_acquired(tmp_path: Path, thick: int, name: str, letters: EdgeLetters) -> None:
    sides = [1.0, 1.0, 1.0]
    sides[thick] = 5.0
    (record,) = records_of(written(tmp_path / "v.nii.gz", noise(5, 6, 7), np.diag([*sides, 1])))
    assert (record.series_description, record.frames) == (name, (5, 6, 7)[thick])
    assert load_image(record, 0).facts.edges == letters


@pytest.mark.parametrize("axes", ["RAS", "LPS", "SPL", "AIR"])
def test_first_pixel_lies_where_the_affine_puts_its_voxel(tmp_path: Path, axes: str) -> None:
    voxels = np.arange(5 * 6 * 7, dtype=np.int16).reshape(5, 6, 7)
    affine = nib.orientations.inv_ornt_aff(nib.orientations.axcodes2ornt(axes), (5, 6, 7)) @ np.diag([2, 2.5, 3, 1])
    affine[:3, 3] += (10, -20, 30)
    path = written(tmp_path / "v.nii", voxels, affine)
    (record,) = records_of(path)
    plane = read_layout(record.source).plane
    for number in (0, record.frames - 1):
        stored = np.argwhere(voxels == load_frame(record, number).values[0, 0])[0]
        right, anterior, superior = (affine @ [*stored, 1])[:3]
        np.testing.assert_allclose(plane.first_pixel(number), (-right, -anterior, superior), atol=1e-4)


def test_slices_follow_each_other_along_their_normal(tmp_path: Path) -> None:
    for thick in range(3):
        sides = [1.0, 1.0, 1.0]
        sides[thick] = 4.0
        (record,) = records_of(written(tmp_path / f"{thick}.nii", noise(3, 4, 5), np.diag([*sides, 1])))
        first, second = (load_image(record, number).facts.plane for number in (0, 1))
        assert first is not None
        assert second is not None
        assert second.position - first.position == pytest.approx(4.0)


def test_grey_values_are_scaled_as_nibabel_scales_them(tmp_path: Path) -> None:
    path = tmp_path / "v.nii.gz"
    image = nib.Nifti1Image(noise(4, 5, 6), np.eye(4))
    image.header.set_slope_inter(0.5, -3)
    nib.save(image, path)
    (record,) = records_of(path)
    expected = np.asarray(nib.load(path).get_fdata())[::-1, ::-1, 2].T
    np.testing.assert_allclose(load_frame(record, 2).values, expected, atol=1e-3)


def test_volumes_of_a_time_series_are_instances(tmp_path: Path) -> None:
    voxels = noise(4, 5, 6, 3)
    path = written(tmp_path / "v.nii.gz", voxels)
    records = records_of(path)
    assert [record.member for record in records] == ["volume/0", "volume/1", "volume/2"]
    assert len({record.sop_instance_uid for record in records}) == len({r.series_key for r in records}) == 3
    np.testing.assert_array_equal(load_frame(records[2], 1).values, voxels[::-1, ::-1, 1, 2].T)


def test_spacing_is_that_of_rows_and_columns(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path / "v.nii", noise(4, 5, 6), np.diag([0.5, 0.7, 3, 1])))
    assert record.spacing == pytest.approx((0.7, 0.5))
    assert load_frame(record).spacing == pytest.approx((0.7, 0.5))


def test_first_window_is_the_same_for_all_slices_and_spares_outliers(tmp_path: Path) -> None:
    voxels = noise(20, 20, 20)
    voxels[0, 0, 0] = 32000
    (record,) = records_of(written(tmp_path / "v.nii", voxels))
    first, last = load_frame(record, 0), load_frame(record, 19)
    assert (initial_window(first), first.full) == (initial_window(last), last.full)
    low, high = np.percentile(voxels, (0.5, 99.5))
    window = initial_window(first)
    assert window.center == pytest.approx((low + high) / 2)
    assert first.full.center + first.full.width / 2 == 32000


def test_range_that_the_file_wants_shown_is_used(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path / "v.nii", noise(4, 4, 4), cal_min=0.0, cal_max=80.0))
    window = initial_window(load_frame(record))
    assert (window.center, window.width) == (40, 80)


def test_values_that_are_no_numbers_are_dark(tmp_path: Path) -> None:
    voxels = np.full((3, 3, 3), np.nan, np.float32)
    voxels[1] = 5
    voxels[2] = np.inf
    (record,) = records_of(written(tmp_path / "v.nii", voxels))
    assert np.isfinite(to_unit(load_frame(record, 1))).all()


def test_colour_volume_keeps_its_colours(tmp_path: Path) -> None:
    rgb = np.zeros((3, 4, 5), dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
    rgb["R"], rgb["B"] = 200, 7
    (record,) = records_of(written(tmp_path / "v.nii.gz", rgb))
    assert record.samples == 3
    assert load_frame(record).values[0, 0].tolist() == [200, 0, 7]


def test_orientation_that_is_not_said_gives_no_letters_and_a_note(tmp_path: Path) -> None:
    path = written(tmp_path / "v.nii", noise(4, 6, 8))
    content = bytearray(path.read_bytes())
    content[252:256] = bytes(4)
    path.write_bytes(content)
    (record,) = records_of(path)
    assert "how the patient lies" in record.note
    assert load_image(record, 0).facts.edges is None


def test_affine_of_no_numbers_gives_no_letters(tmp_path: Path) -> None:
    path = written(tmp_path / "v.nii", noise(4, 4, 4))
    content = bytearray(path.read_bytes())
    content[280:328] = np.full(12, np.nan, "<f4").tobytes()
    path.write_bytes(content)
    (record,) = records_of(path)
    assert load_image(record, 0).facts.edges is None


def test_single_plane_is_one_frame(tmp_path: Path) -> None:
    (record,) = records_of(written(tmp_path / "v.nii", noise(6, 5)))
    assert (record.frames, record.rows, record.columns) == (1, 5, 6)


def test_subject_of_a_bids_folder_is_the_patient(tmp_path: Path) -> None:
    for name in ("sub-01_T1w", "sub-01_T2w", "sub-02_T1w"):
        path = tmp_path / "data" / name[:6] / "anat" / f"{name}.nii.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        written(path, noise(3, 3, 3))
    paths = sorted(tmp_path.rglob("*.nii.gz"))
    taken = [read_records(ByteSource(path), place_of(path, tmp_path / "data"))[0] for path in paths]
    assert [record.patient_id for record in taken] == ["sub-01", "sub-01", "sub-02"]


def test_second_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "v.nii"
    nib.save(nib.Nifti2Image(noise(4, 5, 6), np.eye(4)), path)
    (record,) = records_of(path)
    np.testing.assert_array_equal(load_frame(record, 5).values, lps_plane(path, 5))


def test_big_endian_is_read(tmp_path: Path) -> None:
    path = tmp_path / "v.nii"
    voxels = noise(4, 5, 6)
    nib.save(nib.Nifti1Image(voxels.astype(">i2"), np.eye(4), nib.Nifti1Header(endianness=">")), path)
    assert path.read_bytes()[:4] == b"\0\0\x01\x5c"
    np.testing.assert_array_equal(load_frame(records_of(path)[0], 3).values, lps_plane(path, 3))


def test_half_of_a_pair_is_refused_in_words(tmp_path: Path) -> None:
    pair = tmp_path / "v.hdr"
    nib.save(nib.Nifti1Pair(noise(3, 3, 3), np.eye(4)), pair)
    (tmp_path / "v.nii").write_bytes(pair.read_bytes())
    assert "pair" in refusal_of(tmp_path / "v.nii")


@pytest.mark.parametrize("keep", [0, 3, 100, 347, 500])
@pytest.mark.parametrize("ending", ["nii", "nii.gz"])
def test_cut_off_file_is_refused_by_the_scan(tmp_path: Path, ending: str, keep: int) -> None:
    path = written(tmp_path / f"v.{ending}", noise(8, 8, 8))
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal_of(path)


def test_file_that_is_cut_off_later_is_an_error_for_people(tmp_path: Path) -> None:
    path = written(tmp_path / "v.nii.gz", noise(8, 8, 8))
    (record,) = records_of(path)
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(MedxferError, match="cut off"):
        load_frame(record, 7)


@pytest.mark.parametrize(
    ("offset", "value"),
    [
        (40, np.array([3, -5, 5, 5], "<i2")),
        (40, np.array([3, 0, 5, 5], "<i2")),
        (40, np.array([9, 5, 5, 5], "<i2")),
        (40, np.array([3, 32767, 32767, 32767], "<i2")),
        (40, np.array([4, 1, 1, 1, 32767], "<i2")),
        (70, np.array([1792], "<i2")),
        (70, np.array([32], "<i2")),
        (70, np.array([12345], "<i2")),
        (108, np.array([np.nan], "<f4")),
        (108, np.array([-1e30], "<f4")),
        (108, np.array([1e30], "<f4")),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_hostile_header_is_a_row(tmp_path: Path, offset: int, value: Voxels, packed: bool) -> None:
    path = written(tmp_path / "v.nii", noise(5, 5, 5))
    content = bytearray(path.read_bytes())
    content[offset : offset + value.nbytes] = value.tobytes()
    path.write_bytes(content)
    if packed:
        path = path.with_suffix(".nii.gz")
        path.write_bytes(gzip.compress(bytes(content)))
    assert refusal_of(path)


def test_text_with_the_name_of_a_volume_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.nii"
    path.write_text("hello " * 200, encoding="utf-8")
    assert refusal_of(path) == "Not a NIfTI file"


def test_volume_is_inflated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (record,) = records_of(written(tmp_path / "v.nii.gz", noise(6, 6, 6)))
    opened: list[ByteSource] = []
    original = ByteSource.open
    monkeypatch.setattr(ByteSource, "open", lambda source: (opened.append(source), original(source))[1])
    for number in range(6):
        load_frame(record, number)
    assert len(opened) <= 2  # the header, and the voxels
