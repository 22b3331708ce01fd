"""The screen where the home page is composed."""

import pytest
from django.test import Client

from portee.kernel.actor import RoleKind
from portee.network.models import Establishment
from portee.portal.models import HomeBlock, PortalState
from portee.portal.queries.home_blocks import ORIGINAL, read_blocks
from tests.portal.home_page import SCREEN, enter, shelf_form
from tests.portal.search_shelf import Shelf


def reseau() -> Establishment:
    return Establishment.objects.get(code="reseau")


def test_blocks_are_listed_with_what_their_searches_find(client: Client, shelf: Shelf) -> None:
    enter(client, reseau())
    lines = client.get(SCREEN).context["lines"]
    assert [line.block for line in lines] == list(ORIGINAL)
    found = {line.block.code: line.found for line in lines}
    assert found["help"] is None
    assert found["arrivals"] == 6
    assert found["stage"] == 0
    assert "Sa recherche ne trouve rien" in client.get(SCREEN).content.decode()


@pytest.mark.usefixtures("network")
def test_writer_of_the_whole_network_composes_too(client: Client) -> None:
    enter(client, reseau(), RoleKind.WRITER)
    assert client.get(SCREEN).status_code == 200


@pytest.mark.usefixtures("network")
def test_writer_of_one_establishment_does_not(client: Client) -> None:
    enter(client, Establishment.objects.get(code="caussade"), RoleKind.WRITER)
    assert client.get(SCREEN).status_code == 403
    assert client.post(f"{SCREEN}help/masquer/").status_code == 403
    assert client.get(f"{SCREEN}nothing/").status_code == 403
    assert not HomeBlock.objects.exists()


def test_buttons_move_show_and_hide_without_scripts(client: Client, network: Establishment) -> None:
    enter(client, network)
    answer = client.post(f"{SCREEN}help/monter/")
    assert answer.headers["Location"] == f"{SCREEN}#bloc-help"
    assert read_blocks()[-2].code == "help"
    client.post(f"{SCREEN}help/masquer/")
    assert not read_blocks()[-2].is_shown
    client.post(f"{SCREEN}help/montrer/")
    client.post(f"{SCREEN}help/descendre/")
    assert read_blocks() == list(ORIGINAL)


def test_shelf_is_added_from_a_pasted_address(client: Client, shelf: Shelf) -> None:
    enter(client, reseau())
    address = "http://testserver/recherche?type=score&level=cycle-2&view=covers"
    answer = client.post(f"{SCREEN}nouveau/shelf/", shelf_form(address=address, sort="title"))
    row = HomeBlock.objects.get(title_fr="Pour les mains")
    assert answer.headers["Location"] == f"{SCREEN}#bloc-{row.code}"
    assert (row.question, row.is_shown, row.position) == (
        "type=score&level=cycle-2&sort=title",
        False,
        len(ORIGINAL) + 1,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "https://ailleurs.example/recherche?q=x"}, "celle d’un autre site"),
        ({"address": "/recherche?typ=score"}, "ne connaît pas"),
        ({"address": ""}, "Collez l’adresse d’une recherche"),
        ({"title_fr": ""}, "Donnez un titre au bloc."),
        ({"length": "13"}, "12"),
        ({"layout": "carousel"}, "carousel"),
    ],
)
def test_wrong_form_is_said_beside_its_field_and_keeps_nothing(
    client: Client, network: Establishment, wrong: dict[str, str], said: str
) -> None:
    enter(client, network)
    page = client.post(f"{SCREEN}nouveau/shelf/", shelf_form(**wrong))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not HomeBlock.objects.exists()


def test_staff_are_told_when_a_search_finds_nothing(client: Client, shelf: Shelf) -> None:
    enter(client, reseau())
    page = client.post(f"{SCREEN}scores/", shelf_form(address="zzzzqqqq"), follow=True)
    assert "sa recherche ne trouve rien" in page.content.decode()


def test_preview_shows_what_is_not_kept(client: Client, shelf: Shelf) -> None:
    enter(client, reseau())
    page = client.post(f"{SCREEN}nouveau/shelf/", shelf_form(preview="1")).content.decode()
    assert "Pour les mains" in page
    assert "Masqué aux lecteurs" in page
    assert not HomeBlock.objects.exists()
    client.post(f"{SCREEN}scores/masquer/")
    page = client.get(f"{SCREEN}apercu/").content.decode()
    assert "Partitions à jouer" in page
    assert "Partitions à jouer" not in client.get("/").content.decode()


def test_original_title_stays_when_a_form_is_kept_as_it_is(
    client: Client, network: Establishment
) -> None:
    enter(client, network)
    form = client.get(f"{SCREEN}scores/").context["form"]
    assert form.initial["title_fr"] == "Partitions à jouer"
    assert form.initial["title_en"] == "Scores to play"
    assert form.initial["address"] == "/recherche?type=score&sort=added"


def test_removal_and_restoration_ask_first(client: Client, network: Establishment) -> None:
    enter(client, network)
    assert "Retirer « Besoin d’aide" in client.get(
        f"{SCREEN}help/retirer/"
    ).content.decode().replace("\xa0", " ")
    assert not HomeBlock.objects.exists()
    client.post(f"{SCREEN}help/retirer/")
    assert "help" not in [block.code for block in read_blocks()]
    assert client.get(f"{SCREEN}help/").status_code == 404
    assert client.get(f"{SCREEN}retablir/").status_code == 200
    client.post(f"{SCREEN}retablir/")
    assert read_blocks() == list(ORIGINAL)


def test_unknown_kind_and_unknown_block_are_absent(client: Client, network: Establishment) -> None:
    enter(client, network)
    assert client.get(f"{SCREEN}nouveau/carousel/").status_code == 404
    assert client.post(f"{SCREEN}gone/monter/").status_code == 404


def test_second_help_is_refused_in_the_form(client: Client, network: Establishment) -> None:
    enter(client, network)
    page = client.post(f"{SCREEN}nouveau/help/", {"title_fr": "", "title_en": ""})
    assert "a déjà ce bloc" in page.content.decode()


def test_agreeing_with_the_original_page_is_remembered(
    client: Client, network: Establishment
) -> None:
    enter(client, network)
    client.post(SCREEN)
    first = PortalState.objects.get().home_agreed_at
    client.post(SCREEN)
    assert first is not None
    assert PortalState.objects.get().home_agreed_at == first
