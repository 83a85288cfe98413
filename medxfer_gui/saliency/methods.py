"""Methods that say which places of an image speak for a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import torch
from captum.attr import IntegratedGradients, LayerGradCam, LayerGradientXActivation, Occlusion
from torch import Tensor

from medxfer_gui.errors import MedxferError
from medxfer_gui.sources.network import Network

Method = Callable[[Network, Tensor, Tensor], Tensor]
"""Takes a network in evaluation mode, images (B, C, S, S) in [0, 1], class numbers (B,); gives maps (B, h, w) >= 0."""

INTEGRATION_STEPS = 12
OCCLUDER = 6
"""The occluder's side is the image's divided by this; it moves by half its side."""


def gradcam(network: Network, images: Tensor, classes: Tensor) -> Tensor:
    """Grad-CAM (Selvaraju et al. 2017, ICCV): channels of the last spatial layer, weighted by their mean gradient."""
    layer = network.saliency_layer(images.shape[-1])
    method = LayerGradCam(_score_of(network, classes), layer)
    return cast("Tensor", method.attribute(images, relu_attributions=True))[:, 0]


def hirescam(network: Network, images: Tensor, classes: Tensor) -> Tensor:
    """HiResCAM (Draelos and Carin 2020, arXiv:2011.08891): gradient times activation, place by place."""
    layer = network.saliency_layer(images.shape[-1])
    method = LayerGradientXActivation(_score_of(network, classes), layer)
    return torch.relu(cast("Tensor", method.attribute(images)).sum(dim=1))


def integrated_gradients(network: Network, images: Tensor, classes: Tensor) -> Tensor:
    """Integrated gradients (Sundararajan, Taly and Yan 2017, ICML) from a black image, as absolute values by pixel."""
    maps = []
    for image, number in zip(images, classes, strict=True):
        own = IntegratedGradients(_score_of(network, number[None]))
        found = own.attribute(image[None], n_steps=INTEGRATION_STEPS, internal_batch_size=8)
        maps.append(cast("Tensor", found).abs().sum(dim=1))
    return torch.cat(maps)


def occlusion(network: Network, images: Tensor, classes: Tensor) -> Tensor:
    """Occlusion (Zeiler and Fergus 2014, ECCV): how far the score falls when a patch takes the image's mean grey."""
    side = max(images.shape[-1] // OCCLUDER, 2)
    step = max(side // 2, 1)
    maps = []
    for image, number in zip(images, classes, strict=True):
        with torch.no_grad():
            found = Occlusion(_score_of(network, number[None])).attribute(
                image[None],
                sliding_window_shapes=(image.shape[0], side, side),
                strides=(image.shape[0], step, step),
                baselines=float(image.mean()),
                perturbations_per_eval=16,
            )
        maps.append(torch.relu(cast("Tensor", found).sum(dim=1)))
    return torch.cat(maps)


METHODS: dict[str, Method] = {
    "gradcam": gradcam,
    "hirescam": hirescam,
    "integrated_gradients": integrated_gradients,
    "occlusion": occlusion,
}
"""By the name that the command line and the window call them."""

MANY_PASSES = frozenset({"integrated_gradients", "occlusion"})
"""Methods that run the network dozens of times for one map; their trust is judged by one random network."""


def find_method(name: str) -> Method:
    """The method called ``name``.

    Raises
    ------
    MedxferError
        Listing the names, when there is none of that name.
    """
    if name not in METHODS:
        raise MedxferError(
            "There is no saliency method “{name}”.", "Choose one of: {names}.", name=name, names=", ".join(METHODS)
        )
    return METHODS[name]


def _score_of(network: Network, classes: Tensor) -> Callable[[Tensor], Tensor]:
    """Function from images to what speaks for each image's class, shape (B,).

    For two classes that is the difference of their logits: what the decision hangs on.
    """

    def score(images: Tensor) -> Tensor:
        logits = network(images)
        # Methods that vary one image pass many copies of it: one class number serves them all.
        numbers = classes if len(classes) == len(logits) else classes[:1].expand(len(logits))
        own = logits.gather(1, numbers[:, None])[:, 0]
        if network.task.kind == "binary":
            return cast("Tensor", 2 * own - logits.sum(dim=1))
        return cast("Tensor", own)

    return score
