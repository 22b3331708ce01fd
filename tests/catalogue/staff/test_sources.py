"""The screen of sources."""

import pytest
from django.test import Client

from portee.catalogue.models import Source
from tests.catalogue.staff.conftest import text
from tests.people.world import World

pytestmark = pytest.mark.django_db


def test_librarian_sees_the_sources_of_her_establishment_only(
    librarian: Client, sources: dict[str, Source]
) -> None:
    page = text(librarian, "/gestion/sources/")
    assert "Valley" in page
    assert f"/sources/edit/{sources['hills'].pk}/" not in page
    assert f"/sources/edit/{sources['county'].pk}/" not in page
    assert librarian.get(f"/gestion/sources/edit/{sources['hills'].pk}/").status_code == 404


def test_manager_of_the_whole_network_sees_every_source(
    world: World, client: Client, sources: dict[str, Source]
) -> None:
    client.force_login(world.accounts["county-manager"])
    for source in sources.values():
        assert client.get(f"/gestion/sources/edit/{source.pk}/").status_code == 200


def test_librarian_adds_a_source_with_its_own_ways(librarian: Client, world: World) -> None:
    answer = librarian.post(
        "/gestion/sources/new/",
        {
            "code": "koha",
            "name": "Koha",
            "establishment": world.nodes["valley-library"].pk,
            "format": "",
            "licence": "",
            "sheet_lines": "099$t = type : PA → Partition\nseparator = |",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert Source.objects.get(code="koha").sheet == {
        "rules": [{"place": "099$t", "target": "type", "values": [["PA", "Partition"]]}],
        "separator": "|",
    }


@pytest.mark.parametrize("lines", ["099$t", "099$t = moon", "099$t = type : PA"])
def test_a_sheet_that_means_nothing_is_refused_in_the_form(
    librarian: Client, world: World, lines: str
) -> None:
    librarian.post(
        "/gestion/sources/new/",
        {
            "code": "koha",
            "name": "Koha",
            "establishment": world.nodes["valley-library"].pk,
            "sheet_lines": lines,
        },
    )
    assert not Source.objects.exists()
