"""Maps of a trained run."""

from __future__ import annotations

import numpy as np
import pytest

from medxfer_gui.cohorts.preprocessing import training_image
from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.dicom.windows import Window
from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.store import Library
from medxfer_gui.operation import Cancelled, CancelToken
from medxfer_gui.saliency.explain import explain_frames
from medxfer_gui.saliency.methods import METHODS
from medxfer_gui.saliency.native import to_native


@pytest.fixture(scope="module")
def disc_key(trained) -> FrameKey:
    with Library(trained.home.library) as library:
        record = next(r for r in library.instances(trained.data) if r.path.name == "01_0.dcm")
    return FrameKey(record.sop_instance_uid, 0)


def test_occlusion_finds_the_disc(trained, disc_key: FrameKey) -> None:
    (found,) = explain_frames(trained.head, trained.home, [disc_key], method="occlusion")
    inside = found.values[22:35, 33:48].mean()
    assert inside > 2 * found.values[:14, :20].mean()


@pytest.mark.parametrize("method", sorted(METHODS))
def test_map_has_the_native_shape_and_range(trained, disc_key: FrameKey, method: str) -> None:
    (found,) = explain_frames(trained.head, trained.home, [disc_key], method=method)
    assert found.values.shape == (40, 56)
    assert found.values.dtype == np.float32
    assert 0 <= found.values.min() <= found.values.max() <= 1
    assert 0 <= found.trust <= 1


def test_same_frame_gives_the_same_map_and_trust(trained, disc_key: FrameKey) -> None:
    first, again = (explain_frames(trained.head, trained.home, [disc_key], class_name="disc")[0] for _ in range(2))
    assert np.array_equal(first.values, again.values)
    assert first.trust == again.trust


def test_grid_size_is_told(trained, disc_key: FrameKey) -> None:
    (found,) = explain_frames(trained.head, trained.home, [disc_key])
    assert found.map_size == (2, 2)


def test_unknown_method_lists_the_names(trained, disc_key: FrameKey) -> None:
    with pytest.raises(MedxferError, match=r"gradcam, .*occlusion"):
        explain_frames(trained.head, trained.home, [disc_key], method="guess")


def test_unknown_class_lists_the_names(trained, disc_key: FrameKey) -> None:
    with pytest.raises(MedxferError, match="none, disc"):
        explain_frames(trained.head, trained.home, [disc_key], class_name="cat")


def test_explaining_stops_on_request(trained, disc_key: FrameKey) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        explain_frames(trained.head, trained.home, [disc_key], cancel=cancel)


@pytest.mark.parametrize("fit", ["stretch", "pad"])
@pytest.mark.parametrize("shape", [(60, 100), (90, 40)])
def test_native_map_lies_where_the_training_image_shows_it(fit: str, shape: tuple[int, int]) -> None:
    """The training image of a picture, taken as a map, must come back as that picture."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    values = (255 * np.exp(-((y - 0.3 * shape[0]) ** 2 + (x - 0.7 * shape[1]) ** 2) / 150)).astype(np.float32)
    frame = Frame(values, False, (), Window(127.5, 255.0))
    preprocessing = Preprocessing(size=128, fit=fit)  # type: ignore[arg-type]
    grid = training_image(frame, preprocessing)[0].astype(np.float32)
    assert np.abs(to_native(grid, frame, preprocessing) - values).max() < 12
