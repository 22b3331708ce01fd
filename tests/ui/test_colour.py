"""Contrast ratios, against values published with WCAG's definition."""

import pytest

from portee.ui.colour import contrast, is_colour


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


@pytest.mark.parametrize(
    "text", ["red", "#fff", "#12345g", "#1234567", "", "#123456;}", "#123456\n"]
)
def test_only_six_digits_are_a_colour(text: str) -> None:
    assert not is_colour(text)
