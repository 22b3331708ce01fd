"""The colours of our own themes: AA everywhere, 7 to 1 in the high-contrast ones."""

import json
from itertools import product
from pathlib import Path

import pytest

from portee.ui.colour import contrast
from portee.ui.theme import SHAPE_PAIRS, TEXT_PAIRS

THEMES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parents[2] / "frontend" / "tokens" / "themes.json").read_text(encoding="utf-8")
)
GROUNDS = ("paper", "surface")
TONES = ("musique", "danse", "theatre", "mime", "lire", "archive")
STATES = ("good", "warn", "bad", "info")
TEXTS = {
    *TEXT_PAIRS,
    *product((*TONES, *STATES), GROUNDS),
    *((state, f"{state}-soft") for state in STATES),
    *(("ink", f"{state}-soft") for state in STATES),
    ("paper", "bad"),
    ("bad", "sunken"),
}


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_in_every_theme(theme: str) -> None:
    wanted = 7.0 if theme in {"contrast", "light-more"} else 4.5
    colours = THEMES[theme]
    poor = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in TEXTS
        if contrast(colours[pair[0]], colours[pair[1]]) < wanted
    }
    assert not poor


@pytest.mark.parametrize("theme", THEMES)
def test_ordinary_text_is_read_with_ease(theme: str) -> None:
    colours = THEMES[theme]
    for text, ground in product(("ink", "ink-soft"), GROUNDS):
        assert contrast(colours[text], colours[ground]) >= 7.0


@pytest.mark.parametrize("theme", THEMES)
def test_edges_and_focus_can_be_seen_in_every_theme(theme: str) -> None:
    colours = THEMES[theme]
    for shape, ground in SHAPE_PAIRS:
        assert contrast(colours[shape], colours[ground]) >= 3.0, (shape, ground)


def mixed(ground: str, tone: str, share: float) -> str:
    """A ground with a share of a tone, channel by channel."""
    pairs = [(int(ground[at : at + 2], 16), int(tone[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


@pytest.mark.parametrize("theme", THEMES)
def test_a_title_is_read_on_every_drawn_cover(theme: str) -> None:
    # cover.css lays 11 % of the tone, then 10 % of it on what is left: a quarter goes further than both.
    colours = THEMES[theme]
    for tone in TONES:
        assert contrast(colours["ink"], mixed(colours["surface"], colours[tone], 0.25)) >= 7.0


def test_every_theme_gives_every_token() -> None:
    assert len({frozenset(colours) for colours in THEMES.values()}) == 1
