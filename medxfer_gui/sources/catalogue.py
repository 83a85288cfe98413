"""The source models that can be used here, as records."""

from __future__ import annotations

import functools
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from medxfer_gui.assets import asset_path
from medxfer_gui.config.run import SourceChoice
from medxfer_gui.errors import MedxferError


@dataclass(frozen=True, slots=True)
class SourceModel:
    """A network to transfer from.

    Parameters
    ----------
    name, title
        What the command line and the window call it.
    architecture
        Name that timm (``resnet18``) or torchvision (``torchvision:resnet18``) builds it by.
    parameters
        Number of weights of the pretrained network, its own classifier included; None for one that is not listed.
    input_size, mean, std
        Input contract: side in pixels it was trained at, and the normalisation of values in [0, 1].
    licence, training_data, origin
        Of the weights; empty where there are none.
    sha256
        Of the weights file.
    package, file
        Python package that carries the weights, and the file in it; empty: no packaged weights.
    """

    name: str
    title: str
    architecture: str
    parameters: int | None
    input_size: int
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    licence: str = ""
    training_data: str = ""
    origin: str = ""
    sha256: str = ""
    package: str = ""
    file: str = ""

    @property
    def offline(self) -> bool:
        """Whether pretrained weights lie on this machine, so that nothing need be downloaded."""
        return self.weights_path() is not None

    def weights_path(self) -> Path | None:
        """The packaged weights file; None when the package is not installed or there is none."""
        if not self.package:
            return None
        spec = importlib.util.find_spec(self.package)
        if spec is None or spec.origin is None:
            return None
        path = Path(spec.origin).parent / self.file
        return path if path.is_file() else None


@functools.cache
def source_models() -> tuple[SourceModel, ...]:
    """The listed source models, those with weights on this machine first."""
    values = json.loads(asset_path("sources/catalogue.json").read_text(encoding="utf-8"))
    models = [SourceModel(**{**v, "mean": tuple(v["mean"]), "std": tuple(v["std"])}) for v in values]
    return tuple(sorted(models, key=lambda model: not model.offline))


def find_source(name: str) -> SourceModel:
    """The record called ``name``; for an architecture that is not listed, a record without weights.

    The name is checked when the network is built: only then is it known whether timm or torchvision can build it.

    Raises
    ------
    MedxferError
        When ``name`` cannot be the name of an architecture.
    """
    for model in source_models():
        if name in (model.name, model.architecture):
            return model
    if not name.replace("torchvision:", "").replace(".", "").replace("_", "").isalnum():
        raise MedxferError(
            "“{name}” is not the name of a source model.", "`medxfer sources` lists the names.", name=name
        )
    imagenet_mean, imagenet_std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    return SourceModel(name, name, name, None, 224, imagenet_mean, imagenet_std)


def require_source(choice: SourceChoice, *, pretrained: bool) -> None:
    """Refuse, before anything is decoded, a choice that cannot be loaded: no weights file, or none on this machine.

    Raises
    ------
    MedxferError
        Saying which.
    """
    if not pretrained:
        return
    if choice.weights is not None and not choice.weights.is_file():
        raise MedxferError("There is no weights file {path}.", "Check the name.", path=choice.weights)
    if choice.weights is None and not find_source(choice.name).offline:
        raise no_weights(choice.name)


def no_weights(name: str) -> MedxferError:
    """The failure of a source model that has no pretrained weights here."""
    return MedxferError(
        "There are no pretrained weights of {name} on this machine.",
        "Point to a weights file, choose a source that `medxfer sources` marks offline, or train from scratch.",
        name=name,
    )
