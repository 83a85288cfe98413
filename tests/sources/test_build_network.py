"""Networks from source models."""

from __future__ import annotations

import pytest
import timm
import torch
from safetensors.torch import save_file

from medxfer_gui.config.run import SourceChoice
from medxfer_gui.config.task import TargetTask
from medxfer_gui.errors import MedxferError
from medxfer_gui.sources.build import build_network, load_body, weights_fingerprint
from medxfer_gui.sources.catalogue import SourceModel, find_source, source_models
from medxfer_gui.sources.weights import read_state_dict

TASK = TargetTask(kind="multiclass", classes=("a", "b", "c"))


def test_the_default_source_has_real_weights_offline():
    assert find_source("efficientnet_lite0").offline


def test_packaged_weights_keep_their_order():
    """Names differ, so order decides: the classifier, which comes last, must fit behind the features."""
    source = find_source("efficientnet_lite0")
    packaged = list(read_state_dict(source.weights_path()).values())
    whole = timm.create_model(source.architecture, pretrained=False).eval()
    renamed = dict(zip(whole.state_dict(), packaged, strict=True))
    whole.load_state_dict(renamed)
    network = build_network(SourceChoice(), TASK, pretrained=True).eval()
    images = torch.rand(2, 3, 96, 96, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        logits = whole((images - 0.5) / 0.5)
        mine = network.features(images) @ packaged[-2].T + packaged[-1]
    assert torch.allclose(mine, logits, atol=1e-4)


@pytest.mark.parametrize("name", ["efficientnet_lite0", "resnet18", "torchvision:resnet18", "torchvision:mobilenet_v2"])
def test_any_architecture_answers_with_one_logit_a_class(name):
    network = build_network(SourceChoice(name=name), TASK, pretrained=False).eval()
    assert network(torch.rand(2, 1, 64, 64)).shape == (2, 3)


def test_grey_equals_the_same_image_in_three_channels():
    network = build_network(SourceChoice(), TASK, pretrained=True).eval()
    grey = torch.rand(2, 1, 64, 64)
    with torch.no_grad():
        assert torch.equal(network.features(grey), network.features(grey.expand(-1, 3, -1, -1)))


def test_the_input_contract_normalises_inside():
    network = build_network(SourceChoice(), TASK, pretrained=True).eval()
    images = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        direct = network.body((images - 0.5) / 0.5)
        assert torch.allclose(network.features(images), direct, atol=1e-5)


def test_an_unknown_architecture_is_told():
    with pytest.raises(MedxferError, match="nonsense_net"):
        build_network(SourceChoice(name="nonsense_net"), TASK, pretrained=False)


def test_a_source_without_weights_here_says_so_instead_of_downloading():
    with pytest.raises(MedxferError, match="no pretrained weights"):
        build_network(SourceChoice(name="resnet18"), TASK, pretrained=True)


def test_own_weights_are_taken_without_their_classifier(tmp_path):
    torch.manual_seed(1)
    theirs = timm.create_model("resnet18", pretrained=False, num_classes=7)
    save_file(theirs.state_dict(), tmp_path / "w.safetensors")
    choice = SourceChoice(name="resnet18", weights=tmp_path / "w.safetensors")
    network = build_network(choice, TASK, pretrained=True)
    mine = network.body.state_dict()
    assert all(torch.equal(mine[name], theirs.state_dict()[name]) for name in mine)


def test_weights_of_another_architecture_are_refused(tmp_path):
    save_file(timm.create_model("resnet18", pretrained=False).state_dict(), tmp_path / "w.safetensors")
    with pytest.raises(MedxferError, match="fits only"):
        build_network(SourceChoice(weights=tmp_path / "w.safetensors"), TASK, pretrained=True)


def test_the_report_names_what_was_missing_and_left_over():
    body = timm.create_model("resnet18", pretrained=False, num_classes=0)
    tensors = dict(body.state_dict())
    tensors.pop("bn1.weight")
    report = load_body(body, tensors | {"fc.weight": torch.ones(2, 2)}, "file")
    assert (report.missing, report.left_over) == (("bn1.weight",), ("fc.weight",))


def test_tampered_packaged_weights_are_refused(monkeypatch, tmp_path):
    (tmp_path / "w.pth").write_bytes(b"other")
    monkeypatch.setattr(SourceModel, "weights_path", lambda self: tmp_path / "w.pth")
    with pytest.raises(MedxferError, match="not the ones that were published"):
        build_network(SourceChoice(), TASK, pretrained=True)


def test_the_fingerprint_follows_the_weights(tmp_path):
    for name, value in (("a", 1.0), ("b", 2.0)):
        save_file({"w": torch.full((2,), value)}, tmp_path / f"{name}.safetensors")
    found = [weights_fingerprint(SourceChoice(weights=tmp_path / f"{name}.safetensors")) for name in "ab"]
    assert found[0] != found[1]


def test_listed_parameter_counts_are_true():
    for model in source_models():
        built = timm.create_model(model.architecture, pretrained=False)
        assert sum(p.numel() for p in built.parameters()) == model.parameters, model.name


def test_the_saliency_layer_has_rows_and_columns():
    network = build_network(SourceChoice(name="resnet18"), TASK, pretrained=False)
    shapes = []
    network.saliency_layer(96).register_forward_hook(lambda _m, _i, output: shapes.append(output.shape))
    network.eval()(torch.rand(1, 1, 96, 96))
    assert shapes[0][-2:] == (3, 3)
