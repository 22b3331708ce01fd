"""The gallery of components: whole, in debug only."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

import portee.ui
from portee.ui.specimens import SPECIMENS
from portee.ui.templatetags.ui import COVERS, register

TEMPLATES = Path(portee.ui.__file__).parent / "templates" / "ui"

pytestmark = pytest.mark.django_db


def test_the_gallery_does_not_exist_for_the_public(client: Client) -> None:
    assert client.get("/composants/").status_code == 404


@pytest.mark.parametrize("address", ["/composants/", "/en/composants/"])
def test_each_component_has_its_specimen(client: Client, settings: Settings, address: str) -> None:
    settings.DEBUG = True
    html = client.get(address).text
    for name in SPECIMENS:
        assert f'id="specimen-{name}"' in html
        assert f'id="title-{name}"' in html


def test_each_tag_is_shown_in_the_gallery() -> None:
    shown = "".join(file.read_text(encoding="utf-8") for file in (TEMPLATES / "gallery").iterdir())
    missing = {tag for tag in register.tags if not re.search(rf"{{% {tag}\b", shown)}
    assert not missing


def test_each_specimen_is_listed() -> None:
    files = {file.stem for file in (TEMPLATES / "gallery").iterdir()} - {"page"}
    assert files == set(SPECIMENS)


def test_each_cover_is_drawn() -> None:
    drawings = Path(__file__).parents[2] / "frontend" / "covers"
    assert {file.stem for file in drawings.glob("*.svg")} == {
        f"{kind}-{number}"
        for kind, (_tone, count) in COVERS.items()
        for number in range(1, count + 1)
    }
