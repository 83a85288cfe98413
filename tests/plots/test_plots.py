"""Plots: nothing is clipped, nothing lies on anything else's words, at the sizes they are used."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from medxfer_gui.config.task import TargetTask
from medxfer_gui.evaluation.metrics import evaluate_predictions
from medxfer_gui.evaluation.predictions import Predictions
from medxfer_gui.evaluation.roc_band import roc_band
from medxfer_gui.evaluation.threshold import operating_points
from medxfer_gui.plots.confusion import draw_confusion
from medxfer_gui.plots.curves import draw_auc, draw_loss
from medxfer_gui.plots.frame import elided, new_figure, readable_on
from medxfer_gui.plots.reliability import draw_reliability
from medxfer_gui.plots.roc import draw_roc
from medxfer_gui.plots.scores import draw_scores
from medxfer_gui.plots.theme import DARK, DARK_PLOTS, LIGHT, LIGHT_PLOTS
from medxfer_gui.runs.events import EpochFinished

EPOCHS = [
    EpochFinished(i, 12, 0.7 * 0.8**i, 0.7 * 0.83**i + 0.02, 0.9, 0.8, 0.97, 1e-3, 2.0, i == 7) for i in range(1, 13)
]


def _predictions(classes: tuple[str, ...]) -> Predictions:
    generator = np.random.default_rng(0)
    targets = generator.integers(0, len(classes), 90)
    logits = generator.normal(size=(90, len(classes)))
    logits[np.arange(90), targets] += 1.5
    found = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    units = np.arange(90).astype(str)
    kind = "binary" if len(classes) == 2 else "multiclass"
    return Predictions(
        TargetTask(kind=kind, classes=classes), "test", units, units, np.zeros(90, np.int64), units, targets, found
    )  # fmt: skip


TWO = _predictions(("NORMAL", "PNEUMONIA"))
FIVE = _predictions(("actinic keratosis", "basal cell carcinoma", "dermatofibroma", "melanoma", "naevus"))
EVALUATED = {id(p): evaluate_predictions(p, operating_points(p)) for p in (TWO, FIVE)}
BAND = roc_band(TWO)

DRAWINGS: dict[str, Callable[[Axes], None]] = {
    "roc": lambda a: draw_roc(a, EVALUATED[id(TWO)], DARK_PLOTS, band=BAND),
    "roc of classes": lambda a: draw_roc(a, EVALUATED[id(FIVE)], LIGHT_PLOTS),
    "confusion": lambda a: draw_confusion(a, EVALUATED[id(TWO)].confusion, TWO.task.classes, DARK_PLOTS, unit="frames"),
    "confusion of classes": lambda a: draw_confusion(a, EVALUATED[id(FIVE)].confusion, FIVE.task.classes, LIGHT_PLOTS),
    "reliability": lambda a: draw_reliability(a, EVALUATED[id(TWO)], DARK_PLOTS),
    "scores": lambda a: draw_scores(a, TWO, LIGHT_PLOTS, threshold=0.41),
    "confidence": lambda a: draw_scores(a, FIVE, DARK_PLOTS),
    "loss": lambda a: draw_loss(a, EPOCHS, DARK_PLOTS),
    "auc": lambda a: draw_auc(a, EPOCHS, LIGHT_PLOTS, best=7),
    "loss of nothing": lambda a: draw_loss(a, [], DARK_PLOTS),
    "auc of one epoch": lambda a: draw_auc(a, EPOCHS[:1], DARK_PLOTS, head=True),
}


def _texts(figure: Figure) -> list[Text]:
    axes = figure.axes[0]
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    words = [axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label, *axes.texts, *ticks]  # type: ignore[attr-defined]
    return [text for text in words if text.get_text() and text.get_visible()]


@pytest.mark.parametrize("size", [(320, 300), (900, 600)])
@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_no_word_is_cut_off(name: str, size: tuple[int, int]) -> None:
    figure, axes = new_figure(*size)
    DRAWINGS[name](axes)
    figure.canvas.draw()
    low, high = np.array([-1, -1]), np.array(size) + 1
    limits = [sorted(axes.get_xlim()), sorted(axes.get_ylim())]
    for text in _texts(figure):
        x, y = text.get_position()
        on_x, on_y = text in axes.get_xticklabels(), text in axes.get_yticklabels()
        if (on_x and not limits[0][0] <= x <= limits[0][1]) or (on_y and not limits[1][0] <= y <= limits[1][1]):
            continue  # a tick beyond the limits is not drawn
        box = text.get_window_extent()
        assert (box.min >= low).all() and (box.max <= high).all(), text.get_text()


def test_names_of_two_lines_that_end_together_do_not_touch() -> None:
    figure, axes = new_figure(320, 300)
    together = [EpochFinished(i, 3, 0.5, 0.5, None, None, None, 1e-3, 1.0, False) for i in (1, 2, 3)]
    draw_loss(axes, together, DARK_PLOTS)
    figure.canvas.draw()
    train, validation = (next(t for t in axes.texts if t.get_text() == name) for name in ("train", "validation"))
    assert not train.get_window_extent().overlaps(validation.get_window_extent())


def test_words_of_a_plot_are_translated() -> None:
    _, axes = new_figure(320, 300)
    theme = type(DARK_PLOTS)(DARK, words=lambda text: {"ROC curve": "ROC-Kurve"}.get(text, text))
    draw_roc(axes, EVALUATED[id(TWO)], theme)
    assert axes._left_title.get_text() == "ROC-Kurve"  # type: ignore[attr-defined]


def test_one_class_says_not_defined_on_the_roc() -> None:
    _, axes = new_figure(320, 300)
    one = TWO.where(TWO.targets == 1)
    draw_roc(axes, evaluate_predictions(one, operating_points(TWO)), LIGHT_PLOTS)
    assert any("not defined" in text.get_text() for text in axes.texts)


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_text_colours_reach_a_contrast_of_4_5(tokens) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    for ink in (tokens.text, tokens.muted):
        light, dark = sorted((luminance(ink), luminance(tokens.panel)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_long_names_lose_their_middle() -> None:
    assert elided("squamous cell carcinoma", 11) == "squam…inoma"
    assert len(elided("a" * 40, 16)) == 16


@pytest.mark.parametrize(("ground", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#10141a"), ("#4fb3bf", "#10141a")])
def test_ink_is_readable_on_its_ground(ground: str, ink: str) -> None:
    assert readable_on(ground) == ink
