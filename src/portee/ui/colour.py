"""Contrast of two colours, as WCAG 2.2 computes it. Pure arithmetic on `#rrggbb`."""

import re
from typing import Final

_HEXADECIMAL: Final = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """Whether the text is a colour written `#rrggbb`, the only form a theme may use."""
    return bool(_HEXADECIMAL.fullmatch(text))


def relative_luminance(colour: str) -> float:
    """From 0 (black) to 1 (white).

    Source: WCAG 2.2, definition of relative luminance.
    """
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """From 1 (the same) to 21 (black on white), whatever the order.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    darker, lighter = sorted((relative_luminance(first), relative_luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
