"""What the pages load: drawn by us, licensed, light, from this site alone."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
DIST = FRONTEND / "dist" / "ui"
TEMPLATES = sorted((ROOT / "src").glob("**/templates/**/*.html"))
SOURCES = [*TEMPLATES, *(ROOT / "src").glob("**/*.py")]

needs_build = pytest.mark.skipif(not DIST.exists(), reason="the front end is not built here")


def drawn_icons() -> set[str]:
    return {file.stem for file in (FRONTEND / "icons").glob("*.svg")}


def test_every_icon_that_a_page_names_is_drawn() -> None:
    named = {
        name
        for file in SOURCES
        for name in re.findall(
            r"{% icon \"([a-z-]+)\"|\bicon=\"([a-z-]+)\"", file.read_text(encoding="utf-8")
        )
        for name in name
        if name
    }
    assert len(named) > 10
    assert named - drawn_icons() == set()


def test_drawings_follow_the_colour_of_the_text() -> None:
    for file in [*(FRONTEND / "icons").glob("*.svg"), *(FRONTEND / "covers").glob("*.svg")]:
        source = file.read_text(encoding="utf-8")
        assert "currentColor" in source, file.name
        assert not re.search(r"#[0-9a-f]{3}|style=|<script|href=", source), file.name


# What describes a resource to search engines is data, which no browser runs.
OF_ITS_OWN = (
    r"<style\b|\sstyle=|<script(?! type=\"application/ld\+json\")(?![^>]*\bsrc=)|\son[a-z]+=\""
)


def test_no_template_carries_style_or_script_of_its_own() -> None:
    for file in TEMPLATES:
        if "email" in file.parts or "machine" in file.parts:
            continue
        source = file.read_text(encoding="utf-8")
        assert not re.search(OF_ITS_OWN, source), file


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_packages_are_pinned() -> None:
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_each_component_has_a_stylesheet_of_its_own_in_the_index() -> None:
    folder = FRONTEND / "css" / "components"
    index = (folder / "index.css").read_text(encoding="utf-8")
    for file in folder.glob("*.css"):
        assert file.name == "index.css" or f'"./{file.name}"' in index


@needs_build
def test_each_font_travels_with_its_licence() -> None:
    licences = {
        file.stem.removeprefix("LICENSE-"): file.read_text(encoding="utf-8")
        for file in (DIST / "fonts").glob("LICENSE-*")
    }
    assert len(licences) >= 3
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences.values())
    for font in (DIST / "fonts").glob("*.woff2"):
        assert any(font.name.startswith(family) for family in licences), font.name


@needs_build
def test_the_stylesheet_asks_for_nothing_elsewhere() -> None:
    css = (DIST / "portee.css").read_text(encoding="utf-8")
    assert set(re.findall(r"url\(\"?([^\")]+)", css)) == {
        f"./fonts/{file.name}" for file in (DIST / "fonts").glob("*.woff2")
    }
    assert "@import" not in css
    assert css.startswith("@layer reset,tokens,base,layout,components,comfort;")
