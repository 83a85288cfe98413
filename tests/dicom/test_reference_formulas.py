"""Windows, colour and bits against the standard's formulas, written out here a second time."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medxfer_gui.dicom.pixels import Window, read_frame, to_display, to_unit
from medxfer_gui.dicom.windows import apply_window

STORED = np.arange(-1200, 1200, 7, dtype=np.int16)[:340].reshape(17, 20)


def by_the_standard(x: float, center: float, width: float, function: str) -> float:
    """PS3.3 C.11.2.1.2.1, C.11.2.1.3.2 and C.11.2.1.3.1, for an output range of 0 to 1."""
    if function == "SIGMOID":
        return 0.5 + 0.5 * math.tanh(2 * (x - center) / width)  # the same as 1 / (1 + exp(-4 (x - c) / w))
    if function == "LINEAR":
        low, high = center - 0.5 - (width - 1) / 2, center - 0.5 + (width - 1) / 2
        inside = (x - (center - 0.5)) / (width - 1) + 0.5 if width > 1 else 0.0
    else:
        low, high = center - width / 2, center + width / 2
        inside = (x - center) / width + 0.5
    return 0.0 if x <= low else 1.0 if x > high else inside


def expected(values: Any, center: float, width: float, function: str) -> Any:
    flat = [by_the_standard(float(x), center, width, function) for x in np.ravel(values)]
    return np.reshape(flat, np.shape(values))


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
@pytest.mark.parametrize("width", [1, 2, 255.5, 400, 4096])
@pytest.mark.parametrize("center", [-600, 0, 40.5])
def test_a_window_follows_its_formula(center: float, width: float, function: Any) -> None:
    values = STORED.astype(np.float32) / 2
    found = apply_window(values, Window(center, width, function))
    np.testing.assert_allclose(found, expected(values, center, width, function), atol=2e-6 + 2e-4 / width)


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_the_picture_of_a_file_follows_rescale_then_window(tmp_path: Path, make_dicom: Any, function: str) -> None:
    path = make_dicom(
        tmp_path / "a", pixels=STORED, RescaleSlope=0.5, RescaleIntercept=-24,
        WindowCenter=40, WindowWidth=400, VOILUTFunction=function,
    )  # fmt: skip
    shown = to_display(read_frame(path)).astype(int)
    assert np.abs(shown - 255 * expected(STORED * 0.5 - 24, 40, 400, function)).max() <= 0.51


def test_monochrome1_is_inverted_after_the_window(tmp_path: Path, make_dicom: Any) -> None:
    window = {"WindowCenter": 100, "WindowWidth": 300}
    path = make_dicom(tmp_path / "a", pixels=STORED, PhotometricInterpretation="MONOCHROME1", **window)
    np.testing.assert_allclose(to_unit(read_frame(path)), 1 - expected(STORED, 100, 300, "LINEAR"), atol=1e-5)


@pytest.mark.parametrize("extended", [True, False], ids=["sign in the unused bits", "unused bits zero"])
def test_signed_12_bits_in_16_keep_their_sign(tmp_path: Path, make_dicom: Any, extended: bool) -> None:
    values = np.array([[-2048, -1, 0, 1, 2047]], np.int16)
    stored = values if extended else (values & 0x0FFF).astype(np.int16)
    path = make_dicom(tmp_path / "a", pixels=stored, BitsStored=12, HighBit=11)
    np.testing.assert_array_equal(read_frame(path).values, values)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32])
def test_every_width_and_sign_is_read(tmp_path: Path, make_dicom: Any, dtype: Any) -> None:
    limits = np.iinfo(dtype)
    values = np.array([[limits.min, 0, 1, 100, limits.max]], dtype)
    np.testing.assert_array_equal(read_frame(make_dicom(tmp_path / "a", pixels=values)).values, values.astype("f4"))


def ybr(y: float, cb: float, cr: float) -> tuple[float, float, float]:
    """PS3.3 C.7.6.3.1.2, solved for red, green and blue."""
    blue, red = y + (cb - 128) / 0.5 * (1 - 0.114), y + (cr - 128) / 0.5 * (1 - 0.299)
    return red, (y - 0.299 * red - 0.114 * blue) / 0.587, blue


@pytest.mark.parametrize("planar", [0, 1])
@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL"])
def test_colour_in_either_plane_order(tmp_path: Path, make_dicom: Any, photometric: str, planar: int) -> None:
    pixels = np.random.default_rng(1).integers(60, 190, (6, 8, 3), dtype=np.uint8)
    path = make_dicom(
        tmp_path / "a", pixels=pixels, PhotometricInterpretation=photometric, PlanarConfiguration=planar,
        PixelData=(pixels.transpose(2, 0, 1) if planar else pixels).tobytes(),
    )  # fmt: skip
    as_rgb = [ybr(*map(float, pixel)) for pixel in pixels.reshape(-1, 3)]
    want = pixels if photometric == "RGB" else np.reshape(as_rgb, pixels.shape)
    assert np.abs(read_frame(path).values.astype(float) - np.clip(want, 0, 255)).max() <= 1


def test_half_of_the_chroma_stands_for_two_columns(tmp_path: Path, make_dicom: Any) -> None:
    y = np.random.default_rng(2).integers(60, 190, (4, 6), dtype=np.uint8)
    chroma = np.random.default_rng(3).integers(90, 160, (4, 3, 2), dtype=np.uint8)
    stored = np.concatenate([y.reshape(4, 3, 2), chroma], axis=2)  # Y1 Y2 Cb Cr: PS3.3 C.7.6.3.1.2
    path = make_dicom(
        tmp_path / "a", pixels=np.zeros((4, 6, 3), np.uint8),
        PhotometricInterpretation="YBR_FULL_422", PixelData=stored.tobytes(),
    )  # fmt: skip
    want = [[ybr(y[r, c], *map(float, chroma[r, c // 2])) for c in range(6)] for r in range(4)]
    assert np.abs(read_frame(path).values.astype(float) - np.clip(want, 0, 255)).max() <= 1


def palette(bits: int, first: int, entries: np.ndarray[Any, Any]) -> dict[str, Any]:
    """The elements of a palette whose green runs backwards and whose blue is constant."""
    tables = {"Red": entries, "Green": entries[::-1], "Blue": np.full_like(entries, entries[1])}
    described = {f"{name}PaletteColorLookupTableDescriptor": [len(entries), first, bits] for name in tables}
    return described | {f"{name}PaletteColorLookupTableData": table.tobytes() for name, table in tables.items()}


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("first", [0, 5])
def test_a_palette_is_looked_up_from_its_first_value(tmp_path: Path, make_dicom: Any, bits: int, first: int) -> None:
    entries = np.arange(0, 200, 20).astype("u1" if bits == 8 else "<u2") * (1 if bits == 8 else 256)
    indices = np.arange(20, dtype=np.uint8).reshape(4, 5)
    path = make_dicom(
        tmp_path / "a", pixels=indices, PhotometricInterpretation="PALETTE COLOR", **palette(bits, first, entries)
    )
    # PS3.3 C.7.6.3.1.5: below the first value the first entry, beyond the last the last one
    at = np.clip(indices.astype(int) - first, 0, len(entries) - 1)
    tops = (entries >> (bits - 8)).astype(int)
    want = np.stack([tops[at], tops[::-1][at], np.full_like(at, tops[1])], axis=-1)
    np.testing.assert_array_equal(read_frame(path).values, want)


@pytest.mark.parametrize("bits", [8, 12, 16])
def test_a_voi_table_runs_from_black_to_white(tmp_path: Path, make_dicom: Any, bits: int) -> None:
    top = 2**bits - 1
    entries = np.linspace(0, top, 64).astype("<u2")
    item = Dataset()
    item.LUTDescriptor = [64, 10, bits]
    item.LUTData = entries.tobytes()
    item["LUTData"].VR = "OW"
    stored = np.arange(0, 100, dtype=np.uint16).reshape(10, 10)
    found = to_unit(read_frame(make_dicom(tmp_path / "a", pixels=stored, VOILUTSequence=[item])))
    np.testing.assert_allclose(found, entries[np.clip(stored.astype(int) - 10, 0, 63)] / top, atol=1e-6)
