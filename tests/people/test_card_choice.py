"""Finding the establishment whose card one has."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portee.people.models import DirectoryKind
from tests.people.cards import CARD, come, directory_at
from tests.people.world import World


def test_sign_in_page_speaks_of_cards_only_where_one_opens(client: Client, world: World) -> None:
    said = "Se connecter avec ma carte de bibliothèque"
    directory_at(world, "hills-library", DirectoryKind.LIST)
    assert said not in client.get("/connexion/").content.decode()
    directory_at(world, "valley-library")
    page = client.get("/connexion/?next=/mon-compte/").content.decode()
    assert said in page
    assert f"{CARD}?next=%2Fmon-compte%2F" in page


def test_network_without_reader_system_says_so(client: Client, world: World) -> None:
    page = client.get(CARD)
    assert page.status_code == 200
    assert "Aucune carte n’ouvre encore ce site ici" in page.content.decode()
    assert not client.cookies


def many(world: World, count: int) -> None:
    for number in range(count):
        code = f"library-{number}"
        world.node(code, "library", "hills")
        row = world.nodes[code]
        row.name, row.commune = f"Médiathèque {number}", f"Bourg {number}"
        row.save()
        directory_at(world, code)


def test_among_many_the_establishment_is_found_by_its_commune_or_in_the_list(
    client: Client, world: World
) -> None:
    many(world, 9)
    directory = directory_at(world, "valley-library")

    def names(query: str) -> list[str]:
        choice = client.get(f"{CARD}{query}").context["choice"]
        return [one.name for one in choice.found]

    assert names("") == []
    assert names("?commune=bourg+7") == ["Médiathèque 7, Bourg 7"]
    assert len(names("?tous=1")) == 10
    answer = come(client, directory, secret="", commune="bourg 7")
    assert "Valley Library" in answer.content.decode()


def test_place_without_a_system_of_its_own_is_known_by_the_one_above(
    client: Client, world: World
) -> None:
    many(world, 9)
    valley = directory_at(world, "valley")
    row = world.nodes["valley-library"]
    row.commune = "Valbourg"
    row.save()
    found = client.get(f"{CARD}?commune=valbourg").context["choice"].found
    assert [one.directory_id for one in found] == [valley.pk]
    directory_at(world, "valley-library", DirectoryKind.LOCAL)
    assert client.get(f"{CARD}?commune=valbourg").context["choice"].found == ()


def test_page_costs_the_same_queries_whatever_the_number_of_establishments(
    client: Client,
    world: World,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    directory_at(world, "valley-library")
    client.get(f"{CARD}?tous=1")
    for _time in range(2):
        with django_assert_num_queries(2):
            client.get(f"{CARD}?tous=1")
        if _time == 0:
            many(world, 12)
