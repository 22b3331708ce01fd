"""Reading comfort as a value: what is kept, what falls back on the default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.ui.comfort import (
    FONTS,
    MOTIONS,
    SPACINGS,
    TEXT_SIZES_PERCENT,
    THEMES,
    Comfort,
    normalise_cookie,
)

choices = st.builds(
    Comfort,
    theme=st.sampled_from(THEMES),
    size=st.sampled_from(TEXT_SIZES_PERCENT),
    font=st.sampled_from(FONTS),
    spacing=st.sampled_from(SPACINGS),
    motion=st.sampled_from(MOTIONS),
)


@given(choices)
def test_every_choice_survives_its_cookie(choice: Comfort) -> None:
    assert Comfort.parse(choice.serialise()) == choice


@given(st.text())
def test_no_cookie_can_break_a_page(raw: str) -> None:
    assert Comfort.parse(Comfort.parse(raw).serialise()) == Comfort.parse(raw)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "dark",
        "dark.125.standard.normal",
        "dark.126.standard.normal.normal",
        "dark.0125.standard.normal.normal",
        "pink.125.standard.normal.normal",
        "dark.125.comic.normal.normal",
        "dark.125.standard.huge.normal",
        "dark.125.standard.normal.wild",
        "dark.125.standard.normal.normal.more",
        '"><script>.100.standard.normal.normal',
    ],
)
def test_an_invented_cookie_is_the_usual_display(raw: str | None) -> None:
    assert Comfort.parse(raw) == Comfort()


@given(st.text())
def test_the_page_cache_knows_only_appearances_that_exist(raw: str) -> None:
    key = normalise_cookie(raw)
    assert key == "" or Comfort.parse(key).serialise() == key


def test_the_usual_display_has_one_key_with_or_without_a_cookie() -> None:
    assert normalise_cookie("") == normalise_cookie(Comfort().serialise()) == ""


def test_two_appearances_have_two_keys() -> None:
    dark, light = Comfort(theme="dark").serialise(), Comfort(theme="light").serialise()
    assert normalise_cookie(dark) != normalise_cookie(light)
