"""A network's own colours: accepted when they can be read, refused with a sentence otherwise."""

import json
import os
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from portee.ui.checks import check_network_theme
from portee.ui.theme import PROPERTIES, NetworkTheme, Palette, ThemeRefused

BLUE = {
    "paper": "#f7f9fc",
    "surface": "#ffffff",
    "sunken": "#eef2f8",
    "ink": "#12203a",
    "ink-soft": "#41506b",
    "line": "#cfd8e6",
    "line-strong": "#6b7a94",
    "accent": "#0b4f8a",
    "accent-hover": "#083a66",
    "accent-ink": "#ffffff",
    "accent-soft": "#e3eefa",
    "focus": "#b3005e",
}


@pytest.fixture
def theme_file(tmp_path: Path, settings: Settings) -> Path:
    file = tmp_path / "theme.json"
    settings.PORTEE_THEME_FILE = str(file)
    return file


def test_a_readable_palette_is_accepted() -> None:
    assert Palette.validated("light", BLUE).colours == BLUE


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_palette_is_whole_or_refused(name: str) -> None:
    partial = {key: value for key, value in BLUE.items() if key != name}
    with pytest.raises(ThemeRefused, match=name):
        Palette.validated("light", partial)


@pytest.mark.parametrize("value", ["blue", "#fff", "url(//example.org)", "#123456;}body{", 7, None])
def test_only_colours_enter_the_stylesheet(value: object) -> None:
    with pytest.raises(ThemeRefused, match="accent"):
        Palette.validated("light", BLUE | {"accent": value})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"ink": "#9aa4b5"}, "ink"),
        ({"accent": "#5fb0ff"}, "accent"),
        ({"accent-ink": "#0b4f99"}, "accent-ink"),
        ({"focus": "#ffd9ec"}, "focus"),
        ({"line-strong": "#cfd8e6"}, "line-strong"),
    ],
)
def test_a_palette_that_cannot_be_read_is_refused(change: dict[str, str], named: str) -> None:
    with pytest.raises(ThemeRefused) as refusal:
        Palette.validated("light", BLUE | change)
    assert named in str(refusal.value)
    assert refusal.value.code == "ui.theme_refused"


def test_a_refusal_says_in_french_what_is_needed() -> None:
    with translation.override("fr"), pytest.raises(ThemeRefused) as refusal:
        Palette.validated("light", BLUE | {"focus": "#ffd9ec"})
    assert "il en faut au moins 3" in str(refusal.value)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"light": {}, "fonts": {}}', '{"light": 3}']
)
def test_what_is_no_theme_is_refused(text: str) -> None:
    with pytest.raises(ThemeRefused):
        NetworkTheme.parse(text)


def test_a_theme_leaves_high_contrast_alone() -> None:
    css = NetworkTheme.parse(json.dumps({"light": BLUE, "dark": BLUE})).stylesheet()
    assert "--accent:#0b4f8a;" in css
    assert "data-theme=contrast" not in css
    assert css.startswith("@layer tokens{@media (prefers-contrast:no-preference){")


def test_the_stylesheet_does_not_exist_without_a_theme(client: Client, theme_file: Path) -> None:
    assert not theme_file.exists()
    assert client.get("/theme.css").status_code == 404
    assert b"theme.css" not in client.get("/confort/").content


@pytest.mark.django_db
def test_the_pages_of_a_network_link_its_theme(client: Client, theme_file: Path) -> None:
    theme_file.write_text(json.dumps({"light": BLUE}), encoding="utf-8")
    answer = client.get("/theme.css")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "#0b4f8a" in answer.text
    assert '<link rel="stylesheet" href="/theme.css">' in client.get("/confort/").text


def test_a_refused_theme_is_told_at_start_and_changes_no_page(
    client: Client, theme_file: Path
) -> None:
    theme_file.write_text(json.dumps({"light": BLUE | {"ink": "#eeeeee"}}), encoding="utf-8")
    assert [warning.id for warning in check_network_theme()] == ["ui.W001"]
    assert client.get("/theme.css").status_code == 404
    theme_file.write_text(json.dumps({"light": BLUE}), encoding="utf-8")
    os.utime(theme_file, ns=(1, 1))
    assert check_network_theme() == []
