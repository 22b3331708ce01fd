"""A librarian of the valley, sources near and far, and what she does in the back office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portee.catalogue.models import ImportRun, Source
from tests.people.world import World, build_world

SOURCES = "/gestion/sources/"
RUNS = "/gestion/importations/"
RECORDS = "/gestion/notices/"
REMAPS = "/gestion/relectures/"
ISBN = "9782070368228"


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def sources(world: World) -> dict[str, Source]:
    """A source in the valley, one in the hills, one of the whole county."""
    return {
        name: Source.objects.create(code=name, name=name.title(), establishment=node)
        for name, node in (
            ("valley", world.nodes["valley-library"]),
            ("hills", world.nodes["hills-library"]),
            ("county", None),
        )
    }


@pytest.fixture
def librarian(world: World, client: Client) -> Client:
    client.force_login(world.accounts["librarian"])
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def send(client: Client, source: Source, content: bytes, name: str = "export.mrc") -> ImportRun:
    """Send a file as the form does; the run that it makes."""
    answer = client.post(
        f"{RUNS}new/",
        {"source": source.pk, "file": SimpleUploadedFile(name, content), "format": ""},
    )
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")
