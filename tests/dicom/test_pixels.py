"""Frames: modality values, polarity, colour, and that screen and training see the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels import pixel_array

from medxfer_gui.dicom.pixels import Window, full_window, initial_window, read_frame, to_display, to_unit
from medxfer_gui.errors import MedxferError

RAMP = np.arange(64, dtype=np.uint16).reshape(8, 8) * 16


def test_rescale_gives_modality_units(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(tmp_path / "ct", pixels=RAMP, Modality="CT", RescaleSlope=2, RescaleIntercept=-1024)
    frame = read_frame(path)
    assert (frame.values == RAMP * 2.0 - 1024).all()
    assert frame.unit == "HU"


def test_negative_slope_turns_the_order_around(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", pixels=RAMP, RescaleSlope=-1, RescaleIntercept=5))
    assert frame.values[0, 0] == 5
    assert to_unit(frame)[0, 0] == 1
    assert to_unit(frame)[-1, -1] == 0


def test_modality_table_comes_before_slope(tmp_path: Path, make_dicom: Any) -> None:
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [3, 0, 16])
    item.add_new("LUTData", "US", [100, 200, 400])
    pixels = np.asarray([[0, 1], [2, 9]], np.uint8)
    frame = read_frame(make_dicom(tmp_path / "f", pixels=pixels, ModalityLUTSequence=[item], RescaleSlope=7))
    assert frame.values.tolist() == [[100, 200], [400, 400]]


def test_signed_values_stay_signed(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[-2000, -1], [0, 2000]], np.int16)
    assert read_frame(make_dicom(tmp_path / "f", pixels=pixels)).values.tolist() == pixels.tolist()


def test_unused_high_bits_are_masked(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[0xF001, 0x0FFF]], np.uint16)
    frame = read_frame(make_dicom(tmp_path / "f", pixels=pixels, BitsStored=12, HighBit=11))
    assert frame.values.tolist() == [[1, 4095]]


def test_float_pixel_data_keeps_its_values(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[0.25, -3.5], [1e-3, 7]], np.float32)
    assert (read_frame(make_dicom(tmp_path / "f", pixels=pixels)).values == pixels).all()


def test_32_bit_values_are_read(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[0, 1 << 20]], np.uint32)
    assert read_frame(make_dicom(tmp_path / "f", pixels=pixels)).values.tolist() == [[0, 1 << 20]]


def test_big_endian_equals_little_endian(tmp_path: Path, make_dicom: Any) -> None:
    big = read_frame(make_dicom(tmp_path / "b", pixels=RAMP, transfer_syntax="1.2.840.10008.1.2.2"))
    assert (big.values == RAMP).all()


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"])
def test_8_bit_values_of_odd_width_are_in_place(tmp_path: Path, make_dicom: Any, syntax: str) -> None:
    pixels = np.arange(15, dtype=np.uint8).reshape(3, 5)
    if syntax.endswith(".2.2"):
        # big-endian 8-bit data in words of 16 bits stands swapped (PS3.5 8.1.1)
        words = np.frombuffer(pixels.tobytes() + b"\0", "<u2").astype(">u2").tobytes()
        path = make_dicom(tmp_path / "f", pixels=pixels, transfer_syntax=syntax, PixelData=words)
    else:
        path = make_dicom(tmp_path / "f", pixels=pixels, transfer_syntax=syntax)
    assert (read_frame(path).values == pixels).all()


def test_8_bit_bytes_in_big_endian_order_are_not_swapped(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.arange(16, dtype=np.uint8).reshape(4, 4)
    path = make_dicom(tmp_path / "f", pixels=pixels, transfer_syntax="1.2.840.10008.1.2.2")
    path.write_bytes(path.read_bytes().replace(b"\x7f\xe0\x00\x10OW", b"\x7f\xe0\x00\x10OB"))
    assert (read_frame(path).values == pixels).all()


def test_only_the_frame_asked_for_is_given(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.stack([np.full((4, 5), value, np.uint16) for value in (10, 20, 30)])
    path = make_dicom(tmp_path / "f", pixels=pixels)
    assert [float(read_frame(path, number).values.mean()) for number in range(3)] == [10, 20, 30]


def test_frame_beyond_the_last_is_refused(tmp_path: Path, make_dicom: Any) -> None:
    with pytest.raises(MedxferError, match="has 1 frames, not 2"):
        read_frame(make_dicom(tmp_path / "f"), 1)


def test_monochrome1_is_shown_like_its_inverse(tmp_path: Path, make_dicom: Any) -> None:
    normal = make_dicom(tmp_path / "a", pixels=RAMP.astype(np.uint8))
    turned = make_dicom(tmp_path / "b", pixels=255 - RAMP.astype(np.uint8), PhotometricInterpretation="MONOCHROME1")
    assert to_unit(read_frame(turned)) == pytest.approx(to_unit(read_frame(normal)), abs=1e-6)


def test_polarity_is_applied_after_the_window(tmp_path: Path, make_dicom: Any) -> None:
    path = make_dicom(
        tmp_path / "f",
        pixels=np.asarray([[0, 100]], np.uint16),
        PhotometricInterpretation="MONOCHROME1",
        WindowCenter=0,
        WindowWidth=100,
    )
    assert to_unit(read_frame(path))[0] == pytest.approx([1 - (0.5 / 99 + 0.5), 0], abs=1e-6)


def test_presentation_shape_inverse_is_shown_dark_on_bright(tmp_path: Path, make_dicom: Any) -> None:
    assert read_frame(make_dicom(tmp_path / "f", PresentationLUTShape="INVERSE")).inverted


def test_inverting_twice_is_the_original(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", PhotometricInterpretation="MONOCHROME1"))
    assert to_unit(frame, invert=True) == pytest.approx(1 - to_unit(frame), abs=1e-6)


def test_first_window_of_the_file_is_the_initial_one(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", WindowCenter=[40, 50], WindowWidth=[400, 60]))
    assert initial_window(frame) == Window(40, 400)


def test_without_window_the_full_range_is_initial(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f"))
    assert initial_window(frame) == full_window(frame)


def test_full_range_of_8_bits_is_that_of_the_type(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", pixels=np.asarray([[100, 200]], np.uint8)))
    assert to_display(frame, full_window(frame)).tolist() == [[100, 200]]


def test_full_range_beyond_8_bits_leaves_padding_out(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[-2000, 0, 1000]], np.int16)
    frame = read_frame(make_dicom(tmp_path / "f", pixels=pixels, PixelPaddingValue=-2000))
    assert (full_window(frame).center, full_window(frame).width) == (500, 1000)


def test_display_is_the_training_image_in_256_steps(tmp_path: Path, make_dicom: Any) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", pixels=RAMP, WindowCenter=300, WindowWidth=500))
    assert (to_display(frame) == np.floor(to_unit(frame) * 255 + 0.5)).all()


def test_values_cannot_be_written_by_accident(tmp_path: Path, make_dicom: Any) -> None:
    with pytest.raises(ValueError, match="read-only"):
        read_frame(make_dicom(tmp_path / "f")).values[0, 0] = 1


def test_planar_colour_equals_interleaved(tmp_path: Path, make_dicom: Any) -> None:
    colour = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    planar = np.moveaxis(colour, -1, 0).tobytes()
    frame = read_frame(make_dicom(tmp_path / "f", pixels=colour, PixelData=planar, PlanarConfiguration=1))
    assert (frame.values == colour).all()


def test_colour_passes_the_initial_window_unchanged(tmp_path: Path, make_dicom: Any) -> None:
    colour = np.arange(256 * 3, dtype=np.uint16).astype(np.uint8).reshape(16, 16, 3)
    frame = read_frame(make_dicom(tmp_path / "f", pixels=colour))
    assert (to_display(frame) == colour).all()


def test_16_bit_colour_is_scaled_to_8_bits(tmp_path: Path, make_dicom: Any) -> None:
    colour = np.asarray([[[0, 32768, 65535]]], np.uint16)
    assert read_frame(make_dicom(tmp_path / "f", pixels=colour)).values.tolist() == [[[0, 128, 255]]]


def test_ybr_422_is_converted_as_pydicom_does(shared_data: Path) -> None:
    path = shared_data / "dicom/transfer_syntaxes/dicomImageLoader/testImages/US-YBR_FULL_422-EVRLE.dcm"
    assert (read_frame(path).values == pixel_array(path, index=0)).all()


@pytest.mark.parametrize("name", ["TestPattern_Palette.dcm", "TestPattern_Palette_16.dcm"])
def test_palettes_give_the_picture_stored_as_rgb(shared_data: Path, name: str) -> None:
    folder = shared_data / "dicom/transfer_syntaxes/dicomImageLoader/testImages"
    expected = read_frame(folder / "TestPattern_RGB.dcm").values.astype(int)
    assert np.abs(read_frame(folder / name).values.astype(int) - expected).mean() < 1


def test_one_bit_frames_are_unpacked_across_byte_borders(tmp_path: Path, make_dicom: Any) -> None:
    bits = np.random.default_rng(0).integers(0, 2, (3, 3, 5), dtype=np.uint8)
    packed = np.packbits(bits.ravel(), bitorder="little").tobytes()
    path = make_dicom(tmp_path / "f", pixels=bits, PixelData=packed, BitsAllocated=1, BitsStored=1, HighBit=0)
    assert [read_frame(path, frame).values.tolist() for frame in range(3)] == bits.tolist()


def test_functional_groups_of_a_frame_win_over_the_shared_ones(tmp_path: Path, make_dicom: Any) -> None:
    def group(slope: float, center: float) -> Dataset:
        transform, voi, item = Dataset(), Dataset(), Dataset()
        transform.RescaleSlope, transform.RescaleIntercept, transform.RescaleType = slope, 0, "US"
        voi.WindowCenter, voi.WindowWidth = center, 100
        item.PixelValueTransformationSequence, item.FrameVOILUTSequence = [transform], [voi]
        return item

    measures, shared = Dataset(), group(9, 9)
    measures.PixelSpacing = [0.5, 0.25]
    shared.PixelMeasuresSequence = [measures]
    path = make_dicom(
        tmp_path / "f",
        pixels=np.ones((2, 3, 4), np.uint16),
        SharedFunctionalGroupsSequence=[shared],
        PerFrameFunctionalGroupsSequence=[group(1, 10), group(5, 50)],
    )
    second = read_frame(path, 1)
    assert float(second.values[0, 0]) == 5
    assert initial_window(second).center == 50
    assert second.spacing == (0.5, 0.25)


def test_values_that_are_no_numbers_do_not_spread(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.asarray([[np.nan, 1], [np.inf, 3]], np.float32)
    assert read_frame(make_dicom(tmp_path / "f", pixels=pixels)).values.tolist() == [[1, 1], [1, 3]]


@pytest.mark.parametrize("slope", ["0", "1e300"])
def test_impossible_slope_is_left_out(tmp_path: Path, make_dicom: Any, slope: str) -> None:
    frame = read_frame(make_dicom(tmp_path / "f", RescaleSlope=slope, RescaleIntercept=1))
    assert frame.values[0, :3].tolist() == [1, 2, 3]


def test_frame_that_is_all_padding_is_shown(tmp_path: Path, make_dicom: Any) -> None:
    pixels = np.full((2, 2), 9, np.uint16)
    frame = read_frame(make_dicom(tmp_path / "f", pixels=pixels, PixelPaddingValue=9))
    assert np.isfinite(to_unit(frame)).all()
