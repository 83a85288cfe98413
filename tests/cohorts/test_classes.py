"""Which class is the positive one."""

from __future__ import annotations

import pytest

from medxfer_gui.cohorts.classes import merge_spellings, order_classes
from medxfer_gui.errors import MedxferError


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("NORMAL", "PNEUMONIA"), ("NORMAL", "PNEUMONIA")),
        (("lesion", "normal"), ("normal", "lesion")),
        (("benign", "Malignant"), ("benign", "Malignant")),
        (("Cancer", "No Finding"), ("No Finding", "Cancer")),
        (("covid", "non-covid"), ("non-covid", "covid")),
        (("effusion", "no_effusion"), ("no_effusion", "effusion")),
        (("1", "0"), ("0", "1")),
        (("yes", "no"), ("no", "yes")),
        (("True", "False"), ("False", "True")),
        (("class10", "class2"), ("class2", "class10")),
        (("阳性", "阴性"), ("阴性", "阳性")),
        (("absent", "present", "absent"), ("absent", "present")),
        (("c10", "c9", "c1"), ("c1", "c9", "c10")),
    ],
)
def test_known_negative_comes_first(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert order_classes(names) == expected
    assert order_classes(reversed(names)) == expected


def test_chosen_positive_class_comes_last() -> None:
    assert order_classes(["normal", "lesion"], "Normal") == ("lesion", "normal")


def test_unknown_positive_class_is_refused_with_the_classes() -> None:
    with pytest.raises(MedxferError) as caught:
        order_classes(["normal", "lesion"], "cancer")
    assert "normal" in caught.value.hint_text


def test_positive_class_of_three_is_refused() -> None:
    with pytest.raises(MedxferError, match="two classes"):
        order_classes(["a", "b", "c"], "b")


def test_commonest_spelling_names_the_class() -> None:
    merged = merge_spellings(["Normal", "normal", "normal", "NORMAL", "lesion"])
    assert merged == {"Normal": "normal", "normal": "normal", "NORMAL": "normal", "lesion": "lesion"}
